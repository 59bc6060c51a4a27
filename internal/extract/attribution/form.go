package attribution

import (
	"unicode"
	"unicode/utf8"

	"quoth/internal/extract/token"
	"quoth/news"
)

// form says how many of the content's words stand inside quotation marks:
// all, some or none.
func form(text string, marks *token.Layer, content news.Part) news.Form {
	quoted, plain := false, false
	for _, s := range content {
		for _, w := range words(text, s) {
			if q := quotationAt(marks, w.Start); q != nil {
				quoted = true
			} else {
				plain = true
			}
		}
	}
	switch {
	case quoted && plain:
		return news.Mixed
	case quoted:
		return news.Direct
	}
	return news.Indirect
}

// words are the runs of letters and digits in the span.
func words(text string, s news.Span) []news.Span {
	var out []news.Span
	start := -1
	for i := s.Start; i < s.End; {
		r, n := utf8.DecodeRuneInString(text[i:s.End])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			out, start = append(out, news.Span{Start: start, End: i}), -1
		}
		i += n
	}
	if start >= 0 {
		out = append(out, news.Span{Start: start, End: s.End})
	}
	return out
}

// quotationAt is the outermost quotation around the offset, or nil.
func quotationAt(marks *token.Layer, offset int) *token.Quotation {
	qs := marks.Quotations
	lo, hi := 0, len(qs) // the first that opens after the offset
	for lo < hi {
		if mid := (lo + hi) / 2; qs[mid].Open.Start <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for i := lo - 1; i >= 0; i-- {
		if qs[i].Depth == 0 {
			if offset < qs[i].Close.End {
				return &qs[i]
			}
			return nil
		}
	}
	return nil
}
