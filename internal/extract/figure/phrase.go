package figure

import (
	"strings"

	"quoth/internal/lexicon"
)

// A phraseList is a list of the lexicon whose entries can be several words.
// Most words neither open nor close any of them, which is quick to see.
type phraseList struct {
	names         map[string]string
	opens, closes map[string]bool
	longest       int // words
}

var (
	bounds      = listOf(lexicon.Bounds)
	boundsAfter = listOf(lexicon.BoundsAfter)
	units       = listOf(lexicon.Units)
	currencies  = listOf(lexicon.Currencies)
	clocks      = listOf(lexicon.NumberClock)
)

func listOf(names map[string]string) phraseList {
	l := phraseList{names: names, opens: map[string]bool{}, closes: map[string]bool{}}
	for phrase := range names {
		words := split(nil, phrase, 0, len(phrase))
		first, last := words[0], words[len(words)-1]
		l.opens[phrase[first.start:first.end]] = true
		l.closes[phrase[last.start:last.end]] = true
		l.longest = max(l.longest, len(words))
	}
	return l
}

// from finds the longest entry of the list that begins at word i. Ends, where
// given, says whether an entry may end before a word.
func (f *finder) from(i int, l *phraseList, ends func(next int) bool) (name string, next int, ok bool) {
	if !l.opens[f.lower(i)] {
		return "", i, false
	}
	for n := min(l.longest, len(f.words)-i); n > 0; n-- {
		if name, ok = l.names[f.phrase(i, i+n)]; ok && (ends == nil || ends(i+n)) {
			return name, i + n, true
		}
	}
	return "", i, false
}

// before finds the longest entry of the list that ends before word i and begins
// with no word that belongs to an earlier figure.
func (f *finder) before(i int, l *phraseList, begins func(first int) bool) (name string, first int, ok bool) {
	if i <= f.free || !l.closes[f.lower(i-1)] {
		return "", i, false
	}
	for n := min(l.longest, i-f.free); n > 0; n-- {
		if name, ok = l.names[f.phrase(i-n, i)]; ok && (begins == nil || begins(i-n)) {
			return name, i - n, true
		}
	}
	return "", i, false
}

// phrase returns words[i:j] in lower case, with single spaces.
func (f *finder) phrase(i, j int) string {
	from, to := f.words[i].start, f.words[j-1].end
	const longest = 64
	if to-from > longest {
		return ""
	}
	s := f.text[from:to]
	for k := i; k < j-1; k++ {
		gap := f.words[k+1].start - f.words[k].end
		if gap > 1 || gap == 1 && f.text[f.words[k].end] != ' ' {
			s = strings.Join(strings.Fields(s), " ")
			break
		}
	}
	return strings.ToLower(s)
}
