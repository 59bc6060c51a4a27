package query

import (
	"fmt"
	"strings"
)

// comparisons are the signs of which a comparison is made.
const comparisons = "<>=≤≥"

// signs are the comparisons, longer ones first, and which bounds they set.
var signs = []struct {
	sign              string
	low, high, strict bool
}{
	{">=", true, false, false},
	{"=>", true, false, false},
	{"≥", true, false, false},
	{"<=", false, true, false},
	{"=<", false, true, false},
	{"≤", false, true, false},
	{"==", true, true, false},
	{"=", true, true, false},
	{">", true, false, true},
	{"<", false, true, true},
}

// number reads a number, a comparison or a range.
func (p *parser) number(f Field, t token) (Expr, error) {
	t = p.wholeNumber(f, t)
	text := strings.TrimSpace(fold(t.text))
	n, ok := parseRange(text)
	n.Field, n.Span = f, t.Span
	switch {
	case f == Figure && strings.ContainsAny(text, "$£€¥%"):
		return nil, p.fail(t.Span, "figure: has a unit beside the number", "write it apart, as in figure:>5m unit:dollars or figure:5 unit:percent")
	case !ok:
		advice := "write 15, >15, >=15, <15, <=15 or 10..20; 15 may be 1,000,000, 1m or 2.5bn as well"
		if f == Confidence {
			advice = "write a number from 0 to 1, as in confidence:>0.8 or confidence:0.5..0.9"
		}
		return nil, p.fail(t.Span, fmt.Sprintf("%s: %q is not a number", f, t.text), advice)
	case f == Confidence && (outside(n.Low) || outside(n.High)):
		return nil, p.fail(t.Span, "confidence: runs from 0 to 1", "write confidence:>0.8 or confidence:>80%")
	case n.Low != "" && n.High != "" && n.Low.Compare(n.High) > 0:
		return nil, p.fail(t.Span, "this range runs backwards", fmt.Sprintf("write %s:%s..%s", f, n.High, n.Low))
	}
	return n, nil
}

// outside reports whether a bound is no probability.
func outside(d Decimal) bool { return d != "" && (d.Compare("0") < 0 || d.Compare("1") > 0) }

// wholeNumber joins what blanks have parted: "> 15", "15 million".
func (p *parser) wholeNumber(f Field, t token) token {
	join := func(next token) {
		p.at++
		t.text += " " + next.text
		t.End = next.End
	}
	if next := p.next(f); strings.Trim(t.text, comparisons) == "" && (next.kind == bareWord || next.kind == inQuotes) {
		join(next)
	}
	if next := p.next(f); next.kind == bareWord && isMagnitude(fold(next.text)) {
		join(next)
	}
	return t
}

// isMagnitude reports whether a word by itself makes a number greater: "million",
// but not the "m" of "Stage M".
func isMagnitude(word string) bool { return len(word) > 1 && magnitudes[word] > 0 }

// parseRange reads the bounds that folded text sets.
func parseRange(text string) (n Number, ok bool) {
	for _, s := range signs {
		rest, has := strings.CutPrefix(text, s.sign)
		if !has {
			continue
		}
		value, ok := parseDecimal(rest)
		if s.low {
			n.Low = value
		}
		if s.high {
			n.High = value
		}
		n.Strict = s.strict
		return n, ok
	}
	text = strings.Replace(text, "...", "..", 1) // an ellipsis, folded
	low, high, isRange := strings.Cut(text, "..")
	if !isRange {
		high = low
	}
	lowOK, highOK := true, true
	if low != "" {
		n.Low, lowOK = parseDecimal(low)
	}
	if high != "" {
		n.High, highOK = parseDecimal(high)
	}
	return n, lowOK && highOK && n.Low+n.High != ""
}
