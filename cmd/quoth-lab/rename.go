package main

import (
	"sort"
	"strings"

	"quoth/news"
)

// A cast is the people of an article and the name that each is given.
type cast struct {
	people []person
	names  []inventedName
}

// A renamed text and where it differs from the one it was made from.
type renamed struct {
	text  string
	edits []edit
}

type edit struct{ was, is news.Span }

// rename gives everybody in the text their new name: in full, by the family's
// or by the given one, as the old name stands there.
func (c cast) rename(text string) (r renamed) {
	var b strings.Builder
	end := 0
	for _, m := range mentions(text, c.people) {
		n := c.names[m.who]
		word := map[naming]string{inFull: n.full, byGiven: n.given, byFamily: n.family}[m.naming]
		if m.upper {
			word = strings.ToUpper(word)
		}
		b.WriteString(text[end:m.span.Start])
		start := b.Len()
		b.WriteString(word)
		r.edits = append(r.edits, edit{was: m.span, is: news.Span{Start: start, End: b.Len()}})
		end = m.span.End
	}
	b.WriteString(text[end:])
	r.text = b.String()
	return r
}

// original maps an offset of the renamed text back. There is none for a place
// inside a name.
func (r renamed) original(at int) (int, bool) {
	i := sort.Search(len(r.edits), func(i int) bool { return r.edits[i].is.Start > at }) - 1
	if i < 0 {
		return at, true
	}
	switch e := r.edits[i]; {
	case at == e.is.Start:
		return e.was.Start, true
	case at < e.is.End:
		return 0, false
	default:
		return e.was.End + at - e.is.End, true
	}
}
