package main

import (
	"strings"
	"unicode"

	"quoth/internal/markup"
	"quoth/internal/tell"
	"quoth/news"
)

// A flow is text of several styles that becomes one line, as oneLine makes it.
type flow struct {
	texts []styled
	blank bool // one is due before the next character
}

func (f *flow) add(text string, as style) {
	var b strings.Builder
	put := func() {
		if b.Len() > 0 {
			f.texts = append(f.texts, styled{b.String(), as})
			b.Reset()
		}
	}
	for _, r := range text {
		if unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' {
			f.blank = true
			continue
		}
		if f.blank {
			if b.Len() > 0 {
				b.WriteByte(' ')
			} else if len(f.texts) > 0 {
				f.texts = append(f.texts, styled{" ", nil})
			}
			f.blank = false
		}
		b.WriteRune(tell.Visible(r))
	}
	put()
}

// An accent sets a stretch of an article's text off from the rest.
type accent struct {
	span        news.Span // within one span of the part
	style       style
	open, close string   // printed around it, where there are no colours
	before      []styled // printed in front of it
}

// wording is a part's words in one line, some of them with accents, which are
// in the order of the text and do not overlap. " … " stands where the article
// has other words between two spans.
func wording(text string, p news.Part, accents []accent) []styled {
	var f flow
	for i, s := range p {
		s.Start, s.End = markup.CharStart(text, s.Start), markup.CharStart(text, s.End)
		if i > 0 {
			f.add(tell.Seam(text, markup.CharStart(text, p[i-1].End), s.Start), nil)
		}
		last := i == len(p)-1
		at := s.Start
		for len(accents) > 0 && (accents[0].span.Start < s.End || last) {
			a := accents[0]
			accents = accents[1:]
			from := between(at, markup.CharStart(text, a.span.Start), s.End)
			to := between(from, markup.CharStart(text, a.span.End), s.End)
			f.add(text[at:from], nil)
			for _, t := range a.before {
				f.add(t.text, t.style)
			}
			if from < to {
				f.add(a.open+text[from:to]+a.close, a.style)
			}
			at = to
		}
		if at < s.End {
			f.add(text[at:s.End], nil)
		}
	}
	return f.texts
}

// between is x, or the nearer of the bounds; of bounds that cross, the first.
func between(low, x, high int) int { return max(low, min(x, high)) }

// difference is how wording b of a variant differs from wording a.
type difference struct {
	a, b  *news.Entry
	runs  []news.Run
	style styles
}

// left is a's wording with what b does not have.
func (d difference) left() []styled {
	var accents []accent
	for _, r := range d.runs {
		if r.Kind == news.Removed || r.Kind == news.Changed {
			for _, s := range r.A {
				accents = append(accents, d.gone(s))
			}
		}
	}
	return excerpted(d.a, accents)
}

// right is b's wording with what a does not have.
func (d difference) right() []styled {
	var accents []accent
	for _, r := range d.runs {
		if r.Kind == news.Added || r.Kind == news.Changed {
			for _, s := range r.B {
				accents = append(accents, d.come(s))
			}
		}
	}
	return excerpted(d.b, accents)
}

// both is b's wording with what a does not have, and in their places those
// words of a that b does not have.
func (d difference) both() []styled {
	var accents []accent
	var gone []styled // words of a that wait for the next words of b
	for _, r := range d.runs {
		if r.Kind == news.Removed || r.Kind == news.Changed {
			for _, s := range r.A {
				a := d.gone(s)
				gone = append(gone, styled{a.open + cutText(d.a.Article.Text, s) + a.close, a.style}, styled{" ", nil})
			}
		}
		for i, s := range r.B {
			mark := accent{span: s}
			if r.Kind == news.Added || r.Kind == news.Changed {
				mark = d.come(s)
			}
			if i == 0 {
				mark.before, gone = gone, nil
			}
			if len(mark.before) > 0 || mark.style != nil || mark.open != "" {
				accents = append(accents, mark)
			}
		}
	}
	out := excerpted(d.b, accents)
	if len(gone) > 0 { // words of a that stand behind the last ones of b
		out = append(append(out, styled{" ", nil}), wordsOf(gone)...)
	}
	return out
}

// wordsOf makes texts one line.
func wordsOf(texts []styled) []styled {
	var f flow
	for _, t := range texts {
		f.add(t.text, t.style)
	}
	return f.texts
}

// gone and come are accents of words that only a, and only b has: colours, or
// the signs that programs for comparing texts use.
func (d difference) gone(s news.Span) accent {
	if d.style.removed != nil {
		return accent{span: s, style: d.style.removed}
	}
	return accent{span: s, open: "[-", close: "-]"}
}

func (d difference) come(s news.Span) accent {
	if d.style.added != nil {
		return accent{span: s, style: d.style.added}
	}
	return accent{span: s, open: "{+", close: "+}"}
}

// cutText is text[s], taken to the borders of characters.
func cutText(text string, s news.Span) string {
	from := markup.CharStart(text, s.Start)
	return text[from:max(from, markup.CharStart(text, s.End))]
}
