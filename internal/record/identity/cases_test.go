package identity

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite the expected identities of cases")

// A case in testdata/*.txt is a paragraph: lines with observations, perhaps
// with decisions, then a line of identities. testdata/README.md has the form.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		blocks := strings.Split(strings.TrimSpace(string(data)), "\n\n")
		for i, b := range blocks {
			title, _, _ := strings.Cut(b, "\n")
			if !strings.Contains(b, "\n-> ") {
				continue // the file's heading
			}
			t.Run(filepath.Base(f)+"/"+strings.TrimPrefix(title, "# "), func(t *testing.T) {
				observations, decisions, want := parseCase(t, b)
				got := shown(Resolve(Gather(observations, decisions), decisions))
				if got == want {
					return
				}
				if *update {
					blocks[i] = b[:strings.Index(b, "\n-> ")+4] + got
					return
				}
				t.Errorf("%s\n got -> %s", b, got)
			})
		}
		if *update {
			if err := os.WriteFile(f, []byte(strings.Join(blocks, "\n\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func parseCase(t *testing.T, text string) (observations []Observation, decisions []Decision, want string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "-> "); ok {
			return observations, decisions, rest
		}
		if line == "" || line[0] == '#' {
			continue
		}
		if f := strings.Fields(line); f[0] == "decide" {
			d := Decision{Time: f[1], Verb: Verb(f[2]), By: "desk", Reason: "case"}
			these, those, _ := strings.Cut(strings.Join(f[3:], " "), "/")
			d.These, d.Those = strings.Fields(these), strings.Fields(those)
			decisions = append(decisions, d)
			continue
		}
		o, err := parseObservation(line)
		if err != nil {
			t.Fatal(err)
		}
		observations = append(observations, o)
	}
	t.Fatalf("no identities in %q", text)
	return nil, nil, ""
}

// parseObservation reads "KEY DATE OUTLET[@COUNTRY] KIND NAME [= ALSO, …] [| ROLE; …]".
func parseObservation(line string) (Observation, error) {
	f := strings.SplitN(line, " ", 5)
	if len(f) < 5 {
		return Observation{}, fmt.Errorf("observation %q lacks a part", line)
	}
	kinds := map[string]news.Kind{"p": news.Person, "b": news.Organisation, "g": news.Government}
	o := Observation{Key: f[0], Article: f[0], Published: f[1], Kind: kinds[f[3]]}
	o.Outlet, o.Country, _ = strings.Cut(f[2], "@")
	name, roles, _ := strings.Cut(f[4], " | ")
	name, also, _ := strings.Cut(name, " = ")
	o.Name = name
	o.Also = parts(also, ", ")
	o.Roles = parts(roles, "; ")
	return o, nil
}

func parts(s, by string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, by)
}

// shown writes identities by the keys of their sightings; doubts stand in brackets.
func shown(ids []Identity) string {
	keys := func(i Identity) string {
		var k []string
		for _, s := range i.Sightings {
			k = append(k, s.Key)
		}
		return strings.Join(k, " ")
	}
	byID := map[string]string{}
	for _, i := range ids {
		byID[i.ID] = keys(i)
	}
	var out []string
	for _, i := range ids {
		s := keys(i)
		var or []string
		for _, c := range i.Candidates {
			or = append(or, strings.Fields(byID[c.ID])[0])
		}
		if slices.Sort(or); len(or) > 0 {
			s += " (or " + strings.Join(or, ", ") + ")"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
