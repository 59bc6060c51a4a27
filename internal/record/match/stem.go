package match

import (
	"strings"

	"quoth/internal/lexicon"
)

// stem cuts a folded word to what its inflections share: "closing", "closed"
// and "close" to "clos". Stems are compared with each other and never shown,
// so they need not be words; two words that fall together wrongly ("number"
// and "numb" would, if "er" were cut) cost more than two that stay apart.
func stem(w string) string {
	if base, ok := lexicon.Irregular[w]; ok {
		w = base
	}
	if len(w) > longestWord || !lexicon.ASCII(w) {
		return w
	}
	w = singular(w)
	if base, ok := lexicon.Irregular[w]; ok {
		w = base
	}
	for _, e := range endings {
		if base, ok := strings.CutSuffix(w, e.cut); ok && len(base) >= e.least && strings.ContainsAny(base, "aeiouy") {
			w = base + e.put
			break
		}
	}
	w = strings.TrimSuffix(w, "e")
	if n := len(w); n > 2 && w[n-1] == w[n-2] {
		w = w[:n-1] // "planned" is "plan" as "fall" is "fal"
	}
	if base, ok := strings.CutSuffix(w, "y"); ok && len(base) > 1 {
		w = base + "i" // "supply" as in "supplied"
	}
	return w
}

func singular(w string) string {
	n := len(w)
	switch {
	case n < 4 || w[n-1] != 's' || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case n > 4 && strings.HasSuffix(w, "ies"):
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "zes"):
		return w[:n-2]
	}
	return w[:n-1]
}

// endings are tried in order; least is the length in bytes of what has to
// remain, which keeps "station" from becoming "st".
var endings = []struct {
	cut, put string
	least    int
}{
	{"isation", "iz", 3},
	{"ization", "iz", 3},
	{"ation", "", 4},
	{"ition", "it", 4},
	{"ction", "ct", 3},
	{"ement", "", 4},
	{"ment", "", 3},
	{"ness", "", 4},
	{"ising", "iz", 3},
	{"ised", "iz", 3},
	{"ise", "iz", 4},
	{"ying", "y", 2},
	{"ied", "y", 2},
	{"ing", "", 3},
	{"ated", "", 4},
	{"ate", "", 4},
	{"ed", "", 3},
	{"ily", "y", 3},
	{"ly", "", 5},
}

// meaning is the stem that stands for a word's synonyms, or the beginning that
// a stem shares with its relatives ("contamination", "contaminated"). Six
// letters part "inter" from "intern" and leave "international" with "internet",
// which is seldom a cause of error beside the other words of a statement.
func meaning(w string) string {
	const root = 6
	s := stem(w)
	if head, ok := headOf[s]; ok {
		return head
	}
	if len(s) > root && lexicon.ASCII(s) {
		return s[:root]
	}
	return s
}

// headOf maps the stems of lexicon.Meanings. TestMeaningsDoNotMeet holds that
// no stem has two heads, on which keys would depend by chance.
var headOf = func() map[string]string {
	out := make(map[string]string, len(lexicon.Meanings))
	for word, head := range lexicon.Meanings {
		out[stem(word)] = stem(head)
	}
	return out
}()
