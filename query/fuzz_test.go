package query_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"quoth/query"
)

// Whatever is typed is read or refused with a place; what is read has one
// canonical form, which means the same.
func FuzzParse(f *testing.F) {
	for _, text := range queries(f) {
		f.Add(text)
	}
	for _, text := range []string{
		"\xff", "a\u0301*", "\u0301", `"ﬁ ½ ㎏"`, "x\u00ad y", "''' '’", "figure:5 \"million\"", "－－a", "not not a", "by:\u200e(a)", "(a or b) or (c or (unit:d or not unit:e))",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkParse(t, text) })
}

// What nobody has thought of, made of what people type.
func TestQueriesByChance(t *testing.T) {
	pieces := strings.Split(`ferry|bridge*|"harbour bridge"|“toll*”|'the mayor'|and|or|or|not|-|-(|(|)|(|)|by:|by:(|about:Reyes|through:"Harbour Board"|outlet:(|role:mayor|form:direct|form:(direct or mixed)|kind:(|`+
		`mode:said|is:nested|is:(|nested|altered|has:figures|from:2026|to:2026-3|figure:>1m|figure:(|5|-5|>10|10..20|million|1.5|figure:|unit:crowns|unit:(|unit:|confidence:>80%|sort:oldest|…|O'Brien|山田`, "|")
	random := rand.New(rand.NewPCG(1, 2))
	read := 0
	const queries = 5000
	for range queries {
		var text strings.Builder
		for range 1 + random.IntN(9) {
			piece := pieces[random.IntN(len(pieces))]
			text.WriteString(piece)
			if !strings.HasSuffix(piece, ":") && random.IntN(8) > 0 {
				text.WriteByte(' ')
			}
		}
		typed := text.String()
		typed += strings.Repeat(")", max(0, strings.Count(typed, "(")-strings.Count(typed, ")")))
		if checkParse(t, typed) {
			read++
		}
	}
	if read < queries/10 {
		t.Errorf("only %d of %d are queries", read, queries)
	}
}

// checkParse reports whether text is a query.
func checkParse(t *testing.T, text string) bool {
	t.Helper()
	q, err := query.Parse(text)
	var fault *query.Error
	if errors.As(err, &fault) {
		checkFault(t, text, fault)
		return false
	}
	if err != nil {
		t.Fatalf("%q: an error without a place: %v", text, err)
	}
	for e := range query.All(q.Where) {
		if s := e.Position(); s.Start < 0 || s.Start >= s.End || s.End > len(text) {
			t.Fatalf("%q: %T at %v", text, e, s)
		}
	}
	canonical := q.String()
	again, err := query.Parse(canonical)
	if err != nil {
		t.Fatalf("%q becomes %q: %v", text, canonical, err)
	}
	if got := again.String(); got != canonical {
		t.Fatalf("%q becomes %q, which becomes %q", text, canonical, got)
	}
	if got, want := placeless(again.Where), placeless(q.Where); !reflect.DeepEqual(got, want) || again.Sort != q.Sort {
		t.Fatalf("%q is\n%#v\n%q is\n%#v", text, want, canonical, got)
	}
	return true
}

func checkFault(t *testing.T, text string, fault *query.Error) {
	t.Helper()
	s := fault.Span
	if s.Start < 0 || s.Start > s.End || s.End > len(text) || fault.Rune > s.Start || fault.Problem == "" || fault.Advice == "" {
		t.Fatalf("%q: %#v", text, fault)
	}
	drawn := fault.Caret()
	if strings.Count(drawn, "\n") != 1 || strings.Count(drawn, "^") < 1 || !utf8.ValidString(drawn) && utf8.ValidString(text) {
		t.Fatalf("%q is drawn\n%s", text, drawn)
	}
}

// placeless is e with all positions at nought.
func placeless(e query.Expr) query.Expr {
	each := func(of []query.Expr) []query.Expr {
		var out []query.Expr
		for _, e := range of {
			out = append(out, placeless(e))
		}
		return out
	}
	switch e := e.(type) {
	case query.And:
		return query.And{Of: each(e.Of)}
	case query.Or:
		return query.Or{Of: each(e.Of)}
	case query.Not:
		return query.Not{Of: placeless(e.Of)}
	case query.OneFigure:
		return query.OneFigure{Of: placeless(e.Of)}
	case query.Phrase:
		e.Span = query.Span{}
		return e
	case query.Choice:
		e.Span = query.Span{}
		return e
	case query.Dated:
		e.Span = query.Span{}
		return e
	case query.Number:
		e.Span = query.Span{}
		return e
	}
	return e
}

// The words of a text are those of its words, so that an index of them can be
// asked for them.
func FuzzWords(f *testing.F) {
	for _, text := range []string{"O’Brien’s Café", "ΣΊΣΥΦΟΣ", "Straße Łódź Ísafjörður", "が か 한국어", "ｆｕｌｌ ﬁ ½ İstanbul", "\xff\u0345"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := query.Words(text)
		if again := query.Words(strings.Join(words, " ")); !slices.Equal(again, words) {
			t.Fatalf("%q: %q becomes %q", text, words, again)
		}
	})
}
