// Package lexicon holds knowledge about a language as data: word lists, each
// with its reason in the file.
package lexicon

import (
	_ "embed" // the lists become part of the binary
	"strings"
)

//go:embed en/abbreviations.txt
var abbreviations string

// Abbreviations are words that carry a full stop inside a sentence, in lower
// case and without it.
var Abbreviations = set(abbreviations)

// set reads the words of a list; a line that begins with # is a comment.
func set(list string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			out[w] = true
		}
	}
	return out
}
