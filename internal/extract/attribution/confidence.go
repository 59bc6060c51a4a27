package attribution

import (
	"math"

	"quoth/news"
)

// confidence is the probability that a careful reader agrees with a
// statement's source, cue and content. The weights are those of a logistic
// regression over the development sets (quoth-lab calibration -fit), so that
// of the statements given .8 about eight in ten are right.
func confidence(f *Found) float64 {
	x := 0.0
	for i, v := range Features(f) {
		x += confidenceWeights[i] * v
	}
	return min(.99, max(.01, math.Round(1000/(1+math.Exp(-x)))/1000))
}

// Features are what confidence weighs; the first is always 1.
func Features(f *Found) []float64 {
	is := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	score, length := 0.0, 0
	if f.Score > 0 {
		score = math.Log(f.Score / (1 - f.Score + 1e-4))
	}
	for _, s := range f.Content {
		length += s.Len()
	}
	return []float64{
		1, score, max(-20, f.Labelling), min(20, max(-5, f.Margin)), math.Log(float64(1 + length)),
		is(f.Score == 0), is(f.Parent >= 0), is(f.Form == news.Direct), is(f.Form == news.Indirect), is(len(f.Source) == 0), is(len(f.Content) > 1),
	}
}

var confidenceWeights = [...]float64{-0.034, -0.009, 0.164, 0.045, 0.399, -1.159, 0.228, 0.843, -0.610, -1.306, -0.053}
