package speaker

import (
	"slices"
	"strconv"
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

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

// tidyMentions orders mentions and drops those inside others.
func tidyMentions(s *news.Speaker) {
	slices.SortFunc(s.Mentions, func(a, b news.Mention) int {
		if d := a.Span.Start - b.Span.Start; d != 0 {
			return d
		}
		return b.Span.End - a.Span.End
	})
	out := s.Mentions[:0]
	for _, m := range s.Mentions {
		if n := len(out); n == 0 || m.Span.Start >= out[n-1].Span.End {
			out = append(out, m)
		}
	}
	s.Mentions = out
}
