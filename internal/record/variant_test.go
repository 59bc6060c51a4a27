package record_test

import (
	"slices"
	"testing"

	"quoth/internal/record"
	"quoth/news"
)

// A short saying is found in the quotation that it ends, though nothing tells when
// one of the articles was published, but when it was said.
func undated(t *testing.T, fresh func() *record.Record) {
	short := told("https://post.example/gate", "Evening Post", "", "Nadia Korbel | engineer | Nobody waits for a river")
	short.Statements[0].SaidOn = &news.SaidOn{Date: "2031-03-09"}
	long := told("https://courier.example/gate", "Harbour Courier", "2031-03-10",
		"Nadia Korbel | engineer | We asked the council for the spare gate in January, were told to wait until the budget was closed and waited. Nobody waits for a river")
	for _, order := range [][]news.Article{{short, long}, {long, short}} {
		r := fresh()
		add(t, r, these(order...))
		for _, e := range find(t, r, "river") {
			if v, err := r.Variants(t.Context(), e.ID); err != nil || len(v) != 1 || v[0].Relation != news.Shortened {
				t.Errorf("%s: variants %+v, %v", e.Article.URL, v, err)
			}
		}
	}
}

// Of a variant and what stands inside it the whole is shown.
func wholeVariants(t *testing.T, fresh func() *record.Record) {
	const gate = "We asked the council for the spare gate in January and were told to wait until the budget was closed"
	r := fresh()
	a := told("https://post.example/gate", "Evening Post", "2031-03-09", "Nadia Korbel | engineer | "+gate)
	b := told("https://courier.example/gate", "Harbour Courier", "2031-03-10", "Nadia Korbel | engineer | "+gate+", so we waited")
	inner := b.Statements[0]
	inner.ID, inner.Parent, inner.Form = "s2", "s1", news.Indirect
	inner.Content = news.Part{{Start: inner.Content[0].Start + len("“We asked the council "), End: inner.Content[0].Start + len("“We asked the council for the spare gate in January and were told to wait")}}
	b.Statements = append(slices.Clip(b.Statements), inner)
	add(t, r, these(a, b))
	own := find(t, r, `outlet:"evening post"`)[0]
	v, err := r.Variants(t.Context(), own.ID)
	if err != nil || len(v) != 1 || v[0].Parent != "" {
		t.Errorf("variants %+v, %v", v, err)
	}
}
