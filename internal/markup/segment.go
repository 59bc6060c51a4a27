// Package markup lays an article's text out for a reader: in paragraphs, and in
// stretches that are source, cue, content, date or figure of one statement or of
// several.
//
// In: an article with its statements. Out: ranges of its text that together are
// all of it.
package markup

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// A Role is what a stretch of text is to a statement.
type Role int

// The roles, in the order in which they hide each other.
const (
	Content Role = iota
	Figure
	Date
	Cue
	Source
	Mention // of a speaker, not of a statement
)

// String is the word for it: "content".
func (r Role) String() string { return roleNames[r] }

var roleNames = [...]string{Content: "content", Figure: "figure", Date: "date", Cue: "cue", Source: "source", Mention: "mention"}

// A Mark is one role of a stretch of text in one statement.
type Mark struct {
	Of   int // index into Article.Statements, for a mention into Article.Speakers
	Role Role
}

// A Segment is a stretch of text within which no statement begins or ends.
type Segment struct {
	Start, End int
	Marks      []Mark
}

// Segments cuts all of the text at every border of every span, so that spans
// may overlap, nest and be shared in any way. Spans are taken to the borders of
// characters, and what lies outside the text is left out.
func Segments(a news.Article) []Segment {
	type event struct {
		at   int
		open bool
		mark Mark
	}
	var events []event
	add := func(of int, as Role, spans ...news.Span) {
		for _, span := range spans {
			start, end := CharStart(a.Text, span.Start), CharStart(a.Text, span.End)
			if start < end {
				events = append(events, event{start, true, Mark{of, as}}, event{end, false, Mark{of, as}})
			}
		}
	}
	for i, s := range a.Statements {
		add(i, Content, s.Content...)
		add(i, Cue, s.Cue...)
		add(i, Source, s.Source...)
		if s.SaidOn != nil {
			add(i, Date, s.SaidOn.Span)
		}
		for _, g := range s.Figures {
			add(i, Figure, g.Span)
		}
	}
	for i, s := range a.Speakers {
		for _, m := range s.Mentions {
			add(i, Mention, m.Span)
		}
	}
	slices.SortFunc(events, func(a, b event) int { return a.at - b.at })
	var out []Segment
	open := map[Mark]int{} // how many spans of this mark are open
	at := 0
	cut := func(to int) {
		if to <= at {
			return
		}
		s := Segment{Start: at, End: to}
		for m := range open {
			s.Marks = append(s.Marks, m)
		}
		slices.SortFunc(s.Marks, func(a, b Mark) int {
			return cmp.Or(cmp.Compare(a.Of, b.Of), cmp.Compare(a.Role, b.Role))
		})
		out = append(out, s)
		at = to
	}
	for _, e := range events {
		cut(e.at)
		if e.open {
			open[e.mark]++
		} else if open[e.mark]--; open[e.mark] == 0 {
			delete(open, e.mark)
		}
	}
	cut(len(a.Text))
	return out
}

// CharStart is the nearest offset at or before at where a character starts. A
// line end of two characters is one: cut in two, HTML would read two of them.
func CharStart(text string, at int) int {
	at = max(0, min(at, len(text)))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	if at > 0 && at < len(text) && text[at-1] == '\r' && text[at] == '\n' {
		at--
	}
	return at
}

// Within returns the parts of segments, in text order, that lie inside span.
func Within(all []Segment, span news.Span) []Segment {
	first, _ := slices.BinarySearchFunc(all, span.Start, func(s Segment, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	var out []Segment
	for _, s := range all[first:] {
		if s.Start >= span.End {
			break
		}
		s.Start, s.End = max(s.Start, span.Start), min(s.End, span.End)
		out = append(out, s)
	}
	return out
}

// Foremost returns the statements that a reader who points at the segment
// means: those whose source, cue or date it is, else those whose content it is
// and which lie deepest inside others.
func (s Segment) Foremost(depth []int) []int {
	var out []int
	add := func(i int) {
		if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	for _, m := range s.Marks {
		if m.Role == Source || m.Role == Cue || m.Role == Date {
			add(m.Of)
		}
	}
	if len(out) > 0 {
		return out
	}
	deepest := 0
	for _, m := range s.Marks {
		if m.Role == Content {
			deepest = max(deepest, depth[m.Of])
		}
	}
	for _, m := range s.Marks {
		if m.Role == Content && depth[m.Of] == deepest {
			add(m.Of)
		}
	}
	return out
}

// Paragraphs returns the paragraphs of text, without the blanks around them:
// each line is one, but the lines of a block which was wrapped to a fixed
// width, as in mail and agency wires, are one together.
func Paragraphs(text string) []news.Span {
	var out, block []news.Span
	flush := func() {
		if filled(text, block) {
			block = []news.Span{{Start: block[0].Start, End: block[len(block)-1].End}}
		}
		out = append(out, block...)
		block = nil
	}
	for at := 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		if words := strings.TrimFunc(line, unseen); words == "" {
			flush()
		} else {
			start := at + strings.Index(line, words)
			block = append(block, news.Span{Start: start, End: start + len(words)})
		}
		at += len(line) + 1
	}
	flush()
	return out
}

// unseen holds for what takes no ink; some pages put nothing else in a line.
func unseen(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }

// filled reports whether every line but the last is about as long as a line
// of wrapped text.
func filled(text string, lines []news.Span) bool {
	const narrowest, widest = 50, 110
	if len(lines) < 2 {
		return false
	}
	for _, l := range lines[:len(lines)-1] {
		if n := utf8.RuneCountInString(text[l.Start:l.End]); n < narrowest || n > widest {
			return false
		}
	}
	return true
}

// Class lists the roles of a segment, as classes of HTML: "content cue d2". d2
// and d3 tell that it lies in two contents, or in more.
func (s Segment) Class() string {
	var has [Mention]bool
	contents := 0
	for _, m := range s.Marks {
		if m.Role == Mention {
			continue
		}
		has[m.Role] = true
		if m.Role == Content {
			contents++
		}
	}
	var names []string
	for r := range has {
		if has[r] {
			names = append(names, Role(r).String())
		}
	}
	if contents > 1 {
		names = append(names, fmt.Sprintf("d%d", min(contents, 3)))
	}
	return strings.Join(names, " ")
}
