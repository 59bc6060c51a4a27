// Package speaker works out who the source of each statement is: the fullest
// name that the article has for "he", "the minister" or a surname alone, the
// article's own description where there is no name, and what kind of being it
// is.
//
// In: the statements' spans, what the network thinks of their sources' kinds,
// and the mentions that it compared. Out: the article's speakers with all
// their mentions, and who said what. Nothing is merged across articles.
//
// The flow: mention.go finds names and compares sources with them, join.go puts
// together what is one name, entity.go groups names, gender.go finds the
// pronouns of their bearers, byname.go and bylinks.go decide (head.go and
// description.go take phrases apart), role.go finds titles and offices.
package speaker

import (
	"slices"
	"sort"
	"strconv"
	"strings"

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
		if !nouns[n] || ofName && news.Kind(kind) != news.Government {
			continue
		}
		raise(s.Kinds, news.Kind(kind))
	}
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

// result makes the speakers.
func (r *resolver) result() Result {
	out := Result{Of: make([]*news.Speaker, len(r.sources)), Steps: r.steps}
	byParty := map[party]*news.Speaker{}
	votes := map[party]map[news.Kind]float64{}
	for i, src := range r.sources {
		key := r.key(i)
		if votes[key] == nil {
			votes[key] = map[news.Kind]float64{}
		}
		if key.entity < 0 && key.source >= 0 && key.source != i && lexicon.Pronoun(r.text[src.Span.Start:src.Span.End]) != "" {
			continue // "the letter", who says "we"
		}
		for k, p := range src.Kinds {
			votes[key][k] += p
		}
	}
	for i, src := range r.sources {
		key := r.key(i)
		s := byParty[key]
		if s == nil {
			s = &news.Speaker{ID: "p" + strconv.Itoa(len(out.Speakers)+1), Kind: r.kindOf(key, votes[key])}
			r.nameIt(s, key)
			byParty[key] = s
			out.Speakers = append(out.Speakers, s)
		}
		out.Of[i] = s
		if src.Span.Len() > 0 {
			r.mention(s, src.Span)
		}
	}
	for key, s := range byParty {
		if key.entity >= 0 {
			for _, m := range r.entities[key.entity].mentions {
				r.mention(s, r.mentions[m].all())
			}
		}
		tidyMentions(s)
	}
	return out
}

// key is the party of a source; all that name nobody are one.
func (r *resolver) key(i int) party {
	p := r.who[i]
	if p.entity >= 0 {
		p.source = -1
	} else if r.sources[p.source].Span.Len() == 0 {
		p.source = -1
	}
	return p
}

func (r *resolver) kindOf(key party, votes map[news.Kind]float64) news.Kind {
	switch {
	case key.entity < 0 && key.source < 0:
		return news.None
	case key.entity >= 0 && r.entities[key.entity].several && r.entities[key.entity].kind == PersonName:
		return news.Group
	case key.entity >= 0 && r.entities[key.entity].kind == PersonName:
		return likeliest(votes, news.Person, news.Author)
	case key.entity >= 0:
		return likeliest(votes, news.Organisation, news.Government, news.Group, news.Document)
	}
	if k := likeliest(votes); k != news.Person {
		return k
	}
	return news.Anonymous
}

// nameIt gives the speaker its name, or the description that stands for one.
func (r *resolver) nameIt(s *news.Speaker, key party) {
	switch {
	case key.entity >= 0 && (named(s.Kind) || s.Kind == news.Author || r.entities[key.entity].several):
		s.Name = r.nameOf(r.entities[key.entity])
		s.Role = r.role(r.entities[key.entity])
	case key.entity >= 0:
		s.Description = r.nameOf(r.entities[key.entity])
	case key.source >= 0:
		n := r.sources[key.source].Span
		if words := plain(r.text[n.Start:n.End]); named(s.Kind) && (s.Kind == news.Person || r.oneBody(n)) {
			s.Name = words
		} else {
			s.Description = words
		}
	}
}

// oneBody reports whether words without a name still single out a body: "the
// police" do, "local media" and "the authorities" do not.
func (r *resolver) oneBody(s news.Span) bool {
	words := wordsOf(r.text, s)
	for i, w := range words {
		if capital(r.text[w.Start:w.End]) && (i > 0 || len(words) == 1 && !r.common(w)) {
			return true
		}
	}
	switch n, _ := noun(r.text, s); {
	case indefinite(r.text[s.Start:s.End]):
		return false
	case n == "police":
		return true
	case strings.HasSuffix(n, "s") || n == "media" || n == "press":
		return false
	}
	_, definite := r.describes(s)
	return definite
}

// common reports whether a word that opens a sentence is no name: the article
// has it in small letters too.
func (r *resolver) common(w news.Span) bool {
	_, opens := slices.BinarySearch(r.marks.Sentences, w.Start)
	return opens && strings.Contains(r.text, " "+strings.ToLower(r.text[w.Start:w.End]))
}

// nameOf is the fullest name of an entity.
func (r *resolver) nameOf(e *entity) string {
	if e.name != "" {
		return e.name
	}
	return plain(r.text[e.span.Start:e.span.End])
}

// plain puts words that a line end parts on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

func (r *resolver) mention(s *news.Speaker, span news.Span) {
	by := news.ByDescription
	if m := r.find(span); m >= 0 && r.mentions[m].Name != NoName {
		by = news.ByName
	} else if lexicon.Pronoun(r.text[span.Start:span.End]) != "" {
		by = news.ByPronoun
	} else if len(r.inside(span)) > 0 && s.Name != "" {
		by = news.ByName
	}
	s.Mentions = append(s.Mentions, news.Mention{Span: span, By: by})
}
