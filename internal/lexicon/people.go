package lexicon

import (
	_ "embed" // the lists become part of the binary
	"strings"
)

var (
	//go:embed en/titles.txt
	titles string
	//go:embed en/gendered.txt
	gendered string
	//go:embed en/offices.txt
	offices string
	//go:embed en/bodies.txt
	bodies string
	//go:embed en/kinds.txt
	kinds string
	//go:embed en/phrases.txt
	phraseList string
	//go:embed en/names.txt
	names string
)

// Names are the words by which people are called, by how surely: "person",
// "mostly", "either"; and "particle", small words inside names. Lower case,
// without accents.
var Names = grouped(names)

// Titles are the words before a person's name that are no part of it, in
// lower case without a stop, each with the pronoun that it suggests: 'm', 'f'
// or 0.
var Titles = marked(titles)

// Gendered are nouns for people, each with the pronoun that it suggests.
var Gendered = marked(gendered)

// Offices are nouns for what a person is.
var Offices = set(offices)

// Bodies are the words that a body's short name leaves out at its end.
var Bodies = set(bodies)

// Kinds are nouns, by the kind of being of which they leave little doubt.
var Kinds = grouped(kinds)

var phraseWords = grouped(phraseList)

// The words by which phrases about people are taken apart, in lower case.
var (
	Prepositions = phraseWords["preposition"]
	Relatives    = phraseWords["relative"]
	Determiners  = phraseWords["determiner"]
	Untitled     = phraseWords["untitled"]
	Negations    = phraseWords["negation"]
	OfficeEnds   = phraseWords["office"]
	MediaTrades  = phraseWords["trade"]
)

// Pronoun returns the pronoun that stands for all of its sort ("me", "us",
// "he", "she", "it", "they", "who"), or "".
func Pronoun(word string) string {
	word = strings.ToLower(word)
	for _, p := range []string{"me", "us", "he", "she", "it", "they", "who"} {
		if phraseWords[p][word] {
			return p
		}
	}
	return ""
}

func marked(list string) map[string]byte {
	out := map[string]byte{}
	for line := range strings.Lines(list) {
		if f := strings.Fields(line); len(f) > 0 && f[0] != "#" {
			out[f[0]] = 0
			if len(f) > 1 {
				out[f[0]] = f[1][0]
			}
		}
	}
	return out
}

// grouped reads a list whose lines begin with the name of their group.
func grouped(list string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for line := range strings.Lines(list) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if out[f[0]] == nil {
			out[f[0]] = map[string]bool{}
		}
		for _, w := range f[1:] {
			out[f[0]][w] = true
		}
	}
	return out
}
