package invent

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"quoth/news"
)

// A body is a ministry, company, association or government.
type body struct {
	id       string
	kind     news.Kind
	names    []string // the full one first; others that outlets use
	acronym  string
	national bool // its name has to be read with its country
	proper   bool // takes no article: "Veltrane Shipping", "Lisbon"
	land     int
	noun     string // "the ministry", later on
}

// foundBodies gives every country its ministries and a government known by its
// capital, and the world companies and associations.
func (w *World) foundBodies(r *rand.Rand) {
	everywhere := len(w.lore.lands)
	add := func(b body) {
		b.id = "B" + strconv.Itoa(len(w.bodies))
		w.locals[b.land] = append(w.locals[b.land], len(w.bodies))
		w.bodies = append(w.bodies, b)
	}
	for i, l := range w.lore.lands {
		for _, names := range w.lore.words["national"] {
			b := body{kind: news.Government, names: strings.Split(names, " | "), national: true, land: i}
			b.noun = noun(b.names)
			if b.noun == "court" || b.noun == "association" {
				b.kind = news.Organisation
			}
			add(b)
		}
		add(body{kind: news.Government, names: []string{l.capital}, proper: true, land: i, noun: "government"})
	}
	taken := map[string]bool{}
	for range 150 + w.size/60 {
		first := w.coined(r)
		if taken[first] {
			continue
		}
		taken[first] = true
		w.firms = append(w.firms, len(w.bodies))
		add(body{kind: news.Organisation, names: []string{first + " " + pick(r, w.lore.words["forms"]), first}, proper: true, land: everywhere, noun: "company"})
	}
	for range 60 + w.size/150 {
		name := pick(r, w.lore.words["firsts"]) + " " + pick(r, w.lore.words["seconds"]) + " " + pick(r, w.lore.words["thirds"])
		if taken[name] {
			continue
		}
		taken[name] = true
		b := body{kind: news.Organisation, names: []string{name}, land: everywhere, noun: noun([]string{name})}
		for f := range strings.FieldsSeq(name) {
			b.acronym += f[:1]
		}
		add(b)
	}
}

// noun is the word for a body on later mention.
func noun(names []string) string {
	for _, n := range []string{"ministry", "court", "office", "bank", "association", "alliance", "federation", "league", "trust", "union", "institute", "council", "cooperative", "society"} {
		if strings.Contains(strings.ToLower(names[0]), n) {
			return n
		}
	}
	return "body"
}

// coined is a new word with a capital, as companies like them.
func (w *World) coined(r *rand.Rand) string {
	s := w.coin(r, 2)
	return strings.ToUpper(s[:1]) + s[1:]
}

// coin is a new word, of the sort that drugs and minerals have.
func (w *World) coin(r *rand.Rand, syllables int) string {
	s := ""
	for range syllables {
		s += pick(r, w.lore.words["coins"])
	}
	return s + pick(r, w.lore.words["coinends"])
}
