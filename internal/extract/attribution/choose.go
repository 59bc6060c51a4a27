package attribution

import (
	"math"
	"sort"
)

// Probabilities from which a frame is believed, set on the development sets.
const (
	ownEnough    = 0.5
	nestedEnough = 0.5
	marginCounts = 0.5
)

// choose settles which frames stand together. Statements of their own never
// share content: the likelier one keeps the disputed pieces. A frame inside
// another's content is a nested statement or nothing.
func choose(frames []frame) []frame {
	for i := range frames {
		f := &frames[i]
		f.own, f.nested = weigh(f.own, f.margin), weigh(f.nested, f.margin)
	}
	sort.SliceStable(frames, func(i, j int) bool { return frames[i].own > frames[j].own })
	var out []frame
	for _, f := range frames {
		if f.own < ownEnough {
			continue
		}
		rest := f.roles[content]
		whole := length(rest)
		buried := false
		for _, g := range out {
			buried = buried || covers(g.roles[content], f.roles[cue])
			rest = without(rest, g.roles[content])
			rest = without(rest, g.roles[cue])
		}
		if buried || 2*length(rest) < whole {
			continue
		}
		f.roles[content] = rest
		f.roles[source] = without(f.roles[source], rest)
		out = append(out, f)
	}
	own := len(out)
	for _, f := range frames {
		if f.nested < nestedEnough {
			continue
		}
		for _, g := range out[:own] {
			if covers(g.roles[content], f.roles[cue]) && covers(g.roles[content], f.roles[content]) {
				out = append(out, f)
				break
			}
		}
	}
	return out
}

func length(ss []stretch) int {
	n := 0
	for _, s := range ss {
		n += s.to - s.from
	}
	return n
}

// without returns what of a is not in b.
func without(a, b []stretch) []stretch {
	for _, cut := range b {
		var out []stretch
		for _, s := range a {
			if cut.to <= s.from || s.to <= cut.from {
				out = append(out, s)
				continue
			}
			if s.from < cut.from {
				out = append(out, stretch{s.from, cut.from})
			}
			if cut.to < s.to {
				out = append(out, stretch{cut.to, s.to})
			}
		}
		a = out
	}
	return a
}

// covers reports whether every stretch of b lies within one of a.
func covers(a, b []stretch) bool {
	for _, s := range b {
		ok := false
		for _, c := range a {
			ok = ok || c.from <= s.from && s.to <= c.to
		}
		if !ok {
			return false
		}
	}
	return true
}

// weigh corrects an anchor's probability by what its frame says.
func weigh(p, margin float64) float64 {
	logit := math.Log(p/(1-p+1e-9)) + marginCounts*max(-8, min(8, margin))
	return 1 / (1 + math.Exp(-logit))
}
