package query

import (
	"slices"
	"strings"

	"quoth/news"
)

// A Field is a word with a colon: what a value is looked for in.
type Field string

// The fields. Content has no name: its words stand alone.
const (
	Content    Field = ""
	By         Field = "by"
	About      Field = "about"
	Through    Field = "through"
	Outlet     Field = "outlet"
	Role       Field = "role"
	Kind       Field = "kind"
	Form       Field = "form"
	Mode       Field = "mode"
	Polarity   Field = "polarity"
	From       Field = "from"
	To         Field = "to"
	Figure     Field = "figure"
	Unit       Field = "unit"
	Is         Field = "is"
	Has        Field = "has"
	Confidence Field = "confidence"
	Sort       Field = "sort"
)

// The values of Is and Has. Those of other fields are the words of package news.
const (
	IsAltered   = "altered"
	IsNested    = "nested"
	IsAnonymous = "anonymous"
	IsDenied    = "denied"
	HasVariants = "variants"
	HasFigures  = "figures"
)

// Takes says what stands behind a field's colon.
type Takes int

// What stands behind a colon.
const (
	TakesWords  Takes = iota
	TakesChoice       // one of Description.Values
	TakesDate
	TakesNumber
)

// A Description is what a person has to know of a field.
type Description struct {
	Field   Field
	Takes   Takes
	Values  []Value // for TakesChoice: all there are
	Example string  // a query
	Help    string  // one line
}

// A Value is one that a field can have.
type Value struct{ Name, Help string }

// Fields describes every field, in the order in which people ask: who, where,
// how, when, how much. The result is the caller's own.
func Fields() []Description {
	all := slices.Clone(fields)
	for i := range all {
		all[i].Values = slices.Clone(all[i].Values)
	}
	return all
}

// describe is the description of a field, nil for Content and for no field.
func describe(f Field) *Description {
	for i := range fields {
		if fields[i].Field == f {
			return &fields[i]
		}
	}
	return nil
}

// fields is read and never written.
var fields = []Description{
	{Field: By, Example: `by:"Ana Reyes"`, Help: "who says it: words of the speaker's name, or of the description where there is no name"},
	{Field: About, Example: `about:Reyes`, Help: "who or what the content names"},
	{Field: Through, Example: `through:"Harbour Board"`, Help: "who passes it on: the speaker of a statement that this one stands in"},
	{Field: Outlet, Example: `outlet:Courier`, Help: "who published the article"},
	{Field: Role, Example: `role:minister`, Help: "the speaker's title, office or trade, as the article words it"},
	{Field: Kind, Takes: TakesChoice, Example: `kind:government`, Help: "what sort of being the speaker is", Values: []Value{
		{string(news.Person), "one human being"},
		{string(news.Organisation), "a company, party, club, court or other body"},
		{string(news.Government), "a state, a government or a part of one"},
		{string(news.Group), "several people without an organisation"},
		{string(news.Document), "a report, a law, footage, figures"},
		{string(news.Anonymous), "someone whose name is held back"},
		{string(news.Author), "whoever wrote the article"},
		{string(news.Generic), "nobody in particular: critics, many, everyone"},
		{string(news.None), "no source is expressed"},
	}},
	{Field: Form, Takes: TakesChoice, Example: `form:direct`, Help: "how much of the content stands in quotation marks", Values: []Value{
		{string(news.Direct), "all of it"},
		{string(news.Mixed), "some of it"},
		{string(news.Indirect), "nothing"},
	}},
	{Field: Mode, Takes: TakesChoice, Example: `mode:wants`, Help: "what kind of act it is", Values: []Value{
		{string(news.Said), "speech and writing"},
		{string(news.Thought), "belief, knowledge, fear, estimate"},
		{string(news.Wants), "wish, plan, intention, refusal to act"},
		{string(news.Decided), "ruling, order, charge, ban, approval"},
		{string(news.Shows), "evidence by a document or footage"},
	}},
	{Field: Polarity, Takes: TakesChoice, Example: `polarity:hypothetical`, Help: "whether the act took place", Values: []Value{
		{string(news.Asserted), "it did"},
		{string(news.Denied), "it did not: did not say"},
		{string(news.Hypothetical), "it might: would have said, if he says"},
	}},
	{Field: From, Takes: TakesDate, Example: `from:2026-03`, Help: "said on this day or later, or in this month or year or later"},
	{Field: To, Takes: TakesDate, Example: `to:2026-03-14`, Help: "said on this day or earlier, or in this month or year or earlier"},
	{Field: Figure, Takes: TakesNumber, Example: `figure:>1000000`, Help: "a number in the content: 15, >15, >=15, <15, <=15 or 10..20; also 1,000,000, 1m, 2.5bn"},
	{Field: Unit, Example: `unit:dollars`, Help: "what the number counts or measures"},
	{Field: Is, Takes: TakesChoice, Example: `is:nested`, Help: "what else can be said of the statement", Values: []Value{
		{IsAltered, "a later version of the article words it differently"},
		{IsNested, "it stands in the content of another: A reported that B said"},
		{IsAnonymous, "the speaker's name is held back, as kind:anonymous"},
		{IsDenied, "it was not made: did not say, as polarity:denied"},
	}},
	{Field: Has, Takes: TakesChoice, Example: `has:variants`, Help: "what comes with the statement", Values: []Value{
		{HasVariants, "another article gives the same statement"},
		{HasFigures, "its content states a number"},
	}},
	{Field: Confidence, Takes: TakesNumber, Example: `confidence:>0.8`, Help: "how sure the reading is, from 0 to 1 or in per cent"},
	{Field: Sort, Takes: TakesChoice, Example: `sort:oldest`, Help: "the order of what is found", Values: []Value{
		{string(Newest), "latest first"},
		{string(Oldest), "earliest first"},
		{string(Relevance), "best answer to the words first"},
	}},
}

func takesNumber(f Field) bool {
	d := describe(f)
	return d != nil && d.Takes == TakesNumber
}

// one reports whether a statement has exactly one of the field's values.
func one(f Field) bool {
	return f == Kind || f == Form || f == Mode || f == Polarity
}

// valueNames lists a field's values as people read them.
func valueNames(values []Value) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = v.Name
	}
	return names
}

// list is "a, b and c", with the joining word given.
func list(names []string, join string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " " + join + " " + names[last]
}
