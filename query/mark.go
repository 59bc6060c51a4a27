package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks of double quotation. Whichever of a family opens, any of it closes:
// keyboards, word processors and languages disagree which is which.
var quotationMarks = []string{`"“”„‟＂`, "«»", "‹›", "「」", "『』"}

// family is the family of marks that r belongs to, "" for none.
func family(r rune) string {
	for _, marks := range quotationMarks {
		if strings.ContainsRune(marks, r) {
			return marks
		}
	}
	return ""
}

// quoted finds the end of the text in quotation marks that opens at the start
// of text: where its closing mark begins, and where the rest does. Without an
// opening mark opens is false; without a closing one, closes is -1.
//
// A single mark is an apostrophe more often than not. It opens only if another
// one closes a word behind it.
func quoted(text string) (opens bool, closes, rest int) {
	mark, size := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("'‘‚", mark) {
		for i, r := range text[size:] {
			end := size + i + utf8.RuneLen(r)
			if (r == '\'' || r == '’') && i > 0 && endsWord(text[end:]) {
				return true, size + i, end
			}
		}
		return false, -1, 0
	}
	marks := family(mark)
	if marks == "" {
		return false, -1, 0
	}
	i := strings.IndexAny(text[size:], marks)
	if i < 0 {
		return true, -1, 0
	}
	_, end := utf8.DecodeRuneInString(text[size+i:])
	return true, size + i, size + i + end
}

// endsWord reports whether a word in front of text ends here.
func endsWord(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size == 0 || isBlank(r) || isBracket(r)
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

func isBracket(r rune) bool { return strings.ContainsRune("()（）", r) }

// Signs that people and word processors put for a minus before a term.
const minusSigns = "-–−－"

func isMinus(r rune) bool { return strings.ContainsRune(minusSigns, r) }
