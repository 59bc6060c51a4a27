package plot

import (
	"strings"
)

// A Line of a terminal: first what belongs to an axis, then bars.
type Line struct{ Axis, Bars string }

// Signs are the characters that a chart is drawn with.
type Signs struct {
	eighths                          []rune // from an empty cell to a full one
	side, mark, corner, along, cross string
}

// Blocks divide a cell into eighths. ASCII is for terminals without them.
var (
	Blocks = Signs{[]rune(" ▁▂▃▄▅▆▇█"), "│", "┤", "└", "─", "┬"}
	ASCII  = Signs{[]rune(" ....####"), "|", "|", "+", "-", "+"}
)

const (
	widestSlot = 6 // columns from one bar to the next
	leastPlot  = 8
)

// Lines draws the chart for a terminal, no line wider than width as long as
// the names of rows are not; each row of bars is height lines high. Column is
// what a bar stands for where that is more than a period: "3 months". A chart
// without anything to draw has no lines.
func (c Chart) Lines(width, height int, signs Signs) (lines []Line, column string) {
	height = max(1, height)
	label := 1
	l, ok := c.layout(width)
	if !ok {
		return nil, ""
	}
	for range 2 { // a column that holds more periods may need a wider label
		top, _ := scale(l.most, 2, roundForFew)
		label = len(Grouped(top))
		l, _ = c.layout(max(leastPlot, width-label-2))
	}
	top, step := scale(l.most, 2, roundForFew)
	label = max(label, len(Grouped(top)))
	slot := max(1, min(widestSlot, (width-label-2)/l.columns))

	for i, r := range c.Rows {
		if r.Name != "" {
			lines = append(lines, Line{Axis: r.Name})
		}
		marks := make([]string, height+1)
		for v := 0; v <= top; v += step {
			marks[height-(v*height+top/2)/top] = Grouped(v)
		}
		for line := range height {
			sign := signs.mark
			if marks[line] == "" {
				sign = signs.side
			}
			lines = append(lines, Line{
				Axis: strings.Repeat(" ", label-len(marks[line])) + marks[line] + " " + sign,
				Bars: strings.TrimRight(barsAt(l.bars[i], height-line-1, height, top, slot, signs), " "),
			})
		}
		if i < len(c.Rows)-1 {
			base := strings.Repeat(" ", label-1) + "0 " + signs.corner + strings.Repeat(signs.along, slot*l.columns)
			lines = append(lines, Line{Axis: base})
		}
	}
	ticks := l.ticks(func(text string) int { return (len(text) + slot) / slot })
	base, labels := l.axis(ticks, slot, width-label-2, signs)
	indent := strings.Repeat(" ", label-1)
	lines = append(lines, Line{Axis: indent + "0 " + signs.corner + base}, Line{Axis: indent + "   " + labels})
	return lines, l.unit()
}

// roundForFew are the steps of an axis with few of them, in tenths.
var roundForFew = []int{10, 15, 20, 30, 40, 50, 60, 80}

// barsAt draws one line of bars: the cells that are level cells above the
// ground. A bar that counts anything is seen.
func barsAt(bars []int, level, height, top, slot int, signs Signs) string {
	thick := max(1, slot-1)
	var b strings.Builder
	for _, n := range bars {
		eighths := (n*height*8 + top/2) / top
		if n > 0 {
			eighths = max(1, eighths)
		}
		sign := signs.eighths[max(0, min(8, eighths-8*level))]
		b.WriteString(strings.Repeat(string(sign), thick))
		b.WriteString(strings.Repeat(" ", slot-thick))
	}
	return b.String()
}

// axis draws the ground and the labels below it.
func (l layout) axis(ticks []tick, slot, width int, signs Signs) (ground, labels string) {
	cells := make([]string, slot*l.columns)
	for i := range cells {
		cells[i] = signs.along
	}
	for _, t := range ticks {
		at := t.column * slot
		cells[at] = signs.cross
		if at+len(t.label) > width {
			continue
		}
		labels += strings.Repeat(" ", at-len(labels)) + t.label
	}
	return strings.Join(cells, ""), labels
}
