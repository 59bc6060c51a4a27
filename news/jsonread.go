package news

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// UnmarshalJSON reads what MarshalJSON writes; fields may be missing. A
// statement's Speaker is the article's with the same id, where there is one.
// An offset outside the text, and an id that two speakers have, are errors
// that name the place.
func (a *Article) UnmarshalJSON(data []byte) error {
	var w wireArticle
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	out := Article{
		ID: w.ID, URL: value(w.URL), Title: value(w.Title), Published: value(w.Published),
		Outlet: value(w.Outlet), Language: value(w.Language), Text: w.Text,
	}
	r := reader{points: CountCodePoints(w.Text), speakers: make(map[string]*Speaker, len(w.Speakers))}
	for _, ws := range w.Speakers {
		r.place = func() string { return fmt.Sprintf("speaker %q", ws.ID) }
		s := ws.speaker()
		s.Mentions = r.mentions(ws.Mentions)
		if r.speakers[s.ID] != nil {
			r.fail("id", fmt.Errorf("two speakers have it"))
		}
		r.speakers[s.ID] = s
		out.Speakers = append(out.Speakers, s)
	}
	for i := range w.Statements {
		ws := &w.Statements[i]
		r.place = func() string { return fmt.Sprintf("statement %q", ws.ID) }
		out.Statements = append(out.Statements, r.statement(ws))
	}
	if r.err != nil {
		return fmt.Errorf("article %q, %w", w.ID, r.err)
	}
	*a = out
	return nil
}

// A reader is the reverse of a writer.
type reader struct {
	points   *CodePoints
	speakers map[string]*Speaker
	place    func() string
	err      error
}

func (r *reader) fail(field string, err error) {
	if r.err == nil {
		r.err = fmt.Errorf("%s, %s: %w", r.place(), field, err)
	}
}

func (r *reader) span(field string, s wireSpan) Span {
	if s[0] < 0 || s[1] < s[0] || s[1] > r.points.Len() {
		r.fail(field, fmt.Errorf("span [%d,%d] is outside the text of %d code points", s[0], s[1], r.points.Len()))
		return Span{}
	}
	return Span{r.points.Byte(s[0]), r.points.Byte(s[1])}
}

func (r *reader) part(field string, w *wirePart) Part {
	if w == nil {
		return nil
	}
	var out Part
	for _, s := range w.Spans {
		out = append(out, r.span(field, s))
	}
	return out
}

func (r *reader) statement(w *wireStatement) Statement {
	s := Statement{
		ID: w.ID, Form: w.Form, Mode: value(w.Mode), Polarity: value(w.Polarity),
		Source: r.part("source", w.Source), Cue: r.part("cue", w.Cue), Content: r.part("content", w.Content),
		Parent: value(w.Parent), Confidence: value(w.Confidence), Evidence: r.evidence(w.Evidence),
	}
	if w.Speaker != nil {
		if s.Speaker = r.speakers[w.Speaker.ID]; s.Speaker == nil {
			s.Speaker = w.Speaker.speaker()
		}
	}
	if w.SaidOn != nil {
		s.SaidOn = &SaidOn{Text: w.SaidOn.Text, Date: w.SaidOn.Date}
		if w.SaidOn.Span != nil {
			s.SaidOn.Span = r.span("said_on", *w.SaidOn.Span)
		}
	}
	for _, f := range w.Figures {
		field := fmt.Sprintf("figure %q", f.Text)
		s.Figures = append(s.Figures, Figure{f.Text, r.bound(field, f.Low), r.bound(field, f.High), value(f.Unit), r.span(field, f.Span)})
	}
	return s
}

// bound writes out powers of ten, which other programs put into large numbers.
func (r *reader) bound(field string, n *json.Number) string {
	const most = 400 // zeros; a longer number is nonsense
	s := string(value(n))
	coefficient, power, found := strings.Cut(strings.ToLower(s), "e")
	if !found {
		return s
	}
	exponent, err := strconv.Atoi(power)
	if err != nil || exponent > most || exponent < -most {
		r.fail(field, fmt.Errorf("%s is too large or too small", s))
		return ""
	}
	exact, ok := new(big.Rat).SetString(s)
	if !ok {
		r.fail(field, fmt.Errorf("%q is no number", s))
		return ""
	}
	_, fraction, _ := strings.Cut(coefficient, ".")
	return exact.FloatString(max(0, len(fraction)-exponent))
}

func (r *reader) mentions(all []wireMention) []Mention {
	var out []Mention
	for i, m := range all {
		out = append(out, Mention{r.span(fmt.Sprintf("mention %d", i+1), m.Span), m.By})
	}
	return out
}

func (r *reader) evidence(w *wireEvidence) *Evidence {
	if w == nil {
		return nil
	}
	e := &Evidence{
		Statement: value(w.Statement), Margin: value(w.Margin), Labelling: value(w.Labelling),
		Modes: w.Mode, Polarities: w.Polarity, Kinds: w.Kind, SaidOn: value(w.SaidOn),
	}
	for i, s := range w.Speaker {
		e.Speaker = append(e.Speaker, Step{r.span(fmt.Sprintf("evidence, step %d", i+1), s.Span), s.Why, value(s.Probability)})
	}
	return e
}
