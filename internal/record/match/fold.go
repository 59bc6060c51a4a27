package match

import (
	"strings"

	"quoth/internal/lexicon"
)

// longestWord bounds in bytes what is folded and stemmed. Longer "words" are
// hashes and addresses, which are compared as they are.
const longestWord = 64

// fold makes one spelling of those that differ in case and accents alone.
func fold(s string) string {
	if len(s) > longestWord {
		return strings.ToLower(s)
	}
	return lexicon.Fold(s)
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
