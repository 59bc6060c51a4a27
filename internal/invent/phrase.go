package invent

import (
	"strings"

	"quoth/news"
)

// A phrase is text with the figures in it; their spans count from its start.
// cuts are where a piece of it begins.
type phrase struct {
	text    string
	figures []news.Figure
	cuts    []int
}

// A template is literal text between slots.
type template []slot

// A slot is a literal text, or what stands for a name or number.
type slot struct {
	literal string // if kind is 0
	kind    slotKind
	unit    string
	exact   bool // no "at least" in front
}

type slotKind byte

const (
	slotTown slotKind = 1 + iota
	slotFirm
	slotShip
	slotCoin
	slotStreet
	slotBill
	slotDay
	slotN
	slotFew
	slotMoney
	slotPct
	slotThey
	slotTheir
	slotThem
	slotMade
	slotMade2
	slotTrade
	slotPerson
	slotPerson2
	slotAdjective
	slotTo
	slotContent
	slotBegin
	slotEnd
	slotSource
	slotOn
	slotOuter
	slotKinds
)

var slotNames = map[string]slotKind{
	"town": slotTown, "firm": slotFirm, "ship": slotShip, "coin": slotCoin, "street": slotStreet, "bill": slotBill, "day": slotDay,
	"n": slotN, "few": slotFew, "money": slotMoney, "pct": slotPct, "they": slotThey, "their": slotTheir, "them": slotThem, "to": slotTo,
	"made": slotMade, "made2": slotMade2, "trade": slotTrade, "person": slotPerson, "person2": slotPerson2, "adjective": slotAdjective,
	"content": slotContent, "begin": slotBegin, "end": slotEnd, "source": slotSource, "on": slotOn, "outer": slotOuter,
}

func parseTemplate(s string) (t template) {
	for s != "" {
		literal, rest, ok := strings.Cut(s, "{")
		if literal != "" {
			t = append(t, slot{literal: literal})
		}
		if !ok {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		name, unit, _ := strings.Cut(name, " ")
		kind := slotNames[name]
		if kind == 0 {
			panic("invent: no slot " + name)
		}
		if unit == "more" { // "three more witnesses" counts witnesses
			if f := strings.Fields(after); len(f) > 0 {
				unit = "more " + strings.Trim(f[0], ".,")
			}
		}
		exact := strings.HasSuffix(literal, "the ") || strings.HasSuffix(literal, "last ") || strings.HasSuffix(literal, "than ") || literal == ""
		t = append(t, slot{kind: kind, unit: unit, exact: exact})
		s = after
	}
	return t
}

// A binding is what the slots of one saying stand for.
type binding struct {
	names   [slotTo]string
	numbers [slotPct - slotN + 1]number
	they    *[3]string // he, his, him
	exact   bool       // numbers have no "at least"
}

// add appends a template to the line that is being written, and its figures to
// the phrase. Slots of one kind are the same within a binding.
func (s *story) add(p *phrase, t template, b *binding) {
	text := s.line
	for i := range t {
		l := &t[i]
		if l.kind == 0 {
			text = append(text, l.literal...)
			continue
		}
		if l.kind < slotN || l.kind > slotPct {
			name := b.names[l.kind]
			if name == "" {
				name = s.name(l.kind, b)
				b.names[l.kind] = name
			}
			text = append(article(text, name[0]), name...)
			continue
		}
		f := &b.numbers[l.kind-slotN]
		if f.text == "" {
			s.number(f, l, l.exact || b.exact)
		}
		text = article(text, f.text[0])
		unit, shown := f.unit, l.unit
		if unit == "" {
			unit = l.unit
			if rest, ok := strings.CutPrefix(unit, "more "); ok {
				unit, shown = rest, "more"
			}
		}
		at := len(text)
		p.figures = append(p.figures, news.Figure{Text: f.text[:f.own], Low: f.low, High: f.high, Unit: unit, Span: news.Span{Start: at, End: at + f.own}})
		text = append(text, f.text...)
		if shown != "" {
			text = append(text, ' ')
			text = append(text, shown...)
		}
	}
	s.line = text
}

// article makes an "a" at the end of the text fit a word that follows.
func article(text []byte, first byte) []byte {
	if n := len(text); n > 2 && string(text[n-3:]) == " a " && strings.IndexByte("aeiou", first) >= 0 {
		return append(text[:n-1], "n "...)
	}
	return text
}

// name is what a slot that is no number stands for.
func (s *story) name(kind slotKind, b *binding) string {
	switch kind {
	case slotThey, slotTheir, slotThem:
		return b.they[kind-slotThey]
	case slotTown:
		return s.towns[s.mostly(len(s.towns))]
	case slotFirm:
		return s.firms[s.mostly(len(s.firms))]
	case slotCoin:
		return s.coins[s.mostly(len(s.coins))]
	case slotStreet:
		return s.streets[s.mostly(len(s.streets))]
	case slotAdjective:
		return pick(s.rnd, s.lore.words["adjectives"])
	case slotPerson, slotPerson2:
		return s.stranger()
	case slotMade:
		if s.rnd.IntN(2) == 0 {
			return s.made
		}
		return s.lore.made(s.rnd)
	case slotMade2:
		return s.lore.made(s.rnd)
	case slotTrade:
		return pick(s.rnd, s.lore.words["trades"])
	case slotShip:
		return s.ship
	case slotBill:
		return s.bill
	}
	return s.day.Weekday().String()
}

// mostly is the first of n in two cases of three.
func (s *story) mostly(n int) int {
	if s.rnd.IntN(3) > 0 {
		return 0
	}
	return s.rnd.IntN(n)
}

// phrase is a template by itself.
func (s *story) phrase(t template) phrase {
	var p phrase
	s.line = s.line[:0]
	s.add(&p, t, s.fresh(&pronouns[0]))
	p.text = string(s.line)
	return p
}

// fresh is a binding for one piece, until the next one.
func (s *story) fresh(they *[3]string) *binding {
	s.scratch = binding{they: they}
	return &s.scratch
}

// halves cuts a phrase where a piece begins, or else behind a comma or before
// an "and". The comma is left out.
func (p *phrase) halves() (a, b phrase, ok bool) {
	at := 0
	if n := len(p.cuts); n > 0 {
		at = p.cuts[n/2]
	} else if i := strings.LastIndex(p.text, ", "); i > 0 {
		at = i + len(", ")
	} else if i := strings.LastIndex(p.text, " and "); i > 0 {
		at = i + 1
	}
	if at < 8 || at > len(p.text)-8 {
		return a, b, false
	}
	a.text, b.text = strings.TrimRight(strings.TrimSuffix(p.text[:at], ", and "), " ,."), p.text[at:]
	for _, f := range p.figures {
		if f.Span.Start < at {
			a.figures = append(a.figures, f)
		} else {
			f.Span.Start -= at
			f.Span.End -= at
			b.figures = append(b.figures, f)
		}
	}
	return a, b, true
}

// inFigure reports whether a place is in a figure or next to its unit.
func (p *phrase) inFigure(at int) bool {
	for _, f := range p.figures {
		if f.Span.Start <= at && at <= f.Span.End {
			return true
		}
	}
	return false
}
