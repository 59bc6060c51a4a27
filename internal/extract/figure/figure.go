// Package figure finds the numbers that a text states: how many, how much, how
// long, and within which bounds.
//
// In: the article's text. Out: its figures, with exact decimals as bounds and
// the name of what is counted or measured. Dates, times of day, names with
// numbers in them ("Boeing 767", "Article 16") and scores are left out.
// Bounds follow the conventions of our labels: "over" and "at least" leave the
// upper bound open, "up to" and "under" begin at nought, "about" and "nearly"
// take the number as it stands, "hundreds" are two hundred or more.
package figure

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// Find returns the figures of a text in order; none overlaps another. It reads
// the text once, in linear time, in sections of a line or less.
func Find(text string) []news.Figure {
	f := finder{text: text, names: map[string]bool{}}
	for from := 0; from < len(text); {
		to := sectionEnd(text, from)
		f.words, f.free, f.date = split(f.words[:0], text, from, to), 0, -1
		for i := 0; i < len(f.words); {
			if w := f.words[i]; w.numeral == nil && w.kind != digits && (w.kind == letters || w.end-w.start == 1) {
				i++
			} else {
				i = max(f.figureAt(i), i+1)
			}
		}
		from = to
	}
	return f.found
}

// Within returns the figures that a statement's content states: those that lie
// in it. What a statement inside it states, it states as well. Where content
// begins or ends inside a figure ("at least" belongs to the cue), the figure is
// what content says by itself.
func Within(text string, all []news.Figure, content news.Part) []news.Figure {
	var out []news.Figure
	for _, c := range content {
		first := sort.Search(len(all), func(i int) bool { return all[i].Span.End > c.Start })
		for _, g := range all[first:] {
			if g.Span.Start >= c.End {
				break
			}
			if c.Contains(g.Span) {
				out = append(out, g)
				continue
			}
			from, to := max(g.Span.Start, c.Start), min(g.Span.End, c.End)
			for _, part := range Find(text[from:to]) {
				part.Span.Start += from
				part.Span.End += from
				part.Unit = g.Unit
				out = append(out, part)
			}
		}
	}
	return out
}

// sectionEnd cuts the text after a line, or after a blank in a very long one.
func sectionEnd(text string, from int) int {
	const longest = 1 << 16
	to := len(text)
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		to = from + i + 1
	}
	if to-from <= longest {
		return to
	}
	to = from + longest
	if i := strings.LastIndexByte(text[from:to], ' '); i >= 0 {
		return from + i + 1
	}
	for !utf8.RuneStart(text[to]) && to > from+1 {
		to--
	}
	return to
}

// A finder reads one section at a time.
type finder struct {
	text  string
	words []word
	free  int             // words before this one belong to figures found
	date  int             // the word after the last date, or -1
	names map[string]bool // numbers that were names: "767" after "Boeing 767"
	found []news.Figure
}

// at returns a word, or an empty one outside the section.
func (f *finder) at(i int) word {
	if i < 0 || i >= len(f.words) {
		return word{}
	}
	return f.words[i]
}

func (f *finder) word(i int) string {
	w := f.at(i)
	return f.text[w.start:w.end]
}

func (f *finder) lower(i int) string { return strings.ToLower(f.word(i)) }

// is compares a word, whatever its case.
func (f *finder) is(i int, s string) bool {
	w := f.word(i)
	return len(w) == len(s) && strings.EqualFold(w, s)
}

// gap reports whether something blank stands between word i and the next.
func (f *finder) gap(i int) bool {
	return i < 0 || i+1 >= len(f.words) || f.words[i].end < f.words[i+1].start
}

func (f *finder) hyphen(i int) bool {
	switch f.word(i) {
	case "-", "‑", "‐":
		return true
	}
	return false
}

// overHyphen passes a hyphen that joins word i-1 to the word after it.
func (f *finder) overHyphen(i int) int {
	if f.hyphen(i) && !f.gap(i-1) && !f.gap(i) {
		return i + 1
	}
	return i
}

// backHyphen is overHyphen towards the front.
func (f *finder) backHyphen(i int) int {
	if f.hyphen(i) && !f.gap(i-1) && !f.gap(i) {
		return i - 1
	}
	return i
}

// starts reports whether a word is the first of its sentence or clause in
// quotation marks.
func (f *finder) starts(i int) bool {
	if i <= 0 {
		return true
	}
	w := f.at(i - 1)
	if w.kind != sign {
		return false
	}
	switch f.word(i - 1) {
	case ",", "-", "’", "'", "$", "£", "€", "&", "/", ")", "%":
		return false
	}
	return true
}

func (f *finder) capital(i int) bool {
	w := f.at(i)
	if w.kind != letters || w.end == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.text[w.start:w.end])
	return unicode.IsUpper(r)
}
