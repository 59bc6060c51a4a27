package lexicon

import (
	_ "embed" // the lists become part of the binary
)

var (
	//go:embed en/function.txt
	function string
	//go:embed en/common.txt
	common string
	//go:embed en/negating.txt
	negating string
	//go:embed en/irregular.txt
	irregular string
	//go:embed en/spellings.txt
	spellings string
	//go:embed en/meanings.txt
	meanings string
)

// What two wordings of one thing are compared by. All words are in lower case;
// the maps lead from a word to the one that stands for it.
var (
	Function  = set(function)    // "the", which says little by itself
	Common    = set(common)      // "people", which many statements share
	Negating  = set(negating)    // "not"
	Irregular = named(irregular) // "went" → "go"
	Spellings = named(spellings) // "colour" → "color"
	Meanings  = named(meanings)  // "soar" → "rise"
)
