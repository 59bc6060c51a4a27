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

//go:embed en/unfinished.txt
var unfinished string

// Unfinished are words after which a phrase goes on, in lower case.
var Unfinished = set(unfinished)

//go:embed en/doubted.txt
var doubted string

// Doubted are words after which a phrase mostly goes on, in lower case.
var Doubted = set(doubted)

//go:embed en/furniture.txt
var furniture string

var furnitureOpenings = lines(furniture)

// Furniture reports whether a paragraph opens as lines do that stand in an
// article without belonging to it.
func Furniture(paragraph string) bool {
	const longest = 40
	opening := strings.ToLower(paragraph[:min(len(paragraph), longest)])
	for _, f := range furnitureOpenings {
		if strings.HasPrefix(opening, f) {
			return true
		}
	}
	return false
}

// Notice reports whether a source is an article's word about itself: "an
// earlier version of this article".
func Notice(source string) bool {
	source = strings.ToLower(source)
	for _, f := range furnitureOpenings {
		if words, ok := strings.CutPrefix(f, "~"); ok && strings.Contains(source, words) {
			return true
		}
	}
	return false
}

// lines reads a list whose entries are whole lines, in lower case.
func lines(list string) (out []string) {
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.Trim(line, "|"))
		}
	}
	return out
}

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
