package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"quoth/internal/tell"
	"quoth/news"
)

// explainFlag is --explain: of no statement, of all, or of those with an ID.
type explainFlag struct {
	all bool
	ids map[string]bool // whether a statement with the ID came by
}

const explainAll = "all"

func (f *explainFlag) String() string {
	if f.all {
		return explainAll
	}
	ids := make([]string, 0, len(f.ids))
	for id := range f.ids {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return strings.Join(ids, ",")
}

func (f *explainFlag) Type() string { return "ids" }

func (f *explainFlag) Set(value string) error {
	if value == explainAll {
		f.all = true
		return nil
	}
	f.ids = map[string]bool{}
	for id := range strings.SplitSeq(value, ",") {
		id = strings.TrimSpace(id)
		if digits, ok := strings.CutPrefix(id, "s"); !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
			return errors.New("give IDs of statements such as s3,s7")
		}
		f.ids[id] = false
	}
	return nil
}

// wanted reports whether any explanation is.
func (f *explainFlag) wanted() bool { return f.all || len(f.ids) > 0 }

// choose takes the evidence away that was not asked for.
func (f *explainFlag) choose(a news.Article) {
	for i := range a.Statements {
		s := &a.Statements[i]
		if _, ok := f.ids[s.ID]; ok {
			f.ids[s.ID] = true
		} else if !f.all {
			s.Evidence = nil
		}
	}
}

// missing are the IDs that no article had.
func (f *explainFlag) missing() []string {
	var out []string
	for id, seen := range f.ids {
		if !seen {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	return out
}

// reasons is why a statement was read as it was, a label before each line.
// Positions are those of JSON.
func reasons(text string, points *news.CodePoints, s news.Statement) []reason {
	at := func(spans ...news.Span) string {
		var out []string
		for _, p := range spans {
			out = append(out, fmt.Sprintf("%d-%d", points.At(p.Start), points.At(p.End)))
		}
		return strings.Join(out, ", ")
	}
	words := func(p news.Span) string {
		return fmt.Sprintf("%s (%s)", text[p.Start:p.End], at(p))
	}
	e := s.Evidence
	var out []reason
	add := func(label, line string) {
		if line = tell.Line(line); line != "" {
			out = append(out, reason{label, line})
		}
	}
	add("at", tell.Join(" · ", tell.Present("source ", at(s.Source...)), tell.Present("cue ", at(s.Cue...)), tell.Present("content ", at(s.Content...))))
	if e.Statement > 0 {
		add("statement", fmt.Sprintf("%s, its parts %s, %.1f nats above none", tell.Probability(e.Statement), tell.Probability(math.Exp(e.Labelling)), e.Margin))
	}
	add("mode", alternatives(s.Mode, e.Modes))
	add("polarity", alternatives(s.Polarity, e.Polarities))
	if s.Speaker != nil {
		add("kind", alternatives(s.Speaker.Kind, e.Kinds))
	}
	if s.Speaker != nil {
		way := "[no source named]"
		if len(s.Source) > 0 {
			way = tell.Pieces(text, s.Source)
		}
		add("speaker", way)
		for _, step := range e.Speaker {
			decided := "by rule"
			if step.P > 0 {
				decided = tell.Probability(step.P)
			}
			add("→", fmt.Sprintf("%s: %s [%s]", words(step.Span), step.Why, decided))
		}
		add("→", tell.Join(" ", s.Speaker.ID, tell.Called(s.Speaker)))
	}
	if s.SaidOn != nil && s.SaidOn.Span != (news.Span{}) {
		add("said on", tell.Join(": ", at(s.SaidOn.Span), e.SaidOn))
	} else {
		add("said on", e.SaidOn)
	}
	for _, f := range s.Figures {
		add("figure", tell.Join(" = ", words(f.Span), tell.Amount(f)))
	}
	return out
}

type reason struct{ label, line string }

// alternatives lists what could have been chosen, the likeliest first, down to
// a hundredth.
func alternatives[T ~string](chosen T, p map[T]float64) string {
	all := make([]T, 0, len(p))
	for v := range p {
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b T) int { return cmp.Or(cmp.Compare(p[b], p[a]), cmp.Compare(a, b)) })
	var out []string
	for i, v := range all {
		if i == 0 || p[v] >= 0.01 {
			out = append(out, fmt.Sprintf("%s %s", v, tell.Probability(p[v])))
		}
	}
	line := strings.Join(out, " · ")
	if len(all) > 0 && chosen != "" && chosen != all[0] {
		line = string(chosen) + " by rule; " + line
	}
	return line
}

const labelColumn = 11 // the widest label, "statement", and two blanks

// evidence prints the reasons below a statement, where there are any.
func (f *textFormat) evidence(b *bytes.Buffer, indent int, s news.Statement, text string, points *news.CodePoints) {
	if s.Evidence == nil {
		return
	}
	for _, r := range reasons(text, points, s) {
		label := styled{r.label, f.style.quiet}
		if f.width-indent-labelColumn < narrowestLine {
			f.paragraph(b, indent, label, styled{"  " + r.line, nil})
			continue
		}
		b.WriteString(strings.Repeat(" ", indent))
		paint(b, label.text, label.style)
		b.WriteString(strings.Repeat(" ", max(1, labelColumn-uniseg.StringWidth(label.text))))
		f.lines(b, indent+labelColumn, styled{r.line, nil})
	}
}
