package news

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"unicode/utf8"
)

// The wire form of a correction (docs/format.md, "Corrections"). A correction
// has no text of its own, so positions cannot be converted from bytes: words
// travel as quotes, which say in code points where they stood.

type wireCorrection struct {
	ID        string      `json:"id"`
	Verb      Verb        `json:"verb"`
	Article   *string     `json:"article"`
	Statement *string     `json:"statement"`
	Anchor    *wireAnchor `json:"anchor"`
	Set       wireFields  `json:"set"`
	These     []string    `json:"these"`
	Those     []string    `json:"those"`
	By        *string     `json:"by"`
	Time      *string     `json:"time"`
	Reason    *string     `json:"reason"`
	Undone    *wireUndone `json:"undone"`
	Conflict  *string     `json:"conflict"`
}

type wireUndone struct {
	By     *string `json:"by"`
	Time   *string `json:"time"`
	Reason *string `json:"reason"`
}

type wireAnchor struct {
	Source      []wireQuote `json:"source"`
	Cue         []wireQuote `json:"cue"`
	Content     []wireQuote `json:"content"`
	Form        *Form       `json:"form"`
	Mode        *Mode       `json:"mode"`
	Polarity    *Polarity   `json:"polarity"`
	Speaker     *string     `json:"speaker"`
	Description *string     `json:"description"`
	Role        *string     `json:"role"`
	Kind        *Kind       `json:"kind"`
	SaidOn      *string     `json:"said_on"`
}

type wireQuote struct {
	Text   string `json:"text"`
	Before string `json:"before"`
	After  string `json:"after"`
	Start  *int   `json:"start"`
}

// wireFields is a patch: a field that is missing stays, null empties it.
type wireFields struct {
	Source   json.RawMessage `json:"source,omitempty"`
	Cue      json.RawMessage `json:"cue,omitempty"`
	Content  json.RawMessage `json:"content,omitempty"`
	Form     json.RawMessage `json:"form,omitempty"`
	Mode     json.RawMessage `json:"mode,omitempty"`
	Polarity json.RawMessage `json:"polarity,omitempty"`
	Speaker  json.RawMessage `json:"speaker,omitempty"`
	Kind     json.RawMessage `json:"kind,omitempty"`
	SaidOn   json.RawMessage `json:"said_on,omitempty"`
}

// MarshalJSON writes the form of docs/format.md. Words that are not valid UTF-8
// are an error, as in an article.
func (c Correction) MarshalJSON() ([]byte, error) {
	w := wireCorrection{
		ID: c.ID, Verb: c.Verb, Article: optional(c.Article), Statement: optional(c.Statement), Anchor: c.Anchor.wire(),
		These: append([]string{}, c.These...), Those: append([]string{}, c.Those...),
		By: optional(c.By), Time: optional(c.Time), Reason: optional(c.Reason), Conflict: optional(c.Conflict),
	}
	if c.Undone != nil {
		w.Undone = &wireUndone{By: optional(c.Undone.By), Time: optional(c.Undone.Time), Reason: optional(c.Undone.Reason)}
	}
	var err error
	if w.Set, err = c.Set.wire(); err != nil {
		return nil, fmt.Errorf("correction %q: %w", c.ID, err)
	}
	for _, q := range c.quotes() {
		if !utf8.ValidString(q.Text + q.Before + q.After) {
			return nil, fmt.Errorf("correction %q: the words %q are not valid UTF-8", c.ID, q.Text)
		}
	}
	return json.Marshal(w)
}

// quotes are all the quotes there are.
func (c *Correction) quotes() []Quote {
	var out []Quote
	for _, p := range []*[]Quote{&c.Anchor.Source, &c.Anchor.Cue, &c.Anchor.Content, c.Set.Source, c.Set.Cue, c.Set.Content} {
		if p != nil {
			out = append(out, *p...)
		}
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON writes; fields may be missing. A field
// of set that there is not is an error: to pass it over would change something
// else than what was asked for.
func (c *Correction) UnmarshalJSON(data []byte) error {
	var w wireCorrection
	if err := json.Unmarshal(data, &w); err != nil {
		return fmt.Errorf("correction: %w", err)
	}
	set, err := w.Set.fields()
	if err != nil {
		return fmt.Errorf("correction %q, set: %w", w.ID, err)
	}
	out := Correction{
		ID: w.ID, Verb: w.Verb, Article: value(w.Article), Statement: value(w.Statement), Anchor: w.Anchor.anchor(), Set: set,
		These: nonEmpty(w.These), Those: nonEmpty(w.Those),
		By: value(w.By), Time: value(w.Time), Reason: value(w.Reason), Conflict: value(w.Conflict),
	}
	if w.Undone != nil {
		out.Undone = &Undone{By: value(w.Undone.By), Time: value(w.Undone.Time), Reason: value(w.Undone.Reason)}
	}
	*c = out
	return nil
}

// UnmarshalJSON refuses fields that it does not know.
func (w *wireFields) UnmarshalJSON(data []byte) error {
	type plain wireFields // without this method
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode((*plain)(w)); err != nil {
		return fmt.Errorf("set: %w", err)
	}
	return nil
}

func (f Fields) wire() (w wireFields, err error) {
	part := func(p *[]Quote) json.RawMessage {
		if p == nil {
			return nil
		}
		raw, e := json.Marshal(wireQuotes(*p))
		if e != nil {
			err = e
		}
		return raw
	}
	w.Source, w.Cue, w.Content = part(f.Source), part(f.Cue), part(f.Content)
	w.Form, w.Mode, w.Polarity, w.Kind = word(f.Form), word(f.Mode), word(f.Polarity), word(f.Kind)
	w.Speaker, w.SaidOn = word(f.Speaker), word(f.Date)
	return w, err
}

// word writes what sets a field to a value, or empties it.
func word[T ~string](v *T) json.RawMessage {
	if v == nil {
		return nil
	}
	raw, _ := json.Marshal(optional(*v)) // a string always can be
	return raw
}

func (w *wireFields) fields() (Fields, error) {
	var r fieldReader
	f := Fields{
		Source: r.part("source", w.Source), Cue: r.part("cue", w.Cue), Content: r.part("content", w.Content),
		Form: readWord[Form](&r, "form", w.Form), Mode: readWord[Mode](&r, "mode", w.Mode),
		Polarity: readWord[Polarity](&r, "polarity", w.Polarity), Kind: readWord[Kind](&r, "kind", w.Kind),
		Speaker: readWord[string](&r, "speaker", w.Speaker), Date: readWord[string](&r, "said_on", w.SaidOn),
	}
	return f, r.err
}

// A fieldReader keeps the first error and goes on.
type fieldReader struct{ err error }

func (r *fieldReader) read(name string, raw json.RawMessage, to any) {
	if err := json.Unmarshal(raw, to); err != nil && r.err == nil {
		r.err = fmt.Errorf("%s: %w", name, err)
	}
}

func (r *fieldReader) part(name string, raw json.RawMessage) *[]Quote {
	if raw == nil {
		return nil
	}
	var quotes []wireQuote
	r.read(name, raw, &quotes)
	read := readQuotes(quotes)
	return &read
}

func readWord[T ~string](r *fieldReader, name string, raw json.RawMessage) *T {
	if raw == nil {
		return nil
	}
	var s *T
	r.read(name, raw, &s)
	read := value(s)
	return &read
}

func (a *Anchor) wire() *wireAnchor {
	if reflect.DeepEqual(*a, Anchor{}) {
		return nil
	}
	return &wireAnchor{
		Source: wireQuotes(a.Source), Cue: wireQuotes(a.Cue), Content: wireQuotes(a.Content),
		Form: optional(a.Form), Mode: optional(a.Mode), Polarity: optional(a.Polarity), Speaker: optional(a.Speaker),
		Description: optional(a.Description), Role: optional(a.Role), Kind: optional(a.Kind), SaidOn: optional(a.Date),
	}
}

func (w *wireAnchor) anchor() Anchor {
	if w == nil {
		return Anchor{}
	}
	return Anchor{
		Source: readQuotes(w.Source), Cue: readQuotes(w.Cue), Content: readQuotes(w.Content),
		Form: value(w.Form), Mode: value(w.Mode), Polarity: value(w.Polarity), Speaker: value(w.Speaker),
		Description: value(w.Description), Role: value(w.Role), Kind: value(w.Kind), Date: value(w.SaidOn),
	}
}

// wireQuotes is nil, and so null, for an absent part.
func wireQuotes(all []Quote) []wireQuote {
	var out []wireQuote
	for _, q := range all {
		w := wireQuote{Text: q.Text, Before: q.Before, After: q.After}
		if q.Placed() {
			w.Start = &q.Start
		}
		out = append(out, w)
	}
	return out
}

func readQuotes(all []wireQuote) []Quote {
	var out []Quote
	for _, w := range all {
		out = append(out, Quote{Text: w.Text, Before: w.Before, After: w.After, Start: max(0, value(w.Start))})
	}
	return out
}

func nonEmpty(all []string) []string {
	if len(all) == 0 {
		return nil
	}
	return all
}
