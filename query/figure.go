package query

// figure: and unit: are asked of one figure where they stand together, for
// whoever types figure:>1m unit:dollars means one amount. Together means: in
// one "and", or in one "or". A unit that is not wanted ("figure:>1m
// -unit:dollars") joins those that are; by itself ("-unit:dollars") it asks for
// a statement without any such figure.

// onFigures puts the parts of e that are about one figure into OneFigure.
func onFigures(e Expr) Expr {
	if aboutFigure(e) {
		return OneFigure{e, e.Position()}
	}
	switch e := e.(type) {
	case Not:
		return Not{onFigures(e.Of), e.Span}
	case Or:
		return Or{eachOnFigures(e.Of), e.Span}
	case And:
		var about, rest []Expr
		first := -1 // where the first of those about a figure stands in the rest
		positive := false
		for _, part := range e.Of {
			switch {
			case aboutFigure(part):
				positive = true
			case !excludesFigure(part):
				rest = append(rest, part)
				continue
			}
			if first < 0 {
				first = len(rest)
			}
			about = append(about, part)
		}
		if !positive {
			return And{eachOnFigures(e.Of), e.Span}
		}
		of := eachOnFigures(rest[:first])
		joined := and(about)
		of = append(of, OneFigure{joined, joined.Position()})
		return And{append(of, eachOnFigures(rest[first:])...), e.Span}
	}
	return e
}

func eachOnFigures(of []Expr) []Expr {
	var out []Expr
	for _, e := range of {
		out = append(out, onFigures(e))
	}
	return out
}

// aboutFigure reports whether e asks for a figure and for nothing else.
func aboutFigure(e Expr) bool {
	switch e := e.(type) {
	case Number:
		return e.Field == Figure
	case Phrase:
		return e.Field == Unit
	case Or:
		for _, part := range e.Of {
			if !aboutFigure(part) {
				return false
			}
		}
		return true
	case And:
		positive := false
		for _, part := range e.Of {
			about := aboutFigure(part)
			if !about && !excludesFigure(part) {
				return false
			}
			positive = positive || about
		}
		return positive
	}
	return false
}

// excludesFigure reports whether e asks for a figure to be absent.
func excludesFigure(e Expr) bool {
	not, ok := e.(Not)
	return ok && aboutFigure(not.Of)
}
