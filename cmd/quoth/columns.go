package main

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"quoth/internal/tell"
	"quoth/news"
)

const (
	leastForTwo = 100 // columns of a screen on which two texts stand side by side
	widestPair  = 160
	seam        = " │ "
)

// A cell is one of two texts that stand side by side.
type cell struct {
	width int
	lines []line
}

// add wraps a paragraph behind some columns.
func (c *cell) add(indent int, texts ...styled) {
	for _, l := range wrap(texts, c.width-indent) {
		c.lines = append(c.lines, line{strings.Repeat(" ", indent) + l.text, indent + l.width})
	}
}

// pairWidth is that of each of two columns, 0 where the screen has no room
// for two.
func pairWidth(screenWidth int) int {
	if screenWidth < leastForTwo {
		return 0
	}
	return (min(screenWidth, widestPair) - 3) / 2
}

// beside prints two cells side by side.
func (f *textFormat) beside(b *bytes.Buffer, left, right cell) {
	var seamed bytes.Buffer
	paint(&seamed, strings.TrimRight(seam, " "), f.style.quiet)
	for i := range max(len(left.lines), len(right.lines)) {
		used := 0
		if i < len(left.lines) {
			b.WriteString(left.lines[i].text)
			used = left.lines[i].width
		}
		b.WriteString(strings.Repeat(" ", max(0, left.width-used)))
		b.Write(seamed.Bytes())
		if i < len(right.lines) && right.lines[i].text != "" {
			b.WriteByte(' ')
			b.WriteString(right.lines[i].text)
		}
		b.WriteByte('\n')
	}
}

// rightToLeft reports whether a statement has words that a terminal may print
// from the right, and with them whatever stands in the same line.
func rightToLeft(entries ...*news.Entry) bool {
	return slices.ContainsFunc(entries, func(e *news.Entry) bool {
		if e == nil {
			return false
		}
		for _, p := range []news.Part{e.Source, e.Cue, e.Content} {
			shown, _, _ := excerpt(e.Article.Text, p, -1) // a text begins as it goes on
			for _, s := range shown {
				if strings.ContainsFunc(cutText(e.Article.Text, s), fromRight) {
					return true
				}
			}
		}
		name := tell.Called(e.Speaker)
		return strings.ContainsFunc(name+e.Article.Title+e.Article.Outlet, fromRight)
	})
}

func fromRight(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}
