package invent

import (
	"strings"

	"quoth/news"
)

// A saying is what somebody said once, and its wordings.
type saying struct {
	id       string
	voice    *voice
	shared   bool          // several articles tell it
	to       bool          // it is an infinitive: what the voice wants
	nested   bool          // told by somebody who passes it on
	source   [2]*rewording // its halves, that can be paraphrased; nil: put together of pieces
	binding  *[2]binding   // of the halves
	wordings []wording
}

// A wording is one way to put a saying. form is what it has to be told in, ""
// if in any, and used the one that it was first told in.
type wording struct {
	phrase
	relation   news.Relation
	form, used news.Form
	loose      bool // it shares hardly a word with the first one
}

// arrange makes the next content of a voice, of pieces of the subject. The
// pieces of its sayings are rows of an orthogonal array: of the first p² (529)
// on a subject, two that one voice says share no more than one of four pieces,
// so that nobody says the same thing twice by chance. Two voices may share more,
// but not who does what in one story; and in one piece there are words that
// few statements have.
func (s *story) arrange(v *voice) (out phrase) {
	sub, off := s.subject, v.number
	a, b, c, d := s.row(v)
	for tries := 0; s.acts[[2]int{a + off, b + off/7}] && tries < 20; tries++ {
		a, b, c, d = s.row(v)
	}
	s.acts[[2]int{a + off, b + off/7}] = true
	they := v.they()
	piece := func(t template) { s.add(&out, t, s.fresh(they)) }
	next := func(between string) {
		s.line = append(s.line, between...)
		out.cuts = append(out.cuts, len(s.line))
	}
	s.line = s.line[:0]
	who := sub.who[(a+off)%len(sub.who)]
	if first := &who[0]; strings.HasPrefix(first.literal, "the ") && s.rnd.IntN(3) == 0 {
		s.line = append(append(append(s.line, "the "...), pick(s.rnd, s.lore.words["adjectives"])...), ' ')
		who = append(template{{literal: first.literal[len("the "):]}}, who[1:]...)
	}
	piece(who)
	does := sub.does
	if plural(string(s.line)) {
		does = sub.doPlural
	}
	s.line = append(s.line, ' ')
	piece(does[(b+off/7)%len(does)])
	next(" ")
	piece(pick(s.rnd, s.lore.about))
	shape := s.rnd.IntN(10)
	if shape < 6 {
		next(" ")
		piece(sub.when[(c+off/3)%len(sub.when)])
	}
	if shape >= 4 && shape < 9 {
		why := sub.why[(d+off/5)%len(sub.why)]
		if first, _, _ := strings.Cut(why[0].literal, " "); loosely[first] {
			next(", ")
		} else {
			next(" ")
		}
		piece(why)
	}
	out.text = string(s.line)
	return out
}

// loosely are words before which a comma stands.
var loosely = map[string]bool{"so": true, "and": true, "while": true, "although": true, "which": true, "though": true}

// row is the next of a voice in the array.
func (s *story) row(v *voice) (a, b, c, d int) {
	p, t := s.subject.sizes, s.press.counted(v)
	m, round := (t*101+v.number*37)%(p*p), t/(p*p)%(p-3)
	a, b = m%p, m/p
	return a, b, (a + (1+round)*b) % p, (a + (2+round)*b) % p
}

// wish is an infinitive, with a piece of rare words and when it is to be.
func (s *story) wish(v *voice) (out phrase) {
	sub, t := s.subject, s.press.counted(v)
	b := s.fresh(v.they())
	s.line = s.line[:0]
	s.add(&out, sub.to[t%len(sub.to)], b)
	for _, t := range []template{pick(s.rnd, s.lore.about), sub.when[t/len(sub.to)%len(sub.when)]} {
		s.line = append(s.line, ' ')
		out.cuts = append(out.cuts, len(s.line))
		s.add(&out, t, b)
	}
	out.text = string(s.line)
	return out
}

// say makes a saying of a voice. A prepared one, of two halves that can be
// paraphrased, comes from people only.
func (s *story) say(v *voice, prepared bool) *saying {
	x := &saying{id: s.press.sayingID(), voice: v}
	if prepared && v.person != nil {
		if pair, ok := s.press.unused(v.number); ok {
			x.source = pair
			x.binding = &[2]binding{{they: v.they(), exact: true}, {they: v.they(), exact: true}}
			w := wording{form: news.Direct}
			if s.rnd.IntN(4) == 0 {
				w.form = news.Indirect
			}
			w.phrase = s.both(x, func(r *rewording) template {
				if w.form == news.Direct {
					return r.quoted
				}
				return r.loose[0]
			})
			x.wordings = []wording{w}
			return x
		}
	}
	x.wordings = []wording{{phrase: s.arrange(v)}}
	return x
}

// both fills a template of each half of a prepared saying; a quotation has two
// sentences, what is told has an "and".
func (s *story) both(x *saying, of func(*rewording) template) (p phrase) {
	first, second := of(x.source[0]), of(x.source[1])
	between := ", and "
	quoted := &first[0] == &x.source[0].quoted[0]
	if quoted {
		between = ". "
	}
	s.line = s.line[:0]
	s.add(&p, first, &x.binding[0])
	s.line = append(s.line, between...)
	at := len(s.line)
	s.add(&p, second, &x.binding[1])
	p.text, p.cuts = string(s.line), []int{at}
	if quoted {
		p.text = p.text[:at] + capital(p.text[at:])
	}
	return p
}

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

// plural reports whether a noun phrase takes "have".
func plural(phrase string) bool {
	for _, stop := range []string{" from ", " of ", " in ", " on ", " who "} {
		phrase, _, _ = strings.Cut(phrase, stop)
	}
	phrase = strings.TrimSpace(phrase)
	return strings.HasSuffix(phrase, "men") || strings.HasSuffix(phrase, "staff") ||
		strings.HasSuffix(phrase, "s") && !strings.HasSuffix(phrase, "ss") && !strings.HasSuffix(phrase, "office")
}

// agreeing are the predicates as plural subjects have them.
func agreeing(does []template) (out []template) {
	for _, t := range does {
		verb, rest, _ := strings.Cut(t[0].literal, " ")
		switch {
		case verb == "was":
			verb = "were"
		case verb == "is":
			verb = "are"
		case verb == "has":
			verb = "have"
		case strings.HasSuffix(verb, "ies"):
			verb = strings.TrimSuffix(verb, "ies") + "y"
		case strings.HasSuffix(verb, "ches"), strings.HasSuffix(verb, "shes"):
			verb = strings.TrimSuffix(verb, "es")
		case strings.HasSuffix(verb, "s"):
			verb = strings.TrimSuffix(verb, "s")
		}
		t = append(template{{literal: verb + " " + rest}}, t[1:]...)
		out = append(out, t)
	}
	return out
}
