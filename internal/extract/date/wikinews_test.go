package date

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
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

// TestWikinews measures dates of speaking where source, cue and content are
// given as labelled. Recall counts the labelled dates that are found,
// precision the dates given that are labelled so.
func TestWikinews(t *testing.T) {
	for _, folder := range []string{"labels-train", "labels-dev"} {
		right, given, want := 0, 0, 0
		for _, l := range readLabelled(t, folder) {
			a := l.article
			day, known := Reference(a.Published, a.Text)
			for i, said := range SaidOn(a.Text, token.Find(a.Text), Find(a.Text), day, known, a.Statements) {
				date := ""
				if said != nil {
					date = said.Date
					given++
				}
				if l.when[i] != "" {
					want++
				}
				switch {
				case date == l.when[i] && date != "":
					right++
				case date != l.when[i]:
					t.Logf("%s %d: want %q, got %q: %s", a.ID, i, l.when[i], date, show(a, i))
				}
			}
		}
		t.Logf("%s: recall %.3f (%d of %d), precision %.3f (of %d)", folder, float64(right)/float64(want), right, want, float64(right)/float64(given), given)
	}
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
