package query

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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
	if isASCII(text) {
		return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWordRune(r) })
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
	for _, r := range withoutAccents(text) {
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

// withoutAccents is text in lower case, compatible characters, and without the
// marks that writers of Latin, Greek, Cyrillic, Hebrew and Arabic leave out at
// will. The marks of other scripts are vowels, and stay.
func withoutAccents(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if unicode.Is(unicode.Mn, r) && unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic) && !isVoicing(r) {
			continue
		}
		r = unicode.ToLower(unicode.ToUpper(r)) // two ways, since ς is a small Σ as σ is
		if plain, ok := plainLetters[r]; ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	return norm.NFKC.String(b.String())
}

// isVoicing reports whether r turns one kana into another: か, が.
func isVoicing(r rune) bool { return r == '\u3099' || r == '\u309a' }

// plainLetters are the letters that Unicode does not take apart, as keyboards
// without them spell them.
var plainLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ı': "i",
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
