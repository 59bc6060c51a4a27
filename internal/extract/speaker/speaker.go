// Package speaker works out who the source of each statement is: the fullest
// name that the article has for "he", "the minister" or a surname alone, the
// article's own description where there is no name, and what kind of being it
// is.
//
// In: the statements' spans, what the network thinks of their sources' kinds,
// and the mentions that it compared. Out: the article's speakers with all
// their mentions, and who said what. Nothing is merged across articles.
//
// The flow: mention.go compares sources with the names that names.go finds,
// join.go puts together what is one name, entity.go groups names, gender.go
// finds the pronouns of their bearers, byname.go and bylinks.go decide (head.go,
// person.go and description.go take phrases apart, guess.go knows who spoke
// last, unsaid.go fills in for sources that were not found), role.go finds
// titles and offices, result.go makes the speakers.
package speaker

import (
	"slices"
	"sort"

	"quoth/internal/extract/token"
	"quoth/internal/lexicon"
	"quoth/news"
)

// A Source is what is known of a statement's source before it is resolved.
type Source struct {
	Span   news.Span // of its first words; empty: none is expressed
	Kinds  map[news.Kind]float64
	Cue    news.Span // its first words
	Parent int       // index of the statement in whose content this one stands, or -1
	Around news.Span // from the content's beginning to its end
}

// Result is who said what.
type Result struct {
	Speakers []*news.Speaker
	Of       []*news.Speaker // one for each source
	Steps    [][]news.Step   // for each source, how its words led to the speaker
}

// Resolve decides who each source is.
func Resolve(text string, sources []Source, mentions []Mention) Result {
	r := &resolver{text: text, marks: token.Find(text), sources: sources, mentions: mentions, at: map[news.Span]int{}}
	for i, m := range mentions {
		r.at[m.Span] = i
	}
	for _, s := range sources {
		weighNoun(text, s)
	}
	r.source = map[news.Span]int{}
	for i, s := range slices.Backward(sources) {
		r.source[s.Span] = i
	}
	r.dropCredits()
	r.joinNames()
	r.nameSources()
	r.entities, r.of = entities(text, r.marks, mentions)
	r.who = make([]party, len(sources))
	r.steps = make([][]news.Step, len(sources))
	for i := range sources {
		r.who[i] = r.byName(i)
		r.remember(i)
	}
	for i := range sources {
		r.resolve(i)
	}
	for i, s := range sources {
		if s.Span.Len() == 0 {
			r.who[i] = r.unsaid(i)
		}
	}
	return r.result()
}

// dropCredits takes the names in datelines and lines of outlets for nobody's:
// the outlet is not "the council" of its own article.
func (r *resolver) dropCredits() {
	for _, c := range r.marks.Credits {
		for i := r.from(c.Start); i < len(r.mentions) && r.mentions[i].Span.Start < c.End; i++ {
			r.mentions[i].Name = NoName
		}
	}
}

// resolve decides who a source without a name is. Whoever's words it stands in
// comes first: "I" is that speaker.
func (r *resolver) resolve(i int) {
	const deepest = 8
	chain := []int{i}
	for q := r.sources[i].Parent; q >= 0 && len(chain) < deepest; q = r.sources[q].Parent {
		chain = append(chain, q)
	}
	for _, k := range slices.Backward(chain) {
		if r.who[k] == (party{}) {
			r.who[k] = r.byLinks(k)
			r.remember(k)
		}
	}
}

// party is who a source is: an entity, or an unnamed one by the source that
// describes it best.
type party struct {
	known  bool
	entity int // or -1
	source int // index of the describing source when there is no entity
}

type resolver struct {
	text     string
	marks    *token.Layer
	sources  []Source
	mentions []Mention
	entities []*entity
	of       []int             // entity of each mention, -1: none or not yet known
	at       map[news.Span]int // mention by span
	who      []party
	steps    [][]news.Step
	byNoun   map[string][]int  // entities by the nouns that describe them
	source   map[news.Span]int // first source with that span
}

// remember lets later mentions be linked to this source.
func (r *resolver) remember(i int) {
	if p := r.who[i]; p.known && p.entity >= 0 {
		if m, ok := r.at[r.sources[i].Span]; ok && r.of[m] < 0 {
			r.of[m] = p.entity
		}
	}
}

// likeliest is the likeliest kind among those given, all if none.
func likeliest(kinds map[news.Kind]float64, among ...news.Kind) news.Kind {
	if len(among) == 0 {
		among = []news.Kind{news.Person, news.Organisation, news.Government, news.Group, news.Document, news.Anonymous, news.Author, news.Generic}
	}
	best := among[0]
	for _, k := range among {
		if kinds[k] > kinds[best] {
			best = k
		}
	}
	return best
}

// weighNoun raises the odds of the kind that a source's noun speaks for.
func weighNoun(text string, s Source) {
	n, ofName := noun(text, s.Span)
	if lexicon.Gendered[n] != 0 && !ofName && likeliest(s.Kinds) != news.Anonymous {
		s.Kinds[news.Person] += s.Kinds[news.Group] // one: "the mother of twins"
		s.Kinds[news.Group] = 0
	}
	for kind, nouns := range lexicon.Kinds {
		if !nouns[n] || ofName && news.Kind(kind) != news.Government || kind == string(news.Anonymous) && namedBehind(text, s.Span) {
			continue
		}
		raise(s.Kinds, news.Kind(kind))
	}
}

// namedBehind reports whether a full name stands behind the comma of a phrase:
// "a spokesman, Luis Olsen".
func namedBehind(text string, s news.Span) bool {
	segments := segmentsOf(text, s)
	if len(segments) < 2 {
		return false
	}
	words := wordsOf(text, segments[1])
	return len(words) > 1 && !slices.ContainsFunc(words, func(w news.Span) bool { return !capital(text[w.Start:w.End]) })
}

// raise multiplies the odds of a kind.
func raise(kinds map[news.Kind]float64, kind news.Kind) {
	const factor = 50
	sum := 1 + kinds[kind]*(factor-1)
	kinds[kind] *= factor
	for k := range kinds {
		kinds[k] /= sum
	}
}

// named are the kinds that an article gives a name.
func named(k news.Kind) bool {
	return k == news.Person || k == news.Organisation || k == news.Government
}

// inside are the names within the span that belong to somebody.
func (r *resolver) inside(s news.Span) []int {
	return slices.DeleteFunc(r.namesIn(s), func(m int) bool { return r.of[m] < 0 })
}

// namesIn are the names within the span.
func (r *resolver) namesIn(s news.Span) (out []int) {
	for i := r.from(s.Start); i < len(r.mentions) && r.mentions[i].Span.Start < s.End; i++ {
		if m := r.mentions[i]; m.Name != NoName && m.Span.End <= s.End+2 {
			out = append(out, i)
		}
	}
	return out
}

// from is the first mention that begins at the offset or after it.
func (r *resolver) from(at int) int {
	return sort.Search(len(r.mentions), func(i int) bool { return r.mentions[i].Span.Start >= at })
}

// find is the mention with this span, or -1.
func (r *resolver) find(s news.Span) int {
	for i := r.from(s.Start); i < len(r.mentions) && r.mentions[i].Span.Start == s.Start; i++ {
		if r.mentions[i].Span == s {
			return i
		}
	}
	return -1
}

func (r *resolver) step(i, mention int, why string, p float64) {
	r.steps[i] = append(r.steps[i], news.Step{Span: r.mentions[mention].all(), Why: why, P: p})
}
