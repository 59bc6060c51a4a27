package news

import (
	"encoding/json"
	"fmt"
)

// A wireEntry is a statement as an article has it, with what only a record
// knows.
type wireEntry struct {
	wireStatement
	Article   wireOrigin `json:"article"`
	Identity  *string    `json:"identity"`
	Day       *string    `json:"day"`
	Variants  int        `json:"variants"`
	Copies    int        `json:"copies"`
	CopyOf    *string    `json:"copy_of"`
	AlteredTo *string    `json:"altered_to"`
	AlteredOf *string    `json:"altered_of"`
	Withdrawn bool       `json:"withdrawn"`
	Corrected bool       `json:"corrected"`
}

// A wireOrigin is where an entry stands.
type wireOrigin struct {
	ID        string  `json:"id"`
	URL       *string `json:"url"`
	Title     *string `json:"title"`
	Published *string `json:"published"`
	Outlet    *string `json:"outlet"`
	Language  *string `json:"language"`
	Version   int     `json:"version"`
}

// MarshalJSON writes one line of the format of entries, docs/format.md. It
// fails as an article's does: for an article whose text is not valid UTF-8,
// for spans outside it, for bounds that are no decimals.
func (e Entry) MarshalJSON() ([]byte, error) {
	w, err := e.wire()
	if err != nil {
		return nil, err
	}
	return json.Marshal(w)
}

func (e *Entry) wire() (wireEntry, error) {
	a := e.Article
	if a == nil {
		a = &Article{}
	}
	w, err := newWriter(a.Text, "entry", e.ID)
	if err != nil {
		return wireEntry{}, err
	}
	out := wireEntry{
		wireStatement: w.statement(&e.Statement),
		Article: wireOrigin{
			ID: a.ID, URL: optional(a.URL), Title: optional(a.Title), Published: optional(a.Published),
			Outlet: optional(a.Outlet), Language: optional(a.Language), Version: e.Version,
		},
		Day: optional(e.Day), Variants: e.Variants, Copies: e.Copies, CopyOf: optional(e.CopyOf),
		AlteredTo: optional(e.AlteredTo), AlteredOf: optional(e.AlteredOf), Withdrawn: e.Withdrawn, Corrected: e.Corrected,
	}
	out.ID = e.ID
	if e.Speaker != nil {
		out.Identity = optional(e.Speaker.ID)
	}
	return out, w.err
}

// UnmarshalJSON reads what MarshalJSON writes; fields may be missing. An entry
// brings the words of its parts but not the text around them: in the text of
// Article they stand in their places, and blanks are all the rest. Words that
// do not fit their positions are an error.
func (e *Entry) UnmarshalJSON(data []byte) error {
	var w wireEntry
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	text, err := w.sketch()
	if err != nil {
		return fmt.Errorf("entry %q, %w", w.ID, err)
	}
	r := reader{points: CountCodePoints(text), place: func() string { return fmt.Sprintf("entry %q", w.ID) }}
	out := Entry{
		ID: w.ID, Statement: r.statement(&w.wireStatement), Version: w.Article.Version,
		Article: &Article{
			ID: w.Article.ID, URL: value(w.Article.URL), Title: value(w.Article.Title), Published: value(w.Article.Published),
			Outlet: value(w.Article.Outlet), Language: value(w.Article.Language), Text: text,
		},
		Day: value(w.Day), Variants: w.Variants, Copies: w.Copies, CopyOf: value(w.CopyOf),
		AlteredTo: value(w.AlteredTo), AlteredOf: value(w.AlteredOf), Withdrawn: w.Withdrawn, Corrected: w.Corrected,
	}
	if r.err != nil {
		return r.err
	}
	*e = out
	return nil
}

// maxSketch bounds the text that positions speak of, in code points: no
// article that quoth reads is longer.
const maxSketch = 32 << 20

// A sketch is the text of an article as far as a statement tells it, blanks
// elsewhere.
type sketch []rune

// sketch puts the words of parts last: where others differ from them, as a
// figure may that a person has corrected, they are right.
func (w *wireEntry) sketch() (string, error) {
	var s sketch
	for _, f := range w.Figures {
		if err := s.show(f.Span, f.Text); err != nil {
			return "", fmt.Errorf("figure %q: %w", f.Text, err)
		}
	}
	if w.SaidOn != nil && w.SaidOn.Span != nil {
		if err := s.show(*w.SaidOn.Span, w.SaidOn.Text); err != nil {
			return "", fmt.Errorf("said_on: %w", err)
		}
	}
	if w.Evidence != nil {
		for i, step := range w.Evidence.Speaker {
			if err := s.show(step.Span, step.Text); err != nil {
				return "", fmt.Errorf("evidence, step %d: %w", i+1, err)
			}
		}
	}
	for _, p := range []struct {
		field string
		part  *wirePart
	}{{"source", w.Source}, {"cue", w.Cue}, {"content", w.Content}} {
		if p.part == nil {
			continue
		}
		if err := s.part(p.part); err != nil {
			return "", fmt.Errorf("%s: %w", p.field, err)
		}
	}
	return string(s), nil
}

// part writes the words of a part, of which one blank joins two spans.
func (s *sketch) part(p *wirePart) error {
	words, n := []rune(p.Text), 0
	for i, at := range p.Spans {
		if err := s.room(at); err != nil {
			return err
		}
		if i > 0 {
			n++
		}
		if n += at[1] - at[0]; n > len(words) {
			break
		}
		copy((*s)[at[0]:at[1]], words[n-(at[1]-at[0]):n])
	}
	if n != len(words) {
		return fmt.Errorf("its text of %d code points does not fill its spans", len(words))
	}
	return nil
}

// show writes words where they fill a span, and else leaves it blank.
func (s *sketch) show(at wireSpan, words string) error {
	if err := s.room(at); err != nil {
		return err
	}
	if runes := []rune(words); len(runes) == at[1]-at[0] {
		copy((*s)[at[0]:], runes)
	}
	return nil
}

func (s *sketch) room(at wireSpan) error {
	if at[0] < 0 || at[1] < at[0] || at[1] > maxSketch {
		return fmt.Errorf("[%d,%d] is no span of a text", at[0], at[1])
	}
	if n := at[1] - len(*s); n > 0 {
		blanks := make([]rune, n)
		for i := range blanks {
			blanks[i] = ' '
		}
		*s = append(*s, blanks...)
	}
	return nil
}
