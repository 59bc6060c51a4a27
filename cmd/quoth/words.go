package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/tell"
	"quoth/news"
)

// findWords finds where an article has the words that somebody typed, as close
// to a statement as they stand: inside it, else in its paragraphs, else
// anywhere. Without a statement all of the article is as good.
//
// Blanks and line ends are alike, and so are straight and curly quotation marks
// and dashes of all lengths; words have to be whole. Where the same words stand
// several times, words around them tell which are meant, and brackets which of
// the words: "Reyes [said] on Friday". Several brackets, or pieces with " … "
// between them, make several spans.
func findWords(text, words string, near news.Part) (news.Part, error) {
	if strings.TrimSpace(words) == "" {
		return nil, nil
	}
	folded := fold(text)
	found := folded.all(phrase{words: words})
	if len(found) == 0 && strings.ContainsAny(words, "[]") {
		p, err := bracketed(words)
		if err != nil {
			return nil, err
		}
		found = folded.all(p)
	}
	if len(found) == 0 && strings.Contains(words, "…") {
		found = folded.inOrder(strings.Split(words, "…"))
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("the article does not have the words %q; give them as they stand there", tell.Line(words))
	}
	for _, place := range places(text, near) {
		var inside []news.Part
		for _, p := range found {
			if place.Contains(news.Span{Start: p[0].Start, End: p[len(p)-1].End}) {
				inside = append(inside, p)
			}
		}
		switch {
		case len(inside) == 1:
			return inside[0], nil
		case len(inside) > 1:
			return nil, ambiguous(text, words, inside)
		}
	}
	return nil, nil // not reached: the last place is the text
}

// places are where to look, the nearest first.
func places(text string, near news.Part) []news.Span {
	all := []news.Span{{Start: 0, End: len(text)}}
	if len(near) == 0 {
		return all
	}
	inside := news.Span{Start: len(text)}
	for _, s := range near {
		inside.Start, inside.End = min(inside.Start, s.Start), max(inside.End, s.End)
	}
	around := news.Span{Start: strings.LastIndexByte(text[:inside.Start], '\n') + 1, End: len(text)}
	if i := strings.IndexByte(text[inside.End:], '\n'); i >= 0 {
		around.End = inside.End + i
	}
	return append([]news.Span{inside, around}, all...)
}

func ambiguous(text, words string, found []news.Part) error {
	const most = 3
	var shown []string
	for _, p := range found[:min(most, len(found))] {
		shown = append(shown, inContext(text, p))
	}
	more := ""
	if len(found) > most {
		more = fmt.Sprintf(" and %d more", len(found)-most)
	}
	return fmt.Errorf("the words %q stand there %d times: %s%s; give one of these, brackets and all",
		tell.Line(words), len(found), strings.Join(shown, ", "), more)
}

// inContext shows a part in brackets, with the words beside it.
func inContext(text string, p news.Part) string {
	const words = 3
	first, last := p[0], p[len(p)-1]
	start, end := first.Start, last.End
	for range words {
		start = strings.LastIndexFunc(strings.TrimRightFunc(text[:start], unicode.IsSpace), unicode.IsSpace) + 1
		rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
		if end = len(text) - len(rest); end < len(text) {
			if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
				end += i
			} else {
				end = len(text)
			}
		}
	}
	var b strings.Builder
	at := start
	for _, s := range p {
		b.WriteString(text[at:s.Start] + "[" + text[s.Start:s.End] + "]")
		at = s.End
	}
	b.WriteString(text[at:end])
	return "\"" + tell.Line(b.String()) + "\""
}

// A phrase is words to be found, and which of them are meant: all where there
// are no marks.
type phrase struct {
	words string
	marks []news.Span
}

// bracketed takes the brackets out of "Reyes [said] on Friday".
func bracketed(words string) (phrase, error) {
	var p phrase
	open := -1
	var b strings.Builder
	for _, r := range words {
		switch {
		case r == '[' && open < 0:
			open = b.Len()
		case r == ']' && open >= 0:
			if strings.TrimSpace(b.String()[open:]) == "" {
				return p, fmt.Errorf("there is nothing between two brackets of %q", tell.Line(words))
			}
			p.marks = append(p.marks, news.Span{Start: open, End: b.Len()})
			open = -1
		case r == '[' || r == ']':
			return p, fmt.Errorf("the brackets of %q do not pair", tell.Line(words))
		default:
			b.WriteRune(r)
		}
	}
	if open >= 0 {
		return p, fmt.Errorf("the brackets of %q do not pair", tell.Line(words))
	}
	p.words = b.String()
	return p, nil
}

// folded is text as it is compared, and where each of its bytes comes from.
type folded struct {
	text string
	at   []int // by byte of text, and one more: offsets in the original
	end  []int // by byte of text: where the original of its character ends
}

func fold(text string) folded {
	var b strings.Builder
	f := folded{}
	blank := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			if blank {
				f.end[len(f.end)-1] = i + n
				i += n
				continue
			}
			r = ' '
		}
		blank = r == ' '
		before := b.Len()
		b.WriteRune(alike(r))
		for range b.Len() - before {
			f.at, f.end = append(f.at, i), append(f.end, i+n)
		}
		i += n
	}
	f.text = b.String()
	f.at = append(f.at, len(text))
	return f
}

// alike is the character that stands for all that look the same to people.
func alike(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '`':
		return '\''
	case '“', '”', '„', '‟', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—':
		return '-'
	}
	return r
}

// all finds the phrase wherever it stands, as parts of the original text.
func (f folded) all(p phrase) []news.Part {
	want := fold(p.words)
	cut := len(want.text) - len(strings.TrimLeft(want.text, " "))
	words := strings.TrimSpace(want.text)
	if words == "" {
		return nil
	}
	// mark finds in the folded words what the offsets of a mark enclose.
	mark := func(m news.Span) (news.Span, bool) {
		s := news.Span{Start: -1}
		for i := range want.text {
			if want.at[i] >= m.Start && want.end[i] <= m.End && want.text[i] != ' ' {
				if s.Start < 0 {
					s.Start = i - cut
				}
				_, n := utf8.DecodeRuneInString(want.text[i:])
				s.End = i - cut + n
			}
		}
		return s, s.Start >= 0
	}
	marks := []news.Span{{Start: 0, End: len(words)}}
	if p.marks != nil {
		marks = nil
		for _, m := range p.marks {
			if s, ok := mark(m); ok {
				marks = append(marks, s)
			}
		}
	}
	var out []news.Part
	for from := 0; ; {
		i := strings.Index(f.text[from:], words)
		if i < 0 {
			return out
		}
		i += from
		from = i + 1
		if !whole(f.text, i, i+len(words)) {
			continue
		}
		var part news.Part
		for _, m := range marks {
			part = append(part, news.Span{Start: f.at[i+m.Start], End: f.end[i+m.End-1]})
		}
		out = append(out, part)
	}
}

// inOrder finds each piece as soon as it comes behind the one before.
func (f folded) inOrder(pieces []string) []news.Part {
	var found [][]news.Part
	for _, piece := range pieces {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		found = append(found, f.all(phrase{words: piece}))
	}
	if len(found) == 0 {
		return nil
	}
	var out []news.Part
	next := make([]int, len(found)) // starts only ever go on
	for _, first := range found[0] {
		part := news.Part{first[0]}
		for i, others := range found[1:] {
			for next[i+1] < len(others) && others[next[i+1]][0].Start < part[len(part)-1].End {
				next[i+1]++
			}
			if next[i+1] == len(others) {
				return out
			}
			part = append(part, others[next[i+1]][0])
		}
		// Of several beginnings with the same end the last is the closest.
		if n := len(out); n > 0 && len(part) > 1 && out[n-1][1] == part[1] {
			out[n-1] = part
			continue
		}
		out = append(out, part)
	}
	return out
}

// whole reports whether text[start:end] cuts no word in two.
func whole(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	first, _ := utf8.DecodeRuneInString(text[start:])
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !(isLetter(before) && isLetter(first)) && !(isLetter(last) && isLetter(after))
}

// isLetter holds for what words are made of.
func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
