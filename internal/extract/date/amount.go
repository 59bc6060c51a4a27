package date

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
