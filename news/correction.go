package news

import "unicode/utf8"

// A Correction is a person's word on a record, kept for good. How corrections
// are applied is told in internal/record/correct, how JSON writes them in
// docs/format.md.
type Correction struct {
	ID   string
	Verb Verb
	// Statement is the entry that Change and Hide speak of, and the one that
	// Insert made.
	Statement string
	Article   string // in which it stands
	// Anchor is the statement that Change and Hide speak of, as it was when the
	// correction was made.
	Anchor Anchor
	// Set are the fields that Change sets, and all of the statement that Insert
	// adds; a nil field stays as it is.
	Set Fields
	// These and Those are what Join joins and Split parts: identities' IDs, or
	// keys of single observations. Of a Split, Those are observations by the
	// beginnings of their keys; These, once it is kept, are what stays: one
	// observation of each group of equal ones.
	These, Those []string

	By     string // who made it
	Time   string // RFC 3339
	Reason string
	// Undone is when it was taken back, by whom and why; nil while it holds.
	Undone *Undone
	// Conflict says why it cannot be applied to the article as it is now; ""
	// where it is applied.
	Conflict string
}

// Verb is what a correction does.
type Verb string

// The verbs of corrections.
const (
	Change Verb = "change" // sets fields of a statement
	Hide   Verb = "hide"   // no statement, or not one to be shown
	Insert Verb = "add"    // a statement that was missed
	Join   Verb = "merge"  // identities that are one
	Split  Verb = "split"  // observations that are not of one identity
)

// Fields are the parts of a statement that a person can set; nil ones are left
// as they are. Parts are words of the article (Part.Quote makes them of spans);
// one without quotes says that there is none.
type Fields struct {
	Source, Cue, Content *[]Quote
	Form                 *Form
	Mode                 *Mode
	Polarity             *Polarity
	Speaker              *string // a name, as it should stand; "" for a speaker without one
	Kind                 *Kind
	Date                 *string // as in SaidOn; "" when unknown
}

// An Anchor is a statement as it stood when it was corrected. Its words find it
// again in a text that has changed, and in another model's reading; the rest
// lets it be kept where no model finds it any more.
type Anchor struct {
	Source, Cue, Content []Quote
	Form                 Form
	Mode                 Mode
	Polarity             Polarity
	Speaker              string // name, "" when unnamed
	Description          string // the article's words when unnamed
	Role                 string
	Kind                 Kind
	Date                 string
}

// A Quote is a run of words of an article with what stood around it: a quote
// selector as in the W3C's Web Annotation Data Model.
type Quote struct {
	Text          string
	Before, After string // up to 32 bytes each, cut between code points
	// Start is how many code points of the text stood before it. It is not in
	// bytes, because a quote outlives the text that would convert them. Where it
	// is not known it is 0, too; Placed tells.
	Start int
}

// Placed reports whether Start is known: words at the very beginning have
// nothing before them, but something behind.
func (q Quote) Placed() bool { return q.Start > 0 || q.Before == "" && q.After != "" }

// around is how many bytes of context a quote has on each side.
const around = 32

// Quote returns the part's words with what stands around them. The spans must
// lie within the text.
func (p Part) Quote(text string) []Quote {
	var out []Quote
	at, points := 0, 0 // spans are in text order, so code points are counted once
	for _, s := range p {
		if s.Start < at {
			at, points = 0, 0
		}
		points += utf8.RuneCountInString(text[at:s.Start])
		at = s.Start
		from, to := max(0, s.Start-around), min(len(text), s.End+around)
		for from < s.Start && !utf8.RuneStart(text[from]) {
			from++
		}
		for to > s.End && to < len(text) && !utf8.RuneStart(text[to]) {
			to--
		}
		out = append(out, Quote{Text: text[s.Start:s.End], Before: text[from:s.Start], After: text[s.End:to], Start: points})
	}
	return out
}

// Undone is how a correction was taken back.
type Undone struct{ By, Time, Reason string }
