package news

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MarshalJSON writes the contract of docs/format.md: one object, offsets in
// Unicode code points of text. Text that is not valid UTF-8 is an error,
// because its code points could not be counted alike on both sides; so are a
// span outside the text and a bound that is no decimal.
func (a Article) MarshalJSON() ([]byte, error) {
	w, err := newWriter(a.Text, "article", a.ID)
	if err != nil {
		return nil, err
	}
	out := wireArticle{
		ID: a.ID, URL: optional(a.URL), Title: optional(a.Title), Published: optional(a.Published),
		Outlet: optional(a.Outlet), Language: optional(a.Language), Text: a.Text,
		Statements: make([]wireStatement, 0, len(a.Statements)), Speakers: make([]wireMentioned, 0, len(a.Speakers)),
	}
	for i := range a.Statements {
		s := &a.Statements[i]
		w.place = func() string { return fmt.Sprintf("statement %q", s.ID) }
		out.Statements = append(out.Statements, w.statement(s))
	}
	for _, s := range a.Speakers {
		w.place = func() string { return fmt.Sprintf("speaker %q", s.ID) }
		out.Speakers = append(out.Speakers, wireMentioned{s.wire(), w.mentions(s.Mentions)})
	}
	if w.err != nil {
		return nil, fmt.Errorf("article %q, %w", a.ID, w.err)
	}
	return json.Marshal(out)
}

// newWriter prepares to write what stands in text; errors name the place and
// its id.
func newWriter(text, place, id string) (*writer, error) {
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("%s %q: text is not valid UTF-8", place, id)
	}
	return &writer{text: text, points: CountCodePoints(text), place: func() string { return fmt.Sprintf("%s %q", place, id) }}, nil
}

// A writer turns the layers of one article into their wire form. It keeps the
// first error and goes on.
type writer struct {
	text   string
	points *CodePoints
	place  func() string // what is being written
	err    error
}

func (w *writer) fail(field string, err error) {
	if w.err == nil {
		w.err = fmt.Errorf("%s, %s: %w", w.place(), field, err)
	}
}

func (w *writer) span(field string, s Span) (string, wireSpan) {
	if s.Start < 0 || s.End < s.Start || s.End > len(w.text) {
		w.fail(field, fmt.Errorf("span [%d,%d] is outside the text of %d bytes", s.Start, s.End, len(w.text)))
		return "", wireSpan{}
	}
	return w.text[s.Start:s.End], wireSpan{w.points.At(s.Start), w.points.At(s.End)}
}

func (w *writer) part(field string, p Part) *wirePart {
	if len(p) == 0 {
		return nil
	}
	out := &wirePart{Spans: make([]wireSpan, len(p))}
	for i, s := range p {
		_, out.Spans[i] = w.span(field, s)
	}
	if w.err == nil {
		out.Text = p.Text(w.text)
	}
	return out
}

func (w *writer) statement(s *Statement) wireStatement {
	out := wireStatement{
		ID: s.ID, Form: s.Form, Mode: optional(s.Mode), Polarity: optional(s.Polarity),
		Source: w.part("source", s.Source), Cue: w.part("cue", s.Cue), Content: w.part("content", s.Content),
		Parent: optional(s.Parent), Figures: make([]wireFigure, 0, len(s.Figures)), Confidence: optional(s.Confidence),
		Evidence: w.evidence(s.Evidence),
	}
	if s.Speaker != nil {
		speaker := s.Speaker.wire()
		out.Speaker = &speaker
	}
	if s.SaidOn != nil {
		out.SaidOn = &wireSaidOn{Text: s.SaidOn.Text, Date: s.SaidOn.Date}
		if s.SaidOn.Span != (Span{}) {
			_, at := w.span("said_on", s.SaidOn.Span)
			out.SaidOn.Span = &at
		}
	}
	for _, f := range s.Figures {
		out.Figures = append(out.Figures, w.figure(f))
	}
	return out
}

func (w *writer) figure(f Figure) wireFigure {
	field := fmt.Sprintf("figure %q", f.Text)
	_, at := w.span(field, f.Span)
	return wireFigure{f.Text, w.bound(field, f.Low), w.bound(field, f.High), optional(f.Unit), at}
}

func (w *writer) bound(field, decimal string) *json.Number {
	if decimal != "" && (strings.Trim(decimal, "-.0123456789") != "" || !json.Valid([]byte(decimal))) {
		w.fail(field, fmt.Errorf("%q is no decimal", decimal))
	}
	return optional(json.Number(decimal))
}

func (w *writer) mentions(all []Mention) []wireMention {
	out := make([]wireMention, 0, len(all))
	for i, m := range all {
		text, at := w.span(fmt.Sprintf("mention %d", i+1), m.Span)
		out = append(out, wireMention{text, at, m.By})
	}
	return out
}

func (w *writer) evidence(e *Evidence) *wireEvidence {
	if e == nil {
		return nil
	}
	out := &wireEvidence{
		Statement: optional(e.Statement), Margin: optional(e.Margin), Labelling: optional(e.Labelling),
		Mode: e.Modes, Polarity: e.Polarities, Kind: e.Kinds,
		Speaker: make([]wireStep, 0, len(e.Speaker)), SaidOn: optional(e.SaidOn),
	}
	for i, s := range e.Speaker {
		text, at := w.span(fmt.Sprintf("evidence, step %d", i+1), s.Span)
		out.Speaker = append(out.Speaker, wireStep{text, at, s.Why, optional(s.P)})
	}
	return out
}
