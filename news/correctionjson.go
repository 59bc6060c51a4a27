package news

import "encoding/json"

type wireCorrection struct {
	ID        string      `json:"id"`
	Verb      Verb        `json:"verb"`
	Statement *string     `json:"statement"`
	Article   *string     `json:"article"`
	Anchor    wireAnchor  `json:"anchor"`
	Set       wireFields  `json:"set"`
	These     []string    `json:"these"`
	Those     []string    `json:"those"`
	By        *string     `json:"by"`
	Time      string      `json:"time"`
	Reason    *string     `json:"reason"`
	Undone    *wireUndone `json:"undone"`
	Conflict  *string     `json:"conflict"`
}

type wireAnchor struct {
	Source  []wireQuote `json:"source"`
	Cue     []wireQuote `json:"cue"`
	Content []wireQuote `json:"content"`
}

type wireQuote struct {
	Text   string `json:"text"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// wireFields leaves out what was not set: here "" and null are values. Of
// parts it has the names alone. Their positions count in a text that a
// correction does not bring, and their words are those of the statement.
type wireFields struct {
	Parts    []string  `json:"parts"`
	Form     *Form     `json:"form,omitempty"`
	Mode     *Mode     `json:"mode,omitempty"`
	Polarity *Polarity `json:"polarity,omitempty"`
	Kind     *Kind     `json:"kind,omitempty"`
	Speaker  *string   `json:"speaker,omitempty"`
	Date     *string   `json:"date,omitempty"`
}

type wireUndone struct {
	By     *string `json:"by"`
	Time   string  `json:"time"`
	Reason *string `json:"reason"`
}

// MarshalJSON writes an object with snake_case names.
func (c Correction) MarshalJSON() ([]byte, error) {
	quote := func(q Quote) wireQuote { return wireQuote{q.Text, q.Before, q.After} }
	out := wireCorrection{
		ID: c.ID, Verb: c.Verb, Statement: optional(c.Statement), Article: optional(c.Article),
		Anchor: wireAnchor{each(c.Anchor.Source, quote), each(c.Anchor.Cue, quote), each(c.Anchor.Content, quote)},
		Set:    wireFields{c.Set.Parts(), c.Set.Form, c.Set.Mode, c.Set.Polarity, c.Set.Kind, c.Set.Speaker, c.Set.Date},
		These:  list(c.These), Those: list(c.Those),
		By: optional(c.By), Time: c.Time, Reason: optional(c.Reason), Conflict: optional(c.Conflict),
	}
	if u := c.Undone; u != nil {
		out.Undone = &wireUndone{optional(u.By), u.Time, optional(u.Reason)}
	}
	return json.Marshal(out)
}

// Parts names the parts that are set, in their usual order.
func (f Fields) Parts() []string {
	out := []string{}
	for _, p := range []struct {
		name string
		part *Part
	}{{"source", f.Source}, {"cue", f.Cue}, {"content", f.Content}} {
		if p.part != nil {
			out = append(out, p.name)
		}
	}
	return out
}
