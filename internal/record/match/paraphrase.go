package match

import (
	"slices"

	"quoth/news"
)

const (
	follows      = .4 // what the later words of a shared phrase count
	figureWeight = 2  // twice the rarest word
)

// Nearness of two words below which they say nothing of each other, and the
// most words of a wording that are compared by nearness: what has more is
// compared by its meanings alone.
const (
	leastNear = .3
	mostNear  = 100
)

// gistScore is how much of what two statements tell they have in common, with
// no regard to order: each word that tells something counts as much as it is
// rare, times its nearness to the nearest word of the other one. shared is the
// number of words that have one.
func gistScore(a, b *Wording, pairs []match) (score float64, shared int) {
	following := followers(a.words, pairs)
	ofA, allA, nA := gistIn(a.gist, b.gist, following)
	ofB, allB, nB := gistIn(b.gist, a.gist, following)
	if allA+allB == 0 {
		return 0, 0
	}
	return (ofA + ofB) / (allA + allB), min(nA, nB)
}

// gistIn weighs how much of one gist another one has.
func gistIn(gist, other []word, following []uint64) (has, all float64, shared int) {
	for _, w := range gist {
		weight := w.near.Weight()
		if w.figure {
			weight = figureWeight
		}
		all += weight
		near := 0.0
		if _, found := slices.BinarySearchFunc(other, w, byMeaning); found {
			near = 1
			if slices.Contains(following, w.meaning) {
				near = follows
			}
		} else if !w.names && len(gist) <= mostNear && len(other) <= mostNear {
			for _, v := range other {
				if !v.names {
					near = max(near, w.near.Near(v.near))
				}
			}
		}
		if near >= leastNear {
			has += near * weight
			shared++
		}
	}
	return has, all, shared
}

// followers are the meanings of telling words that stand in a stretch of
// agreeing words behind another telling one. A shared phrase is one coincidence:
// it says less than as many words that the two put in different places.
func followers(a []word, pairs []match) []uint64 {
	var out []uint64
	inStretch := false
	for k, m := range pairs {
		if k == 0 || pairs[k-1] != (match{m.a - 1, m.b - 1}) {
			inStretch = false
		}
		if a[m.a].tells() {
			if inStretch {
				out = append(out, a[m.a].meaning)
			}
			inStretch = true
		}
	}
	return out
}

// agreement is what is left of the score when the two are about other numbers
// or name others: however alike the words, they are then hardly one statement.
func agreement(a, b *Wording) float64 {
	left := 1.0
	if contradict(a.figures, b.figures) {
		left *= otherFigures
	}
	if nameOthers(a.gist, b.gist) {
		left *= otherNames
	}
	return left
}

// nameOthers reports whether both sides have names, and none in common.
func nameOthers(a, b []word) bool {
	return names(a) && names(b) && !slices.ContainsFunc(a, func(v word) bool {
		_, found := slices.BinarySearchFunc(b, v, byMeaning)
		return v.names && found
	})
}

func names(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.names })
}

// paraphrases decides whether one statement tells what the other one says.
// Two quotations in other words are two statements.
func (p *pair) paraphrases() (float64, bool) {
	a, b := p.a.Wording, p.b.Wording
	if a.form == news.Direct && b.form == news.Direct || p.speakers == news.OtherSpeaker {
		return 0, false
	}
	score, shared := gistScore(a, b, p.pairs)
	score *= agreement(a, b)
	least := paraphraseScore
	if p.speakers == news.UnknownSpeaker {
		least += unknownScore
	}
	if shared <= few {
		least += fewScore
	}
	if !p.reported() {
		least += toldScore
	}
	if p.apart() > soon {
		least += laterScore
	}
	return score, shared >= paraphraseShared && score >= least
}
