package identity

import (
	"cmp"
	"slices"
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
//
// Who splits means no more than Those. So These of a Split are what stays, one
// observation of each sighting, and stand for all that are equal to them: a
// large identity need not be named article by article.
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
	stays   map[string]bool // keys that stand for observations equal to them
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
	known := map[[2]string]bool{} // pairs of sets that are parted; sets only grow
	for _, p := range wanted {
		ra, rb := same.find(p.a), same.find(p.b)
		if !p.same {
			if pair := [2]string{min(ra, rb), max(ra, rb)}; ra != rb && !known[pair] {
				known[pair] = true
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
	s := settled{groupOf: map[string]string{}, apart: map[string]map[string]bool{}, stays: staying(sorted)}
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

// staying are the keys that the last split to name them left where they were.
func staying(latestFirst []Decision) map[string]bool {
	stays := map[string]bool{}
	for _, d := range latestFirst {
		if d.Verb != Split {
			continue
		}
		for i, keys := range [][]string{d.These, d.Those} {
			for _, k := range keys {
				if _, ok := stays[k]; !ok {
					stays[k] = i == 0
				}
			}
		}
	}
	return stays
}

// groups are the groups that sightings are in by decisions, "" for none: those
// of their own keys, or those of an equal one that stays.
func (s settled) groups(sightings []Sighting) []string {
	out := make([]string, len(sightings))
	if len(s.groupOf) == 0 {
		return out
	}
	equal := map[string]string{} // group by signature; "" where there are two
	for i := range sightings {
		o := &sightings[i]
		if out[i] = s.groupOf[o.Key]; !s.stays[o.Key] {
			continue
		}
		sig := o.Signature()
		if group, ok := equal[sig]; ok && group != out[i] {
			equal[sig] = ""
			continue
		}
		equal[sig] = out[i]
	}
	for i := range sightings {
		if out[i] == "" && len(equal) > 0 {
			out[i] = equal[sightings[i].Signature()]
		}
	}
	return out
}

// Joined are the keys of observations that people merged with those named,
// these among them: their blocks are resolved together.
func Joined(keys []string, decisions []Decision) []string {
	s := settle(decisions)
	wanted := map[string]bool{}
	var out []string
	for _, k := range keys {
		if g := s.groupOf[k]; g != "" {
			wanted[g] = true
		} else {
			out = append(out, k)
		}
	}
	for k, g := range s.groupOf {
		if wanted[g] {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
