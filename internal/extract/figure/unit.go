package figure

import (
	"strings"

	"quoth/internal/lexicon"
)

// age is the unit of "aged 25" and "21-year-old".
const age = "years of age"

// unitAfter finds what the number counts or measures, and where that ends. It
// takes a percent sign and a currency sign into the figure.
func (f *finder) unitAfter(q *quantity, from int) (to int) {
	i := f.overHyphen(from)
	if q.measure != "" {
		q.unit = q.measure
		return from
	}
	if name, ok := f.millionsOf(i); ok && !q.money && q.inMillions() {
		q.unit, q.money, q.next = name, true, i+1
		return f.rate(q, i+1)
	}
	if name, next, ok := f.currencyAt(i); ok {
		if q.money && f.at(i).kind == sign { // "$10 $20"
			return from
		}
		if f.gap(i-1) && !f.gap(next-1) && f.at(next).kind == digits { // "10 $20"
			return from
		}
		if !q.money || f.at(i).kind == letters {
			if !q.money || name != "dollars" {
				q.unit = name
			}
			q.money = true
			if f.at(i).kind == sign {
				q.next = next
			}
			if f.scaleAfterMoney(q, next) {
				next++
			}
			return f.rate(q, f.smaller(q, next))
		}
	}
	if q.money {
		return f.rate(q, from)
	}
	if name, next, ok := f.measureAt(i); ok {
		q.unit = name
		if name == "percent" || name == "percentage points" || name == "per mille" || name == "basis points" || f.at(i).kind == sign {
			q.next = next
			return next
		}
		if old := f.old(next); times[name] && old > next {
			q.unit = name + " of age"
			return old
		}
		return f.rate(q, f.smaller(q, next))
	}
	if f.aged(q, from) {
		q.unit = age
		return from
	}
	if f.is(i, "magnitude") || f.is(q.first-1, "magnitude") {
		q.unit = "magnitude"
		return from
	}
	if q.part && f.determines(i) {
		i++ // "half the seats"
	}
	if f.is(i, "of") {
		for k := i + 1; k < i+5 && !f.stopsButThe(k); k++ {
			if w := f.at(k); w.kind == digits || w.numeral != nil && w.numeral.role < part {
				q.unit, _ = f.counted(k+1, false)
				return from // the other number is a figure of its own
			}
		}
		for i++; f.determines(i); i++ {
		}
	}
	name, next := f.counted(i, q.value == unit && q.high == unit)
	if name == "" && q.part && i > from {
		name, next = f.countedOne(i) // "a third of the crop"
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

// smaller adds a second, smaller unit: "5 feet 10 inches", "3 dollars 50 cents".
func (f *finder) smaller(q *quantity, i int) (to int) {
	j := i
	if f.is(j, "and") {
		j++
	}
	den := parts[q.unit]
	if den.of == 0 || f.at(j).kind != digits && f.at(j).numeral == nil || q.value != q.high || q.open {
		return i
	}
	n, ok := f.numberAt(j, true)
	if !ok || n.first != j || !n.value.less(whole(den.of)) {
		return i
	}
	name, next, ok := f.measureAt(n.next)
	if !ok || name != den.name {
		name, next, ok = f.currencyAt(n.next)
	}
	if !ok || name != den.name {
		return i
	}
	// (value × of + n) / of is exact to the end.
	sum, ok := q.value.times(whole(den.of))
	if !ok {
		return i
	}
	if sum, ok = sum.plus(n.value); !ok {
		return i
	}
	if sum, ok = sum.over(den.of); !ok {
		return i
	}
	q.value, q.high, q.next = sum, sum, next
	return next
}

var parts = map[string]struct {
	name string
	of   uint64
}{
	"feet": {"inches", 12}, "dollars": {"cents", 100}, "US dollars": {"cents", 100},
	"euros": {"cents", 100}, "pounds": {"pence", 100},
}

// millionsOf reads codes of business news: "30 MUSD", "MSEK 60".
func (f *finder) millionsOf(i int) (currency string, ok bool) {
	s := f.word(i)
	if len(s) != 4 || s[0] != 'M' || s != strings.ToUpper(s) {
		return "", false
	}
	currency, ok = lexicon.Currencies[strings.ToLower(s[1:])]
	return currency, ok
}

func (q *quantity) inMillions() bool {
	low, ok1 := q.value.times(whole(1e6))
	high, ok2 := q.high.times(whole(1e6))
	if ok1 && ok2 {
		q.value, q.high = low, high
	}
	return ok1 && ok2
}

// scaleAfterMoney reads "75 USD million".
func (f *finder) scaleAfterMoney(q *quantity, i int) bool {
	n := f.at(i).numeral
	if n == nil || n.role != scale || q.scale != unit {
		return false
	}
	low, ok1 := q.value.times(n.value)
	high, ok2 := q.high.times(n.value)
	if !ok1 || !ok2 {
		return false
	}
	q.value, q.high, q.next = low, high, i+1
	return true
}

// measureAt finds the measure that begins at word i, the longest first.
func (f *finder) measureAt(i int) (name string, next int, ok bool) {
	w := f.at(i)
	if w.end == 0 {
		return "", i, false
	}
	const longest = 3
	for n := min(longest, len(f.words)-i); n > 0; n-- {
		if name, ok = lexicon.Units[f.phrase(i, i+n)]; ok {
			if next = i + n; !f.gap(next-1) && f.at(next).kind != sign {
				continue // "m212"
			}
			if f.word(i) == "m" && f.gap(i-1) && f.word(next) == "." {
				continue
			}
			return name, next, true
		}
	}
	if !f.gap(i-1) && f.at(i-1).kind == digits {
		if name, ok = lexicon.UnitLetters[f.lower(i)]; ok && (f.gap(i) || f.at(i+1).kind == sign && !f.hyphen(i+1)) {
			if c := f.word(i); c == "M" || c == "G" || c == "L" || c == "T" || c == "c" || c == "f" || c == "W" || c == "H" {
				return "", i, false
			}
			return name, i + 1, true
		}
	}
	return "", i, false
}

// currencyAt finds the money that begins at word i: "US dollars", "€", "yuan".
func (f *finder) currencyAt(i int) (name string, next int, ok bool) {
	if f.at(i).end == 0 {
		return "", i, false
	}
	const longest = 4
	for n := min(longest, len(f.words)-i); n > 0; n-- {
		if name, ok = lexicon.Currencies[f.phrase(i, i+n)]; ok {
			if f.at(i+n).kind == letters && !f.gap(i+n-1) {
				continue
			}
			if w := f.word(i); w == "p" && f.gap(i-1) {
				return "", i, false
			}
			return name, i + n, true
		}
	}
	return "", i, false
}

// currencyBefore finds the money that ends before word i: "$", "US$", "Rs".
func (f *finder) currencyBefore(i int) (name string, first int, ok bool) {
	if w := f.at(i - 1); i <= f.free || w.end == 0 || w.kind == digits {
		return "", i, false
	}
	const longest = 4
	for n := min(longest, i-f.free); n > 0; n-- {
		if name, ok = lexicon.Currencies[f.phrase(i-n, i)]; ok {
			s := f.word(i - n)
			if f.at(i-n).kind == letters && f.at(i-1).kind == letters && (s == strings.ToLower(s) && len(s) > 3 && s != "dollar" || len(s) == 1) {
				return "", i, false // "the pound 20 years ago"
			}
			if n > 1 && f.at(i-n).kind == letters && f.at(i-n).numeral != nil && f.at(i-n).numeral.role != article {
				continue
			}
			return name, i - n, true
		}
	}
	if f.word(i-1) == "." && f.is(i-2, "rs") {
		return "rupees", i - 2, true
	}
	return "", i, false
}

func (f *finder) moneyBefore(i int) bool {
	_, _, ok := f.currencyBefore(i)
	return ok
}

// rate adds what the unit is counted by: "a day", "per 100,000 people".
func (f *finder) rate(q *quantity, i int) (to int) {
	k := f.overHyphen(i)
	if q.unit != "" && f.word(k) == "/" || f.is(k, "per") {
		if n, ok := f.numberAt(k+1, false); ok {
			name, next := f.counted(n.next, false)
			if name == "" {
				if m, after, ok := f.measureAt(n.next); ok {
					name, next = m, after
				} else {
					next = n.next
				}
			}
			per := f.text[f.at(n.first).start:f.at(n.next-1).end]
			q.unit = strings.TrimSpace(q.unit + " per " + per + " " + name)
			return f.rate(q, next)
		}
	} else if !f.is(k, "a") && !f.is(k, "an") && !f.is(k, "each") && !f.is(k, "every") {
		return i
	}
	k = f.overHyphen(k + 1)
	name, next, ok := f.measureAt(k)
	switch {
	case ok && name != "percent" && f.text[f.at(next-1).end-1] != 's':
		switch f.lower(next) {
		case "after", "before", "later", "earlier", "ago", "early":
			return i
		}
		name = singular(name)
	case lexicon.UnitRates[f.lower(k)]:
		name, next = f.lower(k), k+1
	default:
		return i
	}
	q.unit = strings.TrimSpace(q.unit + " per " + name)
	return next
}

// singular undoes the plural of the names we give.
func singular(s string) string {
	switch {
	case s == "feet":
		return "foot"
	case s == "inches":
		return "inch"
	case strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	}
	if before, after, ok := strings.Cut(s, "s per "); ok {
		return before + " per " + after
	}
	return strings.TrimSuffix(s, "s")
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
		if w.kind == sign && (f.hyphen(j) || f.word(j) == "." && w.start-f.at(j-1).start == 1 && f.capital(j-1)) && !f.gap(j-1) && j > from {
			continue
		}
		if w.kind != letters || f.stops(j) {
			break
		}
		if w.numeral != nil && w.numeral.role != article {
			break
		}
		if f.plural(j) && (j == from || !f.pastParticiple(j) || strings.HasSuffix(f.word(j-1), "ly")) {
			if next := f.lower(j + 1); lexicon.UnitAttributive[f.lower(j)] && f.plural(j+1) && !f.pastParticiple(j+1) || lexicon.UnitAttributive[next] {
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
		if end = from + 1; lexicon.NumberOnes[f.lower(j)] {
			end = j + 1
			break
		}
	}
	if end == from {
		return "", from
	}
	return f.text[f.words[from].start:f.words[end-1].end], end
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

// old passes what makes a time an age: "years old", "-year-old", "years of age".
func (f *finder) old(i int) int {
	k := f.overHyphen(i)
	switch {
	case f.is(k, "old"):
		return k + 1
	case f.is(k, "of") && f.is(k+1, "age"):
		return k + 2
	}
	return i
}

// aged reports whether the number is an age: "aged 25", "Ana Reyes, 49,".
func (f *finder) aged(q *quantity, i int) bool {
	if !q.value.less(whole(120)) || q.value.exp < 0 {
		return false
	}
	first := q.first
	if _, k := f.boundBefore(first); k < first {
		first = k
	}
	switch {
	case f.is(first-1, "aged"), f.is(first-1, "age"):
		return true
	case f.is(first-1, "of") && f.is(first-2, "age"):
		return true
	case f.word(first-1) == "," && f.capital(first-2) && first == q.first:
		switch f.word(i) {
		case ",", ".", ";", "":
			return true
		}
	}
	return false
}
