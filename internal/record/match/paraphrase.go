package match

import (
	"math"
	"slices"

	"quoth/news"
)

// What a shared meaning counts when only the meaning is shared, not the stem.
const synonym = .8

// What the later words of a shared phrase count.
const follows = .7

// gistScore is how much of what two statements tell they have in common, with
// no regard to order: the weight of shared meanings over the geometric mean of
// both weights, which is the cosine of two vectors. shared is the number of
// meanings.
func gistScore(a, b *Wording, pairs []match) (score float64, shared int) {
	following := followers(a.words, pairs)
	var both, ofA, ofB float64
	for _, w := range a.gist {
		ofA += float64(w.weight)
	}
	for _, w := range b.gist {
		ofB += float64(w.weight)
	}
	for i, j := 0, 0; i < len(a.gist) && j < len(b.gist); {
		v, w := a.gist[i], b.gist[j]
		switch {
		case v.meaning < w.meaning:
			i++
		case v.meaning > w.meaning:
			j++
		default:
			weight := float64(min(v.weight, w.weight))
			if v.stem != w.stem {
				weight *= synonym
			}
			if slices.Contains(following, v.meaning) {
				weight *= follows
			}
			both += weight
			shared++
			i, j = i+1, j+1
		}
	}
	if both == 0 {
		return 0, 0
	}
	return both / math.Sqrt(ofA*ofB), shared
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
		least = paraphraseScoreUnknown
	}
	if shared == paraphraseShared {
		least += fewScore
	}
	if !p.reported() {
		least += toldScore
	}
	if p.apart() > paraphraseDays {
		least += laterScore
	}
	return score, shared >= paraphraseShared && score >= least
}
