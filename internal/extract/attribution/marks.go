package attribution

import (
	"strings"
	"unicode/utf8"

	"quoth/internal/extract/token"
	"quoth/news"
)

// fitMarks gives the parts their final shape: pieces end where paragraphs
// end, lose the blanks and signs at their ends and an opening "that", and
// pieces with nothing but blanks between them are joined.
func fitMarks(text string, marks *token.Layer, found []Found) {
	for i := range found {
		f := &found[i]
		f.Source = join(text, trim(text, byParagraph(marks, f.Source), ",;: \t\n"))
		f.Cue = trim(text, byParagraph(marks, f.Cue), ",; \t\n")
		f.Content = ordered(f.Content)
		content := trim(text, byParagraph(marks, f.Content), ",;: \t\n–—")
		for i, s := range content {
			content[i] = fit(text, marks, withoutThat(text, s), f.Cue)
		}
		f.Content = merge(content, func(a, b news.Span) bool {
			return b.Len() > 0 && (b.Start <= a.End || strings.Trim(text[a.End:b.Start], " \u00a0") == "")
		})
	}
}

// join makes one span of pieces with no word between them, as a nickname in
// quotation marks splits a name.
func join(text string, part news.Part) news.Part {
	return merge(part, func(a, b news.Span) bool {
		return len(words(text, news.Span{Start: a.End, End: max(b.Start, a.End)})) == 0
	})
}

// byParagraph cuts spans at the ends of paragraphs.
func byParagraph(marks *token.Layer, part news.Part) news.Part {
	var out news.Part
	for _, s := range part {
		for _, p := range marks.Paragraphs {
			if c := (news.Span{Start: max(s.Start, p.Start), End: min(s.End, p.End)}); c.Start < c.End {
				out = append(out, c)
			}
		}
	}
	return out
}

func trim(text string, part news.Part, ends string) news.Part {
	var out news.Part
	for _, s := range part {
		inside := text[s.Start:s.End]
		left := strings.TrimLeft(inside, ends)
		if left == "" { // the colon of a transcript is a cue by itself
			if strings.TrimSpace(inside) == ":" {
				out = append(out, s)
			}
			continue
		}
		s.Start += len(inside) - len(left)
		s.End = s.Start + len(strings.TrimRight(left, ends))
		out = append(out, s)
	}
	return out
}

// withoutThat drops a conjunction that only opens the content.
func withoutThat(text string, s news.Span) news.Span {
	inside := text[s.Start:s.End]
	if len(inside) > 5 && strings.EqualFold(inside[:4], "that") && (inside[4] == ' ' || inside[4] == '\n') {
		rest := strings.TrimLeft(inside[4:], " \n\t")
		s.Start = s.End - len(rest)
	}
	return s
}

// fit moves an end of the content that stands beside a quotation mark or a
// full stop to the right side of it.
func fit(text string, marks *token.Layer, s news.Span, cue news.Part) news.Span {
	for _, q := range marks.Quotations {
		if q.Close.End+2 < s.Start || q.Open.Start > s.End+2 {
			continue
		}
		in, span := q.Inside(), q.Span()
		if s.Start >= in.Start && s.Start <= in.Start+1 && s.End > in.Start && s.End >= in.End-1 {
			s.Start = span.Start
		}
		if q.Depth == 0 && s.Start <= in.Start && s.End > span.Start && s.End < in.End && !insidePart(cue, news.Part{span}) {
			s.End = span.End // longer than what the network sees at once
		}
		if q.Closed() && s.End <= in.End && s.End >= in.End-1 && s.Start <= in.Start && s.Start < s.End {
			s.End = span.End
		}
	}
	if strings.HasSuffix(text[s.Start:s.End], ".") && quotationAt(marks, s.End-1) == nil && !abbreviated(text[s.Start:s.End]) {
		s.End--
	}
	return s
}

// abbreviated reports whether the closing full stop belongs to the last word:
// "U.S.", "Inc.".
func abbreviated(s string) bool {
	s = strings.TrimSuffix(s, ".")
	word := s[strings.LastIndexAny(s, " \n\u00a0")+1:]
	return strings.Contains(word, ".") || utf8.RuneCountInString(word) == 1
}
