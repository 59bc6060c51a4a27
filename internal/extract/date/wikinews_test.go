package date

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quoth/internal/extract/token"
	"quoth/news"
)

type labelled struct {
	article news.Article
	when    []string // by statement, "" where the article does not say
}

// readLabelled reads the articles labelled in a folder of ../shared.
func readLabelled(t testing.TB, folder string) []labelled {
	t.Helper()
	root := "../../../../shared/data/wikinews/"
	f, err := os.Open(root + "articles.jsonl")
	if err != nil {
		t.Skip("no ../shared/data/wikinews: ", err)
	}
	defer f.Close()
	articles := map[string]news.Article{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a struct{ ID, Published, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		articles[a.ID] = news.Article{ID: a.ID, Published: a.Published, Text: a.Text}
	}
	paths, err := filepath.Glob(root + folder + "/*.gold.json")
	if err != nil || len(paths) == 0 {
		t.Skip("no labels in " + folder)
	}
	var out []labelled
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Key        string
			Statements []struct {
				Source, Cue, Content [][2]int
				Parent               *int
				When                 string
				Speaker              struct{ Name string }
			}
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(path, ": ", err)
		}
		l := labelled{article: articles[gold.Key]}
		at := make([]int, 0, len(l.article.Text)+1) // byte offset of each code point
		for i := range l.article.Text {
			at = append(at, i)
		}
		at = append(at, len(l.article.Text))
		part := func(spans [][2]int) (p news.Part) {
			for _, s := range spans {
				p = append(p, news.Span{Start: at[s[0]], End: at[s[1]]})
			}
			return p
		}
		for _, s := range gold.Statements {
			l.article.Statements = append(l.article.Statements, news.Statement{Source: part(s.Source), Cue: part(s.Cue), Content: part(s.Content)})
			l.when = append(l.when, s.When)
		}
		out = append(out, l)
	}
	return out
}

// TestWikinews holds dates of speaking where source, cue and content are
// given as labelled. Recall counts the labelled dates that are found,
// precision the dates given that are labelled so. Two in five labelled dates
// are not in the sentence: the reader knew them from the event that the article
// tells of, and only those are given here that the same speaker goes on from.
func TestWikinews(t *testing.T) {
	for _, folder := range []string{"labels-train", "labels-dev"} {
		right, given, want, stated, found := 0, 0, 0, 0, 0
		for _, l := range readLabelled(t, folder) {
			a := l.article
			day, known := Reference(a.Published, a.Text)
			all, marks := Find(a.Text), token.Find(a.Text)
			days := In(all, day)
			for i, said := range SaidOn(a.Text, marks, all, day, known, a.Statements, nil) {
				date := ""
				if said != nil {
					date = said.Date
					given++
				}
				if l.when[i] != "" {
					want++
				}
				if here := l.when[i] != "" && inSentence(a, marks, all, days, i, l.when[i]); here {
					stated++
					if date == l.when[i] {
						found++
					}
				}
				switch {
				case date == l.when[i] && date != "":
					right++
				case date != l.when[i]:
					t.Logf("%s %d: want %q, got %q%s: %s", a.ID, i, l.when[i], date, map[bool]string{true: " (in the sentence)"}[l.when[i] != "" && inSentence(a, marks, all, days, i, l.when[i])], show(a, i))
				}
			}
		}
		t.Logf("%s: %d of the %d dates that stand in the sentence of the cue are found", folder, found, stated)
		recall, precision, here := float64(right)/float64(want), float64(right)/float64(given), float64(found)/float64(stated)
		t.Logf("%s: recall %.3f (%d of %d), precision %.3f (of %d)", folder, recall, right, want, precision, given)
		if recall < 0.55 || precision < 0.90 || here < 0.84 {
			t.Errorf("%s: recall %.3f, precision %.3f, of the dates in the sentence %.3f; want .55, .90, .84", folder, recall, precision, here)
		}
	}
}

// inSentence reports whether the sentence of a statement's cue names the day
// outside the statement's content.
func inSentence(a news.Article, marks *token.Layer, all []Expression, days []string, i int, day string) bool {
	r := reader{text: a.Text, statements: a.Statements, marks: marks}
	at := r.sentence(r.cue(i).Start)
	for k, e := range all {
		if days[k] != day || !at.Contains(e.Span) {
			continue
		}
		if !slices.ContainsFunc(a.Statements[i].Content, func(c news.Span) bool { return c.Overlaps(e.Span) }) {
			return true
		}
	}
	return false
}

// show writes the sentence of a statement with its cue marked.
func show(a news.Article, i int) string {
	s := a.Statements[i]
	r := reader{text: a.Text, statements: a.Statements, marks: token.Find(a.Text)}
	cue := r.cue(i)
	at := r.sentence(cue.Start)
	from, to := max(at.Start, cue.Start-220), min(at.End, cue.End+160)
	if len(s.Source) > 0 && s.Source[0].Start < cue.Start {
		from = min(from, s.Source[0].Start)
	}
	from = min(from, cue.Start)
	return strings.ToValidUTF8(strings.ReplaceAll(a.Text[from:cue.Start]+"{"+a.Text[cue.Start:cue.End]+"}"+a.Text[cue.End:max(to, cue.End)], "\n", " "), "")
}
