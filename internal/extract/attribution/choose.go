package attribution

import (
	"math"
	"sort"
)

// Probabilities from which a frame is believed, set on the development sets.
const (
	ownEnough    = 0.55
	nestedEnough = 0.8
	marginCounts = 1.0
)

// doubtful is the probability under which an anchor is not looked at.
const doubtful = 0.15

// choose settles which frames stand together. Statements of their own never
// share content: disputed pieces go to the frame that favours them more. A
// frame inside another's content is a nested statement or nothing.
func choose(frames []frame) []frame {
	for i := range frames {
		f := &frames[i]
		f.own, f.nested = weigh(f.own, f.margin), weigh(f.nested, f.margin)
	}
	sort.SliceStable(frames, func(i, j int) bool { return frames[i].own > frames[j].own })
	var out []frame
	for _, f := range frames {
		if f.own < ownEnough || buried(out, &f) {
			continue
		}
		whole := length(f.roles[content])
		lost := make([][]stretch, len(out)) // what others would lose to f
		for i := range out {
			g := &out[i]
			f.roles[content] = without(f.roles[content], g.roles[cue])
			for _, d := range shared(f.roles[content], g.roles[content]) {
				if f.favour(d) > g.favour(d) && length(without(g.roles[content], []stretch{d})) > 0 {
					lost[i] = append(lost[i], d)
				} else {
					f.roles[content] = without(f.roles[content], []stretch{d})
				}
			}
		}
		if length(f.roles[content]) == 0 || keepShare*float64(whole) > float64(length(f.roles[content])) {
			continue
		}
		for i := range out {
			out[i].roles[content] = without(out[i].roles[content], lost[i])
		}
		f.roles[source] = without(f.roles[source], f.roles[content])
		out = append(out, f)
	}
	own := len(out)
	for _, f := range frames {
		if f.nested >= nestedEnough && holder(out[:own], &f) != nil {
			out = append(out, f)
		}
	}
	return out
}

// keepShare is how much of its content a frame must keep to be believed.
const keepShare = 0.3

// buried reports whether the frame's cue stands inside another's content.
func buried(frames []frame, f *frame) bool {
	for i := range frames {
		if covers(frames[i].roles[content], f.roles[cue]) {
			return true
		}
	}
	return false
}

// holder is the frame inside whose content f stands.
func holder(frames []frame, f *frame) *frame {
	for i := range frames {
		g := &frames[i]
		if g.anchor != f.anchor && covers(g.roles[content], f.roles[cue]) && covers(g.roles[content], f.roles[content]) {
			return g
		}
	}
	return nil
}

// shared returns what is in both.
func shared(a, b []stretch) (out []stretch) {
	for _, s := range a {
		for _, t := range b {
			if from, to := max(s.from, t.from), min(s.to, t.to); from < to {
				out = append(out, stretch{from, to})
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
