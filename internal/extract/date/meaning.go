package date

// A meaning is what an expression says before it is known from which day.
type meaning interface {
	// resolve counts from a day; false when there is no such date.
	resolve(v view) (period, bool)
}

// A view is the day that an expression is read from. What a bare "Friday"
// leaves open is the nearest day past, or with ahead the next one to come.
type view struct {
	day   Day
	ahead bool
}

// pick returns the last candidate of those numbered n, n-1, … that begins by
// the day of the view, or the first one that ends on it or later.
func (v view) pick(n int, candidate func(n int) (period, bool)) (period, bool) {
	const farthest = 9 // Februaries 29 around 1900
	if v.ahead {
		for i := n - 1; i <= n+farthest; i++ {
			if p, ok := candidate(i); ok && p.to >= v.day {
				return p, true
			}
		}
		return period{}, false
	}
	for i := n + 1; i >= n-farthest; i-- {
		if p, ok := candidate(i); ok && p.from <= v.day {
			return p, true
		}
	}
	return period{}, false
}

// fixed is a date of the calendar of which parts may be left out, as 0.
type fixed struct{ year, month, day, weekday int }

func (f fixed) resolve(v view) (period, bool) {
	y, m, _ := v.day.civil()
	switch {
	case f.year > 0 && f.month == 0:
		return years(f.year, 1), true
	case f.year > 0:
		return f.of(f.year, f.month)
	case f.month > 0:
		return v.pick(y, func(y int) (period, bool) { return f.of(y, f.month) })
	case f.day > 0: // the 18th
		return v.pick(12*y+m, func(n int) (period, bool) {
			p, ok := f.of(floor(n-1, 12), mod(n-1, 12)+1)
			return p, ok && (f.weekday == 0 || p.from.weekday() == f.weekday)
		})
	default:
		return v.pick(0, func(n int) (period, bool) {
			return oneDay(v.day.monday() + Day(7*n+f.weekday-1)), true
		})
	}
}

// in is a month, or a day of a month, in a year.
func (f fixed) in(year int) (period, bool) { return f.of(year, f.month) }

func (f fixed) of(year, month int) (period, bool) {
	if f.day == 0 {
		return months(year, month, 1), true
	}
	d, ok := DayOf(year, month, f.day)
	return oneDay(d), ok
}

// named is a weekday, month, season, quarter or holiday of the week or year
// that of gives: "Friday next week", "summer of 2016".
type named struct {
	what meaning
	of   meaning
}

func (n named) resolve(v view) (period, bool) {
	p, ok := n.of.resolve(v)
	if !ok {
		return p, false
	}
	year, m, _ := p.from.civil()
	switch w := n.what.(type) {
	case fixed:
		if w.weekday > 0 && w.day == 0 && w.month == 0 {
			return oneDay(p.from.monday() + Day(w.weekday-1)), true
		}
		if w.month > 0 {
			m = w.month
		}
		return w.of(year, m)
	case yearly:
		return w.in(year)
	}
	return p, false
}

// yearly is a part of every year.
type yearly interface {
	meaning
	in(year int) (period, bool)
}

// aSeason is one of the codes 21 to 24.
type aSeason int

func (s aSeason) in(year int) (period, bool) { return seasonOf(year, int(s)), true }

func (s aSeason) resolve(v view) (period, bool) {
	y, _, _ := v.day.civil()
	return v.pick(y, s.in)
}

// run is some months of every year: a quarter, a half.
type run struct{ first, months int }

func (r run) in(year int) (period, bool) { return months(year, r.first, r.months), true }

func (r run) resolve(v view) (period, bool) {
	y, _, _ := v.day.civil()
	return v.pick(y, r.in)
}

func (h holiday) inYear(year int) (period, bool) { return oneDay(h.in(year)), year > 1582 }

// aHoliday is an index of holidays.
type aHoliday int

func (h aHoliday) in(year int) (period, bool) { return holidays[h].inYear(year) }

func (h aHoliday) resolve(v view) (period, bool) {
	y, _, _ := v.day.civil()
	return v.pick(y, h.in)
}

// span is a number of years from one that is known: the 1990s.
type span struct{ year, n int }

func (s span) resolve(view) (period, bool) { return years(s.year, s.n), true }

// portion is the beginning, middle or end of something.
type portion struct {
	which int // 1 early, 2 mid, 3 late
	of    meaning
}

func (e portion) resolve(v view) (period, bool) {
	p, ok := e.of.resolve(v)
	if !ok || p.from == p.to || p.open != closed {
		return p, ok
	}
	y, m, _ := p.from.civil()
	switch days := int(p.to - p.from + 1); {
	case p.precision == toYear && days >= 3652: // a decade or century
		tenth := days / 3652
		third := [...][2]int{{0, 3}, {3, 4}, {7, 3}}[e.which-1]
		return years(y+third[0]*tenth, third[1]*tenth), true
	case p.precision == toYear:
		quarter := [...][2]int{{1, 3}, {5, 4}, {10, 3}}[e.which-1]
		return months(y, quarter[0], quarter[1]), true
	case p.precision == toMonth && days <= 31:
		third := [...][2]int{{1, 10}, {11, 20}, {21, days}}[e.which-1]
		return period{from: dayOf(y, m, third[0]), to: dayOf(y, m, third[1])}, true
	case p.precision == toMonth || p.precision == toSeason:
		return months(y, m+e.which-1, 1), true
	default:
		third := Day((days + 1) / 3)
		switch e.which {
		case 1:
			p.to = p.from + third
		case 2:
			p.from, p.to = p.from+third, p.to-third
		default:
			p.from = p.to - third
		}
		return p, true
	}
}

// nth is one of several in a period, from its end if negative: "the first
// Friday of July", "the third week of 2027".
type nth struct {
	n       int
	unit    unit // weeks, or weekday, or quarters
	count   int  // "the first two weeks"
	weekday int
	of      meaning
}

func (o nth) resolve(v view) (period, bool) {
	p, ok := o.of.resolve(v)
	if !ok {
		return p, false
	}
	var out period
	count := max(o.count, 1)
	index := o.n - 1
	if o.n < 0 {
		index = -count
	}
	start := func(u unit) Day {
		if o.n < 0 {
			return p.to
		}
		return p.from
	}
	switch {
	case o.weekday > 0:
		out = oneDay(nthWeekday(p, o.weekday, o.n))
	case o.unit == week:
		// the week that has the Thursday, as ISO 8601 counts
		d := nthWeekday(p, 4, index+1)
		if o.n < 0 {
			d = nthWeekday(p, 4, -count)
		}
		d = d.monday()
		return period{from: d, to: d + Day(7*count) - 1}, true
	case o.n < 0:
		out = stretch(start(o.unit), o.unit, 1-count)
		out.to = stretch(p.to, o.unit, 0).to
	default:
		out = stretch(start(o.unit), o.unit, index)
		out.to = stretch(start(o.unit), o.unit, index+count-1).to
	}
	return out, out.from >= p.from && out.to <= p.to
}

// weekOf is the unit around a day: "the week of 16 September".
type around struct {
	unit unit
	of   meaning
}

func (a around) resolve(v view) (period, bool) {
	p, ok := a.of.resolve(v)
	return stretch(p.from, a.unit, 0), ok
}

// interval runs from one date to another. What one side leaves out the other
// has: "3 to 7 May", "May to July 2015".
type interval struct{ from, to meaning }

func (i interval) resolve(v view) (period, bool) {
	if t, is := i.to.(fixed); is && t.year == 0 && t.month == 0 && t.weekday == 0 { // to the 3rd
		from, ok := i.from.resolve(v)
		to, there := i.to.resolve(view{day: from.from, ahead: true})
		return period{from: from.from, to: to.to, precision: joint(from, to)}, ok && there
	}
	to, ok := i.to.resolve(v)
	if !ok {
		return to, false
	}
	from, ok := i.from.resolve(view{day: to.from})
	if f, is := i.from.(fixed); !is || f.year > 0 || f.month == 0 && f.day == 0 {
		from, ok = i.from.resolve(v)
		if ok && from.from > to.to { // it runs into what comes
			v.ahead = true
			to, ok = i.to.resolve(view{day: from.from, ahead: true})
		}
	}
	if !ok || from.from > to.to {
		return to, false
	}
	return period{from: from.from, to: to.to, precision: joint(from, to)}, true
}

func joint(a, b period) precision {
	p, q := a.precision, b.precision
	if p == toSeason {
		p = toMonth
	}
	if q == toSeason {
		q = toMonth
	}
	return min(p, q)
}

// bounded is a date to or from which something lasts: "since 2010".
type bounded struct {
	by kind // since, after, before, until
	of meaning
}

func (b bounded) resolve(v view) (period, bool) {
	p, ok := b.of.resolve(v)
	if p.precision == toSeason {
		p.precision = toMonth
	}
	switch b.by {
	case since:
		p.open = openTo
	case after:
		p.from, p.open = p.to+1, openTo
	case before:
		p.to, p.open = p.from-1, openFrom
	default:
		p.open = openFrom
	}
	return p, ok
}
