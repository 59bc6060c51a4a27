package correct

import (
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
	"quoth/news"
)

// A word is one word of a text as quotes are compared.
type word struct {
	news.Span
	form   int // equal for words that differ in case, accents and marks alone
	weight int // how much it tells about where it stands
}

// Function words stand everywhere.
const (
	functionWeight = 1
	contentWeight  = 4
)

// An index numbers the forms of words.
type index map[string]int

// scan cuts a text into words. In scripts that set no blanks between words each
// character is one. Forms that the index lacks get a number only if add is set,
// else -1.
func (x index) scan(text string, add bool) []word {
	var out []word
	start := -1
	end := func(at int) {
		if start >= 0 {
			out = append(out, x.word(text[start:at], news.Span{Start: start, End: at}, add))
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case !inWord(r):
			end(i)
		case unspaced(r):
			end(i)
			start = i
			end(i + utf8.RuneLen(r))
		case start < 0:
			start = i
		}
	}
	end(len(text))
	return out
}

func (x index) word(raw string, span news.Span, add bool) word {
	folded := lexicon.Fold(raw)
	form, known := x[folded]
	switch {
	case known:
	case add:
		form = len(x)
		x[folded] = form
	default:
		form = -1
	}
	w := word{span, form, contentWeight}
	if lexicon.Function[folded] {
		w.weight = functionWeight
	}
	return w
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// unspaced reports whether a script runs its words together.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// cutsWord reports whether an offset stands inside a word.
func cutsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return at > 0 && at < len(text) && inWord(before) && inWord(after) && !unspaced(before) && !unspaced(after)
}

func weigh(words []word) (sum int) {
	for _, w := range words {
		sum += w.weight
	}
	return sum
}

// telling are the folded words of a text that tell something.
func telling(text string) map[string]bool {
	x := index{}
	x.scan(text, true)
	out := map[string]bool{}
	for w := range x {
		if !lexicon.Function[w] {
			out[w] = true
		}
	}
	return out
}

func shareWord(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}
