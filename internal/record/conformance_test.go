package record_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
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
		"near-copies count once":                    nearCopies,
		"corrections outlive readings and versions": corrections,
		"statements are added by hand":              insertion,
		"identities are merged and split":           decisions,
		"failures are kept":                         failures,
		"strange texts harm nothing":                strangeTexts,
		"queries mean what package query says":      queries,
		"answers agree with each other":             answers,
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

func strangeTexts(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	rng := rand.New(rand.NewPCG(7, 7))
	long := make([]byte, 9000) // too long for an index of PostgreSQL
	for i := range long {
		long[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[rng.IntN(36)]
	}
	name := told("https://courier.example/name", "Harbour Courier", "2031-03-04", toll)
	name.Speakers[0].Name = string(long)
	role := told("https://courier.example/role", "Harbour Courier", "2031-03-04", toll)
	role.Speakers[0].Role = "mayor\x00 \xff of " + string(long)
	nul := told("https://courier.example/nul", "Harbour Courier", "2031-03-04", toll)
	nul.Speakers[0].Name = "Ana\x00 Reyes\xff"
	figure := told("https://courier.example/figure", "Harbour Courier", "2031-03-04", toll)
	figure.Statements[0].Figures = []news.Figure{{Text: "four\x00", Low: "4", High: "4", Unit: "crowns\xff\x00"}, {Text: "1e999", Low: "1" + strings.Repeat("0", 400), Unit: "100%_"}}
	date := told("https://courier.example/date", "Harbour Courier", "2031-13-45", toll)
	date.Statements[0].SaidOn = &news.SaidOn{Text: "on\x00 Monday", Date: "2031-02-3\x00"}
	words := told("https://courier.example/words", "Harbour Courier", "2031-03-04", "Ana Reyes | mayor | "+strings.Repeat("' \\ : & | ! <-> * \" ", 20)+strings.Repeat("no ", 17000)+"never again")
	all := []news.Article{
		told("https://courier.example/"+string(long), "Harbour Courier", "2031-03-04", toll),
		told("https://courier.example/outlet", string(long), "2031-03-04", toll),
		told("https://courier.example/quotes", "Harbour 'Courier' \\", "2031-03-04", "Ana 'Anna' O'Reyes\\ | mayor | It's a \\ back'slash"),
		name, role, nul, figure, date, words,
	}
	for i, a := range all {
		for got, err := range r.Add(t.Context(), these(a), record.Reading{}) {
			if err != nil || got.Outcome != record.Added {
				t.Errorf("article %d: %s, %.300v", i, got.Outcome, err)
			}
		}
	}
	for _, text := range []string{"unit:100", "figure:>5", `by:"o'reyes"`, `"back'slash"`, `outlet:"harbour 'courier' \\"`, `"\\"`, "reyes", "by:" + string(long), "toll*"} {
		q, err := query.Parse(text)
		if err != nil {
			continue
		}
		if _, err := r.Count(t.Context(), q); err != nil {
			t.Errorf("%.30s: %v", text, err)
		}
	}
	for _, id := range []string{"abc\x00", "\xff", "' OR 1=1", string(long)} {
		if _, err := r.Article(t.Context(), id); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("article %.20q: %v", id, err)
		}
		if _, err := r.Statement(t.Context(), id); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("statement %.20q: %v", id, err)
		}
		if _, err := r.Speaker(t.Context(), id); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("speaker %.20q: %v", id, err)
		}
		if err := r.Forget(t.Context(), id); err != nil {
			t.Errorf("forgetting %.20q: %v", id, err)
		}
	}
}

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

func corrections(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	url := "https://courier.example/toll"
	a := told(url, "Harbour Courier", "2031-03-04", toll, fares, flooded)
	read := a
	read.Statements, read.Speakers = nil, nil
	model := func(name string, found news.Article) record.Reading {
		return record.Reading{Model: name, Workers: 1, Extract: func(context.Context, news.Article) (news.Article, error) { return found, nil }}
	}
	for _, err := range r.Add(t.Context(), these(read), model("one", a)) {
		if err != nil {
			t.Fatal(err)
		}
	}
	id, hidden := find(t, r, "crews")[0].ID, find(t, r, "pumps")[0].ID
	name, mode := "Pieter Olsen", news.Wants
	c, err := r.Correct(t.Context(), news.Correction{Verb: news.Change, Statement: id[:6], Set: news.Fields{Speaker: &name, Mode: &mode}, By: "M. Okafor", Reason: "his full name"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Correct(t.Context(), news.Correction{Verb: news.Hide, Statement: hidden, By: "M. Okafor"}); err != nil {
		t.Fatal(err)
	}
	holds := func(when string) {
		t.Helper()
		e, err := r.Statement(t.Context(), id)
		if err != nil || e.Speaker.Name != name || e.Mode != mode || !e.Corrected {
			t.Errorf("%s: %+v, %v", when, e, err)
		}
		if len(find(t, r, "pumps")) != 0 || len(find(t, r, "by:pieter mode:wants")) != 1 {
			t.Errorf("%s: a search finds what was corrected away", when)
		}
	}
	holds("at first")
	again := a
	again.Statements = slices.Clone(a.Statements)
	again.Statements[1].Content = news.Part{{Start: a.Statements[1].Content[0].Start, End: a.Statements[1].Content[0].End - 3}} // another model cuts it short
	for _, err := range r.Reread(t.Context(), model("two", again)) {
		if err != nil {
			t.Fatal(err)
		}
	}
	holds("after another model")
	longer := told(url, "Harbour Courier", "2031-03-04", "Tom Ek | baker | Bread costs nothing to those who bake it", toll, fares, flooded)
	if got := add(t, r, these(longer)); got[0].Outcome != record.Changed {
		t.Errorf("got %+v", got)
	}
	holds("in another version")
	if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", "he is Piet after all"); err != nil {
		t.Fatal(err)
	}
	if e, err := r.Statement(t.Context(), id); err != nil || e.Speaker.Name != "Piet Olsen" || e.Corrected {
		t.Errorf("undone: %+v, %v", e, err)
	}
	n := 0
	for range r.Corrections(t.Context(), "") {
		n++
	}
	for l, err := range r.Training(t.Context()) {
		if err != nil || len(l.Hidden) != 1 {
			t.Errorf("lesson %+v, %v", l, err)
		}
	}
	if n != 2 {
		t.Errorf("%d corrections", n)
	}
}

func decisions(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	add(t, r, these(
		told("https://courier.example/1", "Harbour Courier", "2031-03-04", toll),
		told("https://courier.example/2", "Harbour Courier", "2031-03-09", fares),
	))
	reyes, olsen := find(t, r, "by:reyes")[0].Speaker.ID, find(t, r, "by:olsen")[0].Speaker.ID
	c, err := r.Correct(t.Context(), news.Correction{Verb: news.Join, These: []string{reyes}, Those: []string{olsen}, By: "M. Okafor", Reason: "married name"})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{reyes, olsen} {
		if p, err := r.Speaker(t.Context(), id); err != nil || p.Statements != 2 || len(p.Names) != 2 {
			t.Errorf("merged: %+v, %v", p, err)
		}
	}
	if n := len(find(t, r, "by:reyes")); n != 2 {
		t.Errorf("merged: by:reyes finds %d", n)
	}
	if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", ""); err != nil {
		t.Fatal(err)
	}
	if n := len(find(t, r, "by:reyes")); n != 1 {
		t.Errorf("parted: by:reyes finds %d", n)
	}

	// The same name twice is one person, until somebody knows better.
	add(t, r, these(told("https://courier.example/3", "Harbour Courier", "2031-04-02", strings.Replace(flooded, "Mira Holt", "Ana Reyes", 1))))
	two := find(t, r, "by:reyes sort:oldest")
	if len(two) != 2 {
		t.Fatalf("by:reyes finds %d", len(two))
	}
	c, err = r.Correct(t.Context(), news.Correction{Verb: news.Join, These: []string{two[0].Speaker.ID}, Those: []string{two[1].Speaker.ID}, By: "M. Okafor"})
	if two[0].Speaker.ID != two[1].Speaker.ID {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", "namesakes"); err != nil {
			t.Fatal(err)
		}
	}
}

func insertion(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	url := "https://courier.example/toll"
	a := told(url, "Harbour Courier", "2031-03-04", toll, fares)
	whole := a.Statements[1]
	a.Statements = a.Statements[:1] // the second one was missed
	add(t, r, these(a))
	quote := func(p news.Part) *[]news.Quote { q := p.Quote(a.Text); return &q }
	name, form, mode, kind := "Piet Olsen", news.Direct, news.Said, news.Person
	c, err := r.Correct(t.Context(), news.Correction{Verb: news.Insert, Article: url, By: "M. Okafor", Reason: "was missed",
		Set: news.Fields{Source: quote(whole.Source), Cue: quote(whole.Cue), Content: quote(whole.Content), Speaker: &name, Form: &form, Mode: &mode, Kind: &kind}})
	if err != nil {
		t.Fatal(err)
	}
	if e := find(t, r, "by:olsen crews"); len(e) != 1 || e[0].ID != c.Statement || !e[0].Corrected {
		t.Errorf("got %+v, for %s", e, c.Statement)
	}
	longer := told(url, "Harbour Courier", "2031-03-04", flooded, toll, fares)
	longer.Statements = longer.Statements[:2]
	add(t, r, these(longer))
	if e := find(t, r, "by:olsen crews"); len(e) != 1 || e[0].ID != c.Statement || e[0].Version != 2 {
		t.Errorf("in another version: %+v", e)
	}
	if _, err := r.Undo(t.Context(), c.ID, "M. Okafor", "it is a quotation of a play"); err != nil {
		t.Fatal(err)
	}
	if e := find(t, r, "crews"); len(e) != 0 {
		t.Errorf("undone: %+v", e)
	}
}

func failures(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	for range 2 {
		for a, err := range r.Add(t.Context(), func(yield func(news.Article, error) bool) {
			_ = yield(news.Article{ID: "old.txt"}, errors.New("no such file")) && yield(told("https://courier.example/1", "", "", toll), nil)
		}, record.Reading{}) {
			if err != nil || a.Name == "old.txt" && a.Outcome != record.Failed {
				t.Errorf("got %+v, %v", a, err)
			}
		}
	}
	for f, err := range r.Failures(t.Context()) {
		if err != nil || f.Input != "old.txt" || f.Reason != "no such file" || f.Tries != 2 {
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

func answers(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	add(t, r, invented(4, 50))
	q, _ := query.Parse("the")
	n, err := r.Count(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	line, err := r.Timeline(t.Context(), q, news.Monthly)
	if err != nil || line.Total != n || len(find(t, r, "the")) != n {
		t.Errorf("%d counted, %d on the line, %d found, %v", n, line.Total, len(find(t, r, "the")), err)
	}
	speakers := map[string]int{}
	for _, e := range find(t, r, "kind:person") {
		if e.Speaker.ID != "" {
			speakers[e.Speaker.ID]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(speakers))[:10] {
		p, err := r.Speaker(t.Context(), id)
		if err != nil || p.ID != id || p.Statements < speakers[id] || len(p.Latest) == 0 || p.Articles == 0 {
			t.Errorf("%s: %d statements, profile %+v, %v", id, speakers[id], p.Identity, err)
		}
		if found := find(t, r, `by:"`+p.Name+`"`); len(found) < p.Statements {
			t.Errorf("by:%s finds %d of %d", p.Name, len(found), p.Statements)
		}
	}
	for _, e := range find(t, r, "has:variants")[:10] {
		all, err := r.Variants(t.Context(), e.ID)
		if err != nil || len(all) == 0 {
			t.Errorf("%s: %v, %v", e.ID, all, err)
		}
		for _, v := range all {
			back, err := r.Variants(t.Context(), v.ID)
			if err != nil || !slices.ContainsFunc(back, func(w news.Variant) bool { return w.ID == e.ID }) {
				t.Errorf("%s is a variant of %s, but not the other way round", v.ID, e.ID)
			}
		}
	}
	stats, err := r.Stats(t.Context())
	if err != nil || stats.Articles == 0 || stats.Copies == 0 || stats.Statements == 0 || stats.Bytes == 0 {
		t.Errorf("%+v, %v", stats, err)
	}
	ids := slices.Sorted(maps.Keys(speakers))
	c, err := r.Compare(t.Context(), ids[0], ids[1], query.Query{}, 0)
	if err != nil || len(c.Rows) == 0 || c.A.Identity == nil {
		t.Errorf("%+v, %v", c, err)
	}
}

// anyOrder adds the same articles in three orders.
func anyOrder(t *testing.T, fresh func() *record.Record) {
	var articles []news.Article
	urls := map[string]bool{}
	for a := range invented(5, 30) {
		if !urls[a.URL] { // of several versions the first
			urls[a.URL] = true
			articles = append(articles, a)
		}
	}
	var first string
	for order := range 3 {
		r := fresh()
		rng := rand.New(rand.NewPCG(uint64(order), 0))
		if order > 0 {
			rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		}
		add(t, r, these(articles...))
		who := map[string]bool{}
		for _, e := range everything(t, r) {
			if e.Speaker != nil && e.Speaker.ID != "" {
				who[e.Article.URL+" "+e.Speaker.Name+" "+e.Speaker.ID] = true
			}
		}
		got := strings.Join(slices.SortedFunc(maps.Keys(who), cmp.Compare), "\n")
		if order == 0 {
			first = got
		} else if got != first {
			t.Errorf("in order %d other people said it", order)
		}
	}
}

func roundTrip(t *testing.T, fresh func() *record.Record) {
	a, b := fresh(), fresh()
	add(t, a, invented(6, 20))
	add(t, b, a.Export(t.Context()))
	ids := func(r *record.Record) (out []string) {
		for _, e := range find(t, r, "sort:oldest") {
			if !e.Withdrawn && e.AlteredTo == "" {
				out = append(out, e.ID)
			}
		}
		slices.Sort(out)
		return out
	}
	if x, y := ids(a), ids(b); len(x) == 0 || !slices.Equal(x, y) {
		t.Errorf("%d statements exported, %d imported, not the same", len(x), len(y))
	}
}
