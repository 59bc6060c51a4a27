package record_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"quoth/internal/record"
	"quoth/news"
	"quoth/query"
)

// databases are where the records of tests lie.
var databases = []struct {
	name  string
	place func(*testing.T) string
}{
	{"SQLite", func(t *testing.T) string { return filepath.Join(t.TempDir(), "record.db") }},
	{"PostgreSQL", postgresRecord},
}

// Everything that a record promises, asked of both databases, which have to
// give the same answers.
func TestConformance(t *testing.T) {
	for what, test := range map[string]func(*testing.T, func() *record.Record){
		"adding twice writes nothing":               addingTwice,
		"a changed article is a new version":        changedArticle,
		"metadata are amended where that is wanted": amended,
		"near-copies count once":                    nearCopies,
		"corrections outlive readings and versions": corrections,
		"statements are added by hand":              insertion,
		"identities are merged and split":           decisions,
		"who is parted takes nobody along":          splitting,
		"failures are kept":                         failures,
		"strange texts harm nothing":                strangeTexts,
		"queries mean what package query says":      queries,
		"undated articles are compared by the day":  undated,
		"variants are shown whole":                  wholeVariants,
		"who passes on whose words":                 through,
		"answers agree with each other":             answers,
		"pages go on behind a statement":            pages,
		"the order of articles does not matter":     anyOrder,
		"what is exported can be imported":          roundTrip,
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			var first []string
			for _, db := range databases {
				t.Run(db.name, func(t *testing.T) {
					var all []*record.Record
					test(t, func() *record.Record {
						all = append(all, open(t, db.place(t)))
						return all[len(all)-1]
					})
					for _, r := range all {
						for f, err := range r.Check(t.Context(), false) {
							t.Errorf("check: %+v, %v", f, err)
						}
					}
					got := state(t, all[0])
					if first == nil {
						first = got
					}
					sameLines(t, first, got)
				})
			}
		})
	}
}

func open(t *testing.T, place string) *record.Record {
	t.Helper()
	r, err := record.Open(t.Context(), place, record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// add puts articles in and returns what became of them.
func add(t *testing.T, r *record.Record, articles iter.Seq2[news.Article, error]) []record.Addition {
	t.Helper()
	var out []record.Addition
	for a, err := range r.Add(t.Context(), articles, record.Reading{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func these(all ...news.Article) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, a := range all {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func find(t *testing.T, r *record.Record, text string) []news.Entry {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var out []news.Entry
	for e, err := range r.Search(t.Context(), q, record.SearchOptions{}) {
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		out = append(out, e)
	}
	return out
}

// told is an article in which somebody said something: Name | role | content.
func told(url, outlet, day string, sayings ...string) news.Article {
	a := news.Article{ID: url, URL: url, Outlet: outlet, Published: day, Language: "en"}
	span := func(text string) news.Part {
		a.Text += text
		return news.Part{{Start: len(a.Text) - len(text), End: len(a.Text)}}
	}
	for i, s := range sayings {
		f := strings.Split(s, " | ")
		p := &news.Speaker{ID: fmt.Sprintf("p%d", i+1), Name: f[0], Role: f[1], Kind: news.Person}
		st := news.Statement{ID: fmt.Sprintf("s%d", i+1), Form: news.Direct, Mode: news.Said, Polarity: news.Asserted, Speaker: p, Confidence: .9}
		st.Source = span(f[0])
		p.Mentions = []news.Mention{{Span: st.Source[0], By: news.ByName}}
		a.Text += ", the " + f[1] + ", "
		st.Cue = span("said")
		a.Text += " "
		st.Content = span("“" + f[2] + "”")
		a.Text += ".\n"
		a.Statements = append(a.Statements, st)
		a.Speakers = append(a.Speakers, p)
	}
	return a
}

const (
	toll    = "Ana Reyes | mayor | The harbour bridge will carry a toll of four crowns from the first of May"
	toll5   = "Ana Reyes | mayor | The harbour bridge will carry a toll of five crowns from the first of May"
	fares   = "Piet Olsen | ferry captain | Nobody asked the crews before the fares went up again this winter"
	flooded = "Mira Holt | engineer | The pumps failed twice in the night and the lower streets were flooded"
)

func addingTwice(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	a := told("https://courier.example/toll", "Harbour Courier", "2031-03-04", toll, fares)
	first, second := add(t, r, these(a)), add(t, r, these(a))
	if first[0].Outcome != record.Added || first[0].Statements != 2 || second[0].Outcome != record.Known {
		t.Errorf("got %+v, then %+v", first, second)
	}
	if n := len(find(t, r, "")); n != 2 {
		t.Errorf("%d statements", n)
	}
	changed := told("https://courier.example/toll", "Harbour Courier", "2031-03-04", toll5, fares)
	add(t, r, these(a, changed))
	for _, again := range add(t, r, these(a, changed)) { // both versions in one input
		if again.Outcome != record.Known {
			t.Errorf("again: %+v", again)
		}
	}
}

func changedArticle(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	url := "https://courier.example/toll"
	add(t, r, these(told(url, "Harbour Courier", "2031-03-04", toll, fares, flooded)))
	before := find(t, r, "crews")[0].ID
	got := add(t, r, these(told(url, "Harbour Courier", "2031-03-04", toll5, fares)))[0]
	if got.Outcome != record.Changed || got.Version != 2 || got.Altered != 1 {
		t.Errorf("got %+v", got)
	}
	if e := find(t, r, "crews"); len(e) != 1 || e[0].ID != before || e[0].Version != 2 {
		t.Errorf("what stayed: %+v", e)
	}
	old, now := find(t, r, "four is:altered"), find(t, r, "five")
	if len(old) != 1 || len(now) != 1 || old[0].AlteredTo != now[0].ID || now[0].AlteredOf != old[0].ID || old[0].Version != 1 {
		t.Errorf("what was altered: %+v to %+v", old, now)
	}
	if e := find(t, r, "pumps"); len(e) != 1 || !e[0].Withdrawn {
		t.Errorf("what was withdrawn: %+v", e)
	}
	if v, err := r.Versions(t.Context(), url); err != nil || len(v) != 2 {
		t.Errorf("versions %+v, %v", v, err)
	}

	// What stands in the place of a quotation may be another one, or the same with
	// hardly a word left.
	url = "https://courier.example/gate"
	const order = "Tomas Lind | head of the Water Board | The order was "
	add(t, r, these(told(url, "Harbour Courier", "2031-03-16", order+"blocked by the mayor's office for eleven weeks", fares)))
	add(t, r, these(told(url, "Harbour Courier", "2031-03-16", order+"delayed in the town hall for seven weeks", fares)))
	if old, now := find(t, r, "blocked"), find(t, r, "delayed"); len(old) != 1 || len(now) != 1 || old[0].Withdrawn || old[0].AlteredTo != now[0].ID {
		t.Errorf("what was reworded: %+v to %+v", old, now)
	}
	add(t, r, these(told(url, "Harbour Courier", "2031-03-16", "Tomas Lind | head of the Water Board | The letter from the mayor's office arrived after seven weeks", fares)))
	if e := find(t, r, "delayed"); len(e) != 1 || !e[0].Withdrawn {
		t.Errorf("what was replaced: %+v", e)
	}
	// The same words from another mouth are no version of his.
	add(t, r, these(told(url, "Harbour Courier", "2031-03-16", "Mira Holt | head of the Water Board | The letter was lost in the mayor's office for seven weeks", fares)))
	if e := find(t, r, "arrived"); len(e) != 1 || !e[0].Withdrawn {
		t.Errorf("what another one says: %+v", e)
	}
}

// amended adds an article with another outlet and date: they are taken over only
// by those who want that, and the statements, which were imported, stay and move
// to their new day.
func amended(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	url := "https://courier.example/toll"
	was, is := told(url, "Harbor Courier", "2031-03-04", toll, fares), told(url, "Harbour Courier", "2031-03-05", toll, fares)
	is.Title = "" // says nothing of it
	add(t, r, these(was, told("https://post.example/toll", "Evening Post", "2031-03-06", toll, fares, flooded)))
	model := func(_ context.Context, a news.Article) (news.Article, error) { return a, nil } // finds nothing
	amending := func() (out []record.Outcome) {
		bare := is
		bare.Statements, bare.Speakers = nil, nil
		for a, err := range r.Add(t.Context(), these(bare), record.Reading{Model: "one", Amend: true, Extract: model}) {
			if err != nil || a.Version != 1 || a.Outcome == record.Changed && a.Statements != 2 {
				t.Fatalf("got %+v, %v", a, err)
			}
			out = append(out, a.Outcome)
		}
		return out
	}
	id := find(t, r, `toll outlet:harbor`)[0].ID
	if got := add(t, r, these(is)); got[0].Outcome != record.Known {
		t.Errorf("not asked to amend: %+v", got)
	}
	if got := amending(); got[0] != record.Changed {
		t.Errorf("amending: %v", got)
	}
	if got := amending(); got[0] != record.Known {
		t.Errorf("again: %v", got)
	}
	if e := find(t, r, `toll outlet:harbour from:2031-03-05 to:2031-03-05`); len(e) != 1 || e[0].ID != id || e[0].Article.Title != was.Title || e[0].Day != "2031-03-05" {
		t.Errorf("got %+v", e)
	}
	if e := find(t, r, `toll outlet:harbor`); len(e) != 0 {
		t.Errorf("still at the outlet of before: %+v", e)
	}
}

func nearCopies(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	long := []string{toll, fares, flooded, "Tom Ek | baker | We have baked for the night shift since my grandfather came home from sea"}
	add(t, r, these(told("https://agency.example/1", "Coast Agency", "2031-03-04", long...), told("https://post.example/7", "Evening Post", "2031-03-05", long...)))
	if e := find(t, r, "toll"); len(e) != 1 || e[0].Copies != 1 || e[0].Variants != 1 {
		t.Errorf("got %+v", e)
	}
	if e := find(t, r, `toll outlet:"evening post"`); len(e) != 1 || e[0].CopyOf == "" {
		t.Errorf("got %+v", e)
	}
	q, _ := query.Parse("toll")
	if n, err := r.Count(t.Context(), q); n != 1 || err != nil {
		t.Errorf("count %d, %v", n, err)
	}
	v, err := r.Variants(t.Context(), find(t, r, "toll")[0].ID)
	if err != nil || len(v) != 1 || v[0].Relation != news.WordForWord || !v[0].Copy {
		t.Errorf("variants %+v, %v", v, err)
	}
}

func failures(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	for range 2 {
		for a, err := range r.Add(t.Context(), func(yield func(news.Article, error) bool) {
			_ = yield(news.Article{ID: "old.txt", Outlet: "Harbour Courier", Published: "2031-03-04"}, errors.New("no such file")) && yield(told("https://courier.example/1", "", "", toll), nil)
		}, record.Reading{}) {
			if err != nil || a.Name == "old.txt" && a.Outcome != record.Failed {
				t.Errorf("got %+v, %v", a, err)
			}
		}
	}
	for f, err := range r.Failures(t.Context()) {
		if err != nil || f.Input != "old.txt" || f.Reason != "no such file" || f.Tries != 2 || f.Outlet != "Harbour Courier" || f.Published != "2031-03-04" {
			t.Errorf("got %+v, %v", f, err)
		}
	}
	if err := r.Forget(t.Context(), "old.txt"); err != nil {
		t.Fatal(err)
	}
	for f := range r.Failures(t.Context()) {
		t.Errorf("still there: %+v", f)
	}
}
