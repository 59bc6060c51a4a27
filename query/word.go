package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// Words returns the words of a text as the language compares them: without
// capitals and accents, in compatible characters, cut at everything that is
// neither letter, mark nor digit. "O’Brien’s Café" is [o brien s cafe].
//
// In scripts that put no blanks between words each character is a word, so that
// a word is found as the phrase of its characters.
//
// A store that indexes these words answers as Match does.
func Words(text string) []string {
	text = lexicon.Fold(text)
	if len(text) == utf8.RuneCountInString(text) { // plain letters need no more
		return strings.FieldsFunc(text, func(r rune) bool { return !isWordRune(r) })
	}
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	alone := false // whether the last letter is a word by itself
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Cf, r): // a soft hyphen is not seen and cuts nothing
		case !isWordRune(r):
			flush()
		case unicode.IsMark(r):
			word.WriteRune(r)
		default:
			if single := unicode.In(r, unspaced...); single || alone {
				flush()
				alone = single
			}
			word.WriteRune(r)
		}
	}
	flush()
	return words
}

// isWordRune reports whether r is part of a word.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }

// unspaced are the scripts that put no blanks between words.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}
