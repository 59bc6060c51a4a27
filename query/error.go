package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// An Error is what keeps a text from being a query.
type Error struct {
	Query   string
	Span    Span   // the bytes at fault; empty where something is missing
	Rune    int    // code points in front of them
	Problem string // what is wrong: unknown field "bye:"
	Advice  string // what to do: did you mean by:?
}

func newError(text string, at Span, problem, advice string) *Error {
	return &Error{Query: text, Span: at, Rune: utf8.RuneCountInString(text[:at.Start]), Problem: problem, Advice: advice}
}

// Error is one line; it counts characters from 1.
func (e *Error) Error() string {
	return fmt.Sprintf("character %d: %s; %s", e.Rune+1, e.Problem, e.Advice)
}

// Caret draws the query in one line and, in a second one, a caret under the
// first character at fault and tildes under the others:
//
//	bye:Reyes
//	^~~~
//
// A long query is cut on both sides. Line breaks and control characters are
// drawn as blanks.
func (e *Error) Caret() string {
	front, fault, back := drawn(e.Query[:e.Span.Start]), drawn(e.Query[e.Span.Start:e.Span.End]), drawn(e.Query[e.Span.End:])
	const (
		room   = 72 // columns
		before = 32 // of them in front of the fault, if the query is cut
	)
	if uniseg.StringWidth(front+fault+back) > room {
		front = lastColumns(front, before)
		fault = firstColumns(fault, room-uniseg.StringWidth(front))
		back = firstColumns(back, room-uniseg.StringWidth(front+fault))
	}
	tildes := strings.Repeat("~", max(0, uniseg.StringWidth(fault)-1))
	return strings.TrimRight(front+fault+back, " ") + "\n" + strings.Repeat(" ", uniseg.StringWidth(front)) + "^" + tildes
}

// drawn is text as a terminal can show it in one line.
func drawn(text string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, text)
}

// firstColumns cuts the end of text.
func firstColumns(text string, columns int) string {
	if uniseg.StringWidth(text) <= columns {
		return text
	}
	if columns < 1 {
		return ""
	}
	var kept strings.Builder
	for g := uniseg.NewGraphemes(text); g.Next(); {
		if columns -= g.Width(); columns < 1 { // one column is for the dots
			break
		}
		kept.WriteString(g.Str())
	}
	return kept.String() + "…"
}

// lastColumns cuts the beginning of text.
func lastColumns(text string, columns int) string {
	width := uniseg.StringWidth(text)
	if width <= columns {
		return text
	}
	cut := 0
	for g := uniseg.NewGraphemes(text); g.Next() && width > columns-1; {
		width -= g.Width()
		_, cut = g.Positions()
	}
	return "…" + text[cut:]
}
