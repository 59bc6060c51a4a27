package date

import "strings"

// unitAway reads "next week", "this year", "the year", but only of the unit u,
// or of any with u 0.
func (p *parser) unitAway(i int, u unit) (meaning, int) {
	i = p.skip(i, the)
	k := p.at(i)
	if k.kind != deictic && k.kind != neighbour && k.kind != same {
		if k.kind == unitName && p.kind(i-1) == the && (u == 0 || unit(k.value) == u) && !p.plural(i) {
			return shift{unit(k.value), 0}, i + 1
		}
		return nil, i
	}
	j := p.skip(i+1, plain)
	w := p.at(j)
	if w.kind != unitName || u != 0 && unit(w.value) != u || p.plural(j) {
		return nil, i
	}
	if k.kind == deictic {
		return shift{unit(w.value), k.value}, j + 1
	}
	return again{unit(w.value), k.value}, j + 1
}

func (p *parser) plural(i int) bool {
	return p.text[p.at(i).end-1]|0x20 == 's'
}

// ofYear reads the year after a season, quarter or holiday: "of 2016", "2016",
// "of last year".
func (p *parser) ofYear(m yearly, i int) (meaning, int) {
	j := p.skip(i, comma, of)
	if p.kind(i) == dash && p.joined(i) && p.joined(i+1) { // Q1-2019
		j = i + 1
	}
	if y, next := p.year(j); y > 0 {
		if z, after := p.year(next + 1); p.kind(next) == dash && p.joined(next) && z == y+1 { // winter 2006–2007
			next = after
		}
		return named{m, fixed{year: y}}, next
	}
	if p.kind(i) != comma {
		if y, next := p.unitAway(j, year); y != nil {
			return named{m, y}, next
		}
	}
	return m, i
}

// deictic reads "last Friday", "this week", "next May", "the past two weeks",
// "last night".
func (p *parser) deictic(i int) (meaning, int) {
	d := p.at(i)
	if d.kind == deictic && d.value == 0 && p.kind(i+1) == deictic && p.at(i+1).value != 0 { // this past Wednesday
		if m, next := p.deictic(i + 1); m != nil {
			return m, next
		}
	}
	if d.value == -1 && d.kind == deictic && p.kind(i-1) != the {
		if m, next := p.nthOf(-1, i+1); m != nil && p.kind(next-1) != unitName {
			return m, next
		}
	}
	if n, u, next := p.amount(i + 1); u > 0 && d.value != 0 {
		return back{u, d.value * n}, next
	}
	j := p.skip(i+1, plain)
	switch w := p.at(j); w.kind {
	case unitName:
		u := unit(w.value)
		if y, next := p.year(i + 1); u == year && y > 0 {
			return fixed{year: y}, next
		}
		if p.plural(j) {
			return nil, i
		}
		if d.kind == neighbour || u == day && d.value > 0 {
			return again{u, d.value}, j + 1
		}
		if u == day {
			return nil, i
		}
		s := shift{u, d.value}
		if u == week {
			if f := p.at(p.skip(j+1, on)); f.kind == weekday {
				return named{fixed{weekday: f.value}, s}, p.skip(j+1, on) + 1
			}
		}
		if u == year || u == month {
			if o, next := p.possessiveOf(j+1, s); o != nil {
				return o, next
			}
		}
		return s, j + 1
	case weekday:
		if m, next := p.monthDay(p.skip(j+1, comma)); m != nil {
			return m, next
		}
		if word := p.text[d.start:d.end]; len(word) > 4 || strings.EqualFold(word, "past") {
			if d.kind == deictic && d.value != 0 {
				return nearest{fixed{weekday: w.value}, d.value}, j + 1
			}
		}
		return named{fixed{weekday: w.value}, shift{week, d.value}}, j + 1
	case daypart:
		switch {
		case d.kind == neighbour:
			return again{day, d.value}, j + 1
		case d.value <= 0:
			return shift{day, d.value}, j + 1
		}
	case monthName, weakMonth:
		f := fixed{month: w.value}
		if g, next := p.monthFirst(j); g != nil {
			if x, ok := g.(fixed); ok && x.day > 0 || ok && x.year > 0 {
				return g, next
			}
			if w.kind == monthName || w.capital {
				return turn{f, d.value}, j + 1
			}
		}
	case season:
		return turn{aSeason(w.value), d.value}, j + 1
	case feast:
		return turn{aHoliday(w.value), d.value}, j + 1
	case today:
		return nil, i
	}
	return nil, i
}

// possessiveOf reads what a year owns: "next year's first quarter".
func (p *parser) possessiveOf(i int, of meaning) (meaning, int) {
	if p.kind(i) != possessive {
		return nil, i
	}
	switch w := p.at(i + 1); w.kind {
	case feast:
		return named{aHoliday(w.value), of}, i + 2
	case ordinal, numeral:
		if u := p.at(i + 2); u.kind == unitName && unit(u.value) == quarter && w.value <= 4 {
			return named{run{3*w.value - 2, 3}, of}, i + 3
		}
	}
	return nil, i
}

// same reads "that day", "the same week", "that same evening".
func (p *parser) same(i int) (meaning, int) {
	j := p.skip(i+1, same)
	switch w := p.at(j); {
	case w.kind == unitName && !p.plural(j):
		return again{unit(w.value), 0}, j + 1
	case w.kind == daypart:
		return again{day, 0}, j + 1
	}
	return nil, i
}

// portion reads "early 2019", "the end of March", "mid-November", "late on
// Sunday".
func (p *parser) portion(i int) (meaning, int) {
	w := p.at(i)
	j := p.skip(i+1, dash, in, of, on)
	if m, next := p.unitAway(j, 0); m != nil {
		return portion{w.value, m}, next
	}
	if y, next := p.year(j); y > 0 {
		return portion{w.value, fixed{year: y}}, next
	}
	if p.kind(j) == daypart {
		return nil, i
	}
	if p.kind(j) == season {
		m, next := p.ofYear(aSeason(p.at(j).value), j+1)
		return portion{w.value, m}, next
	}
	if k := p.kind(j); k == part || k == cardinal || k == a || k == number && p.kind(j-1) != of || k == toward {
		return nil, i
	}
	if m, next := p.core(j); m != nil {
		return portion{w.value, m}, next
	}
	return nil, i
}

// sofar reads "earlier this week", "later in the year", "earlier on Friday".
func (p *parser) sofar(i int) (meaning, int) {
	w := p.at(i)
	j := p.skip(i+1, in, on)
	if m, next := p.unitAway(j, 0); m != nil {
		return sofar{m, w.value > 0}, next
	}
	switch p.kind(j) {
	case weekday, today, same, monthName, weakMonth, deictic, the:
		if m, next := p.core(j); m != nil {
			return sofar{m, w.value > 0}, next
		}
	}
	return nil, i
}

// definite reads what follows "the".
func (p *parser) definite(i int) (meaning, int) {
	switch w := p.at(i); w.kind {
	case eras, decadeName:
		return p.eras(i)
	case number, numeral, ordinal:
		if m, next := p.counted(i); m != nil {
			return m, next
		}
		// on the 18th, but not: on the 18th hole
		if d, next := p.dayNumber(i); d > 0 && w.kind == numeral && p.kind(i-2) == on {
			if p.kind(next) != unitName && !p.goesOn(next) {
				return fixed{day: d}, next
			}
		}
	case deictic, neighbour:
		if w.kind == deictic && w.value == -1 {
			if m, next := p.nthOf(-1, i+1); m != nil {
				return m, next
			}
			if u := p.at(i + 1); u.kind == unitName && p.kind(i+1) != number { // the last day
				return nil, i
			}
		}
		return p.deictic(i)
	case same:
		return p.same(i)
	case part:
		return p.portion(i)
	case season:
		return p.ofYear(aSeason(w.value), i+1)
	case weekday:
		return p.weekday(i)
	case feast:
		return p.core(i)
	case unitName:
		u := unit(w.value)
		if y, next := p.year(i + 1); u == year && y > 0 {
			return fixed{year: y}, next
		}
		if m, next := p.weekOf(i); m != nil {
			return m, next
		}
		switch t := p.at(i + 1); {
		case u == day && t.kind == before && p.kind(i+2) == today:
			return shift{day, p.at(i+2).value - 1}, i + 3
		case u == day && t.kind == after && p.kind(i+2) == today:
			return shift{day, p.at(i+2).value + 1}, i + 3
		case (t.kind == before || t.kind == after) && (u == day || u == week || u == month || u == year) && !p.plural(i):
			if p.at(i+2).kind == deictic && p.at(i+2).value == 1 && t.kind == after {
				return shift{u, 2}, i + 3
			}
			if p.at(i+2).kind == deictic && p.at(i+2).value == -1 && t.kind == before {
				return shift{u, -2}, i + 3
			}
			n := 1
			if t.kind == before {
				n = -1
			}
			if p.ends(i + 2) {
				return again{u, n}, i + 2
			}
		case u == weekend && !p.plural(i):
			if p.kind(i+1) == of {
				return nil, i
			}
			return lately(weekend), i + 1
		}
	}
	return nil, i
}

// weekOf reads "week of 16 September".
func (p *parser) weekOf(i int) (meaning, int) {
	w := p.at(i)
	u := unit(w.value)
	if w.kind != unitName || u != week && u != month && u != weekend && u != year || p.kind(i+1) != of {
		return nil, i
	}
	if m, next := p.monthDay(i + 2); m != nil {
		return around{u, m}, next
	}
	if k := p.kind(i + 2); u == month && (k == monthName || k == weakMonth) {
		return p.monthFirst(i + 2)
	}
	return nil, i
}

// counted reads what begins with a number: a day with its month, a year, a
// century, "two weeks ago", "first Friday of July".
func (p *parser) counted(i int) (meaning, int) {
	if m, next := p.dayFirst(i); m != nil {
		return m, next
	}
	w := p.at(i)
	switch w.kind {
	case number:
		if m, next := p.yearFirst(i); m != nil {
			return m, next
		}
	case numeral, ordinal:
		if m, next := p.nthOf(w.value, i+1); m != nil {
			return m, next
		}
		return nil, i
	}
	return p.away(i)
}
