package date

// shift is the unit of the calendar n after the present one: "last week".
type shift struct {
	unit unit
	n    int
}

func (s shift) resolve(v view) (period, bool) { return stretch(v.day, s.unit, s.n), true }

// distance is how far a day lies from another: "two years and a month ago".
// What is counted in months or years is no more exact than these.
type distance struct {
	counts []shift // the coarsest unit need not come first
	from   meaning
	vague  bool // "a few days ago"
}

func (c distance) resolve(v view) (period, bool) {
	p, ok := c.from.resolve(v)
	if !ok || p.precision != toDay && p.from != p.to {
		return p, false
	}
	d, finest := p.from, century
	if c.counts[0].n > 0 {
		d = p.to
	}
	for _, s := range c.counts {
		d = move(d, s.unit, s.n)
		finest = min(finest, s.unit)
	}
	if y, _, _ := d.civil(); y < 1 || y > 9999 {
		return p, false
	}
	if finest == weekend {
		finest = week
	}
	if finest == fortnight {
		finest = week
	}
	if finest >= decade {
		finest = year
	}
	return stretch(d, finest, 0), true
}

// back is the time that leads up to the day, or with n above 0 away from it:
// "the past three weeks".
type back shift

func (b back) resolve(v view) (period, bool) {
	var p period
	switch {
	case b.unit == quarter || b.unit == decade || b.unit == century:
		p = stretch(v.day, b.unit, min(b.n, 1))
		q := stretch(v.day, b.unit, max(b.n, -1))
		p.to = max(p.to, q.to)
	case b.n < 0:
		p = period{from: move(v.day, b.unit, b.n), to: v.day}
	default:
		p = period{from: v.day + 1, to: move(v.day, b.unit, b.n)}
	}
	y, _, _ := p.from.civil()
	z, _, _ := p.to.civil()
	return p, y > 0 && z <= 9999
}

// sofar is the part of a unit before the day, or with later the part after:
// "earlier this week".
type sofar struct {
	of    meaning
	later bool
}

func (s sofar) resolve(v view) (period, bool) {
	p, ok := s.of.resolve(v)
	if !ok || p.from > v.day || p.to < v.day || p.from == p.to {
		return p, ok
	}
	if s.later {
		p.from = v.day
	} else {
		p.to = v.day
	}
	if p.precision == toYear {
		p.precision = toMonth
	} else {
		p.precision = toDay
	}
	return p, true
}

// again is a day counted from the one that the text named last: "the previous
// day", "that week".
type again shift

func (a again) resolve(v view) (period, bool) { return stretch(v.day, a.unit, a.n), true }

// lately is the last such unit that has begun: "over the weekend".
type lately unit

func (l lately) resolve(v view) (period, bool) {
	return v.pick(0, func(n int) (period, bool) { return stretch(v.day, unit(l), n), true })
}

// turn is the year's part before or after the present one: "last summer",
// "next May". A month of "last" is one of the year before.
type turn struct {
	what yearly
	n    int
}

func (t turn) resolve(v view) (period, bool) {
	y, m, _ := v.day.civil()
	if f, ok := t.what.(fixed); ok && f.month > 0 {
		switch {
		case t.n > 0 && f.month > m:
			return t.what.in(y)
		default:
			return t.what.in(y + t.n)
		}
	}
	if t.n == 0 {
		return t.what.in(y)
	}
	p, ok := t.what.resolve(view{v.day, t.n > 0})
	if ok && p.from <= v.day && v.day <= p.to && p.from != p.to {
		year, _, _ := p.from.civil()
		return t.what.in(year + t.n)
	}
	return p, ok
}

// fromNamed reports whether the meaning counts from a day named before.
func fromNamed(m meaning) bool {
	switch m := m.(type) {
	case again:
		return true
	case distance:
		return fromNamed(m.from)
	}
	return false
}

// nearest is the last or the next day of its kind that is not the present one:
// "this past Wednesday".
type nearest struct {
	day fixed
	n   int
}

func (n nearest) resolve(v view) (period, bool) {
	return n.day.resolve(view{v.day + Day(n.n), n.n > 0})
}
