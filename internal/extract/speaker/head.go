package speaker

import (
	"strings"
	"unicode"

	"quoth/internal/lexicon"
	"quoth/news"
)

// head finds the name that a source phrase is about: "the mayor, Ana Reyes"
// and "Ana Reyes of the harbour board" are about a person, "a friend of Ana
// Reyes" and "Reyes's lawyer" are not. It returns the mention or -1.
//
// inside are the names within the phrase, in text order. A phrase is cut at
// commas and brackets into segments, and a segment ends where a preposition or
// a relative clause begins; the name must end its segment's first part.
func head(text string, s news.Span, mentions []Mention, inside []int, want func(NameKind) bool) int {
	segments := segmentsOf(text, s)
	for _, seg := range segments {
		for k := len(inside) - 1; k >= 0; k-- { // "the singer Ana Reyes": the last name
			n := mentions[inside[k]].name()
			if !want(mentions[inside[k]].Name) || n.Start < seg.Start || n.Start >= seg.End {
				continue
			}
			if possessiveAfter(text, n.End, s.End) || !endsPart(text, n.End, seg.End) {
				continue
			}
			if prepositionBetween(text, seg.Start, n.Start) {
				continue
			}
			return inside[k]
		}
	}
	return -1
}

// segmentsOf cuts a phrase at its commas, brackets and dashes.
func segmentsOf(text string, s news.Span) (out []news.Span) {
	start := s.Start
	for i := s.Start; i < s.End; i++ {
		if c := text[i]; c == ',' || c == '(' || c == ')' || c == ';' || c == ':' {
			if i > start {
				out = append(out, news.Span{Start: start, End: i})
			}
			start = i + 1
		}
	}
	if start < s.End {
		out = append(out, news.Span{Start: start, End: s.End})
	}
	return out
}

// possessiveAfter reports whether the name owns what follows.
func possessiveAfter(text string, at, end int) bool {
	if at >= end {
		return false
	}
	rest := text[at:end]
	for _, p := range []string{"'s ", "’s ", "' ", "’ "} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	return false
}

// endsPart reports whether nothing but what describes follows: the end of the
// segment, a preposition, a relative clause, a bracket.
func endsPart(text string, at, end int) bool {
	if at >= end {
		return true
	}
	rest := text[at:end]
	rest = rest[:len(rest)-possessive("x"+rest)]
	if strings.HasPrefix(rest, "-") {
		return false // "Yemen-based"
	}
	rest = strings.TrimLeft(rest, " \u00a0\n\"”’'.)")
	if rest == "" {
		return true
	}
	word := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word = rest[:i]
	}
	return word == "" || lexicon.Prepositions[word] || lexicon.Relatives[word]
}

func prepositionBetween(text string, from, to int) bool {
	if from >= to {
		return false
	}
	for _, w := range strings.FieldsFunc(text[from:to], func(r rune) bool { return !unicode.IsLetter(r) }) {
		if lexicon.Prepositions[w] || lexicon.Relatives[w] {
			return true
		}
	}
	return false
}

// capitals is the last run of capitalised words in a phrase, with the small
// words that stand inside names: what the phrase is about, if nothing but a
// preposition follows. Titles alone are no name.
func capitals(text string, s news.Span) (run news.Span, ok bool) {
	size, gap := 0, 0
	at := s.Start
	for _, w := range strings.FieldsFunc(text[s.Start:s.End], unicode.IsSpace) {
		i := at + strings.Index(text[at:s.End], w)
		at = i + len(w)
		bare := strings.ToLower(strings.Trim(w, `.,;:"'“”’()[]`))
		_, title := lexicon.Titles[bare]
		switch {
		case capital(w) && (i > s.Start || !lexicon.Determiners[bare] && !lexicon.Untitled[bare]):
			if size == 0 || gap > 2 {
				run, size = news.Span{Start: i}, 0
			}
			run.End, gap = at, 0
			if !title && !lexicon.Offices[bare] {
				size++
			}
		case size > 0 && gap < 2 && (lexicon.Prepositions[bare] || lexicon.Determiners[bare] || bare == "and" || lexicon.Names["particle"][bare]):
			gap++
		case size > 0 && gap > 0: // "the Board of Trade in its report": the phrase went on
			return trimName(text, run), true
		default:
			size, gap = 0, 0
		}
	}
	return trimName(text, run), size > 0
}

// noun is the word that a phrase is about, in lower case: the last one before a
// preposition or a relative clause. It may be a name's.
func noun(text string, s news.Span) (word string, ofName bool) {
	segments := segmentsOf(text, s)
	if len(segments) == 0 {
		return "", false
	}
	words := strings.FieldsFunc(text[segments[0].Start:segments[0].End], unicode.IsSpace)
	for i, w := range words {
		if i > 0 && (lexicon.Prepositions[w] || lexicon.Relatives[w]) {
			break
		}
		word = strings.Trim(w, `.,'"“”‘’`)
		ofName = i > 0 && capital(word)
	}
	return strings.ToLower(word), ofName
}
