package match

import (
	"flag"
	"os"
	"strings"
	"testing"

	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite testdata/cases.txt with what is found")

// The form of the cases is told at the head of testdata/cases.txt.
func TestCases(t *testing.T) {
	const path = "testdata/cases.txt"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	n := 0
	for block := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
		lines := strings.Split(block, "\n")
		if len(lines) < 3 || strings.HasPrefix(lines[2], "#") {
			out = append(out, block)
			continue
		}
		n++
		a, textA := parseSaid(lines[1])
		b, textB := parseSaid(lines[2])
		got := verdictText(Compare(a, b), textA, textB)
		if want := strings.Join(lines[3:], "\n"); got != want && !*update {
			t.Errorf("%s\n got %s\nwant %s", lines[0], got, want)
		}
		back := Compare(b, a)
		if back.Relation != Compare(a, b).Relation {
			t.Errorf("%s: the other way round %s", lines[0], back.Relation)
		}
		out = append(out, strings.Join(append(lines[:3:3], got), "\n"))
	}
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n < 20 {
		t.Errorf("%d cases are read, want 20", n)
	}
}

// parseSaid reads one side of a case; the text is the whole line.
func parseSaid(line string) (*Statement, string) {
	who, content, _ := strings.Cut(line, ": ")
	speaker := person(who)
	if strings.HasPrefix(who, "the ") {
		speaker = Speaker{Description: who, Kind: news.Person}
	}
	form := news.Indirect
	if inner, ok := strings.CutPrefix(content, `"`); ok {
		form, content = news.Direct, strings.TrimSuffix(inner, `"`)
	}
	s, text := statement(content, form, speaker, "", 0)
	return &s, text
}

// verdictText writes a verdict on a line, and the figures on another.
func verdictText(v Verdict, a, b string) string {
	var out []string
	for _, r := range v.Runs {
		was, is := r.A.Text(a), r.B.Text(b)
		switch r.Kind {
		case news.Equal:
			out = append(out, was)
		case news.Removed:
			out = append(out, "[- "+was+"]")
		case news.Added:
			out = append(out, "[+ "+is+"]")
		case news.Changed:
			out = append(out, "["+was+" → "+is+"]")
		}
	}
	line := strings.TrimSpace(string(v.Relation) + ": " + strings.Join(out, " "))
	if len(v.Figures) > 0 {
		line += "\nfigures:"
		for _, f := range v.Figures {
			line += " " + figureText(f.A) + " → " + figureText(f.B)
		}
	}
	return line
}

func figureText(g news.Figure) string {
	return strings.TrimSpace(strings.Join([]string{g.Text, g.Unit}, " "))
}
