package query

import (
	"slices"
	"strconv"
	"strings"

	"quoth/news"
)

// A Subject is what a query is asked of: a statement, the article it stands in,
// and what only a record knows of it.
type Subject struct {
	Article   *news.Article
	Statement *news.Statement
	Altered   bool // a later version of the article words it differently
	Variants  bool // another article gives the same statement
}

// Match reports whether the query's conditions hold for one statement. It is
// the meaning of the language, written down to be read and to test stores
// against, and not fast. Of names it knows those that the article gives, where
// a record knows all that the same person has.
func (q Query) Match(s Subject) bool { return q.Where == nil || s.satisfies(q.Where) }

func (s Subject) satisfies(e Expr) bool {
	switch e := e.(type) {
	case And:
		return !slices.ContainsFunc(e.Of, func(e Expr) bool { return !s.satisfies(e) })
	case Or:
		return slices.ContainsFunc(e.Of, s.satisfies)
	case Not:
		return !s.satisfies(e.Of)
	case Phrase:
		return slices.ContainsFunc(s.texts(e.Field), e.in)
	case Choice:
		return s.has(e.Field, e.Value)
	case Dated:
		return s.dated(e)
	case OneFigure:
		return slices.ContainsFunc(s.Statement.Figures, func(f news.Figure) bool { return fits(f, e.Of) })
	case Number: // confidence, since figures are numbers inside OneFigure
		if s.Statement.Confidence == 0 { // not estimated
			return false
		}
		c := Decimal(strconv.FormatFloat(s.Statement.Confidence, 'f', -1, 64))
		return e.meets(c, c)
	}
	return false
}

// texts are those in which a field's words are looked for.
func (s Subject) texts(f Field) []string {
	content := s.Statement.Content.Text(s.Article.Text)
	switch f {
	case Content:
		return []string{content}
	case By:
		return []string{nameOf(s.Statement.Speaker)}
	case About:
		return append(s.mentioned(), content)
	case Through:
		return s.through()
	case Outlet:
		return []string{s.Article.Outlet}
	case Role:
		if p := s.Statement.Speaker; p != nil {
			return []string{p.Role}
		}
	}
	return nil
}

// mentioned names the speakers whom the content means, by whatever word.
func (s Subject) mentioned() []string {
	var names []string
	for _, p := range s.Article.Speakers {
		for _, m := range p.Mentions {
			if slices.ContainsFunc(s.Statement.Content, func(c news.Span) bool { return c.Contains(m.Span) }) {
				names = append(names, nameOf(p))
				break
			}
		}
	}
	return names
}

// through names the speakers of the statements that this one stands in.
func (s Subject) through() []string {
	var names []string
	id := s.Statement.Parent
	for range s.Article.Statements { // no more often, should parents go in a circle
		i := slices.IndexFunc(s.Article.Statements, func(t news.Statement) bool { return t.ID == id })
		if i < 0 {
			break
		}
		parent := s.Article.Statements[i]
		names = append(names, nameOf(parent.Speaker))
		id = parent.Parent
	}
	return names
}

func nameOf(p *news.Speaker) string {
	switch {
	case p == nil:
		return ""
	case p.Name == "":
		return p.Description
	}
	return p.Name
}

// in reports whether the phrase stands in a text.
func (e Phrase) in(text string) bool {
	words, sought := Words(text), Words(e.Text)
	last := len(sought) - 1
	for ; len(words) > last; words = words[1:] {
		if slices.Equal(words[:last], sought[:last]) &&
			(words[last] == sought[last] || e.Prefix && strings.HasPrefix(words[last], sought[last])) {
			return true
		}
	}
	return false
}

// has reports whether a field has one of its few values.
func (s Subject) has(f Field, value string) bool {
	kind := news.None
	if s.Statement.Speaker != nil {
		kind = s.Statement.Speaker.Kind
	}
	switch f {
	case Kind:
		return string(kind) == value
	case Form:
		return string(s.Statement.Form) == value
	case Mode:
		return string(s.Statement.Mode) == value
	case Polarity:
		return string(s.Statement.Polarity) == value
	}
	switch value {
	case IsAltered:
		return s.Altered
	case IsNested:
		return s.Statement.Parent != ""
	case IsAnonymous:
		return kind == news.Anonymous
	case IsDenied:
		return s.Statement.Polarity == news.Denied
	case HasVariants:
		return s.Variants
	case HasFigures:
		return len(s.Statement.Figures) > 0
	}
	return false
}

// dated reports whether the statement can have been made on the right side of
// a date. One whose day nobody knows is on neither side.
func (s Subject) dated(e Dated) bool {
	first, last, ok := "", "", false
	if on := s.Statement.SaidOn; on != nil {
		first, last, ok = Interval(on.Date)
	}
	if !ok {
		first, last, ok = Interval(s.Article.Published)
	}
	if e.Field == From {
		return ok && last >= e.Date.First()
	}
	return ok && first <= e.Date.Last()
}

// fits reports whether one figure satisfies what stands inside OneFigure.
func fits(f news.Figure, e Expr) bool {
	switch e := e.(type) {
	case And:
		return !slices.ContainsFunc(e.Of, func(e Expr) bool { return !fits(f, e) })
	case Or:
		return slices.ContainsFunc(e.Of, func(e Expr) bool { return fits(f, e) })
	case Not:
		return !fits(f, e.Of)
	case Phrase:
		return e.in(f.Unit)
	case Number:
		return e.meets(Decimal(f.Low), Decimal(f.High))
	}
	return false
}

// meets reports whether a number between low and high can lie in the range.
// An open bound is taken as just beyond the other one: "over 60" is 60 and a
// little more, which lies in >60 and in >50, but not in >1000.
func (e Number) meets(low, high Decimal) bool {
	justBelow, justAbove := low == "", high == ""
	if justBelow {
		low = high
	}
	if justAbove {
		high = low
	}
	if low == "" {
		return false
	}
	if e.Low != "" {
		c := high.Compare(e.Low)
		if c < 0 || c == 0 && e.Strict && !justAbove {
			return false
		}
	}
	if e.High != "" {
		c := low.Compare(e.High)
		if c > 0 || c == 0 && e.Strict && !justBelow {
			return false
		}
	}
	return true
}
