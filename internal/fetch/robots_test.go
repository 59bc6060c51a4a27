package fetch

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	data, err := os.ReadFile("testdata/robots.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split(string(data), "\n== ")[1:]
	if len(cases) < 30 {
		t.Errorf("only %d cases", len(cases))
	}
	for _, c := range cases {
		name, body, _ := strings.Cut(c, "\n")
		file, expected, _ := strings.Cut("\n"+body, "\n> ")
		for _, ends := range []string{"\n", "\r\n", "\r"} {
			r := parseRobots("\uFEFF"+strings.ReplaceAll(file, "\n", ends), "quoth")
			for line := range strings.SplitSeq(expected, "\n> ") {
				verdict, path, _ := strings.Cut(strings.TrimSpace(line), " ")
				path = strings.TrimSpace(path)
				rule, ok := r.allows(path)
				switch verdict {
				case "allow", "deny":
					if ok != (verdict == "allow") || ok != (rule == "") {
						t.Errorf("%s: %s: got %v, by %q", name, line, ok, rule)
					}
				case "delay":
					if r.delay.String() != path {
						t.Errorf("%s: %s: got %v", name, line, r.delay)
					}
				default:
					t.Errorf("%s: what is %q?", name, line)
				}
			}
		}
	}
}

func TestProductToken(t *testing.T) {
	for agent, want := range map[string]string{
		"quoth/1.0 (reads)": "quoth", "quoth": "quoth", "Reading-Room_Bot 3": "Reading-Room_Bot", "": "", "3bot": "", DefaultUserAgent(): "quoth",
	} {
		if got := productToken(agent); got != want {
			t.Errorf("%q: got %q, want %q", agent, got, want)
		}
	}
}

// Patterns made to be slow are not.
func TestRobotsThatAreSlow(t *testing.T) {
	r := parseRobots("User-agent: *\n"+strings.Repeat("Disallow: /"+strings.Repeat("a*", 100)+"b$\n", maxRobots/212), "quoth")
	begin := time.Now()
	if _, ok := r.allows("/" + strings.Repeat("a", maxAddress)); !ok {
		t.Error("forbidden")
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzRobots(f *testing.F) {
	data, _ := os.ReadFile("testdata/robots.txt")
	for c := range strings.SplitSeq(string(data), "\n== ") {
		f.Add(c, "/private/~ana?x=*$%2a")
	}
	f.Fuzz(func(t *testing.T, text, path string) {
		r := parseRobots(text, "quoth")
		if r.delay < 0 {
			t.Fatalf("delay %v", r.delay)
		}
		rule, ok := r.allows(path)
		if ok != (rule == "") {
			t.Fatalf("allowed %v by %q", ok, rule)
		}
		if again := canonical(path, false); again != canonical(again, false) {
			t.Fatalf("%q is not canonical", again)
		}
		if all := parseRobots(text+"\nUser-agent: quoth\nAllow: /"+strings.Repeat("*", 3*len(text))+"\n", "quoth"); strings.HasPrefix(path, "/") {
			if _, ok := all.allows(path); !ok {
				t.Fatal("the longest rule allows it")
			}
		}
	})
}
