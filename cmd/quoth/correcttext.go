package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"quoth"
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

// A fieldLine is a field of a statement as it is shown: its value, and the one
// before it.
type fieldLine struct{ name, is, was string }

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
		{name: "speaker", is: called(&who)},
		{name: "kind", is: string(who.Kind)},
		{name: "source", is: pieces(text, e.Source)},
		{name: "cue", is: pieces(text, e.Cue)},
		{name: "content", is: pieces(text, e.Content)},
		{name: "form", is: string(e.Form)},
		{name: "mode", is: string(e.Mode)},
		{name: "polarity", is: string(e.Polarity)},
		{name: "date", is: readableDate(date)},
	}
}

// changed are the fields that a correction makes different.
func changed(before news.Entry, set news.Fields) []fieldLine {
	text := before.Article.Text
	var out []fieldLine
	for _, f := range fieldsOf(before) {
		now := f.is
		switch f.name {
		case "speaker":
			now = deref(set.Speaker, now)
		case "kind":
			now = string(deref(set.Kind, news.Kind(now)))
		case "source":
			now = words(text, set.Source, now)
		case "cue":
			now = words(text, set.Cue, now)
		case "content":
			now = words(text, set.Content, now)
		case "form":
			now = string(deref(set.Form, news.Form(now)))
		case "mode":
			now = string(deref(set.Mode, news.Mode(now)))
		case "polarity":
			now = string(deref(set.Polarity, news.Polarity(now)))
		case "date":
			if set.Date != nil {
				now = readableDate(*set.Date)
			}
		}
		if now != f.is || moved(before, set, f.name) {
			out = append(out, fieldLine{f.name, now, f.is})
		}
	}
	return out
}

func deref[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

func words(text string, p *news.Part, otherwise string) string {
	if p == nil {
		return otherwise
	}
	return pieces(text, *p)
}

// moved reports whether a part gets other places, which its words need not
// tell.
func moved(before news.Entry, set news.Fields, name string) bool {
	var was news.Part
	var is *news.Part
	switch name {
	case "source":
		was, is = before.Source, set.Source
	case "cue":
		was, is = before.Cue, set.Cue
	case "content":
		was, is = before.Content, set.Content
	}
	if is == nil {
		return false
	}
	if len(was) != len(*is) {
		return true
	}
	for i := range was {
		if was[i] != (*is)[i] {
			return true
		}
	}
	return false
}

// changeText shows what a correction does, what was before in brackets:
//
//	k3f9ab2c  Harbour Bridge to stay open
//	  speaker   Ana Reyes [was: none]
//	  form      direct [was: mixed]
func changeText(before news.Entry, set news.Fields) string {
	var b strings.Builder
	b.WriteString(headLine(before))
	isNew := len(before.Content) == 0
	for _, f := range changed(before, set) {
		was := " [was: " + cmp.Or(f.was, "none") + "]"
		if isNew {
			was = ""
		} else if f.was == f.is {
			was = " [stood elsewhere]"
		}
		b.WriteString(fieldText(f.name, cmp.Or(f.is, "[none]")+was))
	}
	return b.String()
}

// keptText says under which ID a correction is kept, and whether it could be
// applied.
func keptText(c news.Correction) string {
	by := present(" by ", oneLine(c.By))
	line := fmt.Sprintf("[kept%s as %s; quoth correct undo %s takes it back]\n", by, c.ID, c.ID)
	if c.Conflict != "" {
		line += "[it cannot be applied to the article as it is now: " + oneLine(c.Conflict) + "]\n"
	}
	return line
}

// headLine names a statement and its article.
func headLine(e news.Entry) string {
	return joinPresent("  ", e.ID, cmp.Or(e.Article.Title, e.Article.URL, e.Article.ID)) + "\n"
}

// inShort is a statement's source, cue and content.
func inShort(e news.Entry) string {
	text := e.Article.Text
	var b strings.Builder
	b.WriteString(headLine(e))
	for _, f := range []fieldLine{{name: "source", is: pieces(text, e.Source)}, {name: "cue", is: pieces(text, e.Cue)}, {name: "content", is: pieces(text, e.Content)}} {
		b.WriteString(fieldText(f.name, cmp.Or(f.is, "[none]")))
	}
	return b.String()
}

// fieldText is a field in as many lines as it takes, its value in one column.
func fieldText(name, value string) string {
	const column = 12
	var b strings.Builder
	value = oneLine(value)
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

// showCorrected shows a statement as it is, by the names of the flags that
// correct it, and below it what was corrected.
func showCorrected(ctx context.Context, record *quoth.Record, e news.Entry, out io.Writer) error {
	var b strings.Builder
	b.WriteString(headLine(e))
	for _, f := range fieldsOf(e) {
		b.WriteString(fieldText(f.name, cmp.Or(f.is, "[none]")))
	}
	for c, err := range record.Corrections(ctx, e.ID) {
		if err != nil {
			return err
		}
		b.WriteString(correctionText(c))
	}
	_, err := io.WriteString(out, b.String())
	return err
}
