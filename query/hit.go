package query

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quoth/internal/lexicon"
)

// Hits are where a text has the words and phrases that the query looks for in
// contents, in the order of the text; none overlaps another. Words that are to
// be absent are not looked for. They show a reader why a statement was found,
// and are no proof that it was: all of them may stand there and the query
// still not hold.
func (q Query) Hits(text string) []Span {
	var sought []Phrase
	wanted(q.Where, &sought)
	if len(sought) == 0 {
		return nil
	}
	words := wordsAt(text)
	var hits []Span
	for _, p := range sought {
		phrase := Words(p.Text)
		last := len(phrase) - 1
		for i := 0; last >= 0 && i+last < len(words); i++ {
			if p.startsAt(words[i:], phrase) {
				hits = append(hits, Span{words[i].Start, words[i+last].End})
			}
		}
	}
	return union(hits)
}

// wanted collects the phrases of content, and of about, which is found in
// content too.
func wanted(e Expr, found *[]Phrase) {
	switch e := e.(type) {
	case And:
		for _, part := range e.Of {
			wanted(part, found)
		}
	case Or:
		for _, part := range e.Of {
			wanted(part, found)
		}
	case Phrase:
		if e.Field == Content || e.Field == About {
			*found = append(*found, e)
		}
	}
}

// startsAt reports whether words begin with the phrase.
func (e Phrase) startsAt(words []placedWord, phrase []string) bool {
	for i, p := range phrase {
		w := words[i].text
		if w != p && !(e.Prefix && i == len(phrase)-1 && strings.HasPrefix(w, p)) {
			return false
		}
	}
	return true
}

// A placedWord is one of Words(text) and where the text has it.
type placedWord struct {
	text string
	Span
}

// wordsAt is Words with places: a word's is that of all characters of which it
// has any part.
func wordsAt(text string) []placedWord {
	var words []placedWord
	var word strings.Builder
	var at Span
	flush := func() {
		if word.Len() > 0 {
			words = append(words, placedWord{word.String(), at})
			word.Reset()
		}
	}
	alone := false // as in Words
	for start := 0; start < len(text); {
		// Folding changes nothing over the border of what belongs together.
		end := start + norm.NFKC.NextBoundaryInString(text[start:], true)
		for _, r := range lexicon.Fold(text[start:end]) {
			switch {
			case unicode.Is(unicode.Cf, r):
				continue
			case !isWordRune(r):
				flush()
				continue
			case !unicode.IsMark(r):
				if single := unicode.In(r, unspaced...); single || alone {
					flush()
					alone = single
				}
			}
			if word.Len() == 0 {
				at.Start = start
			}
			at.End = end
			word.WriteRune(r)
		}
		start = end
	}
	flush()
	return words
}

// union joins spans that overlap.
func union(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}
