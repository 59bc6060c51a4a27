package date

import (
	"strconv"
	"strings"

	"quoth/internal/lexicon"
)

// A holiday is a day that every year has, by its rule.
type holiday struct {
	name       string
	easter     bool
	month, day int // a fixed day, or
	nth, wd    int // the nth weekday wd of the month, from its end if negative
	offset     int
}

var holidays = func() (out []holiday) {
	for _, h := range lexicon.Holidays {
		out = append(out, parseHoliday(h))
	}
	return out
}()

// holidaysBy lists the holidays that begin with a letter, the longest first.
var holidaysBy = func() (out [256][]int) {
	for i, h := range holidays {
		list := out[h.name[0]]
		at := 0
		for at < len(list) && len(holidays[list[at]].name) >= len(h.name) {
			at++
		}
		out[h.name[0]] = append(list[:at:at], append([]int{i}, list[at:]...)...)
	}
	return out
}()

func parseHoliday(l lexicon.Holiday) holiday {
	h := holiday{name: l.Name}
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			panic("date: rule " + l.Rule + " of " + l.Name)
		}
		return n
	}
	rule := l.Rule
	if offset, ok := strings.CutPrefix(rule, "easter"); ok {
		h.easter, h.offset = true, number(offset)
		return h
	}
	if r, offset, ok := strings.Cut(rule, "+"); ok {
		rule, h.offset = r, number(offset)
	}
	h.month = number(rule[:2])
	if nth, ok := strings.CutPrefix(rule[3:], "W"); ok {
		i := strings.LastIndexByte(nth, '-')
		h.nth, h.wd = number(nth[:i]), number(nth[i+1:])
		return h
	}
	h.day = number(rule[3:])
	return h
}

func (h holiday) in(year int) Day {
	var d Day
	switch {
	case h.easter:
		d = easter(year)
	case h.nth != 0:
		d = nthWeekday(months(year, h.month, 1), h.wd, h.nth)
	default:
		d = dayOf(year, h.month, h.day)
	}
	return d + Day(h.offset)
}

// nthWeekday is the nth such weekday of the period, from its end if negative.
func nthWeekday(p period, wd, nth int) Day {
	if nth < 0 {
		return p.to - Day(mod(p.to.weekday()-wd, 7)) + Day(7*(nth+1))
	}
	return p.from + Day(mod(wd-p.from.weekday(), 7)) + Day(7*(nth-1))
}

// easter is Western Easter Sunday, by the anonymous Gregorian algorithm
// (Nature, 20 April 1876).
func easter(y int) Day {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dayOf(y, n/31, n%31+1)
}

// holidayAt finds the longest holiday at the beginning of a word.
func holidayAt(text string, at, end int) (index, stop int, ok bool) {
	for _, i := range holidaysBy[text[at]|0x20] {
		if stop, ok := sameWords(text[:end], at, holidays[i].name); ok {
			return i, stop, true
		}
	}
	return 0, 0, false
}

// sameWords compares without regard to case, to the form of apostrophes and
// to how words are set apart. A name of one word needs a capital, or "good
// friday" and "epiphany" would be days in any story; one of several does not.
func sameWords(text string, at int, name string) (int, bool) {
	i := at
	for k := 0; k < len(name); k++ {
		if i >= len(text) {
			return 0, false
		}
		switch c := name[k]; {
		case c == '\'' && strings.HasPrefix(text[i:], "’"):
			i += len("’")
		case c == ' ' && class[text[i]] == blank:
			for i < len(text) && class[text[i]] == blank && i-at < 2*len(name) {
				i++
			}
		case text[i] == c, c >= 'a' && text[i]|0x20 == c:
			i++
		default:
			return 0, false
		}
	}
	if i < len(text) && (class[text[i]] == letter || class[text[i]] == digit) {
		return 0, false
	}
	return i, true
}
