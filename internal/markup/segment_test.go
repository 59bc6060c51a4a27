package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"quoth/internal/markup"
	"quoth/news"
)

func TestSegments(t *testing.T) {
	text := "Ana said Bo said no"
	statements := []news.Statement{
		{Source: part(text, "Ana"), Cue: part(text, "said"), Content: part(text, "Bo said no")},
		{Source: part(text, "Bo"), Cue: from(text, "Bo", "said"), Content: part(text, "no")},
		{Source: part(text, "Ana"), Content: part(text, "aid B")}, // overlaps its neighbours
	}
	statements[1].SaidOn = &news.SaidOn{Span: part(text, "no")[0]}
	speakers := []*news.Speaker{{Mentions: []news.Mention{{Span: part(text, "Ana")[0]}, {Span: part(text, "Bo")[0]}}}}
	var got strings.Builder
	for _, s := range markup.Segments(news.Article{Text: text, Statements: statements, Speakers: speakers}) {
		fmt.Fprintf(&got, "%q", text[s.Start:s.End])
		for _, m := range s.Marks {
			fmt.Fprintf(&got, " %d:%s", m.Of, m.Role.String())
		}
		fmt.Fprintf(&got, " → %v\n", s.Foremost([]int{0, 1, 0}))
	}
	want := `"Ana" 0:source 0:mention 2:source → [0 2]
" " → []
"s" 0:cue → [0]
"aid" 0:cue 2:content → [0]
" " 2:content → [2]
"B" 0:content 0:mention 1:source 2:content → [1]
"o" 0:content 0:mention 1:source → [1]
" " 0:content → [0]
"said" 0:content 1:cue → [1]
" " 0:content → [0]
"no" 0:content 1:content 1:date → [1]
`
	if got.String() != want {
		t.Errorf("got:\n%swant:\n%s", got.String(), want)
	}
}

// part is where a text has a phrase first.
func part(text, phrase string) news.Part { return from(text, phrase, phrase) }

// from is where a text has a phrase first, at or behind a mark.
func from(text, mark, phrase string) news.Part {
	begin := strings.Index(text, mark)
	at := begin + strings.Index(text[begin:], phrase)
	return news.Part{{Start: at, End: at + len(phrase)}}
}

func TestParagraphs(t *testing.T) {
	wrapped := strings.Repeat("words that fill a line of wrapped text up to its end\n", 3)
	for text, want := range map[string]int{
		"":                              0,
		" \n\t\n\u200b\n":               0,
		"one":                           1,
		"one\ntwo\n\n three \r\nfour\n": 4,
		wrapped:                         1,
		wrapped + "\n" + wrapped:        2,
		"Short heading\n" + wrapped:     4,
	} {
		if got := markup.Paragraphs(text); len(got) != want {
			t.Errorf("%q has %d paragraphs, want %d", text, len(got), want)
		}
	}
}
