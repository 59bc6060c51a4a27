// Package news holds the words of quoth as plain types: an article and the
// statements found in it. It knows no model, store or configuration.
//
// Inside Go every position is a byte offset into Article.Text. JSON, the
// surface that other programs read, counts Unicode code points; the encoding
// in json.go converts both ways.
package news

// An Article is one text with its metadata. Text never changes once read.
type Article struct {
	ID        string // unique among the inputs of one run
	URL       string
	Title     string
	Published string // ISO 8601: a date, or a date and time
	Outlet    string
	Language  string // ISO 639-1 code, "" when unknown
	Text      string
	// Statements, in the order of their cues.
	Statements []Statement
	// Speakers are those of the statements, in the order of their first one.
	Speakers []*Speaker
}

// A Span is a half-open range of byte offsets into Article.Text.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps reports whether the spans share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether all of t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// A Part of a statement is one or more spans of the article, in text order.
// An absent part has no spans.
type Part []Span

// Text returns the article's words in the part; pieces are joined by a space.
func (p Part) Text(article string) string {
	switch len(p) {
	case 0:
		return ""
	case 1:
		return article[p[0].Start:p[0].End]
	}
	var b []byte
	for i, s := range p {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, article[s.Start:s.End]...)
	}
	return string(b)
}

// A Statement is one act by which an article attributes content to a source.
type Statement struct {
	ID       string // unique within the article: "s1", "s2", …
	Form     Form
	Mode     Mode
	Polarity Polarity
	Source   Part // who speaks, as the article words it; absent when not expressed
	Cue      Part // the words that signal the attribution; absent when layout alone does
	Content  Part // what is attributed
	Speaker  *Speaker
	Parent   string // ID of the statement inside whose content this one stands, or ""
	SaidOn   *SaidOn
	Figures  []Figure
	// Confidence is the probability that a careful reader would agree with
	// source, cue and content; 0 when it was not estimated.
	Confidence float64
	// Evidence says why; nil unless it was asked for.
	Evidence *Evidence
}

// Form says how much of the content stands inside quotation marks.
type Form string

// The forms of a statement.
const (
	Direct   Form = "direct"   // all content words
	Mixed    Form = "mixed"    // some content words
	Indirect Form = "indirect" // none
)

// Mode says what kind of act the statement is.
type Mode string

// The modes of a statement.
const (
	Said    Mode = "said"
	Thought Mode = "thought"
	Wants   Mode = "wants"
	Decided Mode = "decided" // rulings, official acts
	Shows   Mode = "shows"   // evidence by a document or footage
)

// Polarity says whether the act of speaking took place.
type Polarity string

// The polarities of a statement.
const (
	Asserted     Polarity = "asserted"
	Denied       Polarity = "denied"       // the act itself is negated: "did not say"
	Hypothetical Polarity = "hypothetical" // "would have said", "if he says"
)

// A Speaker is who the source of one or more statements is.
type Speaker struct {
	ID          string // unique within the article: "p1", "p2", …
	Name        string // fullest name in the article, "" when unnamed
	Description string // the article's words when unnamed
	Role        string // title, office or trade, as the article words it
	Kind        Kind
	Mentions    []Mention // where the article means this speaker, in text order
}

// A Mention is a run of words that mean a speaker.
type Mention struct {
	Span Span
	By   MentionKind
}

// MentionKind says by what kind of words somebody is meant.
type MentionKind string

// The kinds of mention.
const (
	ByName        MentionKind = "name"
	ByPronoun     MentionKind = "pronoun"
	ByDescription MentionKind = "description" // "the minister", "a witness"
)

// Kind is the sort of being that speaks.
type Kind string

// The kinds of speaker.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Government   Kind = "government"
	Group        Kind = "group"
	Document     Kind = "document"
	Anonymous    Kind = "anonymous"
	Author       Kind = "author"
	Generic      Kind = "generic"
	None         Kind = "none"
)

// SaidOn is when the act of speaking took place.
type SaidOn struct {
	Text string // the article's words
	Date string // ISO 8601, as exact as the words: a day, a month, a year, or an interval "2019-10/2019-12"
	Span Span
}

// A Figure is a number stated inside content. Low and High are exact decimals
// in plain notation; an empty one is an open bound.
type Figure struct {
	Text      string
	Low, High string
	Unit      string
	Span      Span
}

// Evidence is why a statement was read as it was. Probabilities are the
// network's own and not calibrated.
type Evidence struct {
	Statement  float64 // that a statement's cue begins where Cue does
	Margin     float64 // nats by which its labelling beats that of no statement
	Labelling  float64 // log probability of its spans, as if words were independent
	Modes      map[Mode]float64
	Polarities map[Polarity]float64
	Kinds      map[Kind]float64
	Speaker    []Step // from the source's words to the name
	SaidOn     string // which words were resolved how; or why there is no date
}

// A Step leads from one mention of a speaker to a better one.
type Step struct {
	Span Span
	Why  string
	P    float64 // probability, 0 where a rule decided
}
