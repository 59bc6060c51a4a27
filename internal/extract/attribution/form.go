package attribution

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"quoth/internal/extract/token"
	"quoth/news"
)

// Form says how many of the content's words stand inside quotation marks that
// are the statement's own: all, some or none. Marks around the whole
// statement, cue and all, are those of whoever is quoted making it.
func Form(text string, marks *token.Layer, cue, content news.Part) news.Form {
	quoted, plain := false, false
	for _, s := range content {
		for _, w := range words(text, s) {
			if ownQuotation(marks, w.Start, cue) {
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

// ownQuotation reports whether the offset stands in a quotation that the
// statement's cue does not stand in.
func ownQuotation(marks *token.Layer, offset int, cue news.Part) bool {
	qs := marks.Quotations
	for i := outermost(marks, offset); i >= 0 && i < len(qs) && qs[i].Open.Start <= offset; i++ {
		if q := qs[i].Span(); offset < q.End && (len(cue) == 0 || !q.Contains(cue[0])) {
			return true
		}
	}
	return false
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
	if i := outermost(marks, offset); i >= 0 {
		return &marks.Quotations[i]
	}
	return nil
}

// outermost is the index of the outermost quotation around the offset, or -1.
func outermost(marks *token.Layer, offset int) int {
	qs := marks.Quotations
	after := sort.Search(len(qs), func(i int) bool { return qs[i].Open.Start > offset })
	for i := after - 1; i >= 0; i-- {
		if qs[i].Depth == 0 {
			if offset < qs[i].Close.End {
				return i
			}
			return -1
		}
	}
	return -1
}
