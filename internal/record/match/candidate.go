package match

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Bounds on candidates, chosen on invented news: they leave out some 20 of 2,000
// variants in a record of half a million statements, and three candidates of four.
const (
	MostCompared  = 48 // in all that share words
	mostLikely    = 12 // that share little
	leastEvidence = .3 // of one that is compared at all
	muchEvidence  = 2  // of one that is compared even if there are better ones
	mostSpoken    = 24 // that share no word but come from one mouth in the same days
)

// Candidates chooses what is worth comparing with a statement from what stands
// under its Lookups: at most MostCompared, the likeliest ones first, and
// mostSpoken. A shared key counts the more the fewer statements stand under it.
func Candidates[ID cmp.Ordered](under map[Key][]ID) []ID {
	evidence, spoken := map[ID]float64{}, map[ID]bool{}
	for _, key := range slices.Sorted(maps.Keys(under)) { // sums of floats depend on their order
		ids := under[key]
		for _, id := range ids {
			if key.kind() == spokenKey {
				spoken[id] = true
				evidence[id] += 0 // it may share nothing else
				continue
			}
			evidence[id] += 1 / math.Sqrt(float64(len(ids)))
		}
	}
	out := slices.SortedFunc(maps.Keys(evidence), func(a, b ID) int { return cmp.Or(cmp.Compare(evidence[b], evidence[a]), cmp.Compare(a, b)) })
	sharing, speaking := 0, 0
	return slices.DeleteFunc(out, func(id ID) bool {
		if e := evidence[id]; e >= muchEvidence && sharing < MostCompared || e >= leastEvidence && sharing < mostLikely {
			sharing++
			return false
		}
		if spoken[id] && speaking < mostSpoken {
			speaking++
			return false
		}
		return true
	})
}
