package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// Paragraphs splits at blank lines and at line ends, but not at the line ends
// of a block that was wrapped to a fixed width, as in mail or agency wires:
// there a sentence, or a quotation, goes on in the next line.
func Paragraphs(text string) []news.Span {
	var out []news.Span
	var block []news.Span // consecutive lines that are not blank
	flush := func() {
		if wrapped(text, block) {
			out = append(out, news.Span{Start: block[0].Start, End: block[len(block)-1].End})
		} else {
			out = append(out, block...)
		}
		block = block[:0]
	}
	for at := 0; at < len(text); {
		end, next := lineEnd(text, at)
		line := trimBlanks(text, news.Span{Start: at, End: end})
		if line.Len() > 0 {
			block = append(block, line)
		} else if len(block) > 0 {
			flush()
		}
		at = next
	}
	if len(block) > 0 {
		flush()
	}
	return out
}

// lineEnd returns the end of the line that starts at at, and the start of the
// next one. Line ends are \n, \r\n, \r and the Unicode line and paragraph
// separators.
func lineEnd(text string, at int) (end, next int) {
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '\n':
			return i, i + 1
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xE2: // U+2028, U+2029
			if strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029") {
				return i, i + 3
			}
		}
	}
	return len(text), len(text)
}

func trimBlanks(text string, s news.Span) news.Span {
	inside := text[s.Start:s.End]
	s.End = s.Start + len(strings.TrimRight(inside, blanks))
	s.Start += len(inside) - len(strings.TrimLeft(inside, blanks))
	return news.Span{Start: min(s.Start, s.End), End: s.End}
}

const blanks = " \t\v\f\u00a0\u2002\u2003\u2009\u200a\u200b\u202f\u3000\ufeff"

// wrapped reports whether the block's line ends were put there by a fixed
// width: no line is much longer than it, and every line but the last is so
// full that the next word would not have fitted. The last line ends a sentence
// or begins with a small letter: a headline and the line of the outlet do not.
func wrapped(text string, lines []news.Span) bool {
	const narrowest, widest = 40, 110
	if len(lines) < 2 {
		return false
	}
	last := text[lines[len(lines)-1].Start:lines[len(lines)-1].End]
	begins, _ := utf8.DecodeRuneInString(last)
	if unicode.IsUpper(begins) && !endsSentence(last) {
		return false
	}
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(text[l.Start:min(l.End, l.Start+4*widest)]))
	}
	if width < narrowest || width > widest {
		return false
	}
	broken := false // a sentence goes on in the next line
	for i, l := range lines[:len(lines)-1] {
		broken = broken || !endsSentence(text[l.Start:l.End])
		next := text[lines[i+1].Start:lines[i+1].End]
		word, _, _ := strings.Cut(next, " ")
		if utf8.RuneCountInString(text[l.Start:l.End])+1+utf8.RuneCountInString(word) <= width {
			return false
		}
	}
	return broken
}

// endsSentence reports whether a line ends with a mark that may end a sentence.
func endsSentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?:;\"”’'»—)]", last)
}
