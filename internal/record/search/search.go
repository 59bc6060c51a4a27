// Package search turns a query into what a database can answer.
//
// In: a query.Query, and who bears a name. Out: one full-text expression, one
// condition in SQL, and a range of ids, all of which a statement has to meet.
// Words, fields, and what never changes of a statement are terms of a table of
// words (term.go), so that a question with a dozen conditions is one walk
// through sorted lists; figures, dates, confidence and what later articles
// change are columns. The package decides nothing about order.
//
// The ids of statements begin with the day, last<<DayBits: a walk through the
// table of words backwards meets the newest first.
package search

import (
	"context"
	"fmt"
	"strings"

	"quoth/internal/record/store"
	"quoth/query"
)

// DayBits is how many bits of a statement's id stand below its day.
const DayBits = 24

// A Condition is what the statements s that a query finds have in common.
type Condition struct {
	Words     string // full-text expression; "" where the query has none
	Where     string // SQL on statement s; "" where there is nothing to ask
	Args      []any  // of Where, from $1
	Low, High int64  // s.id >= Low and s.id < High; High 0: no bound
	Outlet    bool   // whether it asks for an outlet
	Ranked    bool   // whether it has words of content to rank by
}

// Names tells which identities bear a name, in which words stand in a row; of
// more than limit it gives limit+1.
type Names func(ctx context.Context, e store.Expression, limit int) ([]int64, error)

// mostIdentities bounds how many identities become terms. More of them, as of
// by:j*, are looked up one statement after the other.
const mostIdentities = 300

// Compile turns a query into a condition. Longest is the longest interval of
// days in which a statement of the record may have been made.
func Compile(ctx context.Context, db *store.DB, q query.Query, names Names, longest int) (Condition, error) {
	c := &compiler{ctx: ctx, db: db, names: names}
	for e := range query.All(q.Where) {
		if p, ok := e.(query.Phrase); ok {
			c.Outlet = c.Outlet || p.Field == query.Outlet
			c.Ranked = c.Ranked || p.Field == query.Content
		}
	}
	var parts []query.Expr
	switch e := q.Where.(type) {
	case nil:
	case query.And:
		parts = e.Of
	default:
		parts = []query.Expr{e}
	}
	var words, columns []query.Expr
	for _, e := range parts {
		if d, ok := e.(query.Dated); ok {
			c.bound(d, longest)
		}
		if c.inWords(e) {
			words = append(words, e)
		} else {
			columns = append(columns, e)
		}
	}
	if len(words) > 0 {
		c.Words = c.words(query.And{Of: words}).Text()
	}
	if len(columns) > 0 {
		c.Where = c.sql(query.And{Of: columns})
	}
	return c.Condition, c.err
}

type compiler struct {
	Condition
	ctx   context.Context
	db    *store.DB
	names Names
	err   error
}

// bound narrows the range of ids by a date.
func (c *compiler) bound(d query.Dated, longest int) {
	if d.Field == query.From {
		c.Low = max(c.Low, int64(DayNumber(d.Date.First()))<<DayBits)
		return
	}
	high := int64(DayNumber(d.Date.Last())+longest+1) << DayBits
	if c.High == 0 || high < c.High {
		c.High = high
	}
	c.Low = max(c.Low, 1<<DayBits) // a statement without a day is on neither side
}

// inWords reports whether the table of words alone can answer e.
func (c *compiler) inWords(e query.Expr) bool {
	for part := range query.All(e) {
		switch p := part.(type) {
		case query.Dated, query.Number, query.OneFigure:
			return false
		case query.Choice:
			if p.Value == query.IsAltered && p.Field == query.Is || p.Value == query.HasVariants && p.Field == query.Has {
				return false
			}
		case query.Phrase:
			if p.Field == query.By && len(c.bearers(p)) > mostIdentities {
				return false
			}
		}
	}
	return true
}

func (c *compiler) words(e query.Expr) store.Expression {
	switch e := e.(type) {
	case query.And:
		var yes, no []store.Expression
		for _, part := range e.Of {
			if n, ok := part.(query.Not); ok {
				no = append(no, c.words(n.Of))
			} else {
				yes = append(yes, c.words(part))
			}
		}
		if len(yes) == 0 {
			yes = append(yes, c.term(every))
		}
		if all := c.db.AllOf(yes); len(no) == 0 {
			return all
		} else {
			return c.db.Without(all, c.db.AnyOf(no))
		}
	case query.Or:
		var any []store.Expression
		for _, part := range e.Of {
			any = append(any, c.words(part))
		}
		return c.db.AnyOf(any)
	case query.Not:
		return c.db.Without(c.term(every), c.words(e.Of))
	case query.Choice:
		return c.choice(e)
	case query.Phrase:
		switch e.Field {
		case query.About:
			return c.db.AnyOf([]store.Expression{c.phrase(inContent, e), c.phrase(inAbout, e)})
		case query.By:
			any := []store.Expression{c.phrase(inBy, e)}
			for _, id := range c.bearers(e) {
				any = append(any, c.term(identity(id)))
			}
			return c.db.AnyOf(any)
		case query.Through:
			return c.phrase(inThrough, e)
		case query.Outlet:
			return c.phrase(inOutlet, e)
		case query.Role:
			return c.phrase(inRole, e)
		}
		return c.phrase(inContent, e)
	}
	panic(fmt.Sprintf("search: %T is not a matter of words", e))
}

func (c *compiler) term(t string) store.Expression { return c.db.PhraseOf([]string{t}, false) }

func (c *compiler) phrase(field byte, p query.Phrase) store.Expression {
	var out []string
	for _, w := range query.Words(p.Text) {
		out = append(out, term(field, w))
	}
	return c.db.PhraseOf(out, p.Prefix)
}

func (c *compiler) choice(e query.Choice) store.Expression {
	switch e.Field {
	case query.Form:
		return c.term(choice(ofForm, e.Value))
	case query.Mode:
		return c.term(choice(ofMode, e.Value))
	case query.Polarity:
		return c.term(choice(ofPolarity, e.Value))
	case query.Kind:
		return c.term(choice(ofKind, e.Value))
	}
	switch e.Value {
	case query.IsNested:
		return c.term(nested)
	case query.IsAnonymous:
		return c.term(choice(ofKind, "anonymous"))
	case query.IsDenied:
		return c.term(choice(ofPolarity, "denied"))
	}
	return c.term(hasFigures)
}

// bearers are the identities whose names have the phrase.
func (c *compiler) bearers(p query.Phrase) []int64 {
	if c.err != nil {
		return nil
	}
	ids, err := c.names(c.ctx, c.phrase(inName, p), mostIdentities)
	c.err = err
	return ids
}

// NamePhrase asks the table of names for one in which words stand in a row.
func NamePhrase(db *store.DB, name string) (store.Expression, bool) {
	var out []string
	for _, w := range query.Words(name) {
		out = append(out, term(inName, w))
	}
	if len(out) == 0 {
		return store.Expression{}, false
	}
	return db.PhraseOf(out, false), true
}

// OfIdentity is the expression for the statements of an identity.
func OfIdentity(db *store.DB, id int64) string {
	return db.PhraseOf([]string{identity(id)}, false).Text()
}

func (c *compiler) arg(v any) string {
	c.Args = append(c.Args, v)
	return fmt.Sprintf("$%d", len(c.Args))
}

// sql is the condition as SQL that is true or false, never null.
func (c *compiler) sql(e query.Expr) string {
	if c.inWords(e) {
		return c.found(c.words(e))
	}
	switch e := e.(type) {
	case query.And:
		return c.joined(e.Of, " AND ")
	case query.Or:
		return c.joined(e.Of, " OR ")
	case query.Not:
		return "NOT " + c.sql(e.Of)
	case query.Dated:
		if e.Field == query.From {
			return fmt.Sprintf("(s.last_day IS NOT NULL AND s.last_day >= %s)", c.arg(DayNumber(e.Date.First())))
		}
		return fmt.Sprintf("(s.first_day IS NOT NULL AND s.first_day <= %s)", c.arg(DayNumber(e.Date.Last())))
	case query.Number:
		return "(s.confidence <> 0" + c.between(e, "s.confidence", "s.confidence", "", "") + ")"
	case query.OneFigure:
		return "EXISTS (SELECT 1 FROM figure f WHERE f.statement = s.id AND " + c.figure(e.Of) + ")"
	case query.Choice:
		if e.Value == query.IsAltered {
			return "(s.altered_to IS NOT NULL)"
		}
		return "(s.variants > 0)"
	case query.Phrase: // by:, with more bearers than fit
		return fmt.Sprintf("(%s OR (s.identity IS NOT NULL AND s.identity IN (SELECT identity FROM sighting WHERE id IN (SELECT %s FROM names WHERE %s))))",
			c.found(c.phrase(inBy, e)), c.db.WordsID(""), c.db.Matching("names", c.arg(c.phrase(inName, e).Text())))
	}
	panic(fmt.Sprintf("search: no SQL for %T", e))
}

// found is the condition that the table of words finds a statement.
func (c *compiler) found(e store.Expression) string {
	return fmt.Sprintf("s.id IN (SELECT %s FROM words WHERE %s)", c.db.WordsID(""), c.db.Matching("words", c.arg(e.Text())))
}

func (c *compiler) joined(of []query.Expr, by string) string {
	parts := make([]string, len(of))
	for i, e := range of {
		parts[i] = c.sql(e)
	}
	return "(" + strings.Join(parts, by) + ")"
}

// figure is a condition on one figure f.
func (c *compiler) figure(e query.Expr) string {
	switch e := e.(type) {
	case query.And:
		return c.figures(e.Of, " AND ")
	case query.Or:
		return c.figures(e.Of, " OR ")
	case query.Not:
		return "NOT " + c.figure(e.Of)
	case query.Phrase:
		like := "% " + strings.Join(query.Words(e.Text), " ")
		if e.Prefix {
			like += "%"
		} else {
			like += " %"
		}
		return "(f.words LIKE " + c.arg(like) + ")"
	case query.Number:
		return "(f.low_number IS NOT NULL" + c.between(e, "f.low_number", "f.high_number", "f.just_below", "f.just_above") + ")"
	}
	panic(fmt.Sprintf("search: no SQL for %T in a figure", e))
}

func (c *compiler) figures(of []query.Expr, by string) string {
	parts := make([]string, len(of))
	for i, e := range of {
		parts[i] = c.figure(e)
	}
	return "(" + strings.Join(parts, by) + ")"
}

// between asks whether a number between two columns can lie in the range; what
// just_below and just_above mean is told at query.Number.
func (c *compiler) between(e query.Number, low, high, justBelow, justAbove string) string {
	out := ""
	bound := func(column, op string, d query.Decimal, open string) {
		n := fmt.Sprintf("CAST(%s AS %s)", c.arg(string(d)), c.db.Float())
		if !e.Strict {
			out += fmt.Sprintf(" AND %s %s= %s", column, op, n)
			return
		}
		out += fmt.Sprintf(" AND (%s %s %s", column, op, n)
		if open != "" {
			out += fmt.Sprintf(" OR %s = %s AND %s = 1", column, n, open)
		}
		out += ")"
	}
	if e.Low != "" {
		bound(high, ">", e.Low, justAbove)
	}
	if e.High != "" {
		bound(low, "<", e.High, justBelow)
	}
	return out
}

// Every is the expression that every statement satisfies.
func Every(db *store.DB) string { return db.PhraseOf([]string{every}, false).Text() }
