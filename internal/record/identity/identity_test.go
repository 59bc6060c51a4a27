package identity

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

// measure compares identities with the truth over pairs of observations.
func measure(of map[string]string, truth map[string]int) (precision, recall float64) {
	type cell struct {
		id  string
		who int
	}
	both, ids, whos := map[cell]int{}, map[string]int{}, map[int]int{}
	for key, who := range truth {
		both[cell{of[key], who}]++
		ids[of[key]]++
		whos[who]++
	}
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	var right, found, there float64
	for _, n := range both {
		right += pairs(n)
	}
	for _, n := range ids {
		found += pairs(n)
	}
	for _, n := range whos {
		there += pairs(n)
	}
	return right / found, right / there
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
	for _, size := range []struct{ people, articles int }{{300, 3000}, {2000, 12000}} {
		var sumP, sumR float64
		const worlds = 3
		for seed := range uint64(worlds) {
			w := newWorld(seed, size.people)
			observations, truth := w.observe(size.articles)
			start := time.Now()
			ids := Resolve(Gather(observations, nil), nil)
			took := time.Since(start)
			of := assigned(observations, ids)
			p, r := measure(of, truth)
			sumP, sumR = sumP+p, sumR+r
			people, bodies := map[string]int{}, map[string]int{}
			for k, who := range truth {
				if who < len(w.people) {
					people[k] = who
				} else {
					bodies[k] = who
				}
			}
			pp, pr := measure(of, people)
			bp, br := measure(of, bodies)
			t.Logf("%d people, %d observations, %d identities: precision %.4f recall %.4f (people %.4f %.4f, bodies %.4f %.4f) in %v",
				len(w.people), len(observations), len(ids), p, r, pp, pr, bp, br, took.Round(time.Millisecond))
		}
		if sumP/worlds < .98 || sumR/worlds < .85 {
			t.Errorf("precision %.4f recall %.4f, want .98 and .85", sumP/worlds, sumR/worlds)
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
