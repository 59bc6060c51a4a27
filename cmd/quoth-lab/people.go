package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
	"quoth/news"
)

// A person of an article, as its labels name one.
type person struct {
	given  string   // "" where only one name is known
	middle []string // further names, in order
	family string   // with its particles: "van Dijk"
	sex    byte     // 'f', 'm', or 0 where the article does not tell
}

// newPerson takes a name apart; what has no letters first is nobody's.
func newPerson(name string) (person, bool) {
	words := strings.Fields(name)
	for len(words) > 1 && titles[strings.ToLower(strings.TrimSuffix(words[0], "."))] {
		words = words[1:]
	}
	for len(words) > 1 && slices.Contains([]string{"Jr", "Sr", "II", "III"}, strings.TrimRight(words[len(words)-1], ".")) {
		words = words[:len(words)-1]
	}
	for i := range words {
		words[i] = strings.TrimSuffix(words[i], ",")
	}
	if len(words) == 0 || !startsUpper(words[0]) {
		return person{}, false
	}
	last := len(words) - 1
	for last > 1 && !startsUpper(words[last-1]) {
		last--
	}
	p := person{family: strings.Join(words[last:], " ")}
	if last > 0 {
		p.given, p.middle = words[0], words[1:last]
	}
	return p, true
}

// spelled is the person with every part of the name changed by f.
func (p person) spelled(f func(string) string) person {
	p.given, p.family = f(p.given), f(p.family)
	middle := slices.Clone(p.middle)
	for i, m := range middle {
		middle[i] = f(m)
	}
	p.middle = middle
	return p
}

// unaccented is a name as outlets write it that leave out accents.
func unaccented(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if startsUpper(w) {
			words[i] = capitalised(lexicon.Fold(w))
		}
	}
	return strings.Join(words, " ")
}

// capitalised is a name as it begins a sentence: "Van Dijk".
func capitalised(name string) string {
	_, n := utf8.DecodeRuneInString(name)
	return strings.ToUpper(name[:n]) + name[n:]
}

// A naming is how much of a name stands somewhere.
type naming int

const (
	byFamily naming = iota
	byGiven
	inFull
)

// named reports the name of p that the text begins with, and its length.
func (p person) named(text string) (naming, int) {
	if n := wordPrefix(text, p.given); n > 0 {
		at := n
		for {
			rest, ok := strings.CutPrefix(text[at:], " ")
			if !ok {
				break
			}
			if f := wordPrefix(rest, p.family); f > 0 {
				return inFull, at + 1 + f
			}
			m := p.between(rest)
			if m == 0 {
				break
			}
			at += 1 + m
		}
		// "Ada" before another capital is somebody else, or "Ada Street".
		if rest, ok := strings.CutPrefix(text[n:], " "); !ok || !startsUpper(rest) {
			return byGiven, n
		}
	}
	return byFamily, wordPrefix(text, p.family)
}

// between is the length of a middle name or an initial that text begins with.
func (p person) between(text string) int {
	for _, m := range p.middle {
		if n := wordPrefix(text, m); n > 0 {
			return n
		}
	}
	if _, n := utf8.DecodeRuneInString(text); startsUpper(text) && strings.HasPrefix(text[n:], ".") {
		return n + 1
	}
	return 0
}

// A mention is a name of the who-th person at a place.
type mention struct {
	span   news.Span
	who    int
	naming naming
	upper  bool // in capitals
}

// mentions finds the people's names in text: the longest at every word.
func mentions(text string, people []person) (out []mention) {
	capitals, others := make([]person, len(people)), make([][2]person, len(people))
	for i, p := range people {
		capitals[i], others[i] = p.spelled(strings.ToUpper), [2]person{p.spelled(unaccented), p.spelled(capitalised)}
	}
	for at := 0; at < len(text); {
		_, width := utf8.DecodeRuneInString(text[at:])
		if before, _ := utf8.DecodeLastRuneInString(text[:at]); at > 0 && (inWord(before) || before == '@' || before == '#') {
			at += width
			continue
		}
		best := mention{span: news.Span{Start: at, End: at}}
		for i, p := range people {
			if how, n := p.named(text[at:]); n > best.span.Len() {
				best = mention{news.Span{Start: at, End: at + n}, i, how, false}
			}
			for _, p := range others[i] {
				if how, n := p.named(text[at:]); n > best.span.Len() {
					best = mention{news.Span{Start: at, End: at + n}, i, how, false}
				}
			}
			if how, n := capitals[i].named(text[at:]); n > best.span.Len() {
				best = mention{news.Span{Start: at, End: at + n}, i, how, true}
			}
		}
		if best.span.Len() > 0 {
			out = append(out, best)
		}
		at = max(best.span.End, at+width)
	}
	return out
}

// wordPrefix is len(word) when text begins with it as whole words, else 0.
func wordPrefix(text, word string) int {
	if !strings.HasPrefix(text, word) {
		return 0
	}
	if after, _ := utf8.DecodeRuneInString(text[len(word):]); len(text) > len(word) && inWord(after) {
		return 0
	}
	return len(word)
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || r == '_'
}

func startsUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}
