package record_test

import (
	"encoding/json"
	"slices"
	"testing"

	"quoth/internal/record"
	"quoth/news"
	"quoth/query"
)

// state is all that a record answers, a line for each answer, without times,
// sizes and what is made of them.
func state(t *testing.T, r *record.Record) (lines []string) {
	t.Helper()
	ctx := t.Context()
	tell := func(what, of string, answer any, err error) {
		t.Helper()
		b, jsonErr := json.Marshal(answer)
		if err != nil || jsonErr != nil {
			t.Fatalf("%s %s: %v, %v", what, of, err, jsonErr)
		}
		lines = append(lines, what+" "+of+": "+string(b))
	}
	var articles, speakers []string
	for _, e := range everything(t, r) {
		tell("statement", e.ID, e, nil)
		if e.Variants > 0 {
			v, err := r.Variants(ctx, e.ID)
			tell("variants", e.ID, news.Same{Statement: e, Variants: v}, err)
		}
		articles = append(articles, e.Article.ID)
		if e.Speaker != nil && e.Speaker.ID != "" {
			speakers = append(speakers, e.Speaker.ID)
		}
	}
	slices.Sort(articles)
	for _, id := range slices.Compact(articles) {
		a, err := r.Article(ctx, id)
		tell("article", id, a, err)
		all, err := r.Versions(ctx, id)
		for i := range all {
			all[i].Seen = ""
		}
		tell("versions", id, all, err)
	}
	slices.Sort(speakers)
	speakers = slices.Compact(speakers)
	for _, id := range speakers {
		p, err := r.Speaker(ctx, id)
		tell("speaker", id, p, err)
	}
	for i := 1; i < min(len(speakers), 4); i++ {
		c, err := r.Compare(ctx, speakers[0], speakers[i], query.Query{}, 0)
		tell("compared with", speakers[i], c, err)
	}
	for _, text := range []string{"", "the", "the or a or of", "by:a* the"} { // words: by relevance
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, e := range find(t, r, text) {
			ids = append(ids, e.ID)
		}
		tell("found", text, ids, nil)
		for _, p := range []news.Period{"", news.Yearly} {
			line, err := r.Timeline(ctx, q, p)
			tell("timeline", text, line, err)
		}
	}
	for c, err := range r.Corrections(ctx, "") {
		c.ID, c.Time, c.Statement = "", "", "" // what was added by hand is named by the time
		if c.Undone != nil {
			c.Undone.Time = ""
		}
		tell("correction", "", c, err)
	}
	for f, err := range r.Failures(ctx) {
		f.First, f.Last = "", ""
		tell("failure", f.Input, f, err)
	}
	for a, err := range r.Export(ctx) {
		tell("exported", a.ID, a, err)
	}
	all, err := r.Speakers(ctx, "a", 0)
	tell("speakers", "a", all, err)
	sum, err := r.Stats(ctx)
	sum.Place, sum.Bytes = "", 0
	tell("stats", "", sum, err)
	return lines
}

// sameLines reports where two records first answer differently.
func sameLines(t *testing.T, want, got []string) {
	t.Helper()
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			t.Errorf("one more answer: %s", got[i])
		case i >= len(got):
			t.Errorf("one answer less: %s", want[i])
		case got[i] != want[i]:
			t.Errorf("SQLite answers\n%s\nand this database\n%s", want[i], got[i])
		default:
			continue
		}
		return
	}
}
