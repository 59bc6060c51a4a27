package figure

import (
	"strings"

	"quoth/internal/lexicon"
)

// A number is what words[first:next] say.
type number struct {
	first, next int
	value       decimal
	scale       decimal // what the words multiply by at last: a million in "six million"
	open        bool    // "hundreds": value is the least it can be
	one         bool    // only "one", which may count nothing
	part        bool    // a part of something: "a third"
	often       bool    // "twice", which counts no things
	article     bool    // "a", which its measure makes a number
	measure     string  // what the words measure in, where they hold it: "a year and a half"
}

var unit = whole(1)

// numberAt reads the number at word i. Joined says that "and" may continue it,
// as in "two hundred and five"; after "between" it must not. Where there is no
// number, next may still say how far the words belong together.
func (f *finder) numberAt(i int, joined bool) (number, bool) {
	w := f.at(i)
	switch {
	case w.kind == digits:
		return f.digitsAt(i, joined)
	case w.kind == sign:
		n, ok := f.vulgarAt(i)
		return f.scaled(n, joined, ok)
	case w.numeral == nil:
		return number{}, false
	}
	switch w.numeral.role {
	case often:
		return number{first: i, next: i + 1, value: w.numeral.value, scale: unit, often: true}, true
	case pair:
		return f.coupleAt(i)
	case part:
		return f.partAt(i, joined)
	case hundred, dozen, scale:
		return f.scaleAt(i, joined)
	}
	return f.wordsAt(number{first: i, next: i}, joined)
}

// A sum adds up the words of a number as they come.
type sum struct {
	total   decimal // what is complete, in "two million" of "two million five hundred"
	current decimal // what the next scale would multiply
	scale   decimal // the last multiplication, or one
	lowest  decimal // the last scale: the next one is smaller
	last    role
	wide    bool // too wide for a decimal
}

const nothing = role(255)

// take adds a word, or reports that it begins something else.
func (s *sum) take(n *numeral) bool {
	var ok bool
	after := s.last == hundred || s.last == scale || s.last == nothing
	switch n.role {
	case ones:
		if !after && (s.last != tens || n.value.coef == 0) {
			return false
		}
		s.current, ok = s.current.plus(n.value)
		s.scale = unit
	case teens, tens:
		if !after {
			return false
		}
		s.current, ok = s.current.plus(n.value)
		s.scale = unit
	case hundred, dozen:
		if after || s.last == dozen {
			return false
		}
		s.current, ok = s.current.times(n.value)
		s.scale = n.value
	case scale:
		switch {
		case s.last == nothing || s.last == dozen:
			return false
		case s.last == scale: // "three lakh crore"
			s.total, ok = s.total.times(n.value)
			s.scale, _ = s.scale.times(n.value)
		case !n.value.less(s.lowest):
			return false
		default:
			var part decimal
			if part, ok = s.current.times(n.value); ok {
				s.total, ok = s.total.plus(part)
			}
			if s.last != hundred {
				s.scale = unit
			}
			s.scale, _ = s.scale.times(n.value)
			s.current, s.lowest = decimal{}, n.value
		}
	default:
		return false
	}
	s.last = n.role
	s.wide = s.wide || !ok
	return true
}

// wordsAt reads number words on from n, which holds what digits, "a" or "half"
// before them have said.
func (f *finder) wordsAt(n number, joined bool) (number, bool) {
	s := sum{scale: unit, lowest: decimal{coef: 1, exp: widest}, last: nothing}
	begin := n.next
	if n.value.coef != 0 {
		s.current, s.last = n.value, ones
	}
	for {
		k := f.overHyphen(n.next)
		if joined && (s.last == hundred || s.last == scale) && f.is(k, "and") && f.joins(k+1, &s) {
			k = f.overHyphen(k + 1)
		}
		numeral := f.at(k).numeral
		if numeral == nil {
			break
		}
		if !s.take(numeral) {
			// "nineteen eighty-four", "twenty fifteen": a year in words
			if r := numeral.role; (s.last == teens || s.last == tens) && (r == teens || r == tens) {
				next := k + 1
				if last := f.at(f.overHyphen(next)).numeral; last != nil && last.role == ones {
					next = f.overHyphen(next) + 1
				}
				return number{first: n.first, next: next}, false
			}
			break
		}
		n.next = k + 1
	}
	var ok bool
	n.value, ok = s.total.plus(s.current)
	n.scale = s.scale
	n.one = begin == n.first && n.next == begin+1 && n.value == unit && s.last == ones
	if s.wide || !ok || n.next == n.first {
		return number{first: n.first, next: n.next}, false
	}
	if n, ok = f.decimalsAt(n); !ok {
		return n, false
	}
	return f.partsAfter(n)
}

// joins reports whether the words at i continue a number after "and": they do
// in "two hundred and five", not in "between two hundred and three hundred".
func (f *finder) joins(i int, s *sum) bool {
	small := false
	for ; ; i = f.overHyphen(i + 1) {
		numeral := f.at(i).numeral
		if numeral == nil {
			return small
		}
		switch numeral.role {
		case ones, teens, tens:
			small = true
		case hundred:
			return small && s.last == scale
		case scale:
			return small && (s.last == hundred || numeral.value.less(s.lowest))
		default:
			return false
		}
	}
}

// decimalsAt adds what follows "point" in words: "two point five million".
func (f *finder) decimalsAt(n number) (number, bool) {
	if !f.is(n.next, "point") {
		return n, true
	}
	var decimals strings.Builder
	j := n.next + 1
	for ; decimals.Len() < 9; j++ {
		if numeral := f.at(j).numeral; numeral != nil && numeral.role <= tens {
			if s := numeral.value.String(); numeral.role == tens && f.at(f.overHyphen(j+1)).numeral != nil {
				decimals.WriteString(s[:1]) // "point seventy-one"
				j = f.overHyphen(j+1) - 1
			} else {
				decimals.WriteString(s)
			}
			continue
		}
		break
	}
	if decimals.Len() == 0 {
		return n, true
	}
	d, ok := parseDecimal("0." + decimals.String())
	if !ok {
		return n, false
	}
	n.value, ok = n.value.plus(d)
	n.next, n.one, n.scale = j, false, unit
	return f.scaled(n, false, ok)
}

// scaled multiplies by the words that follow: "5.7 million", "three dozen".
func (f *finder) scaled(n number, joined, ok bool) (number, bool) {
	if !ok {
		return n, false
	}
	if numeral := f.at(f.overHyphen(n.next)).numeral; numeral != nil {
		switch numeral.role {
		case hundred, dozen, scale:
			return f.wordsAt(n, joined)
		}
	}
	return f.partsAfter(n)
}

// scaleAt reads a number that begins with what others multiply by: "a million",
// "hundreds of thousands", "several hundred", "hundred thousand".
func (f *finder) scaleAt(i int, joined bool) (number, bool) {
	numeral := f.at(i).numeral
	n := number{first: i, next: i + 1, value: numeral.value, scale: numeral.value}
	ok := true
	least, vague := lexicon.NumbersVague[f.lower(i)]
	switch {
	case f.is(i-1, "a") || f.is(i-1, "an"):
		return f.wordsAt(number{first: i - 1, next: i, value: unit}, joined)
	case f.is(i, "scores") && !f.scoresCount(i):
		return n, false
	case vague && f.is(i-1, "of") && f.is(i-2, "tens"):
		n.first, n.open = i-2, true
		n.value, ok = n.value.times(whole(10))
	case vague:
		n.open = true
		if of := f.at(i + 2).numeral; f.is(i+1, "of") && of != nil && (of.role == hundred || of.role == scale) {
			n.next = i + 3
			n.value, ok = n.value.times(of.value)
			break
		}
		n.value, ok = parseDecimal(least)
	case f.is(i-1, "several") || f.is(i-1, "few") || f.is(i-1, "many"):
		n.first, n.open = i-1, true
		if f.is(i-2, "a") {
			n.first--
		}
		if least, vague = lexicon.NumbersVague[f.lower(i)+"s"]; vague {
			n.value, ok = parseDecimal(least)
		}
	default:
		next := f.at(i + 1).numeral
		if (next == nil || next.role != scale) && !f.bounded(i) {
			return n, false
		}
		return f.wordsAt(number{first: i, next: i, value: unit}, joined)
	}
	return n, ok
}

// scoresCount tells "scores of villagers" from the scores of a match.
func (f *finder) scoresCount(i int) bool {
	if f.is(i-1, "the") || f.is(i-1, "test") || f.is(i-1, "his") || f.is(i-1, "their") {
		return false
	}
	return f.is(i+1, "of") || f.is(i+1, "more") || f.is(i+1, "were") || f.is(i+1, "are")
}

// coupleAt reads "a couple of": two of something.
func (f *finder) coupleAt(i int) (number, bool) {
	n := number{first: i, next: i + 1, value: unit, scale: unit}
	if !f.is(i-1, "a") && !f.is(i-1, "last") && !f.is(i-1, "next") && !f.is(i-1, "past") {
		if f.is(i-1, "the") || !f.is(i+1, "of") {
			return n, false
		}
	}
	n.value = f.at(i).numeral.value
	if f.is(i-1, "a") {
		n.first--
	}
	switch {
	case f.is(i+1, "of"):
		next := f.at(i + 2).numeral
		if next != nil && (next.role == hundred || next.role == scale || next.role == dozen) {
			n.next = i + 2
			return f.wordsAt(n, false)
		}
		return n, !f.pronoun(i + 2)
	case f.at(i+1).numeral != nil:
		return f.scaled(n, false, true)
	}
	return n, false
}
