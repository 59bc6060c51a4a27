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

// eras reads decades: "1990s", "'90s", "nineties".
func (p *parser) eras(i int) (meaning, int) {
	w := p.at(i)
	switch {
	case w.kind == eras && w.digits == 4 && w.value%100 == 0 && w.value < 2000:
		return span{w.value, 100}, i + 1
	case w.kind == eras && w.digits == 4:
		return span{w.value, 10}, i + 1
	case w.kind == eras && p.kind(i-1) != the && p.kind(i-1) != part && p.kind(i-1) != in && p.text[w.start] != '\'':
		return nil, i
	case w.kind == decadeName && p.kind(i-1) != the && p.kind(i-1) != part && p.kind(i-1) != dash:
		return nil, i
	case w.value < 20:
		return span{2000 + w.value, 10}, i + 1
	default:
		return span{1900 + w.value, 10}, i + 1
	}
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

// yearFirst reads "2016", "2016 May 3", "2016 Q3".
func (p *parser) yearFirst(i int) (meaning, int) {
	y, next := p.year(i)
	if y == 0 {
		return nil, i
	}
	j := p.skip(next, comma, dash, slash)
	switch w := p.at(j); {
	case w.kind == coded:
		return named{run{w.value, w.digits}, fixed{year: y}}, j + 1
	case (w.kind == monthName || w.kind == weakMonth && w.capital) && p.kind(next) != comma:
		if k := p.skip(j+1, dash, slash); k > j {
			if d, after := p.dayNumber(k); d > 0 && d <= monthLength(y, w.value) {
				return fixed{year: y, month: w.value, day: d}, after
			}
		}
		if j == next {
			return fixed{year: y, month: w.value}, j + 1
		}
	}
	if !p.bareYear(i) {
		return nil, i
	}
	return fixed{year: y}, next
}

// bareYear reports whether four digits alone are a year. After a word that
// goes with years any are, if they count nothing; elsewhere those of our time.
func (p *parser) bareYear(i int) bool {
	y := p.at(i).value
	next := p.at(i + 1)
	if p.joined(i+1) && (next.kind == dash || p.goesOn(i+1)) && !(next.kind == dash && p.kind(i+2) == number) {
		return y >= 1900 && y < 2100 && p.leads(i)
	}
	if next.kind == unitName || next.kind == cardinal {
		return false
	}
	if next.kind == other && y%10 == 0 { // 2000 people
		s := p.text[next.start:next.end]
		if k := strings.IndexAny(s, " ,.;:"); k > 0 {
			s = s[:k]
		}
		if strings.HasSuffix(s, "s") || s == "people" || s == "men" || s == "women" || s == "children" {
			if s != "was" && s != "is" && s != "has" {
				return false
			}
		}
	}
	if p.leads(i) {
		return true
	}
	return y >= 1900 && y < 2100 && !p.amountBefore(i)
}

// leads reports whether the word before goes with years.
func (p *parser) leads(i int) bool {
	switch p.kind(i - 1) {
	case in, since, until, by, before, after, part, from, between, opening, today:
		return true
	}
	return false
}

// amountBefore reports whether the word before makes a number an amount.
func (p *parser) amountBefore(i int) bool {
	b := p.at(i - 1)
	if b.kind == a {
		return true
	}
	if b.kind != other {
		return false
	}
	s := strings.ToLower(strings.TrimRight(p.text[max(b.start, b.end-12):b.end], " "))
	for _, w := range []string{"about", "some", "nearly", "over", "than", "least", "almost", "around", "only", "approximately", "roughly", "no.", "number", "room", "route", "highway", "flight"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// nthOf reads what follows "the third": "Friday of July", "week of 2027",
// "quarter", "century".
func (p *parser) nthOf(n, i int) (meaning, int) {
	w := p.at(i)
	count, j := 0, i
	if c, next := p.number(i); c > 0 && p.kind(i) != a {
		count, j = c, next
		w = p.at(j)
	}
	u := unit(w.value)
	switch {
	case w.kind == unitName && u == century && n > 0 && n < 30:
		return span{100 * (n - 1), 100}, j + 1
	case w.kind == unitName && u < decade, w.kind == weekday && count == 0:
	default:
		return nil, i
	}
	o := nth{n: n, unit: u, count: count}
	if w.kind == weekday {
		o.unit, o.weekday = 0, w.value
	}
	k := p.skip(j+1, of, in)
	m, next := p.unitAway(k, 0)
	if m == nil {
		if y, after := p.year(k); y > 0 {
			m, next = fixed{year: y}, after
		} else if f := p.at(k); (f.kind == monthName || f.kind == weakMonth) && k > j+1 {
			m, next = p.monthFirst(k)
		}
	}
	if m != nil && !(k == j+1 && w.kind == weekday) {
		if s, ok := m.(shift); !ok || s.unit > u || o.weekday > 0 {
			o.of = m
			return o, next
		}
	}
	if w.kind == unitName && u == quarter && n >= 1 && n <= 4 && count == 0 {
		return run{3*n - 2, 3}, j + 1
	}
	return nil, i
}

// away reads "two weeks ago", "a month before Christmas", "3 days later".
func (p *parser) away(i int) (meaning, int) {
	var counts [4]shift
	d := distance{from: shift{day, 0}}
	n, next := 0, i
	for n < len(counts) {
		j := next
		if n > 0 {
			j = p.skip(p.skip(j, comma), and)
		}
		c, u, after := p.amount(j)
		if u == 0 {
			break
		}
		counts[n] = shift{u, c}
		d.vague = d.vague || p.kind(j) == vague || p.kind(j+1) == vague
		n, next = n+1, after
	}
	if n == 0 {
		return nil, i
	}
	sign := 0
	switch w := p.at(next); w.kind {
	case ago:
		sign, next = -1, next+1
	case toward:
		sign, next = w.value, next+1
		d.from = again{day, 0}
	case before, after, from:
		sign = w.value
		if w.kind == from {
			sign = 1
		}
		if p.kind(next+1) == now {
			next += 2
			break
		}
		m, end := p.core(next + 1)
		if m == nil || p.kind(end) == possessive {
			return nil, i
		}
		d.from, next = m, end
	default:
		return nil, i
	}
	for _, s := range counts[:n] {
		d.counts = append(d.counts, shift{s.unit, sign * s.n})
	}
	return d, next
}

// amount reads a number of units.
func (p *parser) amount(i int) (n int, u unit, next int) {
	n, next = p.number(i)
	if n == 0 || n > 5000 {
		return 0, 0, i
	}
	next = p.skip(next, of, plain)
	if w := p.at(next); w.kind == unitName {
		return n, unit(w.value), next + 1
	}
	return 0, 0, i
}

// number reads "3", "three", "twenty-one", "a", "a few", "a couple".
func (p *parser) number(i int) (n, next int) {
	w := p.at(i)
	switch w.kind {
	case number:
		return w.value, i + 1
	case a:
		if c := p.at(i + 1); c.kind == vague || c.kind == cardinal && c.value == 2 {
			return c.value, i + 2
		}
		return 1, i + 1
	case vague:
		return w.value, i + 1
	case cardinal:
		j := p.skip(i+1, dash)
		if c := p.at(j); w.value >= 20 && c.kind == cardinal && c.value < 10 {
			return w.value + c.value, j + 1
		}
		return w.value, i + 1
	}
	return 0, i
}
