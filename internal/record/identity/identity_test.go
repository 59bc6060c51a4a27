package identity

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// figures count pairs of observations.
type figures struct{ right, found, there float64 }

func (f figures) precision() float64 { return f.right / f.found }
func (f figures) recall() float64    { return f.right / f.there }

// add compares identities with the truth.
func (f *figures) add(of map[string]string, truth map[string]int) {
	type cell struct {
		id  string
		who int
	}
	both, ids, bearers := map[cell]int{}, map[string]int{}, map[int]int{}
	for key, who := range truth {
		both[cell{of[key], who}]++
		ids[of[key]]++
		bearers[who]++
	}
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	for _, n := range both {
		f.right += pairs(n)
	}
	for _, n := range ids {
		f.found += pairs(n)
	}
	for _, n := range bearers {
		f.there += pairs(n)
	}
}

// assigned is the identity of each observation.
func assigned(observations []Observation, ids []Identity) map[string]string {
	of := map[string]string{}
	for _, i := range ids {
		for _, s := range i.Sightings {
			of[s.Signature()] = i.ID
		}
	}
	out := map[string]string{}
	for _, o := range observations {
		if out[o.Key] = of[o.Signature()]; out[o.Key] == "" {
			out[o.Key] = o.Key
		}
	}
	return out
}

// The figures that docs report: go test ./internal/record/identity -run Invented -v
func TestInventedWorld(t *testing.T) {
	sizes := []struct {
		people, articles int
		worlds           uint64
	}{{300, 3000, 3}, {3000, 12000, 1}}
	for _, size := range sizes {
		var people, bodies figures
		for seed := range size.worlds {
			w := newWorld(seed, size.people)
			observations, truth := w.observe(size.articles)
			of := assigned(observations, Resolve(Gather(observations, nil), nil))
			persons, rest := map[string]int{}, map[string]int{}
			for key, who := range truth {
				if who < len(w.people) {
					persons[key] = who
				} else {
					rest[key] = who
				}
			}
			people.add(of, persons)
			bodies.add(of, rest)
		}
		for name, f := range map[string]figures{"people": people, "bodies": bodies} {
			t.Logf("%d people in %d articles, %s: precision %.4f, recall %.4f over %.0f pairs", size.people, int(size.worlds)*size.articles, name, f.precision(), f.recall(), f.there)
			if f.precision() < .98 || f.recall() < .85 {
				t.Errorf("%s: want .98 and .85", name)
			}
		}
	}
}

// The result must not depend on the order in which articles arrive, nor on
// whether blocks are resolved alone or together.
func TestOrderOfArrival(t *testing.T) {
	w := newWorld(7, 200)
	observations, _ := w.observe(1500)
	want := Resolve(Gather(observations, nil), nil)
	for range 3 {
		rand.Shuffle(len(observations), func(i, j int) { observations[i], observations[j] = observations[j], observations[i] })
		if got := Resolve(Gather(observations, nil), nil); !reflect.DeepEqual(got, want) {
			t.Fatal("another order gives other identities")
		}
	}
	// One by one, as a record does it: count, then resolve the block touched.
	blocks := map[string][]Sighting{}
	resolved := map[string][]Identity{}
	for _, o := range observations {
		b := o.Block()
		if b == "" {
			continue
		}
		sig := o.Signature()
		i := slices.IndexFunc(blocks[b], func(s Sighting) bool { return s.Signature() == sig })
		if i < 0 {
			i = len(blocks[b])
			blocks[b] = append(blocks[b], Sighting{Observation: o})
		}
		blocks[b][i].Add(o)
		if rand.IntN(20) == 0 { // what is in between does not matter
			resolved[b] = Resolve(blocks[b], nil)
		}
	}
	var got []Identity
	for b := range blocks {
		got = append(got, Resolve(blocks[b], nil)...)
	}
	slices.SortFunc(got, func(a, b Identity) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	if !reflect.DeepEqual(got, want) {
		t.Error("one by one gives other identities")
	}
}

// Evidence is a tree over the sightings, so that every merge can be shown.
func TestEvidenceJoinsAll(t *testing.T) {
	observations, _ := newWorld(3, 200).observe(1500)
	for _, id := range Resolve(Gather(observations, nil), nil) {
		if len(id.Evidence) != len(id.Sightings)-1 {
			t.Fatalf("%s: %d merges for %d sightings", id.Name, len(id.Evidence), len(id.Sightings))
		}
		first, last := id.Sightings[0].Key, id.Sightings[len(id.Sightings)-1].Key
		if first != last && id.Why(first, last) == nil {
			t.Fatalf("%s: nothing leads from %s to %s", id.Name, first, last)
		}
	}
}
