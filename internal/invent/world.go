package invent

import (
	"math"
	"math/rand/v2"
	"strings"
)

// A World is an invented press and those it writes about.
type World struct {
	seed    uint64
	size    int // articles
	lore    *material
	people  []person // the most famous first
	bodies  []body
	outlets []outlet
	towns   [][]string // by country, the largest first
	firms   []int      // companies among the bodies
	peers   [][]int    // people by subject, the most famous first
	locals  [][]int    // bodies by country and then those of none
}

// An outlet is one newspaper or agency with its habits.
type outlet struct {
	name, host string
	land       int
	agency     bool
	// How names are written: system of transliteration, whether with accents,
	// the family name first where that is the custom, middle names (none,
	// initial, in full), "Mr" before a family name.
	system                 int
	accents, custom, title bool
	middle                 int
	acronyms               bool // given in brackets
}

// An Outlet is what is known of a newspaper or agency.
type Outlet struct{ Name, Country string }

// New founds a world in which so many articles are written.
func New(seed uint64, articles int) *World {
	w := &World{seed: seed, size: articles, lore: read()}
	r := rand.New(rand.NewPCG(seed, 1))
	w.peers = make([][]int, len(w.lore.subjects))
	w.locals = make([][]int, len(w.lore.lands)+1)
	for i := range w.lore.lands {
		w.towns = append(w.towns, w.foundTowns(r, i))
	}
	w.foundOutlets(r)
	w.foundBodies(r)
	w.populate(r)
	return w
}

// Outlets are those that the articles name.
func (w *World) Outlets() []Outlet {
	out := make([]Outlet, len(w.outlets))
	for i, o := range w.outlets {
		out[i] = Outlet{Name: o.name, Country: w.lore.lands[o.land].name}
		if o.agency {
			out[i].Country = ""
		}
	}
	return out
}

// foundTowns makes as many as a world of that size visits.
func (w *World) foundTowns(r *rand.Rand, land int) (out []string) {
	c := w.lore.cultures[w.lore.lands[land].culture]
	seen := map[string]bool{}
	for n := 40 + int(math.Sqrt(float64(w.size))); len(out) < n; {
		name := pick(r, c.starts)
		if r.IntN(3) > 0 {
			name += pick(r, c.middles)
		}
		if r.IntN(4) == 0 {
			name += "-" + pick(r, c.starts)
		} else {
			name += pick(r, c.towns)
		}
		if name = strings.ReplaceAll(name, "--", "-"); !seen[name] && !strings.HasSuffix(name, "-") {
			seen[name] = true
			out = append(out, name)
		} else {
			n-- // few parts make few towns
		}
	}
	return out
}

func (w *World) foundOutlets(r *rand.Rand) {
	papers, taken := w.lore.words["papers"], map[string]bool{}
	add := func(name string, land int, agency bool) {
		if taken[name] {
			return
		}
		taken[name] = true
		w.outlets = append(w.outlets, outlet{
			name: name, land: land, agency: agency, host: strings.ToLower(strings.NewReplacer(" ", "-", "The ", "").Replace(plain(name))) + ".example",
			system: r.IntN(3), accents: r.IntN(4) > 0, custom: r.IntN(3) > 0, title: r.IntN(3) == 0, middle: r.IntN(3), acronyms: r.IntN(2) == 0,
		})
	}
	for i, name := range w.lore.words["agencies"] {
		add(name, i%len(w.lore.lands), true)
	}
	for i, l := range w.lore.lands {
		add("The "+l.adjective+" "+pick(r, papers), i, false)
		add("The "+l.capital+" "+pick(r, papers), i, false)
		for range 3 {
			add("The "+w.towns[i][zipf(r, 20, 3)]+" "+pick(r, papers), i, false)
		}
	}
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// zipf is a number below n; its chance falls with about the number plus q.
func zipf(r *rand.Rand, n int, q float64) int {
	k := int(q*math.Pow((float64(n)+q)/q, r.Float64()) - q)
	return min(max(k, 0), n-1)
}
