package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is text in lower case, compatible characters, and without the
// marks that writers of Latin, Greek, Cyrillic, Hebrew and Arabic leave out at
// will. The marks of other scripts are vowels, and stay.
func Fold(text string) string {
	if ASCII(text) {
		return strings.ToLower(text)
	}
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

// ASCII reports whether a text is plain letters and signs alone.
func ASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Unspaced splits a name of a script that writes family and given name without
// a blank, the family first.
func Unspaced(name string) (family, given string, ok bool) {
	const longest = 4
	r, n := utf8.DecodeRuneInString(name)
	if !unicode.In(r, unicode.Han, unicode.Hangul) || n == len(name) || utf8.RuneCountInString(name) > longest {
		return "", "", false
	}
	return name[:n], name[n:], true
}
