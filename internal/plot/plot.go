// Package plot draws how many statements were made when: as lines of a
// terminal and as SVG.
//
// In: counts by day, month or year, which may have gaps, in one row or in
// several that share both axes. Out: a few lines of block characters (or plain
// ASCII), or a picture that stands alone, without scripts and references. Both
// have bars, axes with round numbers, and nothing else. Where there are more
// periods than room, one bar holds several of them.
//
// Names and titles are drawn as they come: a terminal wants them free of
// control characters. Everything is a pure function of the chart.
package plot

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"quoth/news"
)

// A Chart is rows of bars above each other.
type Chart struct {
	Title  string
	Period news.Period // what the keys of counts are
	Rows   []Row
}

// A Row is one series of bars. The keys of its counts are days, months or
// years in ISO 8601, in any order; others are left out.
type Row struct {
	Name   string // "" for a chart's only row
	Counts []news.Count
}

// Empty reports whether there is nothing to draw.
func (c Chart) Empty() bool {
	_, ok := c.layout(1)
	return !ok
}

// Describe tells in words what the chart shows.
func (c Chart) Describe() string {
	l, ok := c.layout(unlimited)
	if !ok {
		return "No dated statements."
	}
	var rows []string
	for _, r := range c.Rows {
		total, most, when := 0, 0, 0
		for at, n := range r.counts(c.Period) {
			if total += n; n > most || n == most && at < when {
				most, when = n, at
			}
		}
		text := fmt.Sprintf("%s in all", Grouped(total))
		if most > 0 {
			on := "in"
			if c.Period == news.Daily {
				on = "on"
			}
			text += fmt.Sprintf(", most %s %s (%s)", on, name(c.Period, when), Grouped(most))
		}
		if r.Name != "" {
			text = r.Name + ": " + text
		}
		rows = append(rows, text)
	}
	return fmt.Sprintf("Statements by %s, %s: %s.", c.Period, span(c.Period, l.first, l.first+l.periods-1), strings.Join(rows, "; "))
}

// counts maps the numbers of periods to those of statements.
func (r Row) counts(p news.Period) map[int]int {
	out := make(map[int]int, len(r.Counts))
	for _, c := range r.Counts {
		if at, ok := number(p, c.Key); ok && c.N > 0 {
			out[at] += c.N
		}
	}
	return out
}

// A layout is the axis of time, cut into columns, and the bars above it.
type layout struct {
	period  news.Period
	first   int // number of the first period
	periods int
	per     int // periods in a column
	columns int
	bars    [][]int // by row and column
	most    int     // the highest bar
}

const unlimited = math.MaxInt

// layout cuts the time of all rows into at most so many columns.
func (c Chart) layout(columns int) (layout, bool) {
	l := layout{period: c.Period}
	counts := make([]map[int]int, len(c.Rows))
	last, any := 0, false
	for i, r := range c.Rows {
		counts[i] = r.counts(c.Period)
		for at := range counts[i] {
			if !any || at < l.first {
				l.first = at
			}
			if !any || at > last {
				last = at
			}
			any = true
		}
	}
	if !any {
		return l, false
	}
	for _, l.per = range widths(c.Period) {
		if l.columns = last/l.per - l.first/l.per + 1; l.columns <= max(1, columns) {
			break
		}
	}
	l.periods = last - l.first + 1
	if columns == unlimited { // only the ends are asked for
		return l, true
	}
	l.first -= l.first % l.per
	for i := range counts {
		row := make([]int, l.columns)
		for at, n := range counts[i] {
			row[(at-l.first)/l.per] += n
		}
		l.bars = append(l.bars, row)
		l.most = max(l.most, slices.Max(row))
	}
	return l, true
}

// widths are the numbers of periods that may share a column: weeks, quarters,
// decades. The last ones hold all the time that a date can tell of.
func widths(p news.Period) []int {
	switch p {
	case news.Daily:
		return []int{1, 7, 14, 28, 56, 112, 364, 728, 3640, 36400, 364000, 5000000}
	case news.Monthly:
		return []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000, 150000}
	}
	return []int{1, 2, 5, 10, 20, 50, 100, 1000, 10000}
}

// name is what column i stands for: "October 2031".
func (l layout) name(i int) string {
	from := l.first + i*l.per
	return span(l.period, from, from+l.per-1)
}

// unit is what a column stands for, "" where that is the period itself.
func (l layout) unit() string {
	if l.per == 1 {
		return ""
	}
	if l.period == news.Daily && l.per%7 == 0 {
		if l.per == 7 {
			return "a week"
		}
		return Grouped(l.per/7) + " weeks"
	}
	if l.period == news.Monthly && l.per%12 == 0 {
		if l.per == 12 {
			return "a year"
		}
		return Grouped(l.per/12) + " years"
	}
	return Grouped(l.per) + " " + string(l.period) + "s"
}

// scale is the top of an axis that goes from 0 to most in about so many steps
// of a round number, and the step.
func scale(most, steps int, round []int) (top, step int) {
	step = max(1, (most+steps-1)/steps)
	for factor := 10; ; factor *= 10 { // tenths, so that 15 = 1.5 × 10 is there from 10 on
		for _, r := range round {
			if s := r * factor / 100; r*factor%100 == 0 && s >= step {
				return max(1, (most+s-1)/s) * s, s
			}
		}
	}
}

// Grouped writes 1234567 as 1,234,567.
func Grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
