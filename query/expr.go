package query

import "iter"

// An Expr is a condition on a statement: And, Or, Not, Phrase, Choice, Dated,
// Number or OneFigure, each as a plain value.
type Expr interface {
	// Position is where the query says so, with the field and its brackets.
	Position() Span
	expr()
}

// A Span is a half-open range of bytes of the query's text.
type Span struct{ Start, End int }

// Position makes whatever embeds a Span know its place.
func (s Span) Position() Span { return s }

// And holds where all of its conditions hold. Those that Parse returns have
// two or more, none of them an And.
type And struct {
	Of []Expr
	Span
}

// Or holds where one of its conditions holds. Those that Parse returns have
// two or more, none of them an Or.
type Or struct {
	Of []Expr
	Span
}

// Not holds where its condition does not.
type Not struct {
	Of Expr
	Span
}

// A Phrase holds where its words stand in a row in what the field names. One
// word is a phrase too. Field is Content, By, About, Through, Outlet, Role or,
// inside OneFigure, Unit.
type Phrase struct {
	Field  Field
	Text   string // as typed, without marks around it; Words(Text) is never empty
	Prefix bool   // the last word may go on: ferr*
	Span
}

// A Choice holds where a field has one of its few values. Field is Form, Mode,
// Kind, Polarity, Is or Has; Describe(Field) lists the values.
type Choice struct {
	Field Field
	Value string
	Span
}

// A Dated holds where a statement can have been made on or after the first day
// of its date (From), or on or before the last (To). A statement is as old as
// the words that date it, else as its article.
type Dated struct {
	Field Field
	Date  Date
	Span
}

// A Number holds for a number between Low and High; an empty one is an open
// bound. Field is Confidence or, inside OneFigure, Figure.
type Number struct {
	Field     Field
	Low, High Decimal
	Strict    bool // the bounds themselves do not count: > and <, but not ..
	Span
}

// OneFigure holds where one figure of the statement satisfies Of, which is made
// of Number, Phrase, And, Or and Not only. Those that Parse returns are as wide
// as they can be, so that figure:>1m unit:dollars asks for one amount rather
// than for a crowd and a price.
type OneFigure struct {
	Of Expr
	Span
}

// at is e with another position.
func at(s Span, e Expr) Expr {
	switch e := e.(type) {
	case And:
		e.Span = s
		return e
	case Or:
		e.Span = s
		return e
	case Not:
		e.Span = s
		return e
	case Phrase:
		e.Span = s
		return e
	case Choice:
		e.Span = s
		return e
	case Dated:
		e.Span = s
		return e
	case Number:
		e.Span = s
		return e
	}
	return e
}

func (And) expr()       {}
func (Or) expr()        {}
func (Not) expr()       {}
func (Phrase) expr()    {}
func (Choice) expr()    {}
func (Dated) expr()     {}
func (Number) expr()    {}
func (OneFigure) expr() {}

// All yields e and every condition inside it, in the order of the text, each
// before its parts. It yields nothing for nil.
func All(e Expr) iter.Seq[Expr] {
	return func(yield func(Expr) bool) { walk(e, yield) }
}

func walk(e Expr, yield func(Expr) bool) bool {
	if e == nil {
		return true
	}
	if !yield(e) {
		return false
	}
	var parts []Expr
	switch e := e.(type) {
	case And:
		parts = e.Of
	case Or:
		parts = e.Of
	case Not:
		parts = []Expr{e.Of}
	case OneFigure:
		parts = []Expr{e.Of}
	}
	for _, part := range parts {
		if !walk(part, yield) {
			return false
		}
	}
	return true
}
