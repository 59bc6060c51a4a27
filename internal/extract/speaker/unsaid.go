package speaker

import (
	"slices"
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// unsaid finds who makes a statement whose source the network did not find:
// the name right before the cue ("Reyes said that"), or whoever speaks in the
// sentence that the cue opens ("Claiming the quay was safe, Reyes told the
// board"). The statement's source stays empty.
func (r *resolver) unsaid(i int) party {
	src := r.sources[i]
	none := party{known: true, entity: -1, source: i}
	if src.Cue.Len() == 0 {
		return none
	}
	if m := r.subject(src.Cue); m >= 0 {
		r.step(i, m, "named right before the cue", 0)
		return party{known: true, entity: r.of[m], source: i}
	}
	_, opens := slices.BinarySearch(r.marks.Sentences, src.Cue.Start)
	word, _, _ := strings.Cut(r.text[src.Cue.Start:src.Cue.End], " ")
	if !opens || !strings.HasSuffix(word, "ing") {
		return none
	}
	end := len(r.text)
	if k, _ := slices.BinarySearch(r.marks.Sentences, src.Cue.Start+1); k < len(r.marks.Sentences) {
		end = r.marks.Sentences[k]
	}
	for k, other := range r.sources {
		if other.Parent < 0 && other.Span.Start >= src.Around.End && other.Span.End <= end && r.who[k].known && r.who[k].entity >= 0 {
			if m, ok := r.at[other.Span]; ok {
				r.step(i, m, "speaks in the same sentence", 0)
				return party{known: true, entity: r.who[k].entity, source: i}
			}
		}
	}
	return none
}

// subject is the name that ends right before a cue that is a verb of its, or
// -1; "Reyes was accused" has none, because Reyes accuses nobody.
func (r *resolver) subject(cue news.Span) int {
	word, _, _ := strings.Cut(r.text[cue.Start:cue.End], " ")
	if word == "" || capital(word) || lexicon.Prepositions[word] || lexicon.Relatives[word] || strings.HasSuffix(word, "ing") {
		return -1
	}
	if !strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ed") && word != "said" && word != "told" && word != "wrote" {
		return -1
	}
	for i := r.from(cue.Start) - 1; i >= 0 && r.mentions[i].Span.Start > cue.Start-80; i-- {
		m := r.mentions[i]
		if m.Name != NoName && r.of[i] >= 0 && m.name().End+1 == cue.Start && r.text[m.name().End] == ' ' {
			return i
		}
	}
	return -1
}
