package main

import (
	"strings"

	"quoth/internal/markup"
	"quoth/news"
)

const (
	longContent = 1000 // bytes; of longer ones a part is shown
	leadIn      = 200  // bytes of it in front of the first word looked for
)

// excerpted is the wording of an entry, of a very long one the part around the
// first accent.
func excerpted(e *news.Entry, accents []accent) []styled {
	first := -1
	if len(accents) > 0 {
		first = accents[0].span.Start
	}
	shown, front, back := excerpt(e.Article.Text, e.Content, first)
	var out []styled
	if front {
		out = append(out, styled{"[…] ", nil})
	}
	out = append(out, wording(e.Article.Text, shown, accents)...)
	if back {
		out = append(out, styled{" […]", nil})
	}
	return out
}

// excerpt is the part of a content that is shown: all of it, or what stands
// around a place in the text, cut between words.
func excerpt(text string, p news.Part, around int) (shown news.Part, front, back bool) {
	length := 0
	for _, s := range p {
		length += max(0, s.Len())
	}
	if length <= longContent {
		return p, false, false
	}
	skip := 0
	if around >= 0 {
		for _, s := range p {
			if around < s.End {
				skip += max(0, around-s.Start)
				break
			}
			skip += s.Len()
		}
		skip = max(0, min(skip-leadIn, length-longContent))
	}
	room := longContent
	for _, s := range p {
		if skip >= s.Len() {
			skip -= max(0, s.Len())
			front = true
			continue
		}
		if room <= 0 {
			return shown, front, true
		}
		if skip > 0 {
			s.Start, front = betweenWords(text, s.Start+skip, s.End), true
			skip = 0
		}
		if s.Len() > room {
			s.End, back = betweenWords(text, s.Start+room, s.End), true
		}
		room -= s.Len()
		if s.Len() > 0 {
			shown = append(shown, s)
		}
	}
	return shown, front, back
}

// betweenWords is the first place at or behind at, but not far, where a word
// begins; else at itself.
func betweenWords(text string, at, end int) int {
	const far = 40
	at = markup.CharStart(text, at)
	if i := strings.IndexAny(text[at:min(len(text), end, at+far)], " \n"); i >= 0 {
		return at + i + 1
	}
	return at
}
