package invent

import (
	"strings"

	"quoth/news"
)

// A saying is what somebody said once, and its wordings.
type saying struct {
	id       string
	voice    *voice
	shared   bool       // several articles tell it
	to       bool       // it is an infinitive: what the voice wants
	nested   bool       // told by somebody who passes it on
	source   *rewording // where its wordings come from; nil: put together of pieces
	binding  binding
	wordings []wording
}

// A wording is one way to put a saying. form is what it has to be told in, ""
// if in any, and used the one that it was first told in.
type wording struct {
	phrase
	relation   news.Relation
	form, used news.Form
}

// arrange makes the next content of a voice, of pieces of the subject. The
// pieces of its sayings are rows of an orthogonal array: of the first p² (529)
// on a subject, two that one voice says share no more than one of four pieces,
// so that nobody says the same thing twice by chance.
func (s *story) arrange(v *voice) (out phrase) {
	sub := s.subject
	p := sub.sizes
	t := s.press.counted(v)
	m := (t*101 + v.number*37) % (p * p)
	a, b, round := m%p, m/p, t/(p*p)%(p-3)
	c, d := (a+(1+round)*b)%p, (a+(2+round)*b)%p
	off := v.number
	they := v.they()
	piece := func(from []template, at, shift int) {
		s.fill(&out, from[(at+shift)%len(from)], &binding{they: they})
	}
	piece(sub.who, a, off)
	if rest, ok := strings.CutPrefix(out.text, "the "); ok && s.rnd.IntN(4) == 0 && len(out.figures) == 0 {
		out.text = "the " + pick(s.rnd, s.lore.words["adjectives"]) + " " + rest
	}
	out.text += " "
	piece(sub.does, b, off/7)
	shape := s.rnd.IntN(10)
	if shape < 7 {
		out.text += " "
		out.cuts = append(out.cuts, len(out.text))
		piece(sub.when, c, off/3)
	}
	if shape < 4 || shape >= 6 && shape < 9 {
		why := sub.why[(d+off/5)%len(sub.why)]
		out.text += " "
		if first := why[0].literal; strings.HasPrefix(first, "so ") || strings.HasPrefix(first, "and ") || strings.HasPrefix(first, "while ") || strings.HasPrefix(first, "although ") || strings.HasPrefix(first, "which ") {
			out.text = out.text[:len(out.text)-1] + ", "
		}
		out.cuts = append(out.cuts, len(out.text))
		piece(sub.why, d, off/5)
	}
	return out
}

// wish is an infinitive and when it is to be.
func (s *story) wish(v *voice) (out phrase) {
	sub, t := s.subject, s.press.counted(v)
	b := binding{they: v.they()}
	s.fill(&out, sub.to[t%len(sub.to)], &b)
	out.text += " "
	out.cuts = []int{len(out.text)}
	s.fill(&out, sub.when[t/len(sub.to)%len(sub.when)], &b)
	return out
}

// say makes a saying of a voice. One of the prepared sayings comes from a
// person once at most.
func (s *story) say(v *voice, prepared bool) *saying {
	x := &saying{id: s.press.sayingID(), voice: v}
	if prepared && v.person != nil {
		if r := s.press.unused(v.number); r != nil {
			x.source, x.binding.they = r, v.they()
			var q wording
			s.fill(&q.phrase, r.quoted, &x.binding)
			q.form = news.Direct
			if s.rnd.IntN(4) == 0 {
				q.phrase, q.form = phrase{}, news.Indirect
				s.fill(&q.phrase, r.told[0], &x.binding)
			}
			x.wordings = []wording{q}
			return x
		}
	}
	x.wordings = []wording{{phrase: s.arrange(v)}}
	return x
}

// retell picks the wording of another report: one that exists or a new one.
func (s *story) retell(x *saying) int {
	r := s.rnd.IntN(100)
	relation := news.WordForWord
	switch {
	case x.source != nil && r < 50 || r < 0:
		relation = news.Paraphrased
	case r < 65:
	case r < 82:
		relation = news.Shortened
	default:
		relation = news.Altered
	}
	if relation == news.WordForWord {
		return 0
	}
	if s.rnd.IntN(3) == 0 {
		for i := 1; i < len(x.wordings); i++ {
			if x.wordings[i].relation == relation {
				return i
			}
		}
	}
	w, ok := wording{relation: relation, form: x.wordings[0].form, used: x.wordings[0].used}, false
	switch relation {
	case news.Paraphrased:
		w, ok = s.paraphrase(x)
	case news.Shortened:
		w.phrase, ok = s.shorten(&x.wordings[0].phrase)
	case news.Altered:
		w.phrase, ok = s.alter(&x.wordings[0].phrase)
	}
	if !ok {
		return 0
	}
	for i := range x.wordings { // by two ways to the same words
		if x.wordings[i].text == w.text {
			return i
		}
	}
	x.wordings = append(x.wordings, w)
	return len(x.wordings) - 1
}

// paraphrase words a saying by another template of its own.
func (s *story) paraphrase(x *saying) (w wording, ok bool) {
	w.relation, w.form = news.Paraphrased, news.Indirect
	t := pick(s.rnd, x.source.told)
	if x.wordings[0].form == news.Indirect {
		t = x.source.told[1]
		if s.rnd.IntN(2) == 0 {
			t, w.form = x.source.quoted, news.Direct
		}
	}
	s.fill(&w.phrase, t, &x.binding)
	return w, true
}

// shorten leaves out a piece, or what follows a comma or an "and".
func (s *story) shorten(p *phrase) (out phrase, ok bool) {
	if n := len(p.cuts); n == 2 && s.rnd.IntN(3) == 0 {
		return p.replace(p.cuts[0], p.cuts[1], ""), true
	} else if n > 0 {
		return p.replace(len(strings.TrimRight(p.text[:p.cuts[n-1]], " ,")), len(p.text), ""), true
	}
	for _, sep := range []string{", ", " and ", " because ", " unless ", " with ", " before ", " until "} {
		if at := strings.LastIndex(p.text, sep); at > len(p.text)*2/5 && !p.inFigure(at) {
			return p.replace(at, len(p.text), ""), true
		}
	}
	return out, false
}

// alter changes a figure, or words for which there are others, or both.
func (s *story) alter(p *phrase) (out phrase, ok bool) {
	out = *p
	if len(p.figures) > 0 && s.rnd.IntN(2) == 0 {
		out, ok = s.otherFigure(&out)
	}
	if ok && s.rnd.IntN(2) == 0 {
		return out, true
	}
	for range 2 {
		changed := false
		for _, pair := range s.lore.altered {
			if at := strings.Index(out.text, pair[0]); at > 0 && !out.inFigure(at) && !out.inFigure(at+len(pair[0])-1) {
				out = out.replace(at+1, at+len(pair[0])-1, pair[1][1:len(pair[1])-1])
				changed = true
				break
			}
		}
		if ok = ok || changed; !changed {
			break
		}
	}
	return out, ok
}

// otherFigure gives one of the numbers in digits another value.
func (s *story) otherFigure(p *phrase) (phrase, bool) {
	for _, f := range p.figures {
		n := parseDigits(f.Text)
		if n < 10 || f.Low != f.High || strings.ContainsAny(f.Text, " .") {
			continue
		}
		n += 1 + s.rnd.IntN(n/3+1)
		text := grouped(n)
		out := p.replace(f.Span.Start, f.Span.End, text)
		for i := range out.figures {
			if g := &out.figures[i]; g.Span.Start == f.Span.Start {
				g.Text, g.Low, g.High = text, digits(n), digits(n)
			}
		}
		return out, true
	}
	return *p, false
}

// replace puts text in place of a range. Figures inside the range go if it
// becomes empty.
func (p *phrase) replace(from, to int, text string) (out phrase) {
	out.text = p.text[:from] + text + p.text[to:]
	by := len(text) - (to - from)
	for _, f := range p.figures {
		switch {
		case f.Span.End <= from:
		case f.Span.Start >= to:
			f.Span.Start += by
			f.Span.End += by
		case text == "":
			continue
		default: // it is replaced
			f.Span.End += by
		}
		out.figures = append(out.figures, f)
	}
	for _, c := range p.cuts {
		switch {
		case c <= from:
			out.cuts = append(out.cuts, c)
		case c >= to:
			out.cuts = append(out.cuts, c+by)
		}
	}
	return out
}
