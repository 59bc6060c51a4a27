package date

import "fmt"

// precision is the finest part of a date that an expression states.
type precision byte

const (
	toDay precision = iota
	toMonth
	toYear
	toSeason
)

// A period is a run of days, both ends included, and how finely to write them.
type period struct {
	from, to  Day
	precision precision
	season    int  // 21 to 24 of the year of from, as in ISO 8601-2
	open      open // an end that is not known
}

type open byte

const (
	closed   open = iota
	openFrom      // "before 2010"
	openTo        // "since 2010"
)

// String writes the period in the Extended Date/Time Format of ISO 8601-2.
func (p period) String() string {
	from, to := p.write(p.from), p.write(p.to)
	switch {
	case p.open == openFrom:
		return "../" + to
	case p.open == openTo:
		return from + "/.."
	case from == to:
		return from
	}
	return from + "/" + to
}

func (p period) write(d Day) string {
	y, m, _ := d.civil()
	switch p.precision {
	case toMonth:
		return fmt.Sprintf("%04d-%02d", y, m)
	case toYear:
		return fmt.Sprintf("%04d", y)
	case toSeason:
		y, _, _ := p.from.civil()
		return fmt.Sprintf("%04d-%02d", y, p.season)
	}
	return d.String()
}

func oneDay(d Day) period { return period{from: d, to: d} }

func months(year, month, n int) period {
	return period{from: dayOf(year, month, 1), to: dayOf(year, month+n, 1) - 1, precision: toMonth}
}

func years(year, n int) period {
	return period{from: dayOf(year, 1, 1), to: dayOf(year+n, 1, 1) - 1, precision: toYear}
}

// seasonOf is a season as the north has it: the months tell which one is
// nearest, the code names no hemisphere. Winter is named by the year in which
// it begins.
func seasonOf(year, season int) period {
	p := months(year, 3*(season-20), 3)
	p.precision, p.season = toSeason, season
	return p
}

// A unit is a stretch of the calendar, in the order of times.txt.
type unit int

const (
	day unit = iota + 1
	week
	weekend
	fortnight
	month
	quarter
	year
	decade
	century
)

// stretch is the unit of the calendar that lies n units after the one with d
// in it.
func stretch(d Day, u unit, n int) period {
	y, m, _ := d.civil()
	switch u {
	case day:
		return oneDay(d + Day(n))
	case week:
		d = d.monday() + Day(7*n)
		return period{from: d, to: d + 6}
	case weekend:
		d = d.monday() + Day(7*n)
		return period{from: d + 5, to: d + 6}
	case fortnight:
		d = d.monday() + Day(14*n)
		return period{from: d, to: d + 13}
	case month:
		return months(y, m+n, 1)
	case quarter:
		return months(y, 3*floor(m-1, 3)+1+3*n, 3)
	case year:
		return years(y+n, 1)
	case decade:
		return years(10*floor(y, 10)+10*n, 10)
	default:
		return years(100*floor(y, 100)+100*n, 100)
	}
}

// move counts n units from d.
func move(d Day, u unit, n int) Day {
	switch u {
	case day:
		return d + Day(n)
	case week, weekend:
		return d + Day(7*n)
	case fortnight:
		return d + Day(14*n)
	case month:
		return d.addMonths(n)
	case quarter:
		return d.addMonths(3 * n)
	case year:
		return d.addMonths(12 * n)
	case decade:
		return d.addMonths(120 * n)
	default:
		return d.addMonths(1200 * n)
	}
}
