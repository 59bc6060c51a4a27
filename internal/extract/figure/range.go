package figure

import "quoth/internal/lexicon"

// rangeAfter extends q to a range: "from 20 to 30", "five to six million",
// "3% to 8%", "between six months and two years". It returns the word where
// the unit begins, or false where the two numbers are a score or two years.
func (f *finder) rangeAfter(q *quantity) (unitFrom int, ok bool) {
	low := f.unitOf(q.next)
	sep, from := f.separator(low.next)
	switch {
	case sep == "", f.is(f.overHyphen(q.next), "in"):
		return f.ratioAfter(q)
	case sep == "and" && !f.between(q.first):
		return q.next, true
	}
	tight := sep == "-" && !f.gap(low.next-1) && !f.gap(low.next)
	begin, paid := from, false
	if _, after, ok := f.currencyAt(from); ok && f.at(after).kind == digits {
		from, paid = after, true
	}
	if next := f.asideAfter(from); next > from {
		if tight {
			q.next = next
		}
		return q.next, !tight
	}
	n, ok := f.numberAt(from, false)
	if !ok || n.first < begin || n.open {
		return q.next, true
	}
	high := f.unitOf(n.next)
	value := q.value
	if q.scale == unit && n.scale != unit {
		// "five to six million": the low end is in millions as well
		if scaled, ok := value.times(n.scale); ok && !n.value.less(scaled) {
			value = scaled
		}
	}
	if low.name == "months" && high.name == "years" {
		if years, ok := value.over(12); ok {
			value, low = years, high
		}
	}
	switch {
	case f.clock(n.next), tight && !value.less(n.value), sep == "-" && !f.rangeCounts(q, n, high):
		if sep == "-" || f.clock(n.next) {
			q.next = n.next
			return q.next, false
		}
		return q.next, true
	case !value.less(n.value), f.apart(q, sep, low, paid, n, high):
		return q.next, true
	}
	q.value, q.high, q.next, q.one, q.part = value, n.value, n.next, false, q.part || n.part
	return q.next, true
}

// A measured is the measure or money behind a number.
type measured struct {
	name string // "" where there is none
	next int
}

func (f *finder) unitOf(i int) measured {
	name, next, ok := f.measureAt(i)
	if !ok {
		name, next, _ = f.currencyAt(i)
	}
	return measured{name, next}
}

// apart tells two figures from the ends of a range.
func (f *finder) apart(q *quantity, sep string, low measured, paid bool, n number, high measured) bool {
	counted := f.plural(n.next) || f.plural(n.next+1) && !f.stops(n.next)
	money := f.moneyBefore(q.first)
	switch {
	case paid && (low.name != "" || !money): // "6% to $2"
		return true
	case low.name != "" && high.name != low.name && (high.name != "" || counted || low.name == "percent"):
		return true // "for 20 years or 10 terms"
	case money && !paid && counted && high.name == "": // "$5 to 600 people"
		return true
	case sep == "to" && f.changed(q.first):
		// "rose from 40 to 50", "rose 4% to 60%", but not "rose by two to three points"
		return f.is(q.first-1, "from") || low.name != "" || money || high.name == "" && !counted
	case sep == "or" && q.scale != n.scale && q.scale != unit:
		return true // "10 million or 10 billion"
	case sep == "to" || sep == "or":
		return q.one && high.name == "" && n.scale == unit && !counted // "one or two"
	}
	return false
}

// asideAfter is aside for the second end of a range.
func (f *finder) asideAfter(i int) (next int) {
	switch f.at(i).kind {
	case digits:
		return f.asideDigits(i)
	case letters:
		return f.asideWord(i)
	}
	return i
}

// rangeCounts tells "20-30 homes" from a score, a vote or two years.
func (f *finder) rangeCounts(q *quantity, n number, high measured) bool {
	switch {
	case high.name != "", n.scale != unit, f.bounded(q.first), f.moneyBefore(q.first), f.word(q.next) == "~":
		return true
	case f.at(q.first).kind == letters:
		return true
	case f.year(number{first: q.first, next: q.first + 1, value: q.value, scale: unit}):
		return false
	case whole(20).less(n.value):
		return true
	}
	return f.plural(n.next) || f.plural(n.next+1) && !f.stops(n.next)
}

// between reports whether the number at i is the first end of "between … and".
func (f *finder) between(i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		if f.is(k, "between") {
			return true
		}
	}
	return false
}

// separator reads what joins two ends of a range at word i.
func (f *finder) separator(i int) (sep string, next int) {
	switch f.word(i) {
	case "-", "–", "~", "‑", "‐", "−":
		if k := i + 1; f.is(k, "to") || f.is(k, "or") {
			return "to", f.overHyphen(k + 1) // "one-to-two hundred"
		}
		if f.gap(i-1) != f.gap(i) {
			return "", i
		}
		return "-", i + 1
	case "to", "through":
		return "to", f.overHyphen(i + 1)
	case "or":
		return "or", f.overHyphen(i + 1)
	case "and":
		return "and", f.overHyphen(i + 1)
	}
	return "", i
}

// changed reports whether the words before i tell of a change: "rose from 40".
func (f *finder) changed(i int) bool {
	for k := i - 1; k >= max(f.free, i-4); k-- {
		if lexicon.BoundChanges[f.lower(k)] {
			return true
		}
	}
	return false
}
