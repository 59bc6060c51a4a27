package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
	"quoth/news"
)

// sentences returns the offsets at which the paragraph's sentences begin, the
// paragraph's own beginning first. A full stop after an abbreviation or an
// initial ends no sentence; closing marks belong to the sentence they follow.
func sentences(text string, p news.Span) []int {
	out := []int{p.Start}
	for i := p.Start; i < p.End; {
		r, n := utf8.DecodeRuneInString(text[i:p.End])
		i += n
		if r != '.' && r != '!' && r != '?' && r != '…' {
			continue
		}
		end := i - n
		for i < p.End {
			c, m := utf8.DecodeRuneInString(text[i:p.End])
			if !strings.ContainsRune(".!?…)]\"'”’»›", c) {
				break
			}
			i += m
		}
		gap := i
		for gap < p.End {
			c, m := utf8.DecodeRuneInString(text[gap:p.End])
			if !unicode.IsSpace(c) {
				break
			}
			gap += m
		}
		if gap == i || gap >= p.End {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[gap:p.End])
		if unicode.IsLower(next) || r == '.' && abbreviation(text[p.Start:end]) {
			continue
		}
		out = append(out, gap)
		i = gap
	}
	return out
}

// abbreviation reports whether the text, cut before a full stop, ends with a
// word that carries one.
func abbreviation(before string) bool {
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })+1:]
	return utf8.RuneCountInString(word) == 1 && word != "I" || strings.Contains(word, ".") || lexicon.Abbreviations[strings.ToLower(word)]
}
