package query_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"quoth/query"
)

func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string // of the message, "" for none
	}{
		"longest":                 {strings.Repeat("a", query.MaxLength), ""},
		"too long":                {strings.Repeat("a", query.MaxLength+1), "has 4097 bytes; ask for less at once: a query has at most 4096"},
		"too long written out":    {strings.Repeat("figure:9999tn ", 200), "written out in full, this query has 4799 bytes"},
		"deepest":                 {strings.Repeat("(", query.MaxDepth) + "a" + strings.Repeat(")", query.MaxDepth), ""},
		"too deep":                {strings.Repeat("(", query.MaxDepth+1) + "a" + strings.Repeat(")", query.MaxDepth+1), "too deep inside each other; go 32 deep at most"},
		"too deep, minus signs":   {strings.Repeat("-", query.MaxDepth+1) + "a", "too deep inside each other; go 32 deep at most"},
		"as many as there may be": {strings.Repeat("a ", query.MaxTerms), ""},
		"too many terms":          {strings.Repeat("a ", query.MaxTerms+1), "too many terms; use 256 at most"},
		"no UTF-8":                {"by:Reyes \xff", "character 10: this is not text in UTF-8"},
		"half a character":        {"caf\xc3", "character 4: this is not text in UTF-8"},
		"the replacement sign":    {"caf\ufffd", ""},
	} {
		_, err := query.Parse(c.text)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func TestNothingAsksForEverything(t *testing.T) {
	for _, text := range []string{"", " \t\n", "\ufeff", "\x00"} {
		if q, err := query.Parse(text); err != nil || q != (query.Query{}) {
			t.Errorf("%q: %v, %v", text, q, err)
		}
	}
}

// A position is given in bytes for programs, in code points for people.
func TestPosition(t *testing.T) {
	_, err := query.Parse("山田 Zoë bye:Reyes")
	var fault *query.Error
	if !errors.As(err, &fault) {
		t.Fatal(err)
	}
	if want := (query.Span{Start: 12, End: 16}); fault.Span != want || fault.Rune != 7 {
		t.Errorf("bytes %v, code point %d; want %v, 7", fault.Span, fault.Rune, want)
	}
	if want := `character 8: unknown field "bye:"; did you mean by:?`; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
}

// Conditions know where they stand, so that a page can mark them.
func TestPositionOfConditions(t *testing.T) {
	const text = `“ferry sails” -by:(Reyes or "Ana Olsen") figure:> 2 million unit:crowns`
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for e := range query.All(q.Where) {
		s := e.Position()
		got = append(got, text[s.Start:s.End])
	}
	want := []string{
		text,
		`“ferry sails”`,
		`-by:(Reyes or "Ana Olsen")`,
		`by:(Reyes or "Ana Olsen")`,
		`Reyes`,
		`"Ana Olsen"`,
		`figure:> 2 million unit:crowns`, // on one figure
		`figure:> 2 million unit:crowns`, // and
		`figure:> 2 million`,
		`unit:crowns`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOrder(t *testing.T) {
	for text, want := range map[string]query.Order{
		"":                             query.Newest,
		"ferry":                        query.Relevance,
		"by:Reyes":                     query.Newest,
		"by:Reyes -ferry":              query.Newest,
		"by:Reyes (toll or is:nested)": query.Relevance,
		"ferry sort:oldest":            query.Oldest,
	} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Order(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
