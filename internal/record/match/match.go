// Package match finds the same statement in other articles, and articles that
// are near-copies of each other.
//
// In: statements with their words and what is known of their speakers. Out:
// keys under which a store keeps a statement and looks for its candidates, and
// a verdict on two statements: how one relates to the other and what differs,
// word by word. The package keeps nothing itself, but for Index, which shows
// how keys, caps and verdicts work together and serves where memory suffices.
//
// How well it works is measured on a generated record of 4,990 statements: 130
// quotations with paraphrases written by hand, 600 variants made of other
// statements, the rest on the same subjects by the same people, of which any two
// may share a clause (go test -run Targets -v, with -seed 1, 2 and 3):
//
//	             precision    recall
//	same         1.00         1.00
//	shortened    .98 to 1.00  .96 to .99
//	altered      .98 to 1.00  .97 to .99
//	paraphrased  .96 to .99   .71 to .75 (.63 to .73 of testdata/unseen.txt)
//
// A record is kinder or harder than that: real people repeat themselves more,
// and real paraphrases differ more among outlets than those of one author.
//
// One more statement takes 0.1 to 0.3 ms of processor time, whether the index has
// 10,000 statements or 100,000 (BenchmarkVariants): Candidates chooses few to be
// compared, and none is looked for in a list longer than MostPerKey.
//
// The flow: word.go cuts and normalises (fold.go, stem.go), wording.go holds what is
// compared, key.go and candidate.go name the candidates, align.go and run.go lay two wordings
// side by side, paraphrase.go compares them without their order and by near words
// (package wordvec), relation.go decides, figuredifference.go names numbers that
// differ. copy.go is about whole articles.
package match

import "quoth/news"

// A Statement is what matching needs to know of one.
type Statement struct {
	Article  string // statements of one article are never variants of each other
	Day      int    // of publication, counted from any fixed day; 0 when unknown
	Speaker  Speaker
	Polarity news.Polarity
	Nested   bool // inside another statement
	Wording  *Wording
}

// A Verdict is the outcome of comparing statement a with statement b.
type Verdict struct {
	Relation news.Relation
	// Score is how much of both wordings agrees, from 0 to 1: of the weight of
	// their words in order, or, when paraphrased, of their meanings without it.
	Score    float64
	Speakers news.Likeness
	Runs     []news.Run              // both wordings from beginning to end
	Figures  []news.FigureDifference // what both state with other numbers
}

// Compare decides how two statements relate. It takes time in proportion to
// the product of their lengths, of which no more than maxWords words count.
func Compare(a, b *Statement) Verdict {
	p := pair{a: a, b: b, speakers: a.Speaker.Compare(b.Speaker)}
	p.pairs = align(a.Wording.words, b.Wording.words)
	v := Verdict{Speakers: p.speakers}
	v.Relation, v.Score = p.relation()
	if v.Relation != news.Different {
		v.Runs = runs(a.Wording, b.Wording, p.pairs)
		v.Figures = figureDifferences(a.Wording.figures, b.Wording.figures)
	}
	return v
}
