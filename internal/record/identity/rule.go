package identity

// A Rule is the reason for which two observations are taken for the same.
type Rule string

// The rules. Their scores were set on invented records (identity_test.go) and
// are no probabilities; what scores below enough is only a candidate.
const (
	SameNameAndRole  Rule = "same name, same role"
	SameNameAndField Rule = "same name, roles of one field"
	SameName         Rule = "same name, nothing against it"
	Namesakes        Rule = "same name, other trades" // never merges
	SameSpelling     Rule = "name in another spelling or form"
	SameSound        Rule = "names that sound alike, same role"
	Initials         Rule = "initials that fit, same role or outlet"
	FamilyAndRole    Rule = "family name, same role"
	FamilyAndOutlet  Rule = "family name, only bearer that the outlet writes of then"
	FamilyAndTime    Rule = "family name, in the same months" // never merges: only a rival
	SameBody         Rule = "same body"
	FamilyAlone      Rule = "family name, nothing more" // nor do this one
	SoundAlone       Rule = "names that sound alike"    // and these
	InitialsAlone    Rule = "initials that fit"
	ShortName        Rule = "short name of a body"
	ShortNameGiven   Rule = "short name that an article gives"
	AcronymOfName    Rule = "acronym that fits one body only"
	AcronymGiven     Rule = "acronym that an article gives"
	Government       Rule = "stands for the same government"
	ByDecision       Rule = "decided by a person"
)

// enough is the score from which a link merges.
const enough = 0.8

// margin is by how much a link must beat one to a rival.
const margin = 0.025
