package figure

import (
	"strings"

	"quoth/internal/lexicon"
)

// age is the unit of "aged 25" and "21-year-old".
const age = "years of age"

// unitAfter finds what the number counts or measures, and returns the word
// after it. It takes a percent sign and a currency sign into the figure.
func (f *finder) unitAfter(q *quantity, from int) (to int) {
	i := f.overHyphen(from)
	if q.measure != "" {
		q.unit = q.measure
		return from
	}
	if next := f.moneyAfter(q, i); next > i {
		return f.rate(q, next)
	}
	if q.money {
		return f.rate(q, from)
	}
	if name, next, ok := f.measureAt(i); ok {
		q.unit = name
		switch {
		case name == "percent" || name == "percentage points" || name == "per mille" || name == "basis points" || f.at(i).kind == sign:
			q.next = next
			return next
		case times[name] && f.old(next) > next:
			q.unit = name + " of age"
			return f.old(next)
		}
		return f.rate(q, f.smaller(q, next))
	}
	switch {
	case f.aged(q, from):
		q.unit = age
		return from
	case f.is(i, "magnitude") || f.is(q.first-1, "magnitude"):
		q.unit = "magnitude"
		return from
	}
	return f.countAfter(q, from)
}

// moneyAfter reads money behind the number: "30 euros", "5 €", "75 USD million".
func (f *finder) moneyAfter(q *quantity, i int) (next int) {
	if name, ok := f.millionsOf(i); ok && !q.money && q.inMillions() {
		q.unit, q.money, q.next = name, true, i+1
		return i + 1
	}
	name, next, ok := f.currencyAt(i)
	signed := f.at(i).kind == sign
	switch {
	case !ok, q.money && signed, f.gap(i-1) && !f.gap(next-1) && f.at(next).kind == digits: // "10 $20"
		return i
	case !q.money || name != "dollars": // not the dollars of "US$5 million dollars"
		q.unit = name
	}
	q.money = true
	if signed {
		q.next = next
	}
	if f.scaleAfterMoney(q, next) {
		next++
	}
	return f.smaller(q, next)
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
	name, next, ok = f.from(i, &units, func(next int) bool {
		return f.gap(next-1) || f.at(next).kind == sign // not "m212"
	})
	if ok || f.gap(i-1) || f.at(i-1).kind != digits {
		return name, next, ok
	}
	name, ok = lexicon.UnitLetters[f.lower(i)]
	if !ok || !f.gap(i) && (f.at(i+1).kind != sign || f.hyphen(i+1)) {
		return "", i, false
	}
	switch f.word(i) {
	case "M", "G", "L", "T", "c", "f", "W", "H": // of the other case only
		return "", i, false
	}
	return name, i + 1, true
}

// currencyAt finds the money that begins at word i: "US dollars", "€", "yuan".
func (f *finder) currencyAt(i int) (name string, next int, ok bool) {
	if f.word(i) == "p" && f.gap(i-1) {
		return "", i, false
	}
	return f.from(i, &currencies, func(next int) bool {
		return f.gap(next-1) || f.at(next).kind != letters
	})
}

// currencyBefore finds the money that ends before word i: "$", "US$", "Rs".
func (f *finder) currencyBefore(i int) (name string, first int, ok bool) {
	name, first, ok = f.before(i, &currencies, func(first int) bool {
		if f.at(first).kind != letters || f.at(i-1).kind != letters {
			return true
		}
		s := f.word(first) // words stand behind their number: "the pound 20 years ago"
		return len(s) > 1 && (len(s) <= 3 || s == strings.ToUpper(s) || s == "dollar")
	})
	if !ok && f.word(i-1) == "." && f.is(i-2, "rs") && i-2 >= f.free {
		return "rupees", i - 2, true
	}
	return name, first, ok
}

func (f *finder) moneyBefore(i int) bool {
	_, _, ok := f.currencyBefore(i)
	return ok
}

// rate adds what the unit is counted by, once or twice: "a day", "per 100,000
// people per year".
func (f *finder) rate(q *quantity, i int) (to int) {
	for range 2 {
		by, next := f.rateAt(i, q.unit != "")
		if next == i {
			break
		}
		q.unit = strings.TrimSpace(q.unit + " per " + by)
		i = next
	}
	return i
}

func (f *finder) rateAt(i int, units bool) (by string, next int) {
	k := f.overHyphen(i)
	switch f.lower(k) {
	case "per", "/":
		if f.word(k) == "/" && !units {
			return "", i
		}
		if n, ok := f.numberAt(k+1, false); ok {
			by = f.text[f.at(n.first).start:f.at(n.next-1).end]
			name, next := f.counted(n.next, false)
			if name == "" {
				name, next, _ = f.measureAt(n.next)
			}
			return strings.TrimSpace(by + " " + name), next
		}
	case "a", "an", "each", "every":
	default:
		return "", i
	}
	k = f.overHyphen(k + 1)
	if name, next, ok := f.measureAt(k); ok && name != "percent" && f.text[f.at(next-1).end-1] != 's' {
		switch f.lower(next) {
		case "after", "before", "later", "earlier", "ago", "early":
			return "", i
		}
		return singular(name), next
	}
	if lexicon.UnitRates[f.lower(k)] {
		return f.lower(k), k + 1
	}
	return "", i
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

// old passes what makes a time an age: "years old", "-year-old", "years of age".
func (f *finder) old(i int) int {
	k := f.overHyphen(i)
	switch {
	case f.is(k, "old"), f.is(k, "old's"), f.is(k, "old’s"):
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
	case (f.is(first-1, "and") || f.word(first-1) == ",") && f.free == first-1 && f.free > 0 && f.found[len(f.found)-1].Unit == age:
		return !f.plural(i) && (f.is(first-1, "and") || f.is(i, "and") || f.word(i) == ",") // "aged 9, 12 and 14"
	case f.word(first-1) == "," && first == q.first && (f.capital(first-2) || lexicon.NumberOnes[f.lower(first-2)]):
		switch f.word(i) {
		case ",", ".", ";", "":
			return true
		}
	}
	return false
}
