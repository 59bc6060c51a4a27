package plot

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// The measures of a picture, in its own units, which are pixels where it is
// not scaled.
const (
	picture    = 800 // its width
	rowHeight  = 320 // its height, with one row; with more, each has less
	nextHeight = 190
	headHeight = 34 // of the title, and of the name of a row
	footHeight = 34
	rightEdge  = 36
	letter     = 7.2 // wide at 13 pixels
	mostBars   = 180
	widestBar  = 44.0
)

// style is plain CSS that every viewer knows; the classes have a prefix, since
// a picture may be put into a page. The colours are those of quoth's pages.
const style = `.quoth-paper{fill:#fbfaf6}.quoth-ink{fill:#1e1d1a}.quoth-muted{fill:#625d54}.quoth-bar{fill:#1d3f94}.quoth-bar:hover{fill:#8f3a00}.quoth-grid{stroke:#ddd8cc}.quoth-ground{stroke:#625d54}` +
	`@media (prefers-color-scheme:dark){.quoth-paper{fill:#17181a}.quoth-ink{fill:#e7e4dc}.quoth-muted{fill:#a8a398}.quoth-bar{fill:#a5bdff}.quoth-bar:hover{fill:#f2ae72}.quoth-grid{stroke:#3a3b3e}.quoth-ground{stroke:#a8a398}}`

// SVG draws the chart as a picture of 800 by 320 that needs nothing but
// itself; more rows make it higher. It has a title and a description for those
// who do not see it, and each bar tells its dates and its count.
func (c Chart) SVG() []byte {
	p := &svg{}
	height := rowHeight
	if len(c.Rows) > 1 {
		height = headHeight + nextHeight*len(c.Rows) + footHeight
	}
	p.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="quoth-title quoth-desc" font-family="system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', Arial, sans-serif" font-size="13">`+"\n",
		picture, height, picture, height)
	p.printf("<title id=\"quoth-title\">%s</title>\n<desc id=\"quoth-desc\">%s</desc>\n", escaped(c.Title), escaped(c.Describe()))
	p.printf("<style>%s</style>\n", style)
	p.printf(`<rect class="quoth-paper" width="%d" height="%d"/>`+"\n", picture, height)
	p.text("quoth-ink", 16, 23, "start", ` font-size="15" font-weight="600"`, cut(c.Title, 84))
	l, ok := c.layout(mostBars)
	if !ok {
		p.text("quoth-muted", picture/2, float64(height)/2, "middle", "", c.Describe())
		p.printf("</svg>\n")
		return p.Bytes()
	}
	if unit := l.unit(); unit != "" {
		p.text("quoth-muted", picture-rightEdge, 23, "end", "", "a bar: "+unit)
	}
	top, step := scale(l.most, 4, []int{10, 20, 50})
	left := 22 + letter*float64(len(Grouped(top)))
	for i, r := range c.Rows {
		from, to := headHeight+12., float64(height-footHeight)
		if len(c.Rows) > 1 {
			from = float64(headHeight + nextHeight*i + headHeight)
			to = float64(headHeight + nextHeight*(i+1) - 6)
			p.text("quoth-ink", left, from-12, "start", ` font-weight="600"`, cut(r.Name, 96))
		}
		p.row(l, l.bars[i], left, from, to, top, step)
		if i == len(c.Rows)-1 {
			p.time(l, left, to)
		}
	}
	p.printf("</svg>\n")
	return p.Bytes()
}

// svg is a picture as far as it is drawn.
type svg struct{ bytes.Buffer }

func (p *svg) printf(format string, values ...any) { fmt.Fprintf(p, format, values...) }

func (p *svg) text(class string, x, y float64, anchor, more, text string) {
	p.printf(`<text class="%s" x="%s" y="%s" text-anchor="%s"%s>%s</text>`+"\n", class, number1(x), number1(y), anchor, more, escaped(text))
}

// row draws one row of bars between two heights, with its grid.
func (p *svg) row(l layout, bars []int, left, from, to float64, top, step int) {
	right := float64(picture - rightEdge)
	for v := 0; v <= top; v += step {
		y := to - (to-from)*float64(v)/float64(top)
		if v > 0 {
			p.printf(`<path class="quoth-grid" d="M%s %sH%s"/>`+"\n", number1(left), number1(y), number1(right))
		}
		p.text("quoth-muted", left-8, y+4.5, "end", "", Grouped(v))
	}
	slot := l.slot(left)
	thick := min(widestBar, slot-max(slot*.18, .8))
	for i, n := range bars {
		if n == 0 {
			continue
		}
		high := max(1, (to-from)*float64(n)/float64(top))
		noun := "statements"
		if n == 1 {
			noun = "statement"
		}
		p.printf(`<rect class="quoth-bar" x="%s" y="%s" width="%s" height="%s"><title>%s: %s %s</title></rect>`+"\n",
			number1(left+(float64(i)+.5)*slot-thick/2), number1(to-high), number1(thick), number1(high), l.name(i), Grouped(n), noun)
	}
	p.printf(`<path class="quoth-ground" d="M%s %sH%s"/>`+"\n", number1(left), number1(to), number1(right))
}

// time draws the labels of the axis of time.
func (p *svg) time(l layout, left, ground float64) {
	slot := l.slot(left)
	for _, t := range l.ticks(func(text string) int { return int((letter*float64(len(text))+18)/slot) + 1 }) {
		x := left + (float64(t.column)+.5)*slot
		half := letter * float64(len(t.label)) / 2
		p.printf(`<path class="quoth-ground" d="M%s %sv5"/>`+"\n", number1(x), number1(ground))
		p.text("quoth-muted", min(max(x, half+2), picture-half-2), ground+20, "middle", "", t.label)
	}
}

// slot is the room of one bar.
func (l layout) slot(left float64) float64 { return (picture - rightEdge - left) / float64(l.columns) }

// number1 writes one decimal, where there is one.
func number1(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

// cut shortens text to so many columns.
func cut(text string, columns int) string {
	if uniseg.StringWidth(text) <= columns {
		return text
	}
	var b strings.Builder
	for g := uniseg.NewGraphemes(text); g.Next(); {
		if columns -= g.Width(); columns < 1 {
			break
		}
		b.WriteString(g.Str())
	}
	return b.String() + "…"
}

// escaped is text in XML, which has no way to write control characters.
func escaped(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
