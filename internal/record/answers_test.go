package record_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"quoth/internal/record"
	"quoth/news"
	"quoth/query"
)

func answers(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	add(t, r, invented(4, 40))
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

// anyOrder adds the same articles in three orders: the same people, by ID, name and
// office, say the same.
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
		who, known := map[string]bool{}, map[string]news.Identity{}
		for _, e := range everything(t, r) {
			if e.Speaker != nil && e.Speaker.ID != "" {
				id := e.Speaker.ID
				if known[id].ID == "" {
					p, err := r.Speaker(t.Context(), id)
					if err != nil {
						t.Fatal(err)
					}
					known[id] = p.Identity
				}
				who[fmt.Sprintf("%s %s %+v", e.Article.URL, e.Speaker.Name, known[id])] = true
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

// Whoever passes somebody's words on is listed once, under whatever names, and
// nobody passes on her own.
func through(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	const letter = "Ana Reyes | mayor | The toll goes in the spring"
	first := told("https://courier.example/1", "Harbour Courier", "2031-03-04", flooded, letter, "Ana Reyes | mayor | Nobody told me")
	first.Statements[1].Parent, first.Statements[2].Parent = "s1", "s2"
	first.Speakers = first.Speakers[:2]
	first.Statements[2].Speaker = first.Speakers[1]
	second := told("https://courier.example/2", "Harbour Courier", "2031-03-05", "Mira Holt | the engineer | She has it from the mayor herself", "Holt | engineer | So it is settled", letter)
	second.Statements[2].Parent = "s2"
	third := told("https://courier.example/3", "Harbour Courier", "2031-03-06", "a clerk |  | The mayor has written", letter)
	third.Statements[1].Parent = "s1"
	third.Speakers[0].Name, third.Speakers[0].Description, third.Speakers[0].Kind = "", "a clerk", news.Anonymous
	add(t, r, these(first, second, third))
	p, err := r.Speaker(t.Context(), find(t, r, "by:reyes")[0].Speaker.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range p.Through {
		got = append(got, fmt.Sprint(c.Label, " ", c.N))
	}
	if want := []string{"Mira Holt 2", "a clerk 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
