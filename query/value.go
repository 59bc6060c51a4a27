package query

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// leaf reads one value of a field, or a word or phrase of content, whose first
// token has been taken. It returns nil for a sort:.
func (p *parser) leaf(f Field, t token) (Expr, error) {
	if p.terms++; p.terms > MaxTerms {
		return nil, p.fail(t.Span, "this query has too many terms", fmt.Sprintf("use %d at most", MaxTerms))
	}
	d := describe(f)
	switch {
	case f == Sort:
		return nil, p.order(t)
	case d == nil || d.Takes == TakesWords:
		return p.phrase(f, t)
	case d.Takes == TakesChoice:
		value, err := p.choice(d, t)
		return Choice{f, value, t.Span}, err
	case d.Takes == TakesDate:
		return p.dated(f, t)
	}
	return p.number(f, t)
}

// phrase reads words. A star that follows the last one directly asks for every
// word that begins so.
func (p *parser) phrase(f Field, t token) (Expr, error) {
	if r := []rune(t.text); f != Content && t.kind == bareWord && isMinus(r[0]) && len(r) > 1 {
		rest := string(r[1:])
		return nil, p.fail(t.Span, "a minus sign stands behind the colon", fmt.Sprintf("write -%s:%s to leave these out", f, rest))
	}
	text := plain(t.text)
	stem, prefix := strings.CutSuffix(strings.TrimRightFunc(text, func(r rune) bool { return r != '*' && !isWordRune(r) }), "*")
	if last := []rune(stem); prefix && (len(last) == 0 || !isWordRune(last[len(last)-1])) || strings.Contains(stem, "*") {
		return nil, p.fail(t.Span, "a star stands at the end of a word or nowhere", "write it behind the last letter, as in ferr*")
	}
	stem = strings.TrimFunc(stem, func(r rune) bool { return !isWordRune(r) })
	if len(Words(stem)) == 0 {
		return nil, p.fail(t.Span, "there is no word to look for", "use letters or digits, since punctuation is not looked for")
	}
	return Phrase{f, stem, prefix, t.Span}, nil
}

// plain is text in composed, ordinary characters, with single blanks, without
// invisible signs, and with nothing that a quotation mark around it could be
// taken for.
func plain(text string) string {
	visible := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.FieldsFunc(norm.NFKC.String(visible), func(r rune) bool {
		return isBlank(r) || strings.ContainsRune(quotationMarks[0], r)
	}), " ")
}

// choice reads one of a field's values.
func (p *parser) choice(d *Description, t token) (string, error) {
	typed := fold(strings.TrimSpace(t.text))
	names := valueNames(d.Values)
	for _, name := range names {
		if name == typed {
			return name, nil
		}
	}
	advice := fmt.Sprintf("%s: knows %s", d.Field, list(names, "and"))
	if near := nearest(typed, names); near != "" {
		advice = fmt.Sprintf("did you mean %s? %s", near, advice)
	}
	return "", p.fail(t.Span, fmt.Sprintf("%s: does not know %q", d.Field, t.text), advice)
}

// order reads the value of sort:, which orders the query as a whole.
func (p *parser) order(t token) error {
	value, err := p.choice(describe(Sort), t)
	switch {
	case err != nil:
		return err
	case p.depth > 0:
		return p.fail(t.Span, "sort: stands inside brackets or behind a not", "write it at the end: it orders all that is found")
	case p.sort != "":
		return p.fail(t.Span, "sort: stands here for the second time", "keep one of them")
	}
	p.sort = Order(value)
	return nil
}

// dated reads a date.
func (p *parser) dated(f Field, t token) (Expr, error) {
	date, problem := parseDate(fold(strings.TrimSpace(t.text)))
	if problem != "" {
		return nil, p.fail(t.Span, fmt.Sprintf("%s: %s", f, problem), "write a year, month or day: 2026, 2026-03 or 2026-03-14")
	}
	return Dated{f, date, t.Span}, nil
}
