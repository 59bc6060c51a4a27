package identity

import (
	"cmp"
	"slices"
	"strings"
)

// Verb is what a person decided.
type Verb string

// The verbs of decisions.
const (
	MergeThem Verb = "merge" // These and Those are all one
	Split     Verb = "split" // These are one, Those are one, and the two are not the same
	Apart     Verb = "apart" // none of These is the same as any of Those
)

// A Decision is a person's word about observations, named by their keys. It
// holds for whole identities: what the rules join to one of These goes with it.
// Of two that contradict each other the later one holds.
type Decision struct {
	Verb         Verb
	These, Those []string
	By           string
	Time         string // RFC 3339
	Reason       string
}

// settled are decisions without contradictions: groups of observations that are
// one, and pairs of groups that are not.
type settled struct {
	groupOf map[string]string // by key of an observation
	apart   map[string]map[string]bool
}

// settle takes the latest decisions first and drops what contradicts them.
func settle(decisions []Decision) settled {
	type pair struct {
		a, b string
		same bool
	}
	sorted := slices.Clone(decisions)
	slices.SortFunc(sorted, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(a.Verb, b.Verb), slices.Compare(a.These, b.These), slices.Compare(a.Those, b.Those))
	})
	var wanted []pair
	one := func(keys []string) {
		for i := 1; i < len(keys); i++ {
			wanted = append(wanted, pair{keys[0], keys[i], true})
		}
	}
	for _, d := range sorted {
		switch d.Verb {
		case MergeThem:
			one(slices.Concat(d.These, d.Those))
			continue
		case Split:
			one(d.These)
			one(d.Those)
		}
		for _, a := range d.These {
			for _, b := range d.Those {
				wanted = append(wanted, pair{a, b, false})
			}
		}
	}
	same := newSets[string]()
	var parted [][2]string
	for _, p := range wanted {
		ra, rb := same.find(p.a), same.find(p.b)
		if !p.same {
			if ra != rb {
				parted = append(parted, [2]string{p.a, p.b})
			}
			continue
		}
		contradicted := slices.ContainsFunc(parted, func(q [2]string) bool {
			x, y := same.find(q[0]), same.find(q[1])
			return x == ra && y == rb || x == rb && y == ra
		})
		if !contradicted {
			same.union(p.a, p.b)
		}
	}
	s := settled{groupOf: map[string]string{}, apart: map[string]map[string]bool{}}
	for _, p := range wanted {
		for _, k := range []string{p.a, p.b} {
			s.groupOf[k] = same.find(k)
		}
	}
	for _, p := range parted {
		for _, q := range [][2]string{{p[0], p[1]}, {p[1], p[0]}} {
			a, b := same.find(q[0]), same.find(q[1])
			if s.apart[a] == nil {
				s.apart[a] = map[string]bool{}
			}
			s.apart[a][b] = true
		}
	}
	return s
}

// Joined are the keys of observations that people merged with the one named,
// itself among them: their blocks are resolved together.
func Joined(key string, decisions []Decision) []string {
	s := settle(decisions)
	if s.groupOf[key] == "" {
		return []string{key}
	}
	var out []string
	for k, g := range s.groupOf {
		if g == s.groupOf[key] {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, strings.Compare)
	return out
}
