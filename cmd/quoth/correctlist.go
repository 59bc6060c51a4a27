package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/tell"
	"quoth/news"
)

func newCorrectUndo() *cobra.Command {
	x := &signature{}
	cmd := &cobra.Command{
		Use:   "undo CORRECTION",
		Short: "Take a correction back",
		Long: `Takes a correction back. That it was made, and that it was taken back, by whom and
why, stays on record. quoth correct list shows the IDs.`,
		Example: `  quoth correct undo c12 --reason "the report was right after all"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return failed(correcting(cmd, func(ctx context.Context, record *quoth.Record, out io.Writer) error {
				c, err := record.Undo(ctx, args[0], x.who(), x.reason)
				if err != nil {
					return err
				}
				_, err = io.WriteString(out, correctionText(c))
				return err
			}))
		},
	}
	x.addFlags(cmd)
	return cmd
}

func newCorrectList() *cobra.Command {
	format := choiceFlag{"text", []choice{{"text", "made to be read"}, {"jsonl", "one correction a line"}}}
	cmd := &cobra.Command{
		Use:   "list [STATEMENT|ARTICLE]",
		Short: "Show the corrections",
		Long:  `Shows all corrections, oldest first, or those of a statement or an article.`,
		Example: `  quoth correct list
  quoth correct list k3f9ab2c
  quoth correct list --format jsonl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return failed(correcting(cmd, func(ctx context.Context, record *quoth.Record, out io.Writer) error {
				of := ""
				if len(args) == 1 {
					if e, err := record.Statement(ctx, args[0]); err == nil {
						of = e.ID
					} else if a, err := record.Article(ctx, args[0]); err == nil {
						of = a.ID
					} else {
						of = args[0] // such as a statement that is hidden
					}
				}
				return listCorrections(ctx, record, of, format.value, out)
			}))
		},
	}
	cmd.Flags().VarP(&format, "format", "f", "what to print: "+format.list())
	completions(cmd, map[string]cobra.CompletionFunc{"format": format.complete})
	return cmd
}

func listCorrections(ctx context.Context, record *quoth.Record, of, format string, out io.Writer) error {
	n := 0
	for c, err := range record.Corrections(ctx, of) {
		if err != nil {
			return err
		}
		n++
		line := correctionText(c)
		if format == "jsonl" {
			data, err := json.Marshal(c)
			if err != nil {
				return err
			}
			line = string(data) + "\n"
		}
		if _, err := io.WriteString(out, line); err != nil {
			return err
		}
	}
	if n == 0 && format == "text" {
		_, err := fmt.Fprintln(out, "No corrections"+tell.Present(" of ", tell.Line(of))+".")
		return err
	}
	return ctx.Err()
}

// correctionText is a correction in one line, or two with its reason:
//
//	c12  16 February 2026, 09:30, M. Okafor: k3f9ab2c, speaker She → Ana Reyes, form mixed → direct
//	     named in the next paragraph [taken back by L. Brandt, 17 February 2026, 11:02]
func correctionText(c news.Correction) string {
	what := map[news.Verb]string{
		news.Change: c.Statement + ", " + strings.Join(setFields(c.Anchor, c.Set), ", "),
		news.Hide:   tell.Join(", ", c.Statement+" hidden", quotedBy(c.Anchor.Speaker, c.Anchor.Description, c.Anchor.Content)),
		news.Insert: tell.Join(", ", tell.Join(" ", c.Statement, "added"), quotedBy(value(c.Set.Speaker), words(c.Set.Source), value(c.Set.Content))),
		news.Join:   strings.Join(slices.Concat(c.These, c.Those), ", ") + " are one speaker",
		news.Split:  strings.Join(c.Those, ", ") + " parted from " + firstOf(c.These),
	}[c.Verb]
	line := padded(c.ID, len(c.ID)+2) + tell.Join(", ", tell.Date(c.Time), c.By) + ": " + tell.Line(what) + "\n"
	var below []string
	if c.Reason != "" {
		below = append(below, c.Reason)
	}
	if u := c.Undone; u != nil {
		below = append(below, "["+tell.Join(", ", "taken back"+tell.Present(" by ", u.By), tell.Date(u.Time))+tell.Present(": ", u.Reason)+"]")
	}
	if c.Conflict != "" {
		below = append(below, "[cannot be applied: "+c.Conflict+"]")
	}
	if len(below) > 0 {
		line += strings.Repeat(" ", len(c.ID)+2) + tell.Line(tell.Join(" ", below...)) + "\n"
	}
	return line
}

// firstOf is the first of several, and how many others there are: what stays
// when a mention is parted may be a thousand others.
func firstOf(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return all[0] + " and " + tell.Plural(len(all)-1, "other", "others")
}

// setFields are what a correction sets, by the names of flags, each with what
// was before.
func setFields(was news.Anchor, set news.Fields) []string {
	var out []string
	field := func(name string, isSet bool, was, is string) {
		if isSet {
			out = append(out, name+" "+cmp.Or(was, "none")+" → "+cmp.Or(is, "none"))
		}
	}
	field("speaker", set.Speaker != nil, cmp.Or(was.Speaker, was.Description), value(set.Speaker))
	field("kind", set.Kind != nil, string(was.Kind), string(value(set.Kind)))
	for _, part := range []struct {
		name string
		was  []news.Quote
		set  *[]news.Quote
	}{{"source", was.Source, set.Source}, {"cue", was.Cue, set.Cue}, {"content", was.Content, set.Content}} {
		field(part.name, part.set != nil, words(&part.was), words(part.set))
	}
	field("form", set.Form != nil, string(was.Form), string(value(set.Form)))
	field("mode", set.Mode != nil, string(was.Mode), string(value(set.Mode)))
	field("polarity", set.Polarity != nil, string(was.Polarity), string(value(set.Polarity)))
	field("date", set.Date != nil, tell.Date(was.Date), tell.Date(value(set.Date)))
	return out
}

// quotedBy is "Ana Reyes: the toll goes in May".
func quotedBy(name, description string, content []news.Quote) string {
	return tell.Join(": ", cmp.Or(name, description), words(&content))
}

// words are the words of a part; of one in pieces there is " … " between them.
func words(of *[]news.Quote) string {
	var out []string
	for _, q := range value(of) {
		out = append(out, q.Text)
	}
	return strings.Join(out, " … ")
}

// value is what p points to, or nothing.
func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func newCorrectExport() *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Write corrected articles out, for training",
		Long: `Writes every article that has corrections as a line of JSON, as quoth export does,
with its statements as people left them and two fields more: "corrected", which
fields of which statements a person set, and "hidden", the statements that a person
took out. All else is the model's own, which nobody has looked at. Merged and split
speakers are not in it; quoth correct list --format jsonl has them.`,
		Example: `  quoth correct export > corrected.jsonl`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return failed(correcting(cmd, func(ctx context.Context, record *quoth.Record, out io.Writer) error {
				damage, err := written(ctx, record.Training(ctx), func(l quoth.Lesson) error {
					line, err := json.Marshal(l)
					if err != nil {
						return err
					}
					if _, err := out.Write(append(line, '\n')); err != nil {
						return &writeError{"", err}
					}
					return nil
				}, func() error { return nil })
				if err == nil && damage > 0 {
					err = errors.New(tell.Plural(damage, "article", "articles") + " could not be written; quoth check tells more")
				}
				return err
			}))
		},
	}
}
