package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"quoth"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

// choices are the values of a field, with what the language of queries says
// of them.
func choices(field query.Field) []choice {
	for _, f := range query.Fields() {
		if f.Field == field {
			var out []choice
			for _, v := range f.Values {
				out = append(out, choice{v.Name, v.Help})
			}
			return out
		}
	}
	panic("there is no field " + string(field))
}

// A fieldLine is a field of a statement as it is shown.
type fieldLine struct{ name, is string }

// fieldsOf are the fields that a person can correct, as they are.
func fieldsOf(e news.Entry) []fieldLine {
	var who news.Speaker
	if e.Speaker != nil {
		who = *e.Speaker
	}
	var date string
	if e.SaidOn != nil {
		date = e.SaidOn.Date
	}
	text := e.Article.Text
	return []fieldLine{
		{"speaker", tell.Called(&who)},
		{"kind", string(who.Kind)},
		{"source", tell.Pieces(text, e.Source)},
		{"cue", tell.Pieces(text, e.Cue)},
		{"content", tell.Pieces(text, e.Content)},
		{"form", string(e.Form)},
		{"mode", string(e.Mode)},
		{"polarity", string(e.Polarity)},
		{"date", tell.Date(date)},
	}
}

// isSo reports whether a statement is already as a correction would have it.
func isSo(e news.Entry, set news.Fields) bool {
	var who news.Speaker
	if e.Speaker != nil {
		who = *e.Speaker
	}
	var date string
	if e.SaidOn != nil {
		date = e.SaidOn.Date
	}
	text := e.Article.Text
	return sameWords(text, set.Source, e.Source) && sameWords(text, set.Cue, e.Cue) && sameWords(text, set.Content, e.Content) &&
		unchanged(set.Form, e.Form) && unchanged(set.Mode, e.Mode) && unchanged(set.Polarity, e.Polarity) &&
		unchanged(set.Kind, who.Kind) && unchanged(set.Speaker, who.Name) && unchanged(set.Date, date)
}

func sameWords(text string, set *[]news.Quote, is news.Part) bool {
	return set == nil || slices.Equal(*set, is.Quote(text))
}

func unchanged[T comparable](set *T, is T) bool { return set == nil || *set == is }

// changeText shows what a correction did, what was before in brackets:
//
//	k3f9ab2c  Harbour Bridge to stay open
//	  speaker   Ana Reyes [was: none]
//	  form      direct [was: mixed]
func changeText(before, after news.Entry) string {
	var b strings.Builder
	b.WriteString(headLine(after))
	moved := map[string]bool{
		"source":  !slices.Equal(before.Source, after.Source),
		"cue":     !slices.Equal(before.Cue, after.Cue),
		"content": !slices.Equal(before.Content, after.Content),
	}
	was := fieldsOf(before)
	for i, f := range fieldsOf(after) {
		switch {
		case f.is != was[i].is:
			b.WriteString(fieldText(f.name, cmp.Or(f.is, "[none]")+" [was: "+cmp.Or(was[i].is, "none")+"]"))
		case moved[f.name]:
			b.WriteString(fieldText(f.name, f.is+" [the same words stood elsewhere]"))
		}
	}
	return b.String()
}

// statementText shows a statement by the names of the flags that correct it.
func statementText(e news.Entry) string {
	var b strings.Builder
	b.WriteString(headLine(e))
	for _, f := range fieldsOf(e) {
		b.WriteString(fieldText(f.name, cmp.Or(f.is, "[none]")))
	}
	return b.String()
}

// keptText says under which ID a correction is kept, and whether it could be
// applied.
func keptText(c news.Correction) string {
	by := tell.Present(" by ", tell.Line(c.By))
	line := fmt.Sprintf("[kept%s as %s; quoth correct undo %s takes it back]\n", by, c.ID, c.ID)
	if c.Conflict != "" {
		line += "[it cannot be applied to the article as it is now: " + tell.Line(c.Conflict) + "]\n"
	}
	return line
}

// headLine names a statement and its article.
func headLine(e news.Entry) string {
	return tell.Join("  ", e.ID, cmp.Or(e.Article.Title, e.Article.URL, e.Article.ID)) + "\n"
}

// fieldText is a field in as many lines as it takes, its value in one column.
func fieldText(name, value string) string {
	const column = 12
	var b strings.Builder
	value = tell.Line(value)
	for i, line := range breakLines(value, widestLine-8-column) {
		label := ""
		if i == 0 {
			label = "  " + name
		}
		b.WriteString(padded(label, column) + value[line[0]:line[1]] + "\n")
	}
	return b.String()
}

func padded(text string, columns int) string {
	return text + strings.Repeat(" ", max(1, columns-uniseg.StringWidth(text)))
}

// showCorrected shows a statement as it is, and below it what was corrected.
func showCorrected(ctx context.Context, record *quoth.Record, e news.Entry, out io.Writer) error {
	text := statementText(e)
	for c, err := range record.Corrections(ctx, e.ID) {
		if err != nil {
			return err
		}
		text += correctionText(c)
	}
	_, err := io.WriteString(out, text)
	return err
}
