package identity

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quoth/internal/lexicon"
)

// longestName bounds what is looked at of a name, in bytes: whatever is longer
// was misread.
const longestName = 200

// fold writes a word in plain Latin letters of lower case as far as tables go:
// "Żabińska" and "zabinska", "Вишневський" and "vishnevskii". Letters of
// scripts without a table stay. Signs other than a hyphen inside are dropped.
func fold(word string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(word)) {
		if latin, ok := lexicon.Letters[r]; ok {
			b.WriteString(latin)
			continue
		}
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		case unicode.Is(unicode.Pd, r):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// words splits a name. Its length is bounded.
func words(name string) []string {
	if len(name) > longestName {
		name = strings.ToValidUTF8(name[:longestName], "")
	}
	return strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || r == '/' || r == ',' || r == '·' || r == '・'
	})
}
