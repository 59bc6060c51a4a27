package plot

import (
	"time"

	"quoth/news"
)

// Periods are numbered: days from 1 January of year 1, which was a Monday,
// months from January of year 0, years from year 0. So 7 days that begin with a
// multiple of 7 are a week, and 3 months that begin with one of 3 a quarter.

const secondsADay = 86400

var dayZero = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / secondsADay

// number is that of the period that a date lies in, false for a date that does
// not say.
func number(p news.Period, iso string) (int, bool) {
	layouts := map[news.Period][]string{
		news.Daily:   {time.DateOnly},
		news.Monthly: {"2006-01", time.DateOnly},
		news.Yearly:  {"2006", "2006-01", time.DateOnly},
	}
	for _, layout := range layouts[p] {
		if t, err := time.Parse(layout, iso); err == nil && t.Year() > 0 {
			switch p {
			case news.Daily:
				return dayOf(t), true
			case news.Monthly:
				return monthOf(t), true
			}
			return t.Year(), true
		}
	}
	return 0, false
}

func dayOf(t time.Time) int   { return int(t.Unix()/secondsADay - dayZero) }
func monthOf(t time.Time) int { return t.Year()*12 + int(t.Month()) - 1 }

func firstOfMonth(number int) time.Time {
	return time.Date(number/12, time.Month(number%12+1), 1, 0, 0, 0, 0, time.UTC)
}

// start is the first day of a period.
func start(p news.Period, number int) time.Time {
	switch p {
	case news.Daily:
		return time.Unix((int64(number)+dayZero)*secondsADay, 0).UTC()
	case news.Monthly:
		return firstOfMonth(number)
	}
	return time.Date(number, 1, 1, 0, 0, 0, 0, time.UTC)
}

// name spells a period.
func name(p news.Period, number int) string {
	t := start(p, number)
	switch p {
	case news.Daily:
		return t.Format("2 January 2006")
	case news.Monthly:
		return t.Format("January 2006")
	}
	return t.Format("2006")
}

// span spells periods from one to another, and a whole year as one.
func span(p news.Period, from, to int) string {
	a, b := start(p, from), start(p, to)
	switch {
	case from == to:
		return name(p, from)
	case p == news.Monthly && from%12 == 0 && to%12 == 11 && to-from == 11:
		return a.Format("2006")
	case p == news.Monthly && a.Year() == b.Year():
		return a.Format("January") + " to " + name(p, to)
	case p == news.Daily && a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("2") + " to " + name(p, to)
	case p == news.Daily && a.Year() == b.Year():
		return a.Format("2 January") + " to " + name(p, to)
	}
	return name(p, from) + " to " + name(p, to)
}

// A tick marks a column in which a day, a month or a year begins.
type tick struct {
	column int
	label  string
}

// ticks are the labels of the axis of time: as many as have room. Room says
// how many columns a label takes, with a gap behind it.
func (l layout) ticks(room func(label string) int) []tick {
	if l.period == news.Daily {
		for _, days := range []int{1, 2, 7, 14} {
			if found := l.every(0, days, "2 Jan"); fit(found, room) {
				return found
			}
		}
	}
	for _, months := range []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000} {
		form := "Jan"
		if months%12 == 0 {
			form = "2006"
		}
		if l.period == news.Yearly && months < 12 {
			continue
		}
		if found := l.every(months, 0, form); fit(found, room) {
			return found
		}
	}
	return []tick{{0, name(l.period, l.first)}}
}

// every finds the columns in which a month begins whose number is a multiple
// of months, or a day whose number is one of days.
// The year stands where it begins to count.
func (l layout) every(months, days int, form string) []tick {
	var out []tick
	year := 0
	for c := range l.columns {
		from := start(l.period, l.first+c*l.per)
		next := start(l.period, l.first+(c+1)*l.per)
		var at time.Time
		if days > 0 {
			d := dayOf(from)
			at = start(news.Daily, d+(days-d%days)%days)
		} else {
			m := monthOf(from)
			if from.Day() > 1 {
				m++
			}
			at = firstOfMonth(m + (months-m%months)%months)
		}
		if !at.Before(next) {
			continue
		}
		label := at.Format(form)
		if at.Year() != year && form != "2006" {
			label += at.Format(" 2006")
		}
		year = at.Year()
		out = append(out, tick{c, label})
	}
	return out
}

// fit reports whether there are ticks and no label runs into the next one.
func fit(ticks []tick, room func(string) int) bool {
	for i := 1; i < len(ticks); i++ {
		if ticks[i].column-ticks[i-1].column < room(ticks[i-1].label) {
			return false
		}
	}
	return len(ticks) > 0
}
