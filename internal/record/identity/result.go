package identity

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quoth/news"
)

// mostCandidates bounds the candidates that an identity lists.
const mostCandidates = 5

// identities writes the clusters down.
func (g *graph) identities() []Identity {
	roots := g.roots()
	at := make(map[int]int, len(roots))
	out := make([]Identity, len(roots))
	for i, r := range roots {
		at[r] = i
		out[i] = g.identity(g.clusters[r])
	}
	for _, l := range g.evidence {
		a, b := g.sightings[l.a].Key, g.sightings[l.b].Key
		i := &out[at[g.sets.find(l.a)]]
		i.Evidence = append(i.Evidence, Merge{min(a, b), max(a, b), l.rule, l.score})
	}
	for _, l := range g.doubts {
		a, b := at[g.sets.find(l.a)], at[g.sets.find(l.b)]
		if a != b {
			out[a].doubt(Candidate{out[b].ID, l.rule, l.score})
			out[b].doubt(Candidate{out[a].ID, l.rule, l.score})
		}
	}
	for i := range out {
		slices.SortFunc(out[i].Evidence, func(x, y Merge) int {
			return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
		})
		slices.SortFunc(out[i].Candidates, func(x, y Candidate) int {
			return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.ID, y.ID))
		})
		out[i].Candidates = out[i].Candidates[:min(len(out[i].Candidates), mostCandidates)]
	}
	return out
}

// doubt adds a candidate, or raises its score.
func (i *Identity) doubt(c Candidate) {
	for k := range i.Candidates {
		if have := &i.Candidates[k]; have.ID == c.ID {
			if c.Score > have.Score || c.Score == have.Score && c.Rule < have.Rule {
				*have = c
			}
			return
		}
	}
	i.Candidates = append(i.Candidates, c)
}

func (g *graph) identity(c *cluster) Identity {
	sightings := make([]Sighting, len(c.sightings))
	for n, i := range c.sightings {
		sightings[n] = g.sightings[i]
	}
	id := Sum(sightings)
	for _, b := range c.bodies {
		if b.country != "" {
			id.Country = b.country
		}
	}
	return id
}

// Sum is the identity that one or more sightings, known to be of one, make:
// all but its country, evidence and candidates.
func Sum(sightings []Sighting) Identity {
	id := Identity{Sightings: sightings}
	names, roles := map[string]*Seen{}, map[string]*Seen{}
	kinds := map[news.Kind]int{}
	var anchor *Sighting
	for i := range sightings {
		s := &sightings[i]
		id.Count += s.Count
		kinds[s.Kind] += s.Count
		if s.First != "" && (id.First == "" || s.First < id.First) {
			id.First = s.First
		}
		id.Last = max(id.Last, s.Last)
		see(names, s.Name, s)
		for _, r := range s.Roles {
			see(roles, r, s)
		}
		if anchor == nil || earlier(s.Published, s.Key, anchor.Published, anchor.Key) {
			anchor = s
		}
	}
	id.ID = ID(anchor.Key)
	id.Names, id.Roles = seen(names), seen(roles)
	for i := range id.Roles {
		p := parseRole(id.Roles[i].Text)
		id.Roles[i].Former = p.former
	}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		if id.Kind == "" || kinds[k] > kinds[id.Kind] {
			id.Kind = k
		}
	}
	id.Name = id.Names[0].Text
	if i := slices.IndexFunc(id.Names, func(n Seen) bool { return isFull(n.Text, id.Kind) }); i > 0 {
		id.Name = id.Names[i].Text
	}
	return id
}

// isFull reports whether a name is more than a family name or an acronym.
func isFull(name string, k news.Kind) bool {
	if k == news.Person {
		p := parsePerson(name, nil)
		return p.full()
	}
	return len(bodyTokens(name)) > 1
}

func see(in map[string]*Seen, text string, s *Sighting) {
	n := in[text]
	if n == nil {
		n = &Seen{Text: text}
		in[text] = n
	}
	n.Count += s.Count
	if s.First != "" && (n.First == "" || s.First < n.First) {
		n.First = s.First
	}
	n.Last = max(n.Last, s.Last)
}

// seen lists the most frequent first.
func seen(in map[string]*Seen) (out []Seen) {
	for _, s := range in {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Seen) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.First, b.First), strings.Compare(a.Text, b.Text))
	})
	return out
}

func join(words []string) string { return strings.Join(words, " ") }
