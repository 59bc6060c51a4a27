package record_test

import (
	"errors"
	"slices"
	"testing"

	"quoth/internal/record"
	"quoth/query"
)

// What comes behind a statement is what came behind it before others were added.
func pages(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	add(t, r, invented(5, 30))
	ids := func(text string, o record.SearchOptions) (out []string) {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for e, err := range r.Search(t.Context(), q, o) {
			if err != nil {
				t.Fatalf("%s, %+v: %v", text, o, err)
			}
			out = append(out, e.ID)
		}
		return out
	}
	for _, text := range []string{"", "sort:oldest", "the", "the sort:newest", "the sort:oldest", "form:direct from:2020"} {
		whole := ids(text, record.SearchOptions{})
		var got []string
		for page := ids(text, record.SearchOptions{Limit: 7}); len(page) > 0; page = ids(text, record.SearchOptions{Limit: 7, After: got[len(got)-1]}) {
			got = append(got, page...)
		}
		if len(got) == 0 || !slices.Equal(got, whole) {
			t.Errorf("%q: %d statements by pages, %d at once", text, len(got), len(whole))
		}
		if got := ids(text, record.SearchOptions{After: whole[2]}); !slices.Equal(got, whole[3:]) {
			t.Errorf("%q: all behind the third are %d of %d", text, len(got), len(whole))
		}
	}
	const text = "sort:newest"
	before := ids(text, record.SearchOptions{})
	at := before[5]
	late := told("https://courier.example/late", "Harbour Courier", "2199-03-04", toll, fares)
	add(t, r, these(late))
	if all := ids(text, record.SearchOptions{}); len(all) != len(before)+2 {
		t.Fatalf("%d statements, then %d", len(before), len(all))
	}
	if got := ids(text, record.SearchOptions{After: at}); !slices.Equal(got, before[6:]) {
		t.Errorf("behind %s are %d statements, %d before", at, len(got), len(before)-6)
	}
	for _, err := range r.Search(t.Context(), query.Query{}, record.SearchOptions{After: "zzzzzzzzzzzz"}) {
		if !errors.Is(err, record.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	}
}
