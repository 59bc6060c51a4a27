package news

// A Variant is the same statement in another article.
type Variant struct {
	Entry
	Relation Relation
	// Score is how much of both wordings agrees, from 0 to 1.
	Score    float64
	Speakers Likeness
	Runs     []Run              // both wordings from beginning to end; a is the statement asked for
	Figures  []FigureDifference // what both state with other numbers
	// Copy says that the two articles are near-copies of each other.
	Copy bool
}

// Relation says how two statements are the same one.
type Relation string

// The relations of two statements. All but Different make them variants.
const (
	Different   Relation = "different"
	WordForWord Relation = "same"
	Shortened   Relation = "shortened"   // one lacks words of the other and has none of its own
	Altered     Relation = "altered"     // other words in places
	Paraphrased Relation = "paraphrased" // one quoted and one paraphrased, or both paraphrased
)

// Likeness says whether two speakers are one.
type Likeness string

// The degrees of likeness.
const (
	SameSpeaker    Likeness = "same"
	OtherSpeaker   Likeness = "other"
	UnknownSpeaker Likeness = "unknown" // they may be one
)

// A Run is a stretch of two wordings: words that both have, or that one has in
// place of the other's.
type Run struct {
	Kind RunKind
	A, B Part // in their articles; without spans where that side has nothing
}

// RunKind says what a run does from a to b.
type RunKind string

// The kinds of run.
const (
	Equal   RunKind = "equal"
	Removed RunKind = "removed" // only a has it
	Added   RunKind = "added"   // only b has it
	Changed RunKind = "changed"
)

// A FigureDifference is a number that two statements give differently.
type FigureDifference struct{ A, B Figure }
