package speaker

import (
	"slices"
	"strings"
	"unicode"

	"quoth/internal/lexicon"
	"quoth/news"
)

// personIn is the name in a phrase about a person, by its capitals: what
// stands between the office and what describes ("Harbour Board Manager | Ana
// Reyes | of the port"), or behind the place of an office ("Mayor of Porthaven
// | Ana Reyes").
func personIn(text string, s news.Span) (name news.Span, ok bool) {
	segments := segmentsOf(text, s)
	if len(segments) == 0 {
		return name, false
	}
	words := wordsOf(text, segments[0])
	end := slices.IndexFunc(words, func(w news.Span) bool {
		t := text[w.Start:w.End]
		return lexicon.Prepositions[t] || lexicon.Relatives[t]
	})
	if end < 0 {
		end = len(words)
	}
	if run := capitalRun(text, words[:end]); len(run) > 1 {
		return news.Span{Start: run[0].Start, End: run[len(run)-1].End}, true
	}
	if end == len(words) || text[words[end].Start:words[end].End] != "of" || lexicon.Determiners[strings.ToLower(text[words[0].Start:words[0].End])] {
		return name, false // "the head of Porthaven Ferry Lines" has no name
	}
	if end == 0 || !isTitleWord(text[words[end-1].Start:words[end-1].End]) {
		return name, false
	}
	const given = 2 // words of a name whose beginning nothing marks
	rest := words[end+1:]
	if run := capitalRun(text, rest); len(run) > given && !lexicon.Bodies[strings.ToLower(text[run[len(run)-1].Start:run[len(run)-1].End])] {
		return news.Span{Start: run[len(run)-given].Start, End: run[len(run)-1].End}, true
	}
	return name, false
}

// capitalRun are the words with capitals that end a phrase, from behind the
// last office on; none if an office ends it.
func capitalRun(text string, words []news.Span) []news.Span {
	first := len(words)
	for first > 0 {
		w := words[first-1]
		t := text[w.Start:w.End]
		prefix, _, hyphen := strings.Cut(t, "-")
		if !capital(t) && !lexicon.Names["particle"][t] && (!hyphen || !lexicon.Names["particle"][prefix]) || isTitleWord(t) || lexicon.Determiners[strings.ToLower(t)] {
			break
		}
		first--
	}
	return words[first:]
}

func isTitleWord(word string) bool {
	bare := strings.ToLower(strings.Trim(word, ".,"))
	_, title := lexicon.Titles[bare]
	return title || lexicon.Offices[bare]
}

// wordsOf are the words of a phrase, without blanks.
func wordsOf(text string, s news.Span) (out []news.Span) {
	start := -1
	for i, c := range text[s.Start:s.End] {
		switch blank := unicode.IsSpace(c); {
		case blank && start >= 0:
			out = append(out, news.Span{Start: s.Start + start, End: s.Start + i})
			start = -1
		case !blank && start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, news.Span{Start: s.Start + start, End: s.End})
	}
	return out
}
