package invent

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// family makes a family name: mostly one of the common ones of its culture,
// else a rare one.
func (c *culture) family(r *rand.Rand) string {
	name := c.starts[zipf(r, len(c.starts), 4)]
	if r.IntN(5) < 3 {
		name += pick(r, c.middles)
	}
	name += c.ends[zipf(r, len(c.ends), 4)]
	name = strings.ReplaceAll(name, "-", "")
	if len(c.before) > 0 && r.IntN(2) == 0 {
		name = strings.ReplaceAll(pick(r, c.before), "_", " ") + name
	}
	return name
}

// stranger is the name of somebody who is not known otherwise.
func (s *story) stranger() string {
	c := s.lore.cultures[s.lore.lands[s.land].culture]
	given := c.men
	if s.rnd.IntN(2) == 0 {
		given = c.women
	}
	return pick(s.rnd, given) + " " + c.family(s.rnd)
}

// made is a noun for a place, put together of two: "saltworks".
func (m *material) made(r *rand.Rand) string {
	a, b := m.words["madefirsts"], m.words["madeseconds"]
	return a[zipf(r, len(a), 30)] + b[zipf(r, len(b), 20)]
}

// spelt is a name as the outlet transliterates it.
func (o *outlet) spelt(c *culture, name string) string {
	if s := c.spell[o.system]; s != nil && o.system > 0 {
		name = s.Replace(name)
	}
	if !o.accents && !lexicon.ASCII(name) {
		name = plain(name)
	}
	return name
}

var unaccented = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "Á", "A", "Ó", "O", "Ú", "U",
	"ø", "o", "å", "a", "Å", "A", "Ø", "O", "ö", "o", "ä", "a", "æ", "ae", "è", "e", "ü", "u")

func plain(name string) string { return unaccented.Replace(name) }

// named is how an outlet writes a person's full name and what it calls her afterwards.
func (w *World) named(p *person, o *outlet) (full, family string) {
	c := w.lore.cultures[p.culture]
	given := o.spelt(c, p.given)
	family = o.spelt(c, p.family)
	switch {
	case c.familyFirst && o.custom:
		return family + " " + given, family
	case p.middle != "" && o.middle == 1:
		_, n := utf8.DecodeRuneInString(p.middle)
		return given + " " + p.middle[:n] + ". " + family, family
	case p.middle != "" && o.middle == 2:
		return given + " " + o.spelt(c, p.middle) + " " + family, family
	}
	return given + " " + family, family
}
