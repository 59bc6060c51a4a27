package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// mergeEqual joins what no rule for people could tell apart: full names that are
// equal, of the same fields of life, countries and sex, in whatever outlet. It
// keeps the number of clusters to compare small.
func (g *graph) mergeEqual() {
	first := map[string]int{}
	for _, r := range g.roots() {
		c := g.clusters[r]
		if len(c.persons) == 0 || !c.full() || c.blank() {
			continue
		}
		key := c.persons[0].key() + "|" + c.persons[0].nick + "|" + c.role.key() + string(rune(c.sex))
		f, ok := first[key]
		if ok {
			rule, score := byExactName(g.of(f), c)
			ok = score >= enough && g.unite(link{f, r, rule, score})
		}
		if !ok {
			first[key] = r
		}
	}
}

// mergeBlank joins full names about which nothing else is known, unless there
// are clusters of that name of which more is.
func (g *graph) mergeBlank() {
	var links []link
	first, known := map[string]int{}, map[string]bool{}
	for _, r := range g.roots() {
		if c := g.clusters[r]; !c.blank() {
			for _, k := range spelledAlike(c) {
				known[k] = true
			}
		}
	}
	for _, r := range g.roots() {
		c := g.clusters[r]
		if keys := spelledAlike(c); c.blank() && len(keys) == 1 && !known[keys[0]] {
			if f, ok := first[keys[0]]; ok && !c.conflicts(g.of(f)) && !g.apart(c, g.of(f)) {
				links = append(links, link{f, r, SameName, .93})
			} else {
				first[keys[0]] = r
			}
		}
	}
	g.accept(links, nil)
}

// people links clusters of people, round by round: each round sees what the one
// before has settled, and its links are weighed against each other before any
// is accepted.
func (g *graph) people() {
	g.round(g.pairs(spelledAlike, profiled), related(byExactName), torn)
	g.round(g.pairs(spelledAlike, profiled), byExactName, torn)
	g.round(g.pairs(spelledAlike, unprofiled), byExactName, torn)
	g.mergeBlank()
	g.round(g.pairs(fullNames, profiled), related(byLikeness), torn)
	g.round(g.pairs(fullNames, nil), byLikeness, torn)
	g.round(g.pairs(families, oneFull), byContext, several)
	g.round(g.pairs(families, neitherBare), byContext, several)
	g.round(g.bareTo((*cluster).full), byContext, several)
	g.round(g.bareTo(func(c *cluster) bool { return !c.full() }), byContext, several)
	g.round(g.pairs(families, bareOnly), bareByRole, torn)
}

// A weigher proposes a link between two clusters, with score 0 for none.
type weigher func(c, d *cluster) (Rule, float64)

// round weighs all pairs, drops the links of clusters that could as well
// belong to a rival, and accepts the rest.
func (g *graph) round(pairs [][2]int, weigh weigher, rivals func(g *graph, c *cluster, links []link) bool) {
	of := map[int][]link{}
	var links []link
	for _, p := range pairs {
		c, d := g.clusters[p[0]], g.clusters[p[1]]
		if g.apart(c, d) {
			continue
		}
		if c.conflicts(d) {
			if c.namesake(d) {
				g.doubts = append(g.doubts, link{p[0], p[1], Namesakes, .3})
			}
			continue
		}
		rule, score := weigh(c, d)
		l := link{p[0], p[1], rule, score}
		switch {
		case score >= enough:
			if rule != FamilyAndTime {
				links = append(links, l)
			}
			of[l.a], of[l.b] = append(of[l.a], l), append(of[l.b], l)
		case score > 0:
			g.doubts = append(g.doubts, l)
		}
	}
	undecided := map[link]bool{}
	for _, r := range g.roots() {
		best := best(of[r])
		if len(best) > 1 && rivals(g, g.clusters[r], others(best, r)) {
			for _, l := range best {
				undecided[l] = true
			}
			g.doubts = append(g.doubts, best...)
		}
		for _, l := range of[r] { // what is beaten by a rival
			if len(best) > 0 && best[0].score-l.score >= margin && rivals(g, g.clusters[r], others([]link{best[0], l}, r)) {
				undecided[l] = true
			}
		}
	}
	g.accept(slices.DeleteFunc(links, func(l link) bool { return undecided[l] }), weigh)
}

// namesake reports whether nothing but their fields of life parts two bearers of
// one full name.
func (c *cluster) namesake(d *cluster) bool {
	return c.full() && d.full() && c.likeness(d) == exact && c.role.otherField(&d.role) && !c.excludes(d)
}

// best are the links that no other beats by the margin, the best first.
func best(links []link) []link {
	if len(links) == 0 {
		return nil
	}
	links = slices.Clone(links)
	slices.SortStableFunc(links, func(x, y link) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	n := 1
	for n < len(links) && links[0].score-links[n].score < margin {
		n++
	}
	return links[:n]
}

// others turns links so that their a is the other end than root.
func others(links []link, root int) []link {
	out := slices.Clone(links)
	for i, l := range out {
		if l.a == root {
			out[i].a, out[i].b = l.b, l.a
		}
	}
	return out
}

// mostRivals bounds how many links of a cluster are compared with each other;
// uniting looks for conflicts once more.
const mostRivals = 64

// torn reports whether two of the clusters that c might join exclude each
// other, and c does not itself speak for both.
func torn(g *graph, c *cluster, links []link) bool {
	links = links[:min(len(links), mostRivals)]
	for i, l := range links {
		for _, m := range links[:i] {
			d, e := g.clusters[l.a], g.clusters[m.a]
			if d.likeness(e) == conflicting || g.apart(d, e) || g.strangers(d, e) {
				return true
			}
			if d.conflicts(e) {
				both := c.role
				both.add(&d.role)
				if both.conflicts(&e.role) || !bridges(&c.role, &d.role, &e.role) {
					return true
				}
			}
		}
	}
	return false
}

// strangers reports whether two clusters are of one name and yet, by their
// roles, no one person.
func (g *graph) strangers(c, d *cluster) bool {
	_, career := c.agrees(d)
	return !career
}

// bridges reports whether one profile has a field of each of two others: the
// "former footballer and minister" is both.
func bridges(p, q, r *profile) bool { return share(p.fields, q.fields) && share(p.fields, r.fields) }

// several reports whether a cluster with part of a name might join more than
// one that has more of it.
func several(_ *graph, c *cluster, links []link) bool { return !c.full() && len(links) > 1 }

func profiled(c, d *cluster) bool   { return !c.blank() && !d.blank() }
func unprofiled(c, d *cluster) bool { return c.blank() != d.blank() }
func bareOnly(c, d *cluster) bool   { return c.bare() && d.bare() && profiled(c, d) }

func neitherBare(c, d *cluster) bool { return !c.bare() && !d.bare() }
func oneFull(c, d *cluster) bool     { return c.full() != d.full() && neitherBare(c, d) }

// pairs are the clusters that share a key and fit each other.
func (g *graph) pairs(keys func(c *cluster) []string, fit func(c, d *cluster) bool) (out [][2]int) {
	byKey := map[string][]int{}
	for _, r := range g.roots() {
		for _, k := range keys(g.clusters[r]) {
			byKey[k] = append(byKey[k], r)
		}
	}
	seen := map[[2]int]bool{}
	for _, roots := range byKey {
		for i, a := range roots {
			for _, b := range roots[i+1:] {
				if p := [2]int{a, b}; !seen[p] && (fit == nil || fit(g.clusters[a], g.clusters[b])) {
					seen[p] = true
					out = append(out, p)
				}
			}
		}
	}
	slices.SortFunc(out, func(x, y [2]int) int { return slices.Compare(x[:], y[:]) })
	return out
}

// spelledAlike are keys of full names.
func spelledAlike(c *cluster) (keys []string) {
	for _, p := range c.persons {
		if p.full() {
			insert(&keys, strings.Join(p.given, "")+"|"+p.family+"|"+p.generation)
		}
	}
	return keys
}

// fullNames are keys that full names share when they are alike but for sound.
func fullNames(c *cluster) (keys []string) {
	for _, p := range c.persons {
		if !p.full() {
			continue
		}
		family := spelling(p.family)
		for _, w := range append(slices.Clone(p.given), p.nick) {
			if w == "" {
				continue
			}
			insert(&keys, family+"|"+letter(spelling(w)))
			for _, f := range lexicon.Nicknames[w] {
				insert(&keys, family+"|"+letter(f))
			}
		}
	}
	return keys
}

func letter(w string) string {
	_, n := utf8.DecodeRuneInString(w)
	return w[:n]
}

// families are keys of family names by sound and the first letter of a given name.
func families(c *cluster) (keys []string) {
	for _, p := range c.persons {
		family := skeleton(p.family)
		if len(p.given) == 0 {
			insert(&keys, family)
		}
		for _, w := range p.given {
			insert(&keys, family+"|"+letter(sound(w)))
			insert(&keys, family+"|"+letter(skeleton(w)))
			insert(&keys, family+"|"+letter(w))
		}
	}
	return keys
}
