package extract

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quoth/models"
	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite which cases are known failures")

func newExtractor(t testing.TB) *Extractor {
	t.Helper()
	e, err := New(models.English(), "en")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestCases runs every case of testdata/cases through the model. A case that
// the model gets wrong says so in its comment, "known failure"; one that has
// come right must lose that line, so that it stays right. With -update the
// lines are rewritten.
func TestCases(t *testing.T) {
	e := newExtractor(t)
	right := map[string]bool{}
	total, failing := 0, 0
	for _, c := range readCases(t) {
		a, err := e.Extract(context.Background(), news.Article{ID: c.name, Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		got, want := describe(c.text, asMarked(a.Statements)), describe(c.text, c.statements)
		ok := slices.Equal(got, want)
		right[c.file+"\n"+c.name] = ok
		total++
		if c.known {
			failing++
		}
		if !*update && ok == c.known {
			if ok {
				t.Errorf("%s: %s: is right now; run the test with -update", c.file, c.name)
			} else {
				t.Errorf("%s: %s\n%s\ngot  %s\nwant %s", c.file, c.name, c.text, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
			}
		}
	}
	t.Logf("%d cases, %d of them known failures", total, failing)
	if *update {
		rewriteKnown(t, right)
	}
}

// rewriteKnown puts the line "# known failure" into the blocks that are wrong.
func rewriteKnown(t *testing.T, right map[string]bool) {
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var blocks []string
		for block := range strings.SplitSeq(strings.Trim(string(data), "\n"), "\n\n") {
			name, comment, body := "", "", ""
			for line := range strings.Lines(block + "\n") {
				c, ok := strings.CutPrefix(line, "# ")
				switch c = strings.TrimSpace(c); {
				case !ok:
					body += line
				case c != knownFailure:
					name = strings.TrimSpace(name + " " + c)
					comment += line
				}
			}
			if ok, ran := right[filepath.Base(path)+"\n"+name]; ran && !ok {
				comment += "# " + knownFailure + "\n"
			}
			blocks = append(blocks, strings.TrimRight(comment+body, "\n"))
		}
		if err := os.WriteFile(path, []byte(strings.Join(blocks, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestArticles holds the share of statements of our own articles that are
// found, softly as the relation figure counts: content mostly the same,
// sources touching. The bound only guards against a break; models/en/scores.txt
// has the accuracy.
func TestArticles(t *testing.T) {
	e := newExtractor(t)
	paths, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(paths) < 12 {
		t.Fatalf("%d articles in testdata/articles, want at least 12", len(paths))
	}
	found, total, predicted := 0, 0, 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, body, ok := strings.Cut(string(data), "\n\n")
		if !ok {
			t.Fatalf("%s: no text after the comment lines", path)
		}
		text, want, err := parseMarked(body)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		a, err := e.Extract(context.Background(), news.Article{ID: path, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		checkStatements(t, a)
		n := 0
		for _, w := range want {
			if slices.ContainsFunc(a.Statements, func(s news.Statement) bool { return alike(s, w) }) {
				n++
			}
		}
		t.Logf("%s: %d of %d statements found, %d predicted", filepath.Base(path), n, len(want), len(a.Statements))
		found, total, predicted = found+n, total+len(want), predicted+len(a.Statements)
	}
	t.Logf("all: %d of %d statements found, %d predicted", found, total, predicted)
	if 2*found < total {
		t.Errorf("only %d of %d statements found", found, total)
	}
}

// alike compares content by bytes shared and source by touch.
func alike(s news.Statement, w markedStatement) bool {
	shared, a, b := 0, 0, 0
	for _, x := range s.Content {
		a += x.Len()
		for _, y := range w.content {
			shared += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range w.content {
		b += y.Len()
	}
	touch := len(s.Source) == 0 && len(w.source) == 0
	for _, x := range s.Source {
		for _, y := range w.source {
			touch = touch || x.Overlaps(y)
		}
	}
	return touch && 2*shared >= a+b-shared
}

// checkStatements holds what every result must satisfy, whatever the text.
func checkStatements(t testing.TB, a news.Article) {
	t.Helper()
	ids := map[string]bool{}
	for _, s := range a.Statements {
		if ids[s.ID] {
			t.Errorf("two statements %s", s.ID)
		}
		ids[s.ID] = true
		if len(s.Content) == 0 {
			t.Errorf("%s has no content", s.ID)
		}
		for _, p := range []news.Part{s.Source, s.Cue, s.Content} {
			at := 0
			for _, span := range p {
				if span.Start < at || span.End <= span.Start || span.End > len(a.Text) {
					t.Fatalf("%s: span %v after %d in %d bytes", s.ID, span, at, len(a.Text))
				}
				at = span.End
			}
		}
		if s.Form != news.Direct && s.Form != news.Mixed && s.Form != news.Indirect {
			t.Errorf("%s: form %q", s.ID, s.Form)
		}
	}
	for _, s := range a.Statements {
		if s.Parent != "" && (!ids[s.Parent] || s.Parent == s.ID) {
			t.Errorf("%s: parent %q", s.ID, s.Parent)
		}
	}
}
