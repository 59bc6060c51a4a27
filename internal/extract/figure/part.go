package figure

import "unicode/utf8"

// partsAfter adds a part to a number: "two thirds", "three and a half million".
func (f *finder) partsAfter(n number) (number, bool) {
	k := f.overHyphen(n.next)
	if den, ok := f.partWord(k, n.value == unit); ok && n.scale == unit && n.value.exp >= 0 && !f.quarters(n, k) && f.overHyphen(k+1) == k+1 {
		n.value, ok = n.value.over(den)
		n.next, n.one, n.part = k+1, false, true
		if !ok {
			return n, false
		}
		return f.ofScale(n)
	}
	if !f.is(k, "and") {
		return n, true
	}
	k = f.overHyphen(k + 1)
	num := unit
	switch w := f.at(k); {
	case f.is(k, "a") || f.is(k, "an"):
	case w.numeral != nil && w.numeral.role == ones:
		num = w.numeral.value
	default:
		return n, true
	}
	k = f.overHyphen(k + 1)
	den, ok := f.partWord(k, num == unit)
	if !ok || f.is(k+1, "of") {
		return n, true
	}
	// The part belongs to the scale before it ("two million and a half") or to
	// one that follows ("two and a half million").
	of := n.scale
	if next := f.at(f.overHyphen(k + 1)).numeral; next != nil && next.role == scale {
		of = next.value
		k = f.overHyphen(k + 1)
		if n.scale == unit {
			n.value, ok = n.value.times(of)
		}
		n.scale = of
	} else if n.scale.less(whole(1000)) {
		of = unit
	}
	if !ok {
		return n, false
	}
	n.next, n.one = k+1, false
	// (value × den + num × of) / den keeps "one and two thirds" exact to the end.
	sum, ok := n.value.times(whole(den))
	if !ok {
		return n, false
	}
	add, ok := num.times(of)
	if !ok {
		return n, false
	}
	if sum, ok = sum.plus(add); !ok {
		return n, false
	}
	n.value, ok = sum.over(den)
	return n, ok
}

// partWord reads the name of a part: singular behind one, else plural.
func (f *finder) partWord(k int, single bool) (den uint64, ok bool) {
	w := f.at(k)
	if w.numeral == nil || w.numeral.role != part {
		return 0, false
	}
	plural := f.text[w.end-1] == 's'
	den, ok = w.numeral.value.integer()
	return den, ok && plural != single
}

// quarters reports that the quarters at k are of a year: "the last three quarters".
func (f *finder) quarters(n number, k int) bool {
	if !f.is(k, "quarters") || k > n.next {
		return false
	}
	switch f.lower(n.first - 1) {
	case "last", "past", "first", "next", "previous", "consecutive", "straight", "for", "in":
		return !f.is(k+1, "of")
	}
	return whole(3).less(n.value)
}

// ofScale multiplies a part: "a quarter of a million", "three quarters billion".
func (f *finder) ofScale(n number) (number, bool) {
	k := n.next
	if f.is(k, "of") && (f.is(k+1, "a") || f.is(k+1, "one")) {
		k += 2
	} else if f.is(k, "a") {
		k++
	}
	k = f.overHyphen(k)
	numeral := f.at(k).numeral
	if numeral == nil || numeral.role != scale && numeral.role != dozen && numeral.role != hundred {
		return n, true
	}
	var ok bool
	n.value, ok = n.value.times(numeral.value)
	n.next, n.scale, n.part = k+1, numeral.value, false
	return n, ok
}

// partAt reads a part that no number stands before: "half a million", "half of
// them", "by a third".
func (f *finder) partAt(i int, joined bool) (number, bool) {
	n := number{first: i, next: i + 1, scale: unit, part: true}
	article := f.is(f.backHyphen(i-1), "a") || f.is(i-1, "an")
	if article {
		n.first = f.backHyphen(i - 1)
	}
	den, ok := f.partWord(i, true)
	if !ok {
		return n, false
	}
	if n.value, ok = unit.over(den); !ok {
		return n, false
	}
	if m, ok := f.ofScale(n); !ok || !m.part {
		return m, ok && (article || den <= 4)
	}
	if den == 2 && article && f.is(f.backHyphen(n.first-1), "and") {
		return f.andHalf(n)
	}
	if den == 2 {
		return n, f.halfCounts(&n, i, article)
	}
	if !article {
		return n, false
	}
	switch f.lower(i + 1) {
	case "of", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "cheaper":
		return n, true
	}
	return n, f.is(n.first-1, "by") || f.bounded(n.first)
}

// andHalf reads "a year and a half" and "the past year-and-a-half".
func (f *finder) andHalf(n number) (number, bool) {
	k := f.backHyphen(f.backHyphen(n.first-1) - 1)
	name, _, ok := f.measureAt(k)
	if !ok || name == "percent" {
		return n, false
	}
	n.measure, n.first, n.part = name, k, false
	n.value, ok = n.value.plus(unit)
	if f.is(k-1, "a") || f.is(k-1, "an") {
		n.first--
	}
	return n, ok
}

// halfCounts tells "half of the voters", "half an hour" and "by half" from half
// of a match and from a half-brother.
func (f *finder) halfCounts(n *number, i int, article bool) bool {
	switch f.lower(n.first - 1) {
	case "first", "second", "latter", "other", "better", "last", "final", "opening", "next", "top", "bottom", "each", "and":
		return false
	}
	if f.is(i+1, "an") || f.is(i+1, "a") {
		_, _, ok := f.measureAt(i + 2)
		n.next = i + 2
		n.part = false
		return ok
	}
	if _, _, ok := f.measureAt(f.overHyphen(i + 1)); ok {
		n.part = false
		return true
	}
	if f.overHyphen(i+1) != i+1 {
		return false
	}
	switch f.lower(i + 1) {
	case "of", "the", "all", "their", "its", "his", "her", "our", "your", "my", "those", "these", "that":
		return true
	}
	return f.is(n.first-1, "by") || f.is(n.first-1, "in") || f.bounded(n.first) || article && f.starts(i+1)
}

// vulgarAt reads a fraction that is one sign: "½".
func (f *finder) vulgarAt(i int) (number, bool) {
	w := f.at(i)
	if w.kind != sign || w.end-w.start < 2 {
		return number{}, false
	}
	r, _ := utf8.DecodeRuneInString(f.text[w.start:w.end])
	v, ok := vulgar[r]
	if !ok {
		return number{}, false
	}
	value, ok := whole(v[0]).over(v[1])
	return number{first: i, next: i + 1, value: value, scale: unit}, ok
}

var vulgar = map[rune][2]uint64{
	'½': {1, 2}, '⅓': {1, 3}, '⅔': {2, 3}, '¼': {1, 4}, '¾': {3, 4}, '⅕': {1, 5}, '⅖': {2, 5}, '⅗': {3, 5}, '⅘': {4, 5},
	'⅙': {1, 6}, '⅚': {5, 6}, '⅛': {1, 8}, '⅜': {3, 8}, '⅝': {5, 8}, '⅞': {7, 8}, '⅐': {1, 7}, '⅑': {1, 9}, '⅒': {1, 10},
}

// ratioAfter reads "one in five" and "three out of four" as a part.
func (f *finder) ratioAfter(q *quantity) (unitFrom int, ok bool) {
	unitFrom = q.next
	j := f.overHyphen(q.next)
	out := f.is(j, "out") && f.is(j+1, "of")
	switch {
	case out:
		j += 2
	case f.is(j, "in"):
		j = f.overHyphen(j + 1)
	default:
		return unitFrom, true
	}
	every := f.is(j, "every")
	if every {
		j++
	}
	of, ok := f.numberAt(j, true)
	if n := f.at(j).numeral; every && !ok && n != nil && (n.role == hundred || n.role == scale) {
		of, ok = number{first: j, next: j + 1, value: n.value}, true // "every thousand"
	}
	den, fits := of.value.integer()
	if !ok || !fits || of.first != j || q.open || of.open || !q.value.less(of.value) || f.year(of) {
		return unitFrom, true
	}
	round := den == 5 || den == 10 || den%100 == 0
	if q.value != unit && !round && (!out || den > 5) {
		return unitFrom, true // "17 out of 18 districts" are two numbers
	}
	if name, _, ok := f.measureAt(of.next); ok && !every && !out && (times[name] || name == "percent") {
		return unitFrom, true
	}
	v, ok := q.value.over(den)
	if !ok {
		return unitFrom, true
	}
	q.value, q.high, q.next, q.one, q.part = v, v, of.next, false, true
	return q.next, true
}
