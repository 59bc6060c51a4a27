package news

import (
	"encoding/json"
	"errors"
)

// Same is a statement with its variants: what JSON can write of them. A
// variant alone knows no text in which the other statement's positions count.
type Same struct {
	Statement Entry
	Variants  []Variant
}

type wireSame struct {
	Statement wireEntry     `json:"statement"`
	Variants  []wireVariant `json:"variants"`
}

// A wireVariant is the entry with how it relates to the statement asked for,
// which is a in runs and figures.
type wireVariant struct {
	wireEntry
	wireRelated
}

type wireRelated struct {
	Relation Relation      `json:"relation"`
	Score    float64       `json:"score"`
	Speakers Likeness      `json:"speakers"`
	Copy     bool          `json:"copy"`
	Runs     []wireRun     `json:"runs"`
	Differ   []wireFigures `json:"figures_differ"`
}

type wireRun struct {
	Kind RunKind   `json:"kind"`
	A    *wirePart `json:"a"`
	B    *wirePart `json:"b"`
}

type wireFigures struct {
	A wireFigure `json:"a"`
	B wireFigure `json:"b"`
}

// MarshalJSON writes the statement and its variants.
func (s Same) MarshalJSON() ([]byte, error) {
	statement, err := s.Statement.wire()
	if err != nil {
		return nil, err
	}
	out := wireSame{Statement: statement, Variants: make([]wireVariant, 0, len(s.Variants))}
	for i := range s.Variants {
		v := &s.Variants[i]
		entry, err := v.wire()
		if err != nil {
			return nil, err
		}
		related, err := v.related(&s.Statement, &v.Entry)
		if err != nil {
			return nil, err
		}
		out.Variants = append(out.Variants, wireVariant{entry, related})
	}
	return json.Marshal(out)
}

// MarshalJSON is an error: Same and Row write variants.
func (v Variant) MarshalJSON() ([]byte, error) {
	return nil, errors.New("a variant is written together with its statement, as news.Same")
}

// related writes how b relates to a.
func (v *Variant) related(a, b *Entry) (wireRelated, error) {
	out := wireRelated{
		Relation: v.Relation, Score: v.Score, Speakers: v.Speakers, Copy: v.Copy,
		Runs: make([]wireRun, 0, len(v.Runs)), Differ: make([]wireFigures, 0, len(v.Figures)),
	}
	var sides [2]*writer
	for i, e := range []*Entry{a, b} {
		text := ""
		if e.Article != nil {
			text = e.Article.Text
		}
		w, err := newWriter(text, "entry", e.ID)
		if err != nil {
			return wireRelated{}, err
		}
		sides[i] = w
	}
	for _, r := range v.Runs {
		out.Runs = append(out.Runs, wireRun{r.Kind, sides[0].part("runs", r.A), sides[1].part("runs", r.B)})
	}
	for _, f := range v.Figures {
		out.Differ = append(out.Differ, wireFigures{sides[0].figure(f.A), sides[1].figure(f.B)})
	}
	return out, errors.Join(sides[0].err, sides[1].err)
}

type wireSide struct {
	Name     string    `json:"name"`
	Identity *Identity `json:"identity"`
	Count    int       `json:"count"`
	Months   []Count   `json:"months"`
}

type wireRow struct {
	Day     *string      `json:"day"`
	A       *Entry       `json:"a"`
	B       *Entry       `json:"b"`
	Variant *wireRelated `json:"variant"`
}

type wireComparison struct {
	A    Side  `json:"a"`
	B    Side  `json:"b"`
	Rows []Row `json:"rows"`
}

// MarshalJSON writes an object with snake_case names.
func (c Comparison) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireComparison{c.A, c.B, list(c.Rows)})
}

// MarshalJSON writes an object with snake_case names.
func (s Side) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireSide{s.Name, s.Identity, s.Count, list(s.Months)})
}

// MarshalJSON writes both entries and, where they are variants, how they
// relate.
func (r Row) MarshalJSON() ([]byte, error) {
	out := wireRow{Day: optional(r.Day), A: r.A, B: r.B}
	if r.Variant != nil && r.A != nil && r.B != nil {
		related, err := r.Variant.related(r.A, r.B)
		if err != nil {
			return nil, err
		}
		out.Variant = &related
	}
	return json.Marshal(out)
}
