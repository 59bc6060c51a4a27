package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// A role is what a stretch of text is to a statement.
type role int

const (
	content role = iota
	figure
	date
	cue
	source
	mention // of a speaker, not of a statement
)

var roleNames = [...]string{content: "content", figure: "figure", date: "date", cue: "cue", source: "source", mention: "mention"}

// A mark is one role of a stretch of text in one statement.
type mark struct {
	of   int // index into Article.Statements, for a mention into Article.Speakers
	role role
}

// A segment is a stretch of text within which no statement begins or ends.
type segment struct {
	start, end int
	marks      []mark
}

// segments cuts all of the text at every border of every span, so that spans
// may overlap, nest and be shared in any way. Spans are taken to the borders of
// characters, and what lies outside the text is left out.
func segments(a news.Article) []segment {
	type event struct {
		at   int
		open bool
		mark mark
	}
	var events []event
	add := func(of int, as role, spans ...news.Span) {
		for _, span := range spans {
			start, end := charStart(a.Text, span.Start), charStart(a.Text, span.End)
			if start < end {
				events = append(events, event{start, true, mark{of, as}}, event{end, false, mark{of, as}})
			}
		}
	}
	for i, s := range a.Statements {
		add(i, content, s.Content...)
		add(i, cue, s.Cue...)
		add(i, source, s.Source...)
		if s.SaidOn != nil {
			add(i, date, s.SaidOn.Span)
		}
		for _, g := range s.Figures {
			add(i, figure, g.Span)
		}
	}
	for i, s := range a.Speakers {
		for _, m := range s.Mentions {
			add(i, mention, m.Span)
		}
	}
	slices.SortFunc(events, func(a, b event) int { return a.at - b.at })
	var out []segment
	open := map[mark]int{} // how many spans of this mark are open
	at := 0
	cut := func(to int) {
		if to <= at {
			return
		}
		s := segment{start: at, end: to}
		for m := range open {
			s.marks = append(s.marks, m)
		}
		slices.SortFunc(s.marks, func(a, b mark) int {
			return cmp.Or(cmp.Compare(a.of, b.of), cmp.Compare(a.role, b.role))
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

// charStart is the nearest offset at or before at where a character starts. A
// line end of two characters is one: cut in two, HTML would read two of them.
func charStart(text string, at int) int {
	at = max(0, min(at, len(text)))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	if at > 0 && at < len(text) && text[at-1] == '\r' && text[at] == '\n' {
		at--
	}
	return at
}

// within returns the parts of segments, in text order, that lie inside span.
func within(all []segment, span news.Span) []segment {
	first, _ := slices.BinarySearchFunc(all, span.Start, func(s segment, at int) int {
		if s.end <= at {
			return -1
		}
		return 1
	})
	var out []segment
	for _, s := range all[first:] {
		if s.start >= span.End {
			break
		}
		s.start, s.end = max(s.start, span.Start), min(s.end, span.End)
		out = append(out, s)
	}
	return out
}

// foremost returns the statements that a reader who points at the segment
// means: those whose source, cue or date it is, else those whose content it is
// and which lie deepest inside others.
func (s segment) foremost(depth []int) []int {
	var out []int
	add := func(i int) {
		if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	for _, m := range s.marks {
		if m.role == source || m.role == cue || m.role == date {
			add(m.of)
		}
	}
	if len(out) > 0 {
		return out
	}
	deepest := 0
	for _, m := range s.marks {
		if m.role == content {
			deepest = max(deepest, depth[m.of])
		}
	}
	for _, m := range s.marks {
		if m.role == content && depth[m.of] == deepest {
			add(m.of)
		}
	}
	return out
}

// paragraphs returns the paragraphs of text, without the blanks around them:
// each line is one, but the lines of a block which was wrapped to a fixed
// width, as in mail and agency wires, are one together.
func paragraphs(text string) []news.Span {
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
