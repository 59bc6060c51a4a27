package encoder

import "quoth/internal/lexicon"

// What somebody is called must not change what is found. So the network sees
// no spelling of a name that it could not expect: a run of words that names
// somebody is one piece, and all that it tells is which of the text's names it
// is, in the order in which they come. nameword.go says what a word's letters
// tell, namecontext.go what the words beside it and elsewhere tell, slot.go which
// names are the same.
//
// A word that the vocabulary knows is a name only if a list or the text says
// so (lexicon/en/names.txt); a word with a capital that it does not know is one.

// A Name is a run of words that is read as one piece.
type Name struct {
	Start, End int
	Slot       int // the same for names that share their last word, counted from 0
}

// Names finds the names in a text.
func (v *Vocabulary) Names(text string) []Name {
	words := v.nameWords(text)
	for i := range words {
		words[i].named = words[i].sort == certain || words[i].sort == mostly && !words[i].opens && !words[i].shouted
	}
	byNeighbours(words)
	byRest(words)
	return runs(words)
}

// runs joins the words that are one name.
func runs(words []nameWord) []Name {
	var out []Name
	var slots slots
	for i := 0; i < len(words); {
		last := -1
		var keys []string
		for j := i; j < len(words) && (j == i || words[j].joined != 0); j++ {
			if w := &words[j]; w.named || last >= 0 && w.sort == suffix {
				if last = j; w.sort != suffix {
					keys = append(keys, w.keys()...)
				}
			} else if !leads(words, j) {
				break
			}
		}
		if last < 0 {
			i++
			continue
		}
		out = append(out, Name{Start: words[i].start, End: words[last].end, Slot: slots.of(keys)})
		i = last + 1
	}
	return out
}

// keys are the word and, where names are written without blanks, its parts.
func (w *nameWord) keys() []string {
	if family, given, ok := lexicon.Unspaced(w.key); ok {
		return []string{family, given, w.key}
	}
	return []string{w.key}
}

// leads reports whether a word that is no name by itself begins or joins one:
// an initial or a particle, with a name after it.
func leads(words []nameWord, j int) bool {
	for k := j; k < len(words); k++ {
		w := &words[k]
		if k > j && w.joined == 0 {
			return false
		}
		switch {
		case k > j && w.named:
			return true
		case w.sort == initial || w.sort == particle || w.capital && lexicon.Names["particle"][w.key]:
		default:
			return false
		}
	}
	return false
}

// beside is the word before (-1) or after (+1), if it is joined to the i-th.
func beside(words []nameWord, i, step int) *nameWord {
	if j := i + step; j >= 0 && j < len(words) && words[max(i, j)].joined != 0 {
		return &words[j]
	}
	return nil
}

// mayName reports whether a word may be a name.
func (w *nameWord) mayName() bool {
	return w != nil && w.capital && w.sort >= either && w.sort <= certain
}

// plainCapital reports whether a word goes on a phrase as no name does: "White
// | House".
func plainCapital(w *nameWord) bool {
	return w != nil && w.joined == ' ' && w.capital && w.sort == ordinary
}
