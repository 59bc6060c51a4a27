// Package query is the language in which a record is asked: words, fields, and,
// or, not, brackets. The library takes it and all commands share it;
// docs/query.md explains it to those who type it.
//
// In: a line of text. Out: a Query, a tree of plain types that a store turns
// into its own language with one type switch, or an *Error that points at the
// character. The package knows no store. What a query means is written down
// as code all the same: Match asks it of one statement in memory, and stores
// are tested against it.
package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a query. They leave room for any question a person types, and keep
// what a stranger sends to a server small.
const (
	MaxLength = 4096 // bytes, as typed and in canonical form
	MaxDepth  = 32   // brackets and nots inside each other
	MaxTerms  = 256  // words, phrases and values of fields
)

// A Query is a question: which statements, in which order.
type Query struct {
	Where Expr  // nil: every statement
	Sort  Order // "" where the query does not say
}

// Order is how the statements found are sorted.
type Order string

// The orders of statements.
const (
	Newest    Order = "newest"
	Oldest    Order = "oldest"
	Relevance Order = "relevance" // how well the content answers the words
)

// Order is the query's own, else relevance where it looks for words in
// content, else newest first.
func (q Query) Order() Order {
	if q.Sort != "" {
		return q.Sort
	}
	if looksForWords(q.Where) {
		return Relevance
	}
	return Newest
}

// looksForWords reports whether e can be satisfied by words in content. Words
// that are to be absent rank nothing.
func looksForWords(e Expr) bool {
	switch e := e.(type) {
	case And:
		return anyLooksForWords(e.Of)
	case Or:
		return anyLooksForWords(e.Of)
	case Phrase:
		return e.Field == Content
	}
	return false
}

func anyLooksForWords(of []Expr) bool {
	for _, e := range of {
		if looksForWords(e) {
			return true
		}
	}
	return false
}

// Parse reads a query. An error is an *Error. An empty text is the query for
// everything.
func Parse(text string) (Query, error) {
	if err := readable(text); err != nil {
		return Query{}, err
	}
	tokens, err := scan(text)
	if err != nil {
		return Query{}, err
	}
	p := parser{text: text, tokens: tokens}
	where, err := p.query()
	if err != nil {
		return Query{}, err
	}
	if where == nil && p.sort == "" && strings.ContainsFunc(text, visible) {
		return Query{}, p.fail(Span{0, len(text)}, "there is no word to look for", "use letters or digits, or leave the query empty to find everything")
	}
	q := Query{Where: onFigures(where), Sort: p.sort}
	// "1tn" and by:(a and b) grow when they are written out.
	if n := len(q.String()); n > MaxLength {
		return Query{}, p.fail(Span{0, len(text)}, fmt.Sprintf("written out in full, this query has %d bytes", n), tooLong)
	}
	return q, nil
}

func visible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

var tooLong = fmt.Sprintf("ask for less at once: a query has at most %d", MaxLength)

// readable refuses what cannot be a query before anything is read.
func readable(text string) error {
	if len(text) > MaxLength {
		return newError(text, Span{MaxLength, len(text)}, fmt.Sprintf("this query has %d bytes", len(text)), tooLong)
	}
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			return newError(text, Span{i, i + 1}, "this is not text in UTF-8", "type the character again")
		}
	}
	return nil
}
