package query

import (
	"fmt"
	"strings"
)

// A parser turns tokens into conditions by recursive descent. Its methods are
// the grammar:
//
//	either = all { "or" all }
//	all    = one { [ "and" ] one }
//	one    = ( "not" | "-" ) one | "(" either ")" | word | phrase | field ( word | phrase | "(" either ")" )
//
// Their argument is the field in whose brackets they are, else Content.
type parser struct {
	text   string
	tokens []token
	at     int
	depth  int // brackets and nots around the next token
	terms  int // so far
	sort   Order
}

func (p *parser) fail(at Span, problem, advice string) error {
	return newError(p.text, at, problem, advice)
}

// next is the token to be read. Punctuation that stands alone is nobody's
// word and passed over, but not among the values of a field, where a lone sign
// is a slip that would change the question.
func (p *parser) next(field Field) token {
	for field == Content && isPunctuation(p.tokens[p.at]) {
		p.at++
	}
	return p.tokens[p.at]
}

// query reads all there is. It returns nil for the query that asks nothing.
func (p *parser) query() (Expr, error) {
	e, err := p.either(Content)
	if err != nil {
		return nil, err
	}
	if t := p.next(Content); t.kind == closeBracket {
		return nil, p.fail(t.Span, "this bracket closes none", "leave it out, or open one in front")
	}
	return e, nil
}

// either returns nil if there was no term, or only a sort:.
func (p *parser) either(field Field) (Expr, error) {
	e, err := p.all(field)
	if err != nil {
		return nil, err
	}
	of := []Expr{e}
	for t := p.next(field); operator(t) == "or"; t = p.next(field) {
		if e == nil {
			return nil, p.lacks(t, "left")
		}
		p.at++
		if e, err = p.all(field); err != nil {
			return nil, err
		}
		if e == nil {
			return nil, p.lacks(t, "right")
		}
		of = append(of, e)
	}
	return or(of), nil
}

// all returns nil if there was no term, or only a sort:.
func (p *parser) all(field Field) (Expr, error) {
	var of []Expr
	for t := p.next(field); begins(t); t = p.next(field) {
		if operator(t) == "and" {
			return nil, p.lacks(t, "left")
		}
		e, err := p.one(field)
		if err != nil {
			return nil, err
		}
		if e != nil {
			of = append(of, e)
		}
		if t := p.next(field); operator(t) == "and" {
			p.at++
			if !begins(p.next(field)) {
				return nil, p.lacks(t, "right")
			}
		}
	}
	e := and(of)
	return e, p.contradiction(e)
}

// one returns nil for a sort:.
func (p *parser) one(field Field) (Expr, error) {
	t := p.next(field)
	p.at++
	switch number := p.next(field); {
	case t.kind == minus && takesNumber(field) && number.kind == bareWord: // figure:(-3 or 3), where the sign is the number's
		p.at++
		return p.leaf(field, token{bareWord, "-" + number.text, Span{t.Start, number.End}})
	case t.kind == minus || operator(t) == "not":
		return p.not(t, field)
	case t.kind == openBracket:
		return p.brackets(t, field)
	case t.kind != fieldName:
		return p.leaf(field, t)
	case field != Content:
		return nil, p.fail(t.Span, fmt.Sprintf("%s: stands inside the brackets of %s:", t.text, field), "close the brackets in front of it")
	}
	return p.field(t)
}

func (p *parser) not(t token, field Field) (Expr, error) {
	if !begins(p.next(field)) || operator(p.next(field)) == "and" {
		return nil, p.lacks(t, "right")
	}
	if err := p.deeper(t); err != nil {
		return nil, err
	}
	e, err := p.one(field)
	p.depth--
	if err != nil {
		return nil, err
	}
	if e == nil {
		return nil, p.fail(t.Span, "sort: is no condition that can be turned round", "write sort: without it")
	}
	return Not{e, Span{t.Start, e.Position().End}}, nil
}

// brackets reads what follows an opening bracket, and the closing one.
func (p *parser) brackets(opening token, field Field) (Expr, error) {
	if err := p.deeper(opening); err != nil {
		return nil, err
	}
	e, err := p.either(field)
	p.depth--
	if err != nil {
		return nil, err
	}
	closing := p.next(field)
	switch {
	case closing.kind != closeBracket:
		return nil, p.fail(opening.Span, "a bracket opens here and never closes", "add the closing bracket, or leave this one out")
	case e == nil:
		return nil, p.fail(Span{opening.Start, closing.End}, "nothing stands between these brackets", "fill them, or leave them out")
	}
	p.at++
	return at(Span{opening.Start, closing.End}, e), nil
}

// field reads what follows a field's name.
func (p *parser) field(name token) (Expr, error) {
	f := Field(name.text)
	t := p.next(f)
	var e Expr
	var err error
	switch {
	case t.kind == openBracket && f != Sort:
		p.at++
		e, err = p.brackets(t, f)
	case t.kind == inQuotes, t.kind == bareWord && operator(t) == "":
		p.at++
		e, err = p.leaf(f, t)
	default:
		err = p.fail(name.Span, fmt.Sprintf("%s: has no value", f), "write one behind it, as in "+describe(f).Example)
	}
	if err != nil || e == nil {
		return nil, err
	}
	return at(Span{name.Start, e.Position().End}, e), nil
}

// deeper counts a bracket or a not.
func (p *parser) deeper(t token) error {
	if p.depth++; p.depth > MaxDepth {
		return p.fail(t.Span, "brackets and nots stand too deep inside each other", fmt.Sprintf("go %d deep at most", MaxDepth))
	}
	return nil
}

func (p *parser) lacks(t token, side string) error {
	advice := "add a term"
	if t.kind == bareWord && len(Words(t.text)) > 0 {
		advice = "add a term, or put the word in quotation marks to look for it"
	}
	return p.fail(t.Span, fmt.Sprintf("%q has nothing on its %s", t.text, side), advice)
}

// contradiction refuses what no statement can be, since it is typed by those
// who mean "or", form:direct form:mixed, or who mix up the ends of a time,
// from:2026-04 to:2026-01.
func (p *parser) contradiction(e Expr) error {
	all, _ := e.(And)
	seen := map[Field]Choice{}
	ends := map[Field]Dated{}
	for _, e := range all.Of {
		if d, ok := e.(Dated); ok {
			ends[d.Field] = d
			from, to := ends[From], ends[To]
			if from.Field != "" && to.Field != "" && from.Date.First() > to.Date.Last() {
				return p.fail(d.Span, fmt.Sprintf("nothing is said from %s on and up to %s", from.Date, to.Date),
					fmt.Sprintf("write from:%s to:%s", to.Date, from.Date))
			}
		}
		c, ok := e.(Choice)
		if !ok || !one(c.Field) {
			continue
		}
		if first, ok := seen[c.Field]; ok && first.Value != c.Value {
			return p.fail(c.Span, fmt.Sprintf("a statement has one %s and cannot be %s and %s", c.Field, first.Value, c.Value),
				fmt.Sprintf("write %s:(%s or %s) for either", c.Field, first.Value, c.Value))
		}
		seen[c.Field] = c
	}
	return nil
}

// operator is "and", "or" or "not" if the token is one, else "".
func operator(t token) string {
	if t.kind != bareWord {
		return ""
	}
	return operators[fold(t.text)]
}

var operators = map[string]string{
	"and": "and", "&": "and", "&&": "and",
	"or": "or", "|": "or", "||": "or",
	"not": "not",
}

// begins reports whether the token can begin a term, or is an "and" in front of one.
func begins(t token) bool {
	return t.kind != theEnd && t.kind != closeBracket && operator(t) != "or"
}

func isPunctuation(t token) bool {
	return t.kind == bareWord && operator(t) == "" && !strings.Contains(t.text, "*") && len(Words(t.text)) == 0
}
