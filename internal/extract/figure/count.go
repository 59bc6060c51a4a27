package figure

import (
	"strings"

	"quoth/internal/lexicon"
)

// countAfter finds what is counted: "2,300 households", "two of the three
// judges", "half the seats".
func (f *finder) countAfter(q *quantity, from int) (to int) {
	i := f.overHyphen(from)
	if f.is(i, "of") || q.part && f.determines(i) {
		for k := i + 1; k < i+5 && !f.stopsButThe(k); k++ {
			if w := f.at(k); w.kind == digits || w.numeral != nil && w.numeral.role < part {
				q.unit, _ = f.counted(k+1, false)
				return from // the other number is a figure of its own
			}
		}
		for f.is(i, "of") || f.determines(i) || possessive(f.word(i)) {
			i++
		}
	}
	name, next := f.counted(i, q.value == unit && q.high == unit)
	if name == "" && (q.part && i > from || f.overHyphen(from) > from) {
		name, next = f.countedOne(i) // "a third of the crop", "the 27-nation bloc"
	}
	if name == "" {
		_, first := f.boundBefore(q.first)
		q.unit = f.fate(first)
		return f.rate(q, from)
	}
	if q.part {
		name = "of " + name
	}
	q.unit = name
	return f.rate(q, next)
}

// counted reads the name of what is counted, up to its plural: "Syrian refugees".
func (f *finder) counted(i int, single bool) (name string, next int) {
	const longest = 6
	from := i
	if f.word(i) == `"` || f.word(i) == "“" {
		from++
	}
	if single {
		return f.countedOne(from)
	}
	for j := from; j < len(f.words) && j < from+longest; j++ {
		w := f.words[j]
		if w.kind == sign && j > from && !f.gap(j-1) && (f.hyphen(j) || f.initial(j)) {
			continue
		}
		if w.kind != letters || f.stops(j) || w.numeral != nil && w.numeral.role != article {
			break
		}
		if f.plural(j) && (j == from || !f.pastParticiple(j) || strings.HasSuffix(f.word(j-1), "ly")) {
			attributive := lexicon.UnitAttributive[f.lower(j)] && f.plural(j+1) && !f.pastParticiple(j+1)
			if attributive || lexicon.UnitAttributive[f.lower(j+1)] {
				j++ // "police officers", "Armed Forces personnel"
			}
			return f.text[f.words[from].start:f.words[j].end], j + 1
		}
	}
	return "", i
}

// countedOne reads what one is counted of: "airport worker".
func (f *finder) countedOne(from int) (name string, next int) {
	const longest = 4
	end := from
	for j := from; j < from+longest && f.at(j).kind == letters && f.at(j).end > 0 && !f.stops(j) && f.at(j).numeral == nil; j++ {
		end = from + 1
		if f.hyphen(from - 1) {
			break
		}
		if lexicon.NumberOnes[f.lower(j)] {
			end = j + 1
			break
		}
	}
	if end == from {
		return "", from
	}
	return f.text[f.words[from].start:f.words[end-1].end], end
}

// initial reports whether word i is the stop of an abbreviation: "U.S.".
func (f *finder) initial(i int) bool {
	return f.word(i) == "." && f.at(i).start-f.at(i-1).start == 1 && f.capital(i-1)
}

// pastParticiple tells "injured" from what is counted.
func (f *finder) pastParticiple(i int) bool {
	w := f.word(i)
	return strings.HasSuffix(w, "ed") || f.is(i, "dead") || f.is(i, "missing")
}

// plural reports whether a word is the plural of something counted.
func (f *finder) plural(i int) bool {
	w := f.at(i)
	if w.kind != letters || w.end == 0 {
		return false
	}
	s := f.lower(i)
	if lexicon.UnitPlurals[s] {
		return true
	}
	n := len(s)
	if n == 3 && f.text[w.end-2] <= 'Z' && s[2] == 's' {
		return true // "MPs"
	}
	return n > 3 && s[n-1] == 's' && s[n-2] != 's' && s[n-2] != '\'' && !strings.HasSuffix(s, "’s") &&
		!strings.HasSuffix(s, "us") && !strings.HasSuffix(s, "'s") && !strings.HasSuffix(s, "sis") && !lexicon.UnitStops[s]
}

func (f *finder) stops(i int) bool {
	return lexicon.UnitStops[f.lower(i)] && f.word(i) != "US"
}

// fate names people counted without a name by what happened to them.
func (f *finder) fate(first int) string {
	switch f.lower(first - 1) {
	case "killed", "killing", "kills":
		return "killed"
	case "injured", "injuring", "injures", "wounded", "wounding":
		return "injured"
	}
	return ""
}

// stopsButThe reports whether word i ends the phrase "of the country's eight".
func (f *finder) stopsButThe(i int) bool {
	return f.at(i).kind != digits && (f.at(i).kind != letters || f.stops(i) && !f.determines(i))
}

func possessive(s string) bool {
	return strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "’s")
}

func (f *finder) determines(i int) bool {
	switch f.lower(i) {
	case "the", "those", "these", "its", "his", "her", "their", "our", "all", "every":
		return true
	}
	return false
}

// pronoun reports whether word i stands for things without naming them.
func (f *finder) pronoun(i int) bool {
	switch f.lower(i) {
	case "them", "us", "you", "it", "that", "this", "which":
		return true
	}
	return false
}
