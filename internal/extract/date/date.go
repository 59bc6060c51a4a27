// Package date reads dates as news writes them.
//
// In: the article's text, the day it is from, its statements. Out: every
// expression that names a date, what it says counted from that day, and for
// each statement when its words were spoken. Times of day, durations ("for
// three days") and what comes back ("every Friday") are left aside.
package date

import (
	"quoth/news"
)

// An Expression is a part of the text that names a date.
type Expression struct {
	Span    news.Span
	meaning meaning
	ahead   bool // the text speaks of what is to come
}

// Resolve says which date the expression names in a text written on day, in
// the Extended Date/Time Format of ISO 8601-2 and as finely as the expression
// puts it: "2023-10-13", "2023-10", "2019-10/2019-12", "2010/..". A bare
// weekday or a date without a year is the nearest one past, that day included.
// False when the calendar has no such date.
//
// A day counted from one named before ("the next day") is counted from day; In
// resolves the expressions of a whole text and knows better.
func (e Expression) Resolve(day Day) (string, bool) {
	p, ok := e.period(day)
	if !ok {
		return "", false
	}
	return p.String(), true
}

func (e Expression) period(day Day) (period, bool) {
	p, ok := e.meaning.resolve(view{day, e.ahead})
	if !ok || p.from < earliest || p.to > latest {
		return period{}, false
	}
	return p, true
}

var earliest, latest = dayOf(1, 1, 1), dayOf(9999, 12, 31)

// absolute reports whether the expression names the same date in every text.
func (e Expression) absolute() bool {
	switch m := e.meaning.(type) {
	case fixed:
		return m.year > 0
	case span:
		return true
	}
	return false
}

// calendar reports whether the expression names a date of the calendar, with
// or without its year.
func (e Expression) calendar() bool {
	m, ok := e.meaning.(fixed)
	return e.absolute() || ok && m.month > 0
}

// In resolves all expressions of a text written on day, in order; one that
// counts from a day named before ("that day", "the following week") counts
// from the last one before it. A date that is not there is "".
func In(all []Expression, day Day) []string {
	out := make([]string, len(all))
	for i, p := range periods(all, day, nil) {
		if p != (period{}) {
			out[i] = p.String()
		}
	}
	return out
}

// periods resolves all expressions. Days that aside names are not counted from.
func periods(all []Expression, day Day, aside func(i int) bool) []period {
	out := make([]period, len(all))
	last := day
	for i, e := range all {
		from := day
		if fromNamed(e.meaning) {
			from = last
		}
		p, ok := e.period(from)
		if !ok {
			continue
		}
		out[i] = p
		if p.from == p.to && (aside == nil || !aside(i)) {
			last = p.from
		}
	}
	return out
}
