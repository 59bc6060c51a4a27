package correct

import (
	"slices"

	"quoth/internal/extract/attribution"
	"quoth/internal/extract/figure"
	"quoth/internal/extract/token"
	"quoth/news"
)

// The fields that a person can set, as JSON names them.
const (
	source   = "source"
	cue      = "cue"
	content  = "content"
	form     = "form"
	mode     = "mode"
	polarity = "polarity"
	speaker  = "speaker"
	kind     = "kind"
	saidOn   = "said_on"
)

var fieldNames = []string{source, cue, content, form, mode, polarity, speaker, kind, saidOn}

// set sets the fields of a correction, the one that is reported last. It says
// which could not be, and whether the model says the same by itself.
func (r *reading) set(of *item, c news.Correction) (conflict string, agreed bool) {
	f := c.Set
	by := func(field string) { of.set[field] = len(r.applied) - 1 }
	before := of.Statement
	at := r.locate(over(c.Anchor, f))
	for _, p := range []struct {
		name string
		from *[]news.Quote
		at   sought
		to   *news.Part
	}{{content, f.Content, at.content, &of.Content}, {cue, f.Cue, at.cue, &of.Cue}, {source, f.Source, at.source, &of.Source}} {
		switch {
		case p.from == nil:
		case p.at.doubt != "":
			if conflict != "" {
				conflict += "; "
			}
			conflict += p.name + ": " + p.at.doubt
		default:
			*p.to = p.at.Part
			of.Confidence = 1
			by(p.name)
		}
	}
	if !slices.Equal(before.Content, of.Content) || !slices.Equal(before.Cue, of.Cue) {
		of.moved = true
		of.Figures = r.figuresOf(of, before.Content)
		if _, given := of.set[form]; !given {
			of.Form = r.formOf(of)
		}
	}
	if !slices.Equal(before.Source, of.Source) {
		r.mention(of, of.Speaker)
	}
	if f.Form != nil {
		of.Form = *f.Form
		by(form)
	}
	if f.Mode != nil {
		of.Mode = *f.Mode
		by(mode)
	}
	if f.Polarity != nil {
		of.Polarity = *f.Polarity
		by(polarity)
	}
	if f.Speaker != nil {
		by(speaker)
	}
	if f.Kind != nil {
		by(kind)
	}
	r.setSpeaker(of, f.Speaker, f.Kind)
	if f.Date != nil {
		by(saidOn)
		if *f.Date == "" {
			of.SaidOn = nil
		} else if of.SaidOn == nil || of.SaidOn.Date != *f.Date {
			of.SaidOn = &news.SaidOn{Date: *f.Date} // in no words of the article
		}
	}
	of.Evidence = nil
	return conflict, of.model != nil && conflict == "" && agrees(of.model, at, f)
}

// add adds a person's statement.
func (r *reading) add(s news.Statement) *item {
	s.ID = r.nextStatement()
	s.Confidence = 1
	of := &item{Statement: s, moved: true, set: map[string]int{}}
	of.Figures = r.figuresOf(of, nil)
	if of.Form == "" {
		of.Form = r.formOf(of)
	}
	r.items = append(r.items, of)
	return of
}

func (r *reading) formOf(of *item) news.Form {
	if r.marks == nil {
		r.marks = token.Find(r.article.Text)
	}
	return attribution.Form(r.article.Text, r.marks, of.Cue, of.Content)
}

// figuresOf are the figures of a content that was another: those that it still
// holds, and in what was added those that the language's reader finds.
func (r *reading) figuresOf(of *item, before news.Part) []news.Figure {
	holds := func(p news.Part, s news.Span) bool {
		return slices.ContainsFunc(p, func(t news.Span) bool { return t.Contains(s) })
	}
	var out []news.Figure
	for _, f := range of.Figures {
		if holds(of.Content, f.Span) {
			out = append(out, f)
		}
	}
	if l := r.article.Language; l != "" && l != "en" {
		return out
	}
	if r.figures == nil {
		r.figures = append([]news.Figure{}, figure.Find(r.article.Text)...)
	}
	for _, f := range figure.Within(r.article.Text, r.figures, of.Content) {
		old := holds(before, f.Span) || slices.ContainsFunc(out, func(g news.Figure) bool { return g.Span.Overlaps(f.Span) })
		if !old {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(f, g news.Figure) int { return f.Span.Start - g.Span.Start })
	return out
}

// agrees reports whether a model says by itself what a correction sets.
func agrees(s *news.Statement, at place, f news.Fields) bool {
	var who news.Speaker
	if s.Speaker != nil {
		who = *s.Speaker
	}
	date := ""
	if s.SaidOn != nil {
		date = s.SaidOn.Date
	}
	return (f.Source == nil || slices.Equal(at.source.Part, s.Source)) &&
		(f.Cue == nil || slices.Equal(at.cue.Part, s.Cue)) &&
		(f.Content == nil || slices.Equal(at.content.Part, s.Content)) &&
		same(f.Form, s.Form) && same(f.Mode, s.Mode) && same(f.Polarity, s.Polarity) && same(f.Kind, who.Kind) && same(f.Date, date) &&
		same(f.Speaker, who.Name)
}

func same[T comparable](set *T, is T) bool { return set == nil || *set == is }
