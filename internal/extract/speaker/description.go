package speaker

import (
	"slices"
	"strings"
	"unicode"

	"quoth/internal/lexicon"
	"quoth/news"
)

// shared is what a description gains, as a probability, towards somebody of
// whom the article uses its noun: "the governor" towards Governor Ana Reyes,
// "the commission" towards the Harbour Commission.
const shared = .5

// describable are the entities that each noun may describe.
func (r *resolver) describable() map[string][]int {
	if r.byNoun != nil {
		return r.byNoun
	}
	r.byNoun = map[string][]int{}
	add := func(word string, e int) {
		if word = strings.ToLower(strings.Trim(word, `.,'"“”‘’`)); !slices.Contains(r.byNoun[word], e) {
			r.byNoun[word] = append(r.byNoun[word], e)
		}
	}
	const looked = 6 // mentions whose surroundings tell an office
	for i, e := range r.entities {
		if e.kind == OrganisationName || e.kind == OtherName {
			for _, w := range e.words {
				add(w, i)
			}
		}
		for _, m := range e.mentions[:min(looked, len(e.mentions))] {
			s, start := r.mentions[m].name(), parse(r.text, r.mentions[m]).span.Start
			for _, phrase := range []string{before(r.text, start), after(r.text, s.End), beforeComma(r.text, start, s.End)} {
				for _, w := range strings.Fields(phrase) {
					w = strings.ToLower(strings.Trim(w, ".,"))
					if lexicon.Offices[w] {
						add(w, i)
					}
					if full := inFull[w]; full != "" {
						add(full, i)
					}
				}
			}
		}
	}
	return r.byNoun
}

// inFull are what descriptions call those whom titles call otherwise.
var inFull = map[string]string{
	"gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor", "dr": "doctor",
	"gen": "general", "lt": "lieutenant", "capt": "captain", "sgt": "sergeant", "justice": "judge",
}

// describes returns the entities that a definite description may mean by its
// noun, and whether it is one.
func (r *resolver) describes(s news.Span) (entities []int, definite bool) {
	seg := segmentsOf(r.text, s)
	if len(seg) == 0 {
		return nil, false
	}
	words := strings.FieldsFunc(r.text[seg[0].Start:seg[0].End], unicode.IsSpace)
	if len(words) < 2 {
		return nil, false
	}
	first := strings.ToLower(words[0])
	if first != "the" && possessive(words[0]) == 0 && first != "this" && first != "that" {
		return nil, false
	}
	n, ofName := noun(r.text, s)
	if ofName {
		return nil, true
	}
	return r.describable()[n], true
}

// foretold is whom a lead brings up before it names them: "A judge ruled …" of
// whom the article says below that Judge Ana Reyes ruled; or -1.
func (r *resolver) foretold(s news.Span) int {
	const lead = 600 // bytes
	words := wordsOf(r.text, s)
	if s.Start > lead || len(words) < 2 || !strings.EqualFold(r.text[words[0].Start:words[0].End], "a") {
		return -1
	}
	n, ofName := noun(r.text, s)
	if all := r.describable()[n]; !ofName && len(all) == 1 && r.entities[all[0]].kind == PersonName && !r.namedBefore(all[0], s.End) {
		return all[0]
	}
	return -1
}

// indefinite reports whether a phrase brings up somebody new: "a judge", "one
// resident".
func indefinite(phrase string) bool {
	first, _, _ := strings.Cut(strings.ToLower(phrase), " ")
	switch first {
	case "a", "an", "one", "another", "some", "two", "three", "several", "many":
		return true
	}
	return false
}
