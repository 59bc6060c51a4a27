package identity

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quoth/news"
)

// A graph holds the clusters of a block while they grow.
type graph struct {
	sightings []Sighting
	settled   settled
	groups    []string         // of sightings, by decisions
	sets      *sets[int]       // of sightings
	clusters  map[int]*cluster // by the smallest sighting
	evidence  []link
	doubts    []link // what was not sure enough
}

// A link proposes that two sightings are of the same bearer. It stands for
// their whole clusters.
type link struct {
	a, b  int // indexes of sightings
	rule  Rule
	score float64
}

func newGraph(sightings []Sighting, s settled) *graph {
	g := &graph{sightings: sightings, settled: s, groups: s.groups(sightings), sets: newSets[int](), clusters: map[int]*cluster{}}
	for i := range sightings {
		o := &sightings[i]
		c := &cluster{sightings: []int{i}, outlets: map[string][]Quarter{o.Outlet: o.Quarters}, when: o.Quarters}
		if g.groups[i] != "" {
			c.groups = []string{g.groups[i]}
		}
		if o.Kind == news.Person {
			p := parsePerson(o.Name, o.Also)
			c.persons, c.sex = []person{p}, p.sex
			for _, r := range o.Roles {
				role := parseRole(r)
				c.role.add(&role)
			}
			if role := parseRole(strings.Join(p.title, " ")); len(role.fields) > 0 {
				c.role.add(&role)
			}
			if !c.role.blank() {
				c.held = c.when
			}
			c.sex = cmp.Or(c.sex, c.role.sex)
			for _, also := range o.Also { // "Mrs Reyes"
				c.sex = cmp.Or(c.sex, parsePerson(also, nil).sex)
			}
		} else {
			c.bodies = []body{parseBody(&o.Observation)}
		}
		g.clusters[i] = c
	}
	return g
}

// roots are the clusters' smallest sightings, in order.
func (g *graph) roots() []int { return slices.Sorted(maps.Keys(g.clusters)) }

func (g *graph) of(sighting int) *cluster { return g.clusters[g.sets.find(sighting)] }

// unite joins the clusters of a link, unless something known of them or a
// decision conflicts.
func (g *graph) unite(l link) bool {
	a, b := g.sets.find(l.a), g.sets.find(l.b)
	if a == b {
		return false
	}
	c, d := g.clusters[min(a, b)], g.clusters[max(a, b)]
	if l.rule != ByDecision && (c.conflicts(d) || g.apart(c, d)) {
		return false
	}
	g.sets.union(a, b)
	c.join(d)
	delete(g.clusters, max(a, b))
	g.evidence = append(g.evidence, l)
	return true
}

func (g *graph) apart(c, d *cluster) bool {
	for _, x := range c.groups {
		for _, y := range d.groups {
			if g.settled.apart[x][y] {
				return true
			}
		}
	}
	return false
}

// accept unites along links, the surest first, unless the clusters, grown
// since, weigh too little by now.
func (g *graph) accept(links []link, weigh weigher) {
	slices.SortFunc(links, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.rule, y.rule))
	})
	for _, l := range links {
		c, d := g.of(l.a), g.of(l.b)
		if c == d {
			continue
		}
		if weigh != nil {
			if _, score := weigh(c, d); score < enough {
				l.score = score
				g.doubts = append(g.doubts, l)
				continue
			}
		}
		g.unite(l)
	}
}

// decided unites what people merged.
func (g *graph) decided() {
	first := map[string]int{}
	for i, group := range g.groups {
		if group == "" {
			continue
		}
		if f, ok := first[group]; ok {
			g.unite(link{f, i, ByDecision, 1})
		} else {
			first[group] = i
		}
	}
}
