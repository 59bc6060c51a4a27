package encoder

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// wordSort says what a word may be.
type wordSort uint8

const (
	ordinary wordSort = iota
	either            // a name if something else says so
	mostly            // a name inside a sentence
	certain           // a name
	particle          // "van", "bin": a part of a name that goes on
	initial           // "J."
	suffix            // "Jr", "III"
)

// A nameWord is a word as the search for names sees it.
type nameWord struct {
	start, end int
	key        string // lower case, without accents
	sort       wordSort
	capital    bool
	opens      bool // first in a sentence, a quotation, a line
	shouted    bool // stands in a line of capitals or of capitalised words
	joined     byte // what parts it from the word before: ' ', '-', or 0 for anything else
	acronym    bool
	accents    bool // the key is not the word in lower case
	asks       bool // the "Will" of a question
	named      bool
}

// nameWords cuts text into words. Hyphens part words, "O'" and "N'" do not.
func (v *Vocabulary) nameWords(text string) []nameWord {
	var out []nameWord
	small := map[string]bool{} // words that stand in small letters
	line := 0                  // first word of the line
	endLine := func() {
		shout(out[line:])
		line = len(out)
	}
	end := 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\n' {
			endLine()
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		w := nameWord{start: i}
		i = wordEnd(text, i)
		w.end = i
		w.joined, w.opens = gap(text[end:w.start], len(out) == 0)
		end = i
		if w.joined == '.' { // "J. Smith", "St. Clair", "Mr. Reyes"
			w.joined, w.opens = 0, true
			if last := &out[len(out)-1]; last.sort == initial || lexicon.Abbreviations[last.key] {
				w.joined, w.opens = ' ', false
			}
		}
		v.sortOf(&w, text[w.start:w.end], text[w.end:])
		w.asks = w.opens && auxiliary[w.key] && question(text[w.end:])
		if !w.capital {
			small[w.key] = true
		}
		out = append(out, w)
	}
	endLine()
	for i := range out {
		if w := &out[i]; w.sort == certain && !w.accents && small[w.key] && !lexicon.Names["person"][w.key] {
			w.sort = ordinary
		}
	}
	return out
}

// wordEnd is the end of the word that begins at i.
func wordEnd(text string, i int) int {
	from := i
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		case (r == '\'' || r == '’') && i-from <= 2:
			if next, _ := utf8.DecodeRuneInString(text[i+n:]); !unicode.IsUpper(next) {
				return i
			}
		default:
			return i
		}
		i += n
	}
	return i
}

// gap says how what stands between two words joins them: a blank, a hyphen, a
// stop with or without a blank ('.'), or not at all; and whether the second
// begins a sentence or the like.
func gap(between string, first bool) (joined byte, opens bool) {
	switch between {
	case " ", "\u00a0", " '", " ’": // the last two: "van 't Hekke"
		return ' ', false
	case "-", "‐", "‑":
		return '-', false
	case ".", ". ", ".\u00a0":
		return '.', false
	}
	return 0, first || strings.ContainsAny(between, ".!?:…\"“”‘([–—•*\n")
}

// sortOf fills in what the word's letters tell.
func (v *Vocabulary) sortOf(w *nameWord, text, rest string) {
	first, n := utf8.DecodeRuneInString(text)
	w.key = lexicon.Fold(text)
	w.accents = w.key != strings.ToLower(text)
	_, known := v.start[w.key]
	switch {
	case unicode.IsUpper(first) || unicode.IsTitle(first):
		w.capital = true
	case unicode.Is(unicode.Lo, first): // a script without capitals
		w.capital, w.sort = true, certain
		return
	default:
		if lexicon.Names["particle"][w.key] {
			w.sort = particle
		}
		return
	}
	tail := text[n:]
	switch names := lexicon.Names; {
	case tail == "":
		if w.sort = initial; first == 'I' || first == 'A' {
			if !strings.HasPrefix(rest, ".") {
				w.sort = ordinary
			}
		}
	case names["person"][w.key]:
		w.sort = certain
	case names["mostly"][w.key]:
		w.sort = mostly
	case names["either"][w.key]:
		w.sort = either
	case suffixes[w.key]:
		w.sort = suffix
	case !strings.ContainsFunc(tail, unicode.IsLower) && utf8.RuneCountInString(text) <= 5 && !strings.HasPrefix(rest, ":"):
		w.acronym = true
	case known && w.accents: // "México"
		if w.sort = either; len(w.key) <= 3 {
			w.sort = certain // "Đỗ"
		}
	case known || strings.ContainsFunc(tail, unicode.IsDigit):
	case strings.ContainsFunc(tail, unicode.IsUpper) && strings.ContainsFunc(tail, unicode.IsLower) && !innerCapital(text):
	case strings.HasSuffix(w.key, "s") && v.common(strings.TrimSuffix(w.key, "s")): // "Hispanics"
	case v.derived(w.key):
		w.sort = mostly
	default:
		w.sort = certain
	}
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// innerCapital reports whether a capital inside a word is one that names have:
// "McQuarrie", "O'Dunne", "LaPorte".
func innerCapital(text string) bool {
	for _, p := range []string{"Mc", "Mac", "Fitz", "De", "Di", "Du", "La", "Le", "Van", "Von", "D'", "O'", "N'", "L'", "D’", "O’", "N’", "L’"} {
		if rest, ok := strings.CutPrefix(text, p); ok && !strings.ContainsFunc(rest[min(1, len(rest)):], unicode.IsUpper) {
			return true
		}
	}
	return false
}

// derived reports whether a word is a known one with an ending or a beginning
// that English adds.
func (v *Vocabulary) derived(key string) bool {
	for _, e := range []string{"s", "es", "ed", "d", "ing", "er", "ers", "ly", "ness", "ism", "ist", "ists", "able", "al", "ation", "less", "ful", "ish", "like"} {
		if stem, ok := strings.CutSuffix(key, e); ok && len(stem) > 3 && v.common(stem) {
			return true
		}
	}
	for _, b := range []string{"un", "re", "non", "over", "under", "out", "mis", "pre", "anti", "counter", "super", "inter"} {
		if stem, ok := strings.CutPrefix(key, b); ok && len(stem) > 3 && v.common(stem) {
			return true
		}
	}
	return false
}

// common reports whether the word, or it with the e that an ending swallows, is
// a known one that names no person.
func (v *Vocabulary) common(stem string) bool {
	for _, s := range []string{stem, stem + "e"} {
		if _, ok := v.start[s]; ok && !lexicon.Names["person"][s] {
			return true
		}
	}
	return false
}

// shout marks the words of a line in which capitals tell nothing, as in a
// headline. Names do not count, so that they change nothing.
func shout(line []nameWord) {
	const short, few = 3, 3
	large, small := 0, 0
	for i, w := range line {
		if w.sort != ordinary || w.end-w.start <= short || i == 0 {
			continue
		}
		if w.capital {
			large++
		} else {
			small++
		}
	}
	if large >= few && large > 2*small {
		for i := range line {
			line[i].shouted = true
		}
	}
}

// auxiliary words begin questions: "Will Reyes go?"
var auxiliary = map[string]bool{"will": true, "may": true, "can": true}

// question reports whether the sentence that goes on here ends with a question
// mark.
func question(text string) bool {
	const longest = 400
	text = text[:min(len(text), longest)]
	i := strings.IndexAny(text, ".!?\n")
	return i >= 0 && text[i] == '?'
}
