package match

import (
	"slices"

	"quoth/news"
)

// Bounds for statements of which one stands where the other stood.
const (
	rewordedShare = .5  // of both wordings' weight that agrees in order,
	rewordedNear  = .35 // or less
	rewordedGist  = .5  // where so much of what both tell does
	rewordedFew   = 3   // words that tell something, at least
)

// Reworded reports whether b may be what a later version of an article made of
// a, and how much agrees. The caller knows that both have one speaker, one cue
// and one place; so less has to agree than of statements in two articles, but
// both have to begin with the same matter: what else a speaker says of a subject
// shares its words, too.
func Reworded(a, b *Statement) (float64, bool) {
	v := Compare(a, b)
	if v.Relation != news.Different {
		return v.Score, true
	}
	x, y := a.Wording, b.Wording
	first, second := slices.IndexFunc(x.words, word.tells), slices.IndexFunc(y.words, word.tells)
	pairs := align(x.words, y.words)
	gist, shared := gistScore(x, y, pairs)
	return v.Score, first >= 0 && slices.Contains(pairs, match{first, second}) && shared >= rewordedFew &&
		(v.Score >= rewordedShare || v.Score >= rewordedNear && gist >= rewordedGist)
}
