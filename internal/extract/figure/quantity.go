package figure

import (
	"quoth/internal/lexicon"
	"quoth/news"
)

// A quantity is a figure in the making; words[first:next] become its text.
type quantity struct {
	number
	high  decimal // equal to value but for a range
	after string  // the bound that stands behind the number, or ""
	bound string  // "", or a name in lexicon.Bounds
	money bool
	unit  string
}

// figureAt reads the figure at word i, if there is one, and returns the word
// to go on with. What looks like a number but is none is passed first; then come
// the number, the other end of a range, what stands before (money, a minus),
// what is counted behind it, and the bounds on both sides.
func (f *finder) figureAt(i int) int {
	if next := f.decadeAt(i); next > i {
		return next
	}
	if next := f.aside(i); next > i {
		return next
	}
	n, ok := f.numberAt(i, !f.between(i))
	if f.at(i).numeral != nil && f.at(i).numeral.role == article {
		n, ok = f.articleAt(i)
	}
	if !ok || n.first < f.free {
		return max(n.next, i+1)
	}
	if next := f.named(n); next > i {
		return next
	}
	q := quantity{number: n, high: n.value}
	unitFrom, ok := f.rangeAfter(&q)
	if !ok {
		return q.next
	}
	f.sign(&q)
	if (f.is(q.first-1, "between") || f.is(q.first-1, "from")) && q.value.less(q.high) && q.first > f.free {
		q.first--
	}
	if after, next := f.boundAfter(q.next); after != "" && unitFrom == q.next {
		q.after, q.next, unitFrom = after, next, next
	}
	unitTo := f.unitAfter(&q, unitFrom)
	if q.article {
		q.next = unitTo // "a year" is the number
	}
	f.boundsAround(&q, unitFrom, unitTo)
	if q.one && !f.counts(q, unitFrom) {
		return q.next
	}
	if q.value.coef == 0 && q.high.coef == 0 && q.unit == "" && f.at(i).kind == letters {
		return q.next // "zero tolerance"
	}
	f.add(q)
	f.free = max(q.next, unitTo)
	return f.free
}

// decadeAt reads an age: "in his forties", "in her late 40s".
func (f *finder) decadeAt(i int) (next int) {
	low, next := decimal{}, i+1
	switch w := f.at(i); {
	case w.numeral != nil && w.numeral.role == decade:
		low = w.numeral.value
	case w.kind == digits && w.end-w.start == 2 && f.word(i+1) == "s" && !f.gap(i):
		low, _ = plainDigits(f.word(i))
		next++
	default:
		return i
	}
	k := i - 1
	for f.is(k, "late") || f.is(k, "early") || f.is(k, "mid") || f.hyphen(k) || f.is(k, "middle") {
		k--
	}
	if !f.is(k, "his") && !f.is(k, "her") && !f.is(k, "their") && !f.is(k, "my") {
		return next
	}
	high, _ := low.plus(whole(9))
	f.add(quantity{number: number{first: i, next: next, value: low}, high: high, unit: age})
	f.free = next
	return next
}

// articleAt reads "a" as one: "at least a year", "takes an hour".
func (f *finder) articleAt(i int) (number, bool) {
	n := number{first: i, next: i + 1, value: unit, scale: unit, article: true}
	if k := f.overHyphen(i + 2); f.is(k, "and") && f.is(f.overHyphen(f.overHyphen(k+1)+1), "half") {
		return n, false // read from "half"
	}
	switch f.lower(i - 1) {
	case "take", "takes", "took", "taken", "lasts", "lasted":
		switch f.lower(i + 2) {
		case "ago", "later", "earlier", "after", "before":
			return n, false
		}
	default:
		if !f.bounded(i) || f.is(i-1, "within") {
			return n, false
		}
	}
	if name, _, ok := f.measureAt(i + 1); !ok || name == "percent" || f.is(i+1, "second") {
		return n, false
	}
	return n, true
}

// add turns the quantity into a figure.
func (f *finder) add(q quantity) {
	low, high := q.value.String(), q.high.String()
	switch {
	case q.open || q.bound == "low":
		high = ""
	case q.bound == "high":
		low = "0"
	case q.bound == "high low": // "up to 20 days or longer"
		low, high = "0", ""
	}
	span := news.Span{Start: f.at(q.first).start, End: f.at(q.next - 1).end}
	f.found = append(f.found, news.Figure{
		Text: f.text[span.Start:span.End], Low: low, High: high, Unit: q.unit, Span: span,
	})
}

// sign takes in what stands directly before the digits: money, and a minus.
func (f *finder) sign(q *quantity) {
	if name, first, ok := f.currencyBefore(q.first); ok {
		q.unit, q.first, q.money = name, first, true
	} else if name, ok := f.millionsOf(q.first - 1); ok && q.first > f.free && q.inMillions() {
		q.unit, q.first, q.money = name, q.first-1, true
	}
	switch {
	case f.is(q.first-1, "minus") || f.is(q.first-1, "negative"):
	case (f.word(q.first-1) == "-" || f.word(q.first-1) == "−") && f.gap(q.first-2) && !f.gap(q.first-1) &&
		f.at(q.first-2).kind != digits:
	default:
		return
	}
	if q.first-1 < f.free || q.open {
		return
	}
	q.first--
	q.value.neg, q.high.neg = q.value.coef != 0, q.high.coef != 0
	if q.high.less(q.value) {
		q.value, q.high = q.high, q.value
	}
}

// counts tells "one passenger" from "one of the best" and "this one".
func (f *finder) counts(q quantity, i int) bool {
	if q.bound != "" || q.money || q.value.neg {
		return true
	}
	if name, _, ok := f.measureAt(i); ok && !f.is(i, "day") && !f.is(i, "second") {
		return name != ""
	}
	if f.is(q.first-1, "no") || f.is(q.first-1, "this") || f.is(q.first-1, "the") ||
		f.is(q.first-1, "which") || f.is(q.first-1, "only") && f.is(q.first-2, "the") || f.hyphen(q.first-1) || f.hyphen(i) {
		return false
	}
	switch f.lower(i) {
	case "of":
		j := i + 1
		switch f.lower(j) {
		case "the", "those", "his", "her", "their":
			j++
		}
		return lexicon.NumberOnes[singular(f.lower(j))] || lexicon.NumberOnes[f.lower(j)]
	case "was", "were", "died", "per":
		return true
	case "more", "other":
		return f.at(i+1).kind == letters && !lexicon.UnitStops[f.lower(i+1)]
	}
	for j := i; j < i+3 && f.at(j).kind == letters && !lexicon.UnitStops[f.lower(j)]; j++ {
		if lexicon.NumberOnes[f.lower(j)] {
			return true
		}
	}
	// "four men and one girl", "three in Colorado and one in Arkansas"
	if k := f.free; k > 0 && q.first-k <= 6 && !f.sentenceBetween(k, q.first) {
		return f.is(q.first-1, "and") || f.word(q.first-1) == ","
	}
	return false
}

func (f *finder) sentenceBetween(i, j int) bool {
	for ; i < j; i++ {
		switch f.word(i) {
		case ".", "!", "?", ";":
			return true
		}
	}
	return false
}
