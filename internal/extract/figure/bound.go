package figure

import "quoth/internal/lexicon"

// boundBefore finds the bound that ends before word i.
func (f *finder) boundBefore(i int) (bound string, first int) {
	bound, first, _ = f.before(i, &bounds, nil)
	return bound, first
}

func (f *finder) bounded(i int) bool {
	b, _ := f.boundBefore(i)
	return b != ""
}

func (f *finder) between(i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		if f.is(k, "between") {
			return true
		}
	}
	return false
}

// boundsAround takes in the bounds on both sides: behind the number, or behind
// what is counted ("66 people or more").
func (f *finder) boundsAround(q *quantity, unitFrom, unitTo int) {
	after := q.after
	if after == "" && unitTo > unitFrom {
		var next int
		if after, next = f.boundAfter(unitTo); after != "" {
			q.next = next
		}
	}
	before := ""
	for first := q.first; ; {
		bound, k := f.boundBefore(f.hedged(first))
		if bound == "" || f.placed(bound, k, q, unitFrom, unitTo) {
			break
		}
		if before == "" || before == "about" {
			before = bound
		}
		first, q.first = k, k
	}
	switch {
	case before == "high" && after == "low":
		q.bound = "high low"
	case before == "" || before == "about" && after != "":
		q.bound = after
	case before == "high" && q.value.less(q.high): // "within 15 to 20 seconds"
	default:
		q.bound = before
	}
}

// hedged passes a word between a bound and its number: "at least another 50".
func (f *finder) hedged(i int) int {
	switch f.lower(i - 1) {
	case "another", "probably", "perhaps", "maybe", "possibly", "likely":
		if f.bounded(i - 1) {
			return i - 1
		}
	}
	return i
}

// placed reports that a bound says when or where instead: "over 18 months, the
// firm will merge its stores", "found under eight metres of mud".
func (f *finder) placed(bound string, k int, q *quantity, unitFrom, unitTo int) bool {
	name, _, ok := f.measureAt(unitFrom)
	if !ok || q.article {
		return false
	}
	switch f.lower(k) {
	case "over":
		if !times[name] || f.lower(unitTo) == "ago" || f.lower(unitTo) == "old" || q.unit == age {
			return false
		}
		switch f.lower(k - 1) {
		case "for", "just", "well", "of", "after", "took", "takes", "take", "lasted", "spent", "by", "is", "was", "been", "served", "to":
			return false
		}
		return true
	case "under":
		return (name == "metres" || name == "feet" || name == "inches" || name == "centimetres") && f.is(unitTo, "of")
	}
	return false
}

var times = map[string]bool{
	"seconds": true, "minutes": true, "hours": true, "days": true, "nights": true,
	"weeks": true, "months": true, "years": true, "decades": true, "centuries": true,
}

// boundAfter finds a bound that begins at word i.
func (f *finder) boundAfter(i int) (bound string, next int) {
	bound, next, _ = f.from(i, &boundsAfter, func(next int) bool {
		switch f.lower(i) {
		case "at", "approximately":
			// "two men, at least three of them": the bound is the next number's
			return f.at(next).kind != digits && f.at(next).numeral == nil
		case "+":
			return !f.gap(i - 1)
		}
		return true
	})
	return bound, next
}

// rangeAfter extends q to a range: "from 20 to 30", "five to six million",
// "45% to 60%", "between six months and 19 years". It returns the word where
// the unit begins, or false where the two numbers are a score or years.
func (f *finder) rangeAfter(q *quantity) (unitFrom int, ok bool) {
	unitFrom = q.next
	joint := q.next
	lowUnit, afterUnit, measured := f.measureAt(joint)
	if !measured {
		lowUnit, afterUnit, measured = f.currencyAt(joint)
	}
	if measured {
		joint = afterUnit
	}
	sep, from := f.separator(joint)
	if sep == "" || f.is(f.overHyphen(joint), "in") {
		return f.ratioAfter(q)
	}
	if sep == "and" && !f.between(q.first) {
		return unitFrom, true
	}
	if sep == "to" && f.changed(q.first) {
		return unitFrom, true
	}
	begin := from
	if _, after, ok := f.currencyAt(from); ok && f.at(after).kind == digits {
		if measured {
			return unitFrom, true // "6% to $2"
		}
		from = after
	}
	tight := sep == "-" && !f.gap(joint-1) && !f.gap(joint)
	aside := from
	if f.at(from).kind == digits {
		aside = f.asideDigits(from)
	} else if f.at(from).kind == letters {
		aside = f.asideWord(from)
	}
	if aside > from {
		if tight {
			q.next = aside
		}
		return unitFrom, !tight
	}
	high, ok := f.numberAt(from, false)
	if !ok || high.first < begin || high.open {
		return unitFrom, true
	}
	low := q.value
	if q.scale == unit && high.scale != unit {
		// "five to six million": the low end is in millions as well
		if scaled, ok := low.times(high.scale); ok && !high.value.less(scaled) {
			low = scaled
		}
	}
	if sep == "or" && q.scale != high.scale && q.scale != unit {
		return unitFrom, true
	}
	highUnit, _, highMeasured := f.measureAt(high.next)
	if !highMeasured {
		highUnit, _, highMeasured = f.currencyAt(high.next)
	}
	switch {
	case measured && !highMeasured && lowUnit == "percent":
		return unitFrom, true
	case measured && highMeasured && lowUnit != highUnit:
		if lowUnit != "months" || highUnit != "years" || sep != "and" {
			return unitFrom, true
		}
		if low, ok = low.over(12); !ok {
			return unitFrom, true
		}
	case measured && !highMeasured && f.plural(high.next):
		return unitFrom, true // "for 20 years or 10 terms"
	}
	if !low.less(high.value) || f.clock(high.next) {
		if tight || f.clock(high.next) {
			q.next = high.next
			return unitFrom, false
		}
		return unitFrom, true
	}
	if sep == "-" && !f.rangeCounts(q, high, highMeasured) {
		q.next = high.next
		return unitFrom, false
	}
	if (sep == "to" || sep == "or") && q.one && !highMeasured && high.scale == unit && !f.plural(high.next) && !f.plural(high.next+1) {
		return unitFrom, true
	}
	q.value, q.high, q.next, q.one, q.part = low, high.value, high.next, false, q.part || high.part
	return q.next, true
}

// rangeCounts tells "20-30 homes" from a score or a vote.
func (f *finder) rangeCounts(q *quantity, high number, measured bool) bool {
	if measured || high.scale != unit || f.bounded(q.first) || f.moneyBefore(q.first) || f.word(q.next) == "~" {
		return true
	}
	if f.year(number{first: q.first, next: q.first + 1, value: q.value, scale: unit}) && f.at(q.first).kind == digits {
		return false
	}
	if _, _, ok := f.currencyAt(high.next); ok {
		return true
	}
	if f.at(q.first).kind == letters || whole(20).less(high.value) {
		return true
	}
	return f.plural(high.next) || f.plural(high.next+1) && !f.stops(high.next)
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
	return f.is(i-1, "by")
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
	if !every && !out && f.at(j).numeral != nil && f.at(j).numeral.role > tens || f.is(j, "a") {
		ok = false
	}
	if every && f.at(j).numeral != nil && (f.at(j).numeral.role == scale || f.at(j).numeral.role == hundred) && !ok {
		of, ok = number{first: j, next: j + 1, value: f.at(j).numeral.value}, true
	}
	if !ok || q.open || !q.value.less(of.value) || of.value.exp < 0 || of.value.exp > 6 || f.year(of) {
		return unitFrom, true
	}
	if round := of.value.exp >= 2 || of.value == whole(10) || of.value == whole(5); q.value != unit && !round &&
		(!out || whole(5).less(of.value)) {
		return unitFrom, true // "17 out of 18 districts" are two numbers
	}
	if name, _, ok := f.measureAt(of.next); ok && !every && !out && (times[name] || name == "percent") {
		return unitFrom, true
	}
	den := of.value.coef
	for e := of.value.exp; e > 0; e-- {
		den *= 10
	}
	v, ok := q.value.over(den)
	if !ok {
		return unitFrom, true
	}
	q.value, q.high, q.next, q.one, q.part = v, v, of.next, false, true
	return q.next, true
}
