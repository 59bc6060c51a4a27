package record_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"quoth/internal/record"
	"quoth/news"
	"quoth/query"
)

// queries asks what people might, and what chance makes, and compares the
// answers with query.Query.Match of the articles as they came.
func queries(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	var came []news.Article
	for a := range invented(3, 30) {
		came = append(came, a)
	}
	url := "https://courier.example/toll"
	came = append(came, told(url, "Harbour Courier", "2031-03-04", toll, fares), told(url, "Harbour Courier", "2031-03-04", toll5, fares),
		told("https://courier.example/undated", "Harbour Courier", "", toll, fares, flooded))
	add(t, r, these(came...))
	all := everything(t, r)
	subjects := subjectsOf(t, r, all, came)
	texts := []string{
		"the", `"the the"`, "coun*", "-the", "the or a", "not (the or a)", "form:direct", "form:(mixed or indirect) -mode:said", "form:mixed", "mode:wants",
		"mode:(thought or decided or shows)", "polarity:asserted", "polarity:hypothetical", "-polarity:asserted", "kind:person", "kind:none", "kind:(organisation or government)",
		"kind:(group or document or author or generic)", "is:nested", "-is:nested has:figures", "is:anonymous", "is:denied", "is:altered", "toll -is:altered", "is:altered or is:nested", "has:variants",
		"-has:variants", "has:figures -has:variants", "confidence:>0.9", "confidence:<=90%", "-confidence:>0.5", "from:2025", "to:2025", "from:2025-03 to:2026-02-11", "not from:2025",
		"from:2025 or the", "from:9999", "to:0001", "figure:>100", "figure:>=100", "figure:10..20", "-figure:10..20", "figure:>10 unit:per*", "unit:per*", `unit:"per cent"`,
		"-unit:per* has:figures", "figure:<5 or form:indirect", "figure:1.5", "role:minister", "role:the", "-role:minister", "outlet:the", "outlet:p*", "-outlet:the", "about:the",
		`about:"the council"`, "about:a*", "through:the", "through:a*", "-through:the", "by:the", "by:a*", "by:(m* or s*) -the", "not by:a*", "-by:a* or is:nested", "by:a* about:a*",
		"the and (form:direct or has:figures) sort:oldest", "a sort:newest", "the sort:relevance", "sort:oldest -the", "coun* sort:oldest outlet:the",
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 120 {
		texts = append(texts, chance(rng, all, 3))
	}
	undated := map[string]bool{}
	for i, e := range all {
		undated[e.ID] = e.Day == ""
		if i > 0 && all[i-1].Day == "" && e.Day != "" {
			t.Errorf("oldest first: what was said on %s stands behind what has no day", e.Day)
		}
	}
	// What nobody knows the day of stands last in either direction.
	dated := func(ids []string) int {
		if i := slices.IndexFunc(ids, func(id string) bool { return undated[id] }); i >= 0 {
			return i
		}
		return len(ids)
	}
	telling := 0
	for _, text := range texts {
		q, err := query.Parse(text)
		if err != nil { // chance asks for two forms at once
			continue
		}
		var want []string
		once := 0 // copies not counted, unless it asks for an outlet
		for _, e := range all {
			if subjects[e.ID].match(q) {
				want = append(want, e.ID)
				if e.CopyOf == "" || strings.Contains(text, "outlet:") {
					once++
				}
			}
		}
		got := idsOf(t, r, q, record.SearchOptions{Copies: true})
		if n, err := r.Count(t.Context(), q); n != once || err != nil {
			t.Errorf("%s: %d counted, %d expected, %v", text, n, once, err)
		}
		if n := len(got); n > 3 { // pages are parts of the whole
			for _, skip := range []int{1, min(max(dated(got)-1, 0), n-2)} { // and where the undated begin
				if page := idsOf(t, r, q, record.SearchOptions{Copies: true, Skip: skip, Limit: 2}); !slices.Equal(page, got[skip:skip+2]) {
					t.Errorf("%s: behind %d stand %v, and %v on a page", text, skip, got[skip:skip+2], page)
				}
			}
		}
		switch q.Order() {
		case query.Newest:
			slices.Reverse(want[:dated(want)])
			slices.Reverse(want[dated(want):])
		case query.Relevance:
			slices.Sort(want)
			slices.Sort(got)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d found, %d expected, or in another order", text, len(got), len(want))
		}
		if len(want) > 0 {
			telling++
		}
	}
	if telling < len(texts)/2 {
		t.Errorf("only %d of %d queries find anything", telling, len(texts))
	}
}

func idsOf(t *testing.T, r *record.Record, q query.Query, o record.SearchOptions) (out []string) {
	t.Helper()
	for e, err := range r.Search(t.Context(), q, o) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.ID)
	}
	return out
}

// everything is all entries, oldest first, copies and all.
func everything(t *testing.T, r *record.Record) (all []news.Entry) {
	t.Helper()
	for e, err := range r.Search(t.Context(), query.Query{Sort: query.Oldest}, record.SearchOptions{Copies: true}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// A subject is one as package query is asked of it, and the names that the
// record knows of its speaker.
type subject struct {
	query.Subject
	names []string
}

// subjectsOf finds entries in the articles as they came.
func subjectsOf(t *testing.T, r *record.Record, all []news.Entry, came []news.Article) map[string]subject {
	t.Helper()
	articles, versions := map[string]*news.Article{}, map[string]int{}
	for i, a := range came {
		versions[a.URL]++
		articles[fmt.Sprint(a.URL, versions[a.URL])] = &came[i]
	}
	names := map[string][]string{}
	for _, e := range all {
		if e.Speaker != nil && e.Speaker.ID != "" && names[e.Speaker.ID] == nil {
			p, err := r.Speaker(t.Context(), e.Speaker.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range p.Names {
				names[p.ID] = append(names[p.ID], n.Text)
			}
		}
	}
	out := map[string]subject{}
	for _, e := range all {
		a := articles[fmt.Sprint(e.Article.URL, e.Version)]
		if a == nil {
			t.Fatalf("version %d of %s never came", e.Version, e.Article.URL)
		}
		i := slices.IndexFunc(a.Statements, func(s news.Statement) bool {
			return slices.Equal(s.Content, e.Content) && slices.Equal(s.Cue, e.Cue)
		})
		if i < 0 {
			t.Fatalf("statement %s never came", e.ID)
		}
		s := subject{Subject: query.Subject{Article: a, Statement: &a.Statements[i], Altered: e.AlteredTo != "", Variants: e.Variants > 0}}
		if e.Speaker != nil {
			s.names = append(slices.Clone(names[e.Speaker.ID]), e.Speaker.Name)
			if e.Speaker.Name == "" {
				s.names = append(s.names, e.Speaker.Description)
			}
		}
		out[e.ID] = s
	}
	return out
}

// match is Match, but by: asks for any of the speaker's names.
func (s subject) match(q query.Query) bool {
	q.Where = s.knowing(q.Where)
	return q.Match(s.Subject)
}

// knowing is an expression with what by: asks for answered.
func (s subject) knowing(e query.Expr) query.Expr {
	all := func(of []query.Expr) (out []query.Expr) {
		for _, e := range of {
			out = append(out, s.knowing(e))
		}
		return out
	}
	switch e := e.(type) {
	case query.And:
		return query.And{Of: all(e.Of)}
	case query.Or:
		return query.Or{Of: all(e.Of)}
	case query.Not:
		return query.Not{Of: s.knowing(e.Of)}
	case query.Phrase:
		if e.Field != query.By {
			return e
		}
		for _, name := range s.names {
			of := query.Subject{Article: &news.Article{}, Statement: &news.Statement{Speaker: &news.Speaker{Name: name}}}
			if (query.Query{Where: e}).Match(of) {
				return query.And{} // true
			}
		}
		return query.Or{} // false
	}
	return e
}

// chance makes a query of words that are there.
func chance(rng *rand.Rand, all []news.Entry, depth int) string {
	e := all[rng.IntN(len(all))]
	words := query.Words(e.Content.Text(e.Article.Text))
	word := func() string { return `"` + words[rng.IntN(len(words))] + `"` }
	switch rng.IntN(11 + 3*depth) {
	case 0, 1:
		return word()
	case 2:
		i := rng.IntN(len(words))
		return `"` + strings.Join(words[i:min(i+2, len(words))], " ") + `"`
	case 3:
		w := words[rng.IntN(len(words))]
		return string([]rune(w)[:1]) + "*"
	case 4:
		return "about:" + word()
	case 5:
		return "outlet:" + `"` + e.Article.Outlet + `"`
	case 6:
		return "form:" + string(e.Form)
	case 7:
		return "from:" + e.Day
	case 8:
		return "to:" + e.Day
	case 9:
		if name := query.Words(speakerName(e)); len(name) > 0 {
			return "by:" + name[rng.IntN(len(name))]
		}
		return "kind:none"
	case 10:
		if len(e.Figures) > 0 && e.Figures[0].Low != "" {
			return "figure:>=" + e.Figures[0].Low
		}
		return "has:figures"
	case 11, 12, 13:
		return "(" + chance(rng, all, depth-1) + " " + chance(rng, all, depth-1) + ")"
	case 14, 15, 16:
		return "(" + chance(rng, all, depth-1) + " or " + chance(rng, all, depth-1) + ")"
	}
	return "not (" + chance(rng, all, depth-1) + ")"
}

func speakerName(e news.Entry) string {
	if e.Speaker == nil {
		return ""
	}
	return e.Speaker.Name
}
