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
	s.line = append(s.line[:0], "to "...)
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
