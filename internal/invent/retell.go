package invent

import (
	"strings"

	"quoth/news"
)

// retell picks the wording of another report: one that exists or a new one.
func (s *story) retell(x *saying) int {
	r := s.rnd.IntN(100)
	relation := news.WordForWord
	switch {
	case x.source[0] != nil && r < 50:
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
		w.phrase, ok = s.shorten(x)
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

// paraphrase words a saying by other templates: closely in three cases of five.
func (s *story) paraphrase(x *saying) (w wording, ok bool) {
	w.relation, w.form = news.Paraphrased, news.Indirect
	quoted, close, n := x.wordings[0].form == news.Direct, s.rnd.IntN(5) < 3, s.rnd.IntN(2)
	w.loose = !quoted || !close
	if !quoted && close { // the first report told it, this one quotes
		w.form = news.Direct
	}
	w.phrase = s.both(x, func(r *rewording) template {
		switch {
		case quoted && close:
			return r.close
		case close:
			return r.quoted
		case quoted:
			return r.loose[n]
		}
		return r.loose[1]
	})
	return w, true
}

// shorten leaves out a piece, or what follows a comma or an "and". What makes
// a saying unlike others stays: both halves of a prepared one, or the piece with
// rare words.
func (s *story) shorten(x *saying) (out phrase, ok bool) {
	p := &x.wordings[0].phrase
	n, least := len(p.cuts), 0
	if x.source[0] != nil {
		least, n = p.cuts[0]+8, 0
	}
	switch {
	case n == 1:
		return out, false
	case n > 2 && s.rnd.IntN(3) == 0:
		return p.replace(p.cuts[n-2], p.cuts[n-1], ""), true
	case n > 1:
		return p.replace(len(strings.TrimRight(p.text[:p.cuts[n-1]], " ,")), len(p.text), ""), true
	}
	for _, sep := range []string{", ", " and ", " because ", " unless ", " with ", " before ", " until ", " after ", " for ", " in ", " when ", " by "} {
		if at := strings.LastIndex(p.text, sep); at > least && at > len(p.text)*2/5 && !p.inFigure(at) {
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
		other := n + 1 + s.rnd.IntN(n/3+1)
		if n%1000 == 0 {
			other = n + s.round(other-n)/1000*1000 + 1000
		}
		n = other
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
