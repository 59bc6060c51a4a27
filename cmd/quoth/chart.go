package main

import (
	"bytes"
	"strings"

	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
)

// chart prints how many statements were made when.
func (f *textFormat) chart(b *bytes.Buffer, indent int, c plot.Chart, height int) {
	signs := plot.Blocks
	if f.ascii {
		signs = plot.ASCII
	}
	for i := range c.Rows {
		c.Rows[i].Name = shorten(tell.Line(c.Rows[i].Name), f.width-indent)
	}
	lines, column := c.Lines(f.width-indent, height, signs)
	for i, l := range lines {
		axis, bars := l.Axis, l.Bars
		if i == len(lines)-1 || bars == "" {
			axis = strings.TrimRight(axis, " ")
		}
		if axis == "" && bars == "" {
			continue
		}
		b.WriteString(strings.Repeat(" ", indent))
		paint(b, axis, f.style.quiet)
		if bars != "" {
			paint(b, bars, f.style.bar)
		}
		b.WriteByte('\n')
	}
	if column != "" {
		f.paragraph(b, indent, styled{"[a column is " + column + "]", f.style.quiet})
	}
}

// months is a chart of statements by month.
func months(rows ...plot.Row) plot.Chart { return plot.Chart{Period: news.Monthly, Rows: rows} }

// shorten cuts a line to so many columns.
func shorten(text string, columns int) string {
	if lines := breakLines(text, max(1, columns-1)); len(lines) > 1 {
		return text[:lines[0][1]] + "…"
	}
	return text
}
