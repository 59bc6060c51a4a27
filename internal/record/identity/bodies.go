package identity

import "slices"

// bodies links clusters of bodies: same words first, then short names and
// acronyms, each if it fits one body only. Nothing is compared in pairs.
func (g *graph) bodies() {
	g.sameWords()
	g.shortNames()
	g.acronyms()
}

func (g *graph) sameWords() {
	first := map[string]int{}
	for _, r := range g.roots() {
		for _, b := range g.clusters[r].bodies {
			rule, key := SameBody, b.block("")+"|"+b.key()
			if b.government {
				rule, key = Government, b.country
			}
			if f, ok := first[key]; !ok || !g.unite(link{f, r, rule, .97}) {
				first[key] = r
			}
		}
	}
}

// named are the clusters whose bodies are of a sort, by a text of each.
func (g *graph) named(text func(b *body) string) map[string][]int {
	out := map[string][]int{}
	for _, r := range g.roots() {
		for i := range g.clusters[r].bodies {
			if t := text(&g.clusters[r].bodies[i]); t != "" && !slices.Contains(out[t], r) {
				out[t] = append(out[t], r)
			}
		}
	}
	return out
}

// attach links the cluster to the only one that fits, or notes the doubt.
func (g *graph) attach(r int, fitting []int, rule Rule, score float64) (l link, ok bool) {
	fitting = slices.DeleteFunc(slices.Clone(fitting), func(f int) bool { return f == r })
	if len(fitting) == 1 {
		return link{min(r, fitting[0]), max(r, fitting[0]), rule, score}, true
	}
	for _, f := range fitting {
		g.doubts = append(g.doubts, link{r, f, rule, score / 2})
	}
	return link{}, false
}

// shortNames: "Arden" is the Arden Group, unless there is an Arden Bank, too. It
// is Arden Ferries if an article says so.
func (g *graph) shortNames() {
	long := g.named(func(b *body) string {
		if s := b.stem(); !b.national && !b.acronym && len(s) < len(b.words) {
			return join(s)
		}
		return ""
	})
	leads := g.named(func(b *body) string { return b.lead })
	shortened := g.shortened()
	var links []link
	for _, r := range g.roots() {
		for i := range g.clusters[r].bodies {
			b := &g.clusters[r].bodies[i]
			if b.national || b.acronym || len(b.stem()) < len(b.words) {
				continue
			}
			name := join(b.words)
			fitting, rule, score := shortened[name], ShortNameGiven, .95
			if len(fitting) == 0 {
				fitting, rule, score = long[name], ShortName, .88
			}
			if len(fitting) == 0 {
				for _, f := range leads[name] {
					g.doubts = append(g.doubts, link{r, f, rule, .5})
				}
			}
			if l, ok := g.attach(r, fitting, rule, score); ok {
				links = append(links, l)
			}
		}
	}
	g.accept(links, nil)
}

// shortened are the clusters whose articles give a short name, by that name.
func (g *graph) shortened() map[string][]int {
	out := map[string][]int{}
	for _, r := range g.roots() {
		for _, s := range g.clusters[r].sightings {
			if b := parseBody(&g.sightings[s].Observation); b.shortened && !slices.Contains(out[b.lead], r) {
				out[b.lead] = append(out[b.lead], r)
			}
		}
	}
	return out
}

// acronyms: one that articles give for a body is that body's; else its letters
// decide, three at least.
func (g *graph) acronyms() {
	fits := g.named(func(b *body) string {
		if b.acronym || b.national || len(b.words) < 3 {
			return ""
		}
		return b.initials
	})
	given := map[string][]int{}
	for _, r := range g.roots() {
		for _, s := range g.clusters[r].sightings {
			b := parseBody(&g.sightings[s].Observation)
			for _, a := range b.acronyms {
				if !b.acronym && !slices.Contains(given[a], r) {
					given[a] = append(given[a], r)
				}
			}
		}
	}
	var links []link
	for _, r := range g.roots() {
		c := g.clusters[r]
		for i := range c.bodies {
			b := &c.bodies[i]
			if !b.acronym {
				continue
			}
			fitting, rule, score := given[b.words[0]], AcronymGiven, .97
			if len(fitting) == 0 {
				fitting, rule, score = fits[b.words[0]], AcronymOfName, .9
			}
			if len(fitting) > 1 { // the one of which the outlet writes
				near := slices.DeleteFunc(slices.Clone(fitting), func(f int) bool { return !g.clusters[f].seenTogether(c) })
				if len(near) == 1 {
					fitting, score = near, .85
				}
			}
			if l, ok := g.attach(r, fitting, rule, score); ok {
				links = append(links, l)
			}
		}
	}
	g.accept(links, nil)
}
