package encoder

import (
	"unicode"
	"unicode/utf8"

	"quoth/internal/extract/token"
)

// The word pieces of an uncased vocabulary lose what a reader sees: capital
// letters, gaps, line ends, quotation marks with their partners. These
// features give it back. Each value has a learned vector that is added to the
// piece's. Changing a value means training anew.

// Shape: the letters of a piece; odd values follow a gap.
const (
	shapeLower = 2 * iota
	shapeTitle
	shapeUpper
	shapeDigit
	shapeOther
	// Shapes is the number of values of Input.Shape.
	Shapes
)

// Lines is the number of values of Input.Lines: the line ends before a piece,
// 0, 1, or 2 and more; 3 at the start of the text.
const Lines = 4

// Quote: where a piece stands among the quotation marks.
const (
	quoteOutside  = iota
	quoteOpen     // an opening mark
	quoteClose    // a closing mark
	quoteInside   // between two marks
	quoteUnclosed // after an opening mark without partner
	quoteInner    // a quotation inside a quotation, its marks too
	quoteStray    // an apostrophe, an inch sign
	// Quotes is the number of values of Input.Quote.
	Quotes
)

// An Input is what the network sees of one position.
type Input struct {
	ID                  int32
	Shape, Lines, Quote uint8
}

// Inputs gives every piece what the network is told about it.
func Inputs(text string, pieces []Piece, marks *token.Layer) []Input {
	out := make([]Input, len(pieces))
	end, lines := 0, 3
	for i, p := range pieces {
		gap := 0
		for ; end < p.Start; end++ {
			switch text[end] {
			case '\n', '\r':
				if text[end] == '\n' && end > 0 && text[end-1] == '\r' {
					continue
				}
				if lines < 2 {
					lines++
				}
				gap = 1
			default:
				gap = 1
			}
		}
		if i == 0 {
			gap = 1
		}
		out[i] = Input{ID: p.ID, Shape: p.shape(text) + uint8(gap), Lines: uint8(lines)}
		end, lines = max(end, p.End), 0
	}
	markQuotes(out, pieces, marks)
	return out
}

func (p Piece) shape(text string) uint8 {
	s := text[p.Start:p.End]
	first, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsDigit(first):
		return shapeDigit
	case !unicode.IsLetter(first):
		return shapeOther
	case p.Name && unicode.IsLower(first), p.Name && unicode.Is(unicode.Lo, first): // "de Blasio", scripts without capitals
		return shapeTitle
	case !unicode.IsUpper(first) && !unicode.IsTitle(first):
		return shapeLower
	}
	upper := false
	for _, r := range s[n:] {
		if unicode.IsLower(r) {
			return shapeTitle
		}
		upper = upper || unicode.IsUpper(r)
	}
	if upper {
		return shapeUpper
	}
	return shapeTitle
}

func markQuotes(out []Input, pieces []Piece, marks *token.Layer) {
	set := func(from, to int, value uint8) {
		for i := firstFrom(pieces, from); i < len(pieces) && pieces[i].Start < to; i++ {
			out[i].Quote = value
		}
	}
	for _, q := range marks.Quotations { // outer ones first
		if q.Depth > 1 {
			continue // stands inside one of depth 1, which covers it
		}
		if q.Depth == 1 {
			set(q.Open.Start, q.Close.End, quoteInner)
			continue
		}
		inside := uint8(quoteInside)
		if !q.Closed() {
			inside = quoteUnclosed
		}
		set(q.Inside().Start, q.Inside().End, inside)
		set(q.Open.Start, q.Open.End, quoteOpen)
		set(q.Close.Start, q.Close.End, quoteClose)
	}
	for _, at := range marks.Apostrophe {
		set(at, at+1, quoteStray)
	}
}

// firstFrom is the first piece that starts at or after the offset.
func firstFrom(pieces []Piece, offset int) int {
	lo, hi := 0, len(pieces)
	for lo < hi {
		if mid := (lo + hi) / 2; pieces[mid].Start < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
