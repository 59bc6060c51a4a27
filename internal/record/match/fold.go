package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord bounds in bytes what is folded and stemmed. Longer "words" are
// hashes and addresses, which are compared as they are.
const longestWord = 64

// fold makes one spelling of those that differ in case and accents alone.
func fold(s string) string {
	s = strings.ToLower(s)
	if ascii(s) || len(s) > longestWord {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if plain, ok := undecomposed[r]; ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// undecomposed are letters that Unicode does not take apart, as outlets
// without them spell them.
var undecomposed = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i",
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hash is FNV-1a with a finishing mix, because keys are chosen by the order of
// hashes. It is part of the scheme: stores keep what is made from it.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// mix is the finishing step of SplitMix64 (Steele, Lea and Flood, 2014).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// join hashes two hashes in their order.
func join(a, b uint64) uint64 { return mix(a*0x9e3779b97f4a7c15 + b) }
