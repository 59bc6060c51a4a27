package identity

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever names are, they resolve without a crash, in any order to the same,
// and every observation has one identity.
func FuzzResolve(f *testing.F) {
	f.Add("a 2021-03-02 Post p Ana Reyes | minister\nb 2021-03-02 Post p Reyes = Mrs Reyes", uint64(1))
	f.Add("a 2021 Post@Norway b World Harbour Organization (WHO)\nb 2021 Post b WHO\nc 2021 P g Oslo", uint64(2))
	f.Add("a - - p  J.-P. al- \nb x - p ال‎ \nc 9999-99 @ p 박민재", uint64(3))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		var observations []Observation
		for line := range strings.Lines(text[:min(len(text), 4000)]) {
			if o, err := parseObservation(strings.TrimSuffix(line, "\n")); err == nil && o.Kind != "" {
				observations = append(observations, o)
			}
		}
		rnd := rand.New(rand.NewPCG(seed, 0))
		keys := map[string]bool{}
		unique := observations[:0]
		for _, o := range observations {
			if !keys[o.Key] {
				keys[o.Key] = true
				unique = append(unique, o)
			}
		}
		var decisions []Decision
		for i := 0; i+3 < len(unique); i += 2 {
			decisions = append(decisions, Decision{
				Verb: []Verb{MergeThem, Split, Apart}[rnd.IntN(3)], Time: "2024",
				These: []string{unique[i].Key, unique[i+1].Key}, Those: []string{unique[rnd.IntN(len(unique))].Key},
			})
		}
		want := Resolve(Gather(unique, decisions), decisions)
		count := 0
		for _, i := range want {
			count += i.Count
			if len(i.Evidence) != len(i.Sightings)-1 {
				t.Fatalf("%d merges for %d sightings", len(i.Evidence), len(i.Sightings))
			}
		}
		blocked := 0
		for i := range unique {
			if unique[i].Block() != "" {
				blocked++
			}
		}
		if count != blocked {
			t.Fatalf("%d of %d observations have an identity", count, blocked)
		}
		rnd.Shuffle(len(unique), func(i, j int) { unique[i], unique[j] = unique[j], unique[i] })
		rnd.Shuffle(len(decisions), func(i, j int) { decisions[i], decisions[j] = decisions[j], decisions[i] })
		if got := Resolve(Gather(unique, decisions), decisions); !reflect.DeepEqual(got, want) {
			t.Fatal("another order gives other identities")
		}
	})
}

// Folded words are plain, and folding them again changes nothing.
func FuzzFold(f *testing.F) {
	for _, w := range []string{"Żabińska", "Вишневський", "زباري", "박근혜", "O’Neill-Żuk", "ΣΟΦΟΣ", "\xff", "ﬁ"} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, w string) {
		once := fold(w)
		if twice := fold(once); twice != once {
			t.Errorf("%q → %q → %q", w, once, twice)
		}
		for _, key := range []string{spelling(once), sound(once), skeleton(once)} {
			if utf8.ValidString(w) && !utf8.ValidString(key) {
				t.Errorf("%q has the key %q", w, key)
			}
		}
	})
}
