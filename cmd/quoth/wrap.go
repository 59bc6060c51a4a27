package main

import (
	"bytes"
	"strings"

	"github.com/rivo/uniseg"
)

// breakLines cuts text, which is one line, into the byte ranges of lines at
// most width columns wide, at the places where Unicode allows a break
// (UAX #14). A word wider than a whole line is cut between characters.
func breakLines(text string, width int) [][2]int {
	var lines [][2]int
	start, end := 0, 0 // of the line so far; end leaves out trailing blanks
	column := 0        // behind end and its trailing blanks
	next := func(at int) {
		lines = append(lines, [2]int{start, end})
		start, end, column = at, at, 0
	}
	at, state := 0, -1
	for rest := text; rest != ""; {
		var segment string
		segment, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		word := strings.TrimRight(segment, " ")
		wide := uniseg.StringWidth(word)
		if column > 0 && column+wide > width {
			next(at)
		}
		if wide <= width {
			column += wide
			end = at + len(word)
		} else {
			clusters := -1
			for word != "" {
				var cluster string
				cluster, word, wide, clusters = uniseg.FirstGraphemeClusterInString(word, clusters)
				if column > 0 && column+wide > width {
					next(end)
				}
				column += wide
				end += len(cluster)
			}
		}
		at += len(segment)
		column += at - end
	}
	return append(lines, [2]int{start, end})
}

// A line is one of a paragraph, painted.
type line struct {
	text  string
	width int // in columns
}

// wrap breaks texts, which are one line, into lines of at most width columns.
func wrap(texts []styled, width int) []line {
	var all strings.Builder
	for _, t := range texts {
		all.WriteString(t.text)
	}
	var out []line
	var b bytes.Buffer
	first, before := 0, 0 // the text in which a line begins, and where that text does
	for _, bounds := range breakLines(all.String(), width) {
		b.Reset()
		for first < len(texts) && before+len(texts[first].text) <= bounds[0] {
			before += len(texts[first].text)
			first++
		}
		at := before
		for _, t := range texts[first:] {
			from, to := max(bounds[0], at), min(bounds[1], at+len(t.text))
			if from < to {
				paint(&b, t.text[from-at:to-at], t.style)
			}
			if at += len(t.text); at >= bounds[1] {
				break
			}
		}
		out = append(out, line{b.String(), uniseg.StringWidth(all.String()[bounds[0]:bounds[1]])})
	}
	return out
}
