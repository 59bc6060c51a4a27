package attribution

import (
	"strings"

	"quoth/internal/encoder"
	"quoth/internal/lexicon"
	"quoth/news"
)

// judge asks the network how a statement was meant and of what kind its
// source is.
func judge(text string, pieces []encoder.Piece, r *encoder.Reading, f *Found) encoder.Judgement {
	source := encoder.Run{First: -1, Last: -1}
	if len(f.Source) > 0 {
		source = encoder.RunOf(pieces, f.Source[0])
	}
	anchor := news.Span{Start: f.place(), End: f.place() + 1}
	out := r.Judge(encoder.RunOf(pieces, anchor).First, source)
	if negated(f.Cue.Text(text)) {
		shift(out.Polarities, string(news.Denied), negationCounts)
	}
	return out
}

// negationCounts is by how much a negation in the cue raises the odds that
// the act is denied: of such cues in the training labels seven in eight are,
// while the network has seen few of them.
const negationCounts = 20

// negated reports whether a cue says "not": "did not say", "never promised".
func negated(cue string) bool {
	for _, w := range strings.Fields(strings.ToLower(cue)) {
		w = strings.Trim(w, `.,;:"“”()`)
		if lexicon.Negations[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// shift multiplies one probability's odds.
func shift(p map[string]float64, name string, by float64) {
	sum := 1 + p[name]*(by-1)
	p[name] *= by
	for k := range p {
		p[k] /= sum
	}
}
