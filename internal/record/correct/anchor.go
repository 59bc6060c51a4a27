package correct

import (
	"fmt"
	"slices"

	"quoth/news"
)

// Anchor returns what a correction has to remember of a statement in a text to
// find it again, or to keep it.
func Anchor(text string, s *news.Statement) news.Anchor {
	a := news.Anchor{
		Source: s.Source.Quote(text), Cue: s.Cue.Quote(text), Content: s.Content.Quote(text),
		Form: s.Form, Mode: s.Mode, Polarity: s.Polarity,
	}
	if s.Speaker != nil {
		a.Speaker, a.Description, a.Role, a.Kind = s.Speaker.Name, s.Speaker.Description, s.Speaker.Role, s.Speaker.Kind
	}
	if s.SaidOn != nil {
		a.Date = s.SaidOn.Date
	}
	return a
}

// Complete finds the words that a new correction sets in its article: of a quote
// its Text is enough, or Text and Start. Words that stand there more than once
// are taken where they stand nearest to those of the statement that are known,
// if they are near. An error says which words are not in the text, or are there
// more than once.
func Complete(c news.Correction, a *news.Article) (news.Correction, error) {
	f := newFinder(a.Text)
	known := f.hull(c.Anchor)
	parts := []struct {
		name string
		part **[]news.Quote
	}{{content, &c.Set.Content}, {source, &c.Set.Source}, {cue, &c.Set.Cue}}
	for _, p := range parts { // what is set is another's: it stays as it is
		if *p.part != nil {
			own := slices.Clone(**p.part)
			*p.part = &own
		}
	}
	done := map[*news.Quote]bool{}
	for _, last := range []bool{false, true} { // those that stand once tell where the others are
		for _, p := range parts {
			if *p.part == nil {
				continue
			}
			for i := range **p.part {
				q := &(**p.part)[i]
				if done[q] {
					continue
				}
				at, err := f.only(*q, known)
				if err != nil && last {
					return c, fmt.Errorf("%s: %w", p.name, err)
				}
				if err == nil {
					done[q] = true
					known = join(known, at)
					*q = news.Part{at}.Quote(a.Text)[0]
				}
			}
		}
	}
	return c, nil
}

// hull is what lies between the first and the last word of an anchor, as far as
// its quotes stand where they stood.
func (f *finder) hull(a news.Anchor) (h news.Span) {
	for _, q := range slices.Concat(a.Source, a.Cue, a.Content) {
		if s, o := f.find(q, where{}); o == found {
			h = join(h, s)
		}
	}
	return h
}

func join(s, t news.Span) news.Span {
	if s.Len() == 0 {
		return t
	}
	return news.Span{Start: min(s.Start, t.Start), End: max(s.End, t.End)}
}

// reach is how many bytes a quote that stands at several places may be away from
// the other words of its statement.
const reach = 300

// only is the one place where a quote stands, or the one of several that is
// nearest to a span.
func (f *finder) only(q news.Quote, near news.Span) (news.Span, error) {
	if q.Text == "" {
		return news.Span{}, fmt.Errorf("no words are given")
	}
	if at := f.place(q); q.Placed() || q.Start > 0 {
		if s := span(at, q); s.End <= len(f.text) && f.text[at:s.End] == q.Text && q.Start <= f.points.Len() {
			return s, nil
		}
		return news.Span{}, fmt.Errorf("the words %s do not stand at position %d of the text", shown(q.Text), q.Start)
	}
	var best news.Span
	n, least, rival := 0, reach+1, false
	for at := range f.occurrences(q) {
		s := span(at, q)
		if n++; n == 1 {
			best = s
		}
		away := max(0, near.Start-s.End, s.Start-near.End)
		switch {
		case near.Len() == 0:
		case away < least:
			best, least, rival = s, away, false
		case away == least:
			rival = true
		}
	}
	switch {
	case n == 0:
		return news.Span{}, fmt.Errorf("the words %s are not in the article's text", shown(q.Text))
	case n > 1 && (least > reach || rival):
		return news.Span{}, fmt.Errorf("the words %s stand in the article %d times: give more of them, or their position", shown(q.Text), n)
	}
	return best, nil
}
