// Package match finds the same statement in other articles, and articles that
// are near-copies of each other.
//
// In: statements with their words and what is known of their speakers. Out:
// keys under which a store keeps a statement and looks for its candidates, and
// a verdict on two statements: how one relates to the other and what differs,
// word by word. The package keeps nothing itself, but for Index, which shows
// how keys, caps and verdicts work together and serves where memory suffices.
//
// The flow: word.go cuts and normalises (stem.go), wording.go holds what is
// compared, key.go names the candidates, align.go and run.go lay two wordings
// side by side, paraphrase.go compares them without their order, relation.go
// decides. copy.go is about whole articles.
package match

import "quoth/news"

// A Statement is what matching needs to know of one.
type Statement struct {
	Article  string // statements of one article are never variants of each other
	Day      int    // of publication, counted from any fixed day; 0 when unknown
	Speaker  Speaker
	Polarity news.Polarity
	Wording  *Wording
}

// Relation says how two statements are the same one.
type Relation string

// The relations of two statements. All but Different make them variants.
const (
	Different   Relation = "different"
	Same        Relation = "same"        // word for word
	Shortened   Relation = "shortened"   // one lacks words of the other and has none of its own
	Altered     Relation = "altered"     // other words in places
	Paraphrased Relation = "paraphrased" // one quoted and one paraphrased, or both paraphrased
)

// A Verdict is the outcome of comparing statement a with statement b.
type Verdict struct {
	Relation Relation
	// Score is how much of both wordings agrees, from 0 to 1: of the weight of
	// their words in order, or, when paraphrased, of their meanings without it.
	Score    float64
	Speakers Likeness
	Runs     []Run              // both wordings from beginning to end
	Figures  []FigureDifference // what both state with other numbers
}

// Compare decides how two statements relate. It takes time in proportion to
// the product of their lengths, of which no more than maxWords words count.
func Compare(a, b *Statement) Verdict {
	p := pair{a: a, b: b, speakers: a.Speaker.Compare(b.Speaker)}
	p.pairs = align(a.Wording.words, b.Wording.words)
	v := Verdict{Speakers: p.speakers}
	v.Relation, v.Score = p.relation()
	if v.Relation != Different {
		v.Runs = runs(a.Wording, b.Wording, p.pairs)
		v.Figures = figureDifferences(a.Wording.figures, b.Wording.figures)
	}
	return v
}
