package figure

import (
	"flag"
	"os"
	"strings"
	"testing"

	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite testdata/cases.txt with what is found")

// A case in testdata/cases.txt is a line of news in which every figure stands
// in brackets, with its bounds and its unit: [over 1.2bn|1200000000..|dollars].
// "5" means exactly five, "5.." five or more, "0..5" up to five.
func TestCases(t *testing.T) {
	const path = "testdata/cases.txt"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	n, name := 0, ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
			name = strings.TrimSpace(line[1:])
		case line != "":
			n++
			text := unmark(line)
			got := mark(text, Find(text))
			if got != line && !*update {
				t.Errorf("%s\n got %s\nwant %s", name, got, line)
			}
			line = got
		}
		out.WriteString(line + "\n")
	}
	if *update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n < 80 {
		t.Errorf("%d cases are read, want 80", n)
	}
}

// Content that begins inside a figure states what it says by itself.
func TestWithin(t *testing.T) {
	const text = "Mara Lund spoke of at least 60 boats. The port holds 20 to 30 of them, she said."
	all := Find(text)
	for _, c := range []struct{ content, want string }{
		{"at least 60 boats", "at least [at least 60|60..|boats] boats"},
		{"60 boats", "[60|60|boats] boats"},
		{"The port holds 20 to 30 of them", "The port holds [20 to 30|20..30|]"},
		{"30 of them", "[30|30|]"},
		{"she said", ""},
	} {
		start := strings.Index(text, c.content)
		got := Within(text, all, news.Part{{Start: start, End: start + len(c.content)}})
		if c.want == "" {
			if len(got) > 0 {
				t.Errorf("%s: %v", c.content, got)
			}
			continue
		}
		if len(got) != 1 || !strings.Contains(c.want, mark(got[0].Text, []news.Figure{{
			Text: got[0].Text, Low: got[0].Low, High: got[0].High, Unit: got[0].Unit, Span: news.Span{End: len(got[0].Text)},
		}})) {
			t.Errorf("%s: %v, want %s", c.content, got, c.want)
		}
	}
}

// mark writes figures into their text.
func mark(text string, figures []news.Figure) string {
	var b strings.Builder
	last := 0
	for _, g := range figures {
		bounds := g.Low
		if g.High != g.Low {
			bounds += ".." + g.High
		}
		b.WriteString(text[last:g.Span.Start] + "[" + g.Text + "|" + bounds + "|" + g.Unit + "]")
		last = g.Span.End
	}
	return b.String() + text[last:]
}

// unmark undoes mark.
func unmark(line string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(line, "[")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inside, after, _ := strings.Cut(rest, "]")
		text, _, _ := strings.Cut(inside, "|")
		b.WriteString(text)
		line = after
	}
}
