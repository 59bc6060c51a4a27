package figure

import (
	"strings"

	"quoth/internal/lexicon"
)

// aside passes digits and number words at i that say no number: parts of names
// ("F-16", "Formula One"), dates, times, scores and codes. It returns i where
// there may be a figure.
func (f *finder) aside(i int) (next int) {
	w := f.at(i)
	if w.kind == letters {
		return f.asideWord(i)
	}
	if w.kind != digits {
		return i
	}
	if f.joinedBefore(i) {
		return f.run(i)
	}
	return f.asideDigits(i)
}

// asideDigits is aside for digits whose left side is known.
func (f *finder) asideDigits(i int) int {
	w, run := f.at(i), f.run(i)
	if n := f.dateAt(i); n > i {
		return n
	}
	switch f.word(i + 1) {
	case ":":
		if !f.gap(i) && f.at(i+2).kind == digits && !f.gap(i+1) {
			return f.pastClock(run)
		}
	case "/":
		if _, _, ok := f.slashed(i); !ok && !f.gap(i) && !f.gap(i+1) && f.at(i+2).kind != letters {
			return run
		}
	}
	if f.chained(i) {
		return run
	}
	if f.clock(i + 1) {
		return f.pastClock(i + 1)
	}
	if (f.word(i+1) == ")" || f.word(i+1) == ".") && i == 0 && !f.gap(i) && len(f.words) > 2 && w.end-w.start < 3 {
		return i + 1 // the number of a point in a list
	}
	if !f.gap(i) && f.at(i+1).kind == letters && !f.suffixed(i+1) {
		return run
	}
	return i
}

// asideWord passes number words that are names.
func (f *finder) asideWord(i int) int {
	numeral := f.at(i).numeral
	if numeral == nil || numeral.role == article {
		return i
	}
	if f.clock(i + 1) {
		return f.pastClock(i + 1)
	}
	if f.capital(i) && !f.starts(i) {
		if f.capital(i-1) || f.capital(f.overHyphen(i+1)) && f.at(i+1).end > 0 {
			return i + 1 // "Formula One", "Three Mile Island"
		}
	}
	return i
}

// joinedBefore reports that the digits at i are the end of something longer:
// "COVID-19", "rVSV12", "#5", "’08", "x=5".
func (f *finder) joinedBefore(i int) bool {
	if i == 0 || f.gap(i-1) {
		return false
	}
	if f.at(i-1).kind == letters {
		_, _, money := f.currencyBefore(i)
		return !money
	}
	if f.at(i-1).kind == digits {
		return true
	}
	switch f.word(i - 1) {
	case "#", "@", "_", "\\", "=", "&", "?", "'", "’", "‘", "^", "*", "№":
		return true
	case "/", "-", ".", "–", "‑", "%", ":":
		return !f.gap(i - 2)
	}
	return false
}

// run passes everything that touches the digits at i.
func (f *finder) run(i int) int {
	for i++; i < len(f.words) && !f.gap(i-1); i++ {
		if f.words[i].kind != sign {
			continue
		}
		switch f.word(i) {
		case "-", "–", "/", ":", "‑", "#", "=", "&", "%", "_", "@", "?", ".", "+":
			if f.gap(i) {
				return i
			}
		default:
			return i
		}
	}
	return i
}

// chained reports more than two groups of digits in a row ("2019-10-08",
// "1-222-2222"), or two with a point, as in addresses of machines.
func (f *finder) chained(i int) bool {
	groups := 1
	for k := i; ; k += 2 {
		if f.gap(k) || f.gap(k+1) || f.at(k+2).kind != digits {
			break
		}
		switch f.word(k + 1) {
		case "-", "–", "/", ".", "‑":
		default:
			return false
		}
		groups++
	}
	return groups > 2
}

// suffixed reports whether the letters at i may touch digits: "10k", "30km".
func (f *finder) suffixed(i int) bool {
	if _, ok := lexicon.NumbersShort[f.lower(i)]; ok {
		return true
	}
	if _, _, ok := f.currencyAt(i); ok {
		return true
	}
	_, _, ok := f.measureAt(i)
	return ok
}

// named passes a number that is a name or a year.
func (f *finder) named(n number) (next int) {
	short := n.next == n.first+1
	if f.at(n.first).kind == letters && short && n.scale != unit || n.open || n.often {
		return n.first
	}
	if f.ordinal(n) {
		return f.overHyphen(n.next) + 1
	}
	if f.hyphen(n.next) && !f.gap(n.next-1) && !f.gap(n.next) && lexicon.NumberManner[f.lower(n.next+1)] {
		return n.next + 2 // "two-way"
	}
	if !short || n.value.exp < 0 {
		return n.first
	}
	i := n.first
	_, _, measured := f.measureAt(f.overHyphen(n.next))
	_, _, money := f.currencyAt(n.next)
	if f.at(i-1).kind == letters && lexicon.NumberLabels[f.lower(i-1)] && f.capital(i-1) && measured && !f.gap(i) {
		return f.run(i) // "Boeing 767F"
	}
	if measured || money || f.moneyBefore(i) {
		return n.first
	}
	counts := f.plural(f.overHyphen(n.next))
	if f.label(i) && (!counts || f.capital(i-1) || f.at(i).kind == letters) && !lexicon.UnitPlurals[f.lower(n.next)] ||
		lexicon.NumberDialled[f.lower(i-1)] && f.at(i).kind == digits && !counts {
		f.remember(i)
		return n.next
	}
	if f.at(i).kind == digits {
		if f.year(n) {
			return n.next
		}
		if name := f.at(i - 1); name.kind == letters && f.capital(i-1) && !f.starts(i-1) && !strings.Contains(f.word(i), ",") &&
			!counts && !f.plural(n.next+1) && !f.bounded(i) && !f.stops(i-1) && !possessive(f.word(i-1)) {
			f.remember(i)
			return n.next
		}
		if f.names[f.word(i)] && !counts && !f.bounded(i) {
			return n.next // "the 767", after "the Boeing 767"
		}
		if f.street(n.next) {
			return n.next
		}
	}
	return n.first
}

// label reports that the word before i makes the number a name: "phase two",
// "page 12", "No. 5".
func (f *finder) label(i int) bool {
	if lexicon.NumberLabels[f.lower(i-1)] {
		return !f.is(i-1, "no") || f.capital(i-1) && !f.starts(i-1)
	}
	if f.is(i-1, "of") && (f.word(i-2) == "Group" || f.word(i-2) == "Gang") {
		return true
	}
	if f.word(i-1) == "." && !f.gap(i-2) {
		switch f.lower(i - 2) {
		case "no", "nos", "nr", "nrs", "art", "sec", "p", "pp", "vol", "ch", "para":
			return true
		}
	}
	return false
}

// ordinal reports that the number goes on as an ordinal: "twenty-first".
func (f *finder) ordinal(n number) bool {
	k := f.overHyphen(n.next)
	if f.at(k).kind != letters {
		return false
	}
	if n := f.at(k).numeral; n != nil && n.role == part && f.text[f.at(k).end-1] != 's' && !f.is(k, "half") && !f.is(k, "quarter") {
		return k > 0 && k != f.overHyphen(k) || f.at(k-1).kind == sign || f.at(k-1).numeral != nil
	}
	switch f.lower(k) {
	case "first":
		return k > n.next
	case "second":
		return k > n.next && n.value.exp >= 1 && f.at(n.first).kind == letters
	}
	return false
}

// year tells a year from a count: four digits that no counted thing follows.
func (f *finder) year(n number) bool {
	s := f.word(n.first)
	if n.next != n.first+1 || len(s) != 4 || n.value.less(whole(1100)) || whole(2100).less(n.value) || n.value.exp < 0 {
		return false
	}
	bounded := f.bounded(n.first)
	count := f.plural(n.next) || f.plural(n.next+1) && !f.stops(n.next) || f.plural(n.next+2) && !f.stops(n.next) && !f.stops(n.next+1)
	if f.at(n.next).kind == sign && !f.hyphen(n.next) && f.word(n.next) != `"` {
		count = false
	}
	if bounded && (count || n.value.less(whole(1500))) {
		return false
	}
	switch f.lower(n.first - 1) {
	case "in", "since", "until", "till", "before", "after", "during", "by", "of", "from", "through", "late", "early", "mid",
		"the", "year", "season", "summer", "winter", "spring", "autumn", "fall", "this":
		return true
	}
	switch {
	case f.month(n.first-1) || f.word(n.first-1) == ".":
		return true
	case !whole(1900).less(n.value):
		return !count
	case n.value.exp >= 2: // "2000 homes"
		return !count
	}
	return !lexicon.UnitPlurals[f.lower(n.next)] && !lexicon.UnitPlurals[f.lower(n.next+1)]
}

// month reports whether word i is the name of a month.
func (f *finder) month(i int) bool {
	w := f.at(i)
	if w.kind != letters || w.end == 0 {
		return false
	}
	return lexicon.NumberMonths[f.word(i)] || lexicon.NumberMonths[f.lower(i)] && !f.is(i, "may") && !f.is(i, "march")
}

// dateAt passes the day of a date at i: "10 May", "May 10", "May 10 and 11".
func (f *finder) dateAt(i int) int {
	s := f.word(i)
	if len(s) > 2 || len(s) == 2 && s > "31" {
		return i
	}
	day := false
	next := i + 1
	switch f.lower(next) { // "4th of July"
	case "st", "nd", "rd", "th":
		if !f.gap(i) {
			next++
		}
	}
	switch k := f.overHyphen(next); {
	case f.month(k):
		day, next = true, k+1
	case f.is(next, "of") && f.month(next+1):
		day, next = true, next+2
	case f.month(i - 1), f.word(i-1) == "." && f.month(i-2) && !f.gap(i-2):
		day = true
	case f.date >= 0 && f.date == i-1:
		switch f.lower(i - 1) {
		case "and", "to", "-", "–", "or", "until", "through":
			day = !f.plural(i + 1)
		}
	case f.ahead(i):
		day = true
	}
	if !day {
		return i
	}
	f.date = next
	return next
}

// ahead reports that the day at i shares the month of a later one: "10-12 May",
// "10 and 11 May".
func (f *finder) ahead(i int) bool {
	switch f.lower(i + 1) {
	case "and", "to", "-", "–", "or":
		return f.at(i+2).kind == digits && len(f.word(i+2)) <= 2 && f.month(i+3)
	}
	return false
}

// clock reports whether a time of day's mark stands at word i: "p.m.".
func (f *finder) clock(i int) bool {
	return f.pastClock(i) > i
}

// pastClock passes the mark of a time of day.
func (f *finder) pastClock(i int) int {
	_, next, _ := f.from(i, &clocks, nil)
	return next
}

// street reports whether an address begins at word i: "Downing Street".
func (f *finder) street(i int) bool {
	if !f.capital(i) {
		return false
	}
	for k := i + 1; k < i+4 && f.capital(k); k++ {
		switch f.word(k) {
		case "Street", "Road", "Avenue", "Lane", "Square", "Drive", "Boulevard", "Place", "St", "Ave", "Rd":
			return true
		}
	}
	return false
}

// remember keeps a number that is a name; short ones are too common for it.
func (f *finder) remember(i int) {
	if s := f.word(i); len(s) > 2 {
		f.names[s] = true
	}
}
