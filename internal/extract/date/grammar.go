package date

// A parser reads the expressions of one piece of text. Its methods take the
// index of a word and return what begins there, with the index after it; nil
// when nothing does.
type parser struct {
	text  string
	words []word
	depth int // of dates within dates: "two days before the end of May"
}

func (p *parser) at(i int) word {
	if i < 0 || i >= len(p.words) {
		return word{}
	}
	return p.words[i]
}

func (p *parser) kind(i int) kind { return p.at(i).kind }

// skip passes over a word of one of the kinds, if it is there.
func (p *parser) skip(i int, kinds ...kind) int {
	for _, k := range kinds {
		if p.kind(i) == k {
			return i + 1
		}
	}
	return i
}

// joined reports whether no blank stands between a word and the one before.
func (p *parser) joined(i int) bool {
	return i > 0 && i < len(p.words) && p.words[i-1].end == p.words[i].start
}

// expression reads a date or an interval with the word that introduces it.
func (p *parser) expression(i int) (m meaning, first, next int) {
	switch k := p.kind(i); k {
	case from, between:
		if m, next := p.interval(i+1, k); m != nil {
			return m, i, next
		}
		return nil, i, i
	case since, after, before, until:
		if m, next := p.date(i + 1); m != nil && p.kind(next) != possessive {
			if q, after := p.through(m, i+1, next, to); q != nil {
				return q, i + 1, after
			}
			return bounded{k, m}, i, next
		}
		return nil, i, i
	case number, numeral, ordinal:
		if m, next := p.interval(i, to); m != nil {
			return m, i, next
		}
	}
	m, next = p.date(i)
	if m == nil {
		return nil, i, i
	}
	if q, after := p.through(m, i, next, to); q != nil {
		return q, i, after
	}
	return m, i, next
}

// interval reads both sides of one, the first perhaps a bare day or year.
func (p *parser) interval(i int, by kind) (meaning, int) {
	a, next := p.side(i)
	if a == nil {
		return nil, i
	}
	return p.through(a, i, next, by)
}

// side reads one side of an interval.
func (p *parser) side(i int) (meaning, int) {
	if m, next := p.date(i); m != nil {
		return m, next
	}
	i = p.skip(i, the)
	switch w := p.at(i); {
	case w.kind == number && w.digits == 4 && w.value >= 1000 && w.value < 2200:
		return fixed{year: w.value}, i + 1
	case w.kind == now:
		return shift{day, 0}, i + 1
	}
	if d, next := p.dayNumber(i); d > 0 {
		return fixed{day: d}, next
	}
	return nil, i
}

// through reads the second side of an interval whose first side is a, in
// words[i:next].
func (p *parser) through(a meaning, i, next int, by kind) (meaning, int) {
	switch k := p.kind(next); {
	case k == to || k == until:
	case k == dash:
		if p.joined(next) != p.joined(next+1) && by == to {
			return nil, i
		}
		if _, ok := a.(fixed); !ok && !p.joined(next) && by == to { // on Christmas Day – 25 December –
			return nil, i
		}
	case k == and && by == between:
	default:
		return nil, i
	}
	f, isFixed := a.(fixed)
	// May 3-5
	if isFixed && f.month > 0 && f.day > 0 {
		if d, after := p.dayNumber(next + 1); d > 0 && p.kind(after) != monthName && p.kind(after) != weakMonth && p.kind(after) != of {
			b := fixed{year: f.year, month: f.month, day: d}
			if y, after := p.year(p.skip(after, comma)); y > 0 && f.year == 0 {
				f.year, b.year = y, y
				return interval{f, b}, after
			}
			if d > f.day {
				return interval{f, b}, after
			}
		}
	}
	if isFixed && f.year > 0 && f.month == 0 {
		switch w := p.at(next + 1); { // 2014-15
		case w.kind == number && w.digits == 2 && w.value == (f.year+1)%100 && p.kind(next) == dash:
			return interval{f, fixed{year: f.year + 1}}, next + 2
		case w.kind == number && w.digits == 4 && w.value > f.year && w.value < 2200:
			return interval{f, fixed{year: w.value}}, next + 2
		}
	}
	b, after := p.date(next + 1)
	if b == nil && p.kind(next+1) == now {
		b, after = shift{day, 0}, next+2
	}
	if b == nil {
		return nil, i
	}
	g, bFixed := b.(fixed)
	switch {
	case isFixed && f.day > 0 && f.month == 0 && f.weekday == 0 && f.year == 0: // 3 to 7 May
		if !(bFixed && g.month > 0 && g.day > 0) {
			if n, ok := b.(named); !ok || n.what.(fixed).day == 0 {
				return nil, i
			}
		}
	case isFixed && f.year == 0 && f.month > 0 && bFixed && g.year > 0 && g.month == 0:
		return nil, i // March to 2018
	}
	return interval{a, b}, after
}

// date reads one date.
func (p *parser) date(i int) (meaning, int) {
	m, next := p.core(i)
	if m != nil && p.kind(next) == daypart {
		next++ // Monday morning
	}
	return m, next
}

func (p *parser) core(i int) (meaning, int) {
	const deepest = 6
	if p.depth == deepest {
		return nil, i
	}
	p.depth++
	defer func() { p.depth-- }()
	switch w := p.at(i); w.kind {
	case numeric:
		return w.date, i + 1
	case today:
		return shift{day, w.value}, i + 1
	case weekday, shortWeekday:
		return p.weekday(i)
	case monthName, weakMonth:
		return p.monthFirst(i)
	case number, numeral, ordinal, cardinal, vague, a:
		return p.counted(i)
	case eras, decadeName:
		return p.eras(i)
	case the:
		m, next := p.definite(i + 1)
		if f, ok := m.(fixed); ok && f.month == 0 && f.day == 0 && f.weekday == 0 && next == i+2 {
			return nil, i // the 2019 election: the year is read alone
		}
		return m, next
	case deictic, neighbour:
		return p.deictic(i)
	case same:
		return p.same(i)
	case part:
		return p.portion(i)
	case toward:
		return p.sofar(i)
	case coded:
		return p.ofYear(run{w.value, w.digits}, i+1)
	case feast:
		return p.ofYear(aHoliday(w.value), i+1)
	case season:
		if m, next := p.ofYear(aSeason(w.value), i+1); m != aSeason(w.value) || p.kind(i-1) == in || p.kind(i-1) == the && p.kind(i-2) == in {
			return m, next
		}
	case unitName:
		if m, next := p.weekOf(i); m != nil {
			return m, next
		}
		if y, next := p.year(i + 1); unit(w.value) == year && y > 0 {
			return fixed{year: y}, next
		}
	}
	return nil, i
}

// weekday reads "Friday", "Friday the 13th", "Fri., 13 October", "Friday of
// next week".
func (p *parser) weekday(i int) (meaning, int) {
	w := p.at(i)
	if p.kind(i-1) == every {
		return nil, i
	}
	bare := fixed{weekday: w.value}
	next := p.skip(i+1, stop)
	if next > i+1 && !(p.joined(i+1) && w.kind == shortWeekday) {
		next = i + 1
	}
	next = p.skip(next, comma, dash, opening)
	if m, after := p.monthDay(next); m != nil {
		return m, after
	}
	if next == i+1 && w.kind == weekday {
		if d, after := p.dayNumber(p.skip(next, the)); d > 0 && (p.kind(after-1) != number || p.ends(after)) {
			return fixed{day: d, weekday: w.value}, after
		}
	}
	if w.kind == shortWeekday {
		if n := p.at(i + 1); n.kind == numeral && n.value <= 31 && !p.goesOn(i+2) {
			return fixed{day: n.value, weekday: w.value}, i + 2
		}
		return nil, i
	}
	j := p.skip(p.skip(i+1, of), the)
	if k := p.kind(j); k == deictic || k == neighbour {
		if u := p.at(j + 1); u.kind == unitName && unit(u.value) == week {
			return named{bare, shift{week, p.at(j).value}}, j + 2
		}
	}
	return bare, i + 1
}

// goesOn reports whether a word of no part in dates stands at i.
func (p *parser) goesOn(i int) bool {
	return i < len(p.words) && p.words[i].kind == other && class[p.text[p.words[i].start]] != sign
}

// ends reports whether no word follows.
func (p *parser) ends(i int) bool {
	k := p.kind(i)
	return k == comma || k == stop || k == other && !p.goesOn(i)
}

// monthDay reads a day with its month, in either order.
func (p *parser) monthDay(i int) (meaning, int) {
	var m meaning
	next := i
	switch p.kind(i) {
	case monthName, weakMonth:
		m, next = p.monthFirst(i)
	case number, numeral:
		m, next = p.dayFirst(i)
	case the:
		m, next = p.dayFirst(i + 1)
	case numeric:
		m, next = p.at(i).date, i+1
	}
	if f, ok := m.(fixed); ok && f.day > 0 {
		return f, next
	}
	return nil, i
}

// monthFirst reads "May 3rd, 2018", "May 2018", "June next year", "May".
func (p *parser) monthFirst(i int) (meaning, int) {
	w := p.at(i)
	f := fixed{month: w.value}
	next := i + 1
	if p.kind(next) == stop && p.joined(next) && p.kind(next+1) != other {
		next++
	}
	if p.kind(next) == dash || p.kind(next) == slash {
		if !p.joined(next) || !p.joined(next+1) {
			return p.bareMonth(i)
		}
		next++
	}
	if d, after := p.dayNumber(p.skip(p.skip(next, comma), the)); d > 0 && d <= monthLength(2000, f.month) && (w.capital || w.kind == monthName || p.kind(after-1) != ordinal) {
		if q := p.kind(after - 1); q != number || p.kind(after) != unitName {
			f.day = d
			join := p.skip(after, comma, of, in, dash, slash)
			if join > after && (p.kind(after) == dash || p.kind(after) == slash) && !p.joined(join) {
				join = after
			}
			if y, end := p.year(join); y > 0 {
				f.year, after = y, end
			}
			return f, after
		}
	}
	if y, after := p.year(p.skip(next, comma, of, in)); y > 0 {
		f.year = y
		return f, after
	}
	if m, after := p.unitAway(p.skip(i+1, of), year); m != nil {
		return named{f, m}, after
	}
	return p.bareMonth(i)
}

// bareMonth reads a month that nothing follows: a word that could be another
// or a name must look like a month.
func (p *parser) bareMonth(i int) (meaning, int) {
	w := p.at(i)
	f := fixed{month: w.value}
	switch {
	case w.kind == monthName && (w.capital || w.end-w.start > 2):
		if p.kind(i-1) == other && (p.afterName(i) || p.beforeName(i)) {
			return nil, i
		}
		return f, i + 1
	case w.kind == weakMonth && w.capital && w.end-w.start > 2:
		switch p.kind(i - 1) {
		case in, since, of, until, by, from, between, to, deictic, part, before, after, dash, toward, and:
			return f, i + 1
		}
		if k := p.kind(i + 1); k == to || k == until || k == dash {
			if q := p.kind(i + 2); q == monthName {
				return f, i + 1
			}
		}
	}
	return nil, i
}

// afterName reports whether a capital stands before: the second name of
// somebody called April.
func (p *parser) afterName(i int) bool {
	s := p.text[p.at(i-1).start:p.at(i-1).end]
	at := len(s)
	for at > 0 && class[s[at-1]] == letter {
		at--
	}
	return p.at(i-1).end+1 == p.at(i).start && at < len(s) && s[at] < 'a' && at > 0
}

// beforeName reports whether a capital follows: the first name of April
// Lindqvist.
func (p *parser) beforeName(i int) bool {
	return p.goesOn(i+1) && p.at(i+1).capital && p.at(i).end+1 == p.at(i+1).start
}

// dayFirst reads "3 May 2018", "the third of May", "20th of next month".
func (p *parser) dayFirst(i int) (meaning, int) {
	d, next := p.dayNumber(i)
	if d == 0 {
		return nil, i
	}
	if p.kind(next) == stop && p.joined(next) {
		next++
	}
	if k := p.kind(next); k == dash || k == slash {
		if !p.joined(next) || !p.joined(next+1) {
			return nil, i
		}
		next++
	}
	spoken := p.kind(next-1) == ordinal
	month := p.skip(next, of)
	if m, after := p.unitAway(p.skip(month, in), unit(5)); m != nil && p.kind(i) != cardinal {
		return named{fixed{day: d}, m}, after
	}
	w := p.at(month)
	if w.kind != monthName && w.kind != weakMonth || spoken && month == next {
		return nil, i
	}
	if w.kind == weakMonth && !w.capital && month == next && p.kind(next-1) == number {
		return nil, i
	}
	f := fixed{month: w.value, day: d}
	if d > monthLength(2000, f.month) {
		return nil, i
	}
	end := month + 1
	if p.kind(end) == stop && p.joined(end) && p.kind(end+1) == number {
		end++
	}
	j := p.skip(end, comma, of, in, dash, slash)
	if y, after := p.year(j); y > 0 {
		f.year = y
		return f, after
	}
	return f, month + 1
}

// dayNumber reads the number of a day; words only as ordinals.
func (p *parser) dayNumber(i int) (int, int) {
	w := p.at(i)
	switch {
	case (w.kind == number || w.kind == numeral) && w.digits <= 2 && w.value >= 1 && w.value <= 31:
		return w.value, i + 1
	case w.kind == ordinal && w.value <= 20:
		if p.goesOn(i + 1) { // on Friday the second debate
			return 0, i
		}
		return w.value, i + 1
	case w.kind == ordinal && w.value == 30:
		return 30, i + 1
	case w.kind == cardinal && (w.value == 20 || w.value == 30):
		next := p.skip(i+1, dash)
		if o := p.at(next); o.kind == ordinal && o.value < 10 && w.value+o.value <= 31 {
			return w.value + o.value, next + 1
		}
	}
	return 0, i
}

// year reads a year in four digits that cannot be an amount.
