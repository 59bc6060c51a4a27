package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

// answerFormats are those of commands that answer with more than statements.
var answerFormats = []choice{
	{"text", "made to be read"},
	{"jsonl", "JSON Lines, for programs"},
}

type timeline struct {
	query  query.Query
	title  string
	by     choiceFlag
	svg    string
	limit  int
	format choiceFlag
}

func newTimeline() *cobra.Command {
	x := &timeline{
		by:     choiceFlag{"", []choice{{"day", "a bar a day"}, {"month", "a bar a month"}, {"year", "a bar a year"}}},
		format: choiceFlag{"text", answerFormats},
	}
	cmd := &cobra.Command{
		Use:   "timeline [QUERY…]",
		Short: "Show when statements were made",
		Long: `Counts the statements of the record that answer QUERY by the day, month or year
in which they were made, draws the counts, and prints the statements below, the
earliest first, or as sort: of the query says. A bar holds several days, months
or years where there are more than fit.

--svg writes the drawing to a file as well: one picture for light and dark
pages, which needs no other file. With --svg - the picture alone goes to standard
output. --format jsonl prints the counts, as docs/format.md describes them.

` + queryHelp,
		Example: `  quoth timeline 'by:"Ana Reyes" toll'
  quoth timeline 'harbour bridge' --by year --svg bridge.svg
  quoth timeline --limit 0 from:2031 to:2031`,
		ValidArgsFunction: completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := parseQuery(cmd, args)
			if err != nil {
				return err
			}
			if err := checkLimit(x.limit); err != nil {
				return err
			}
			if x.svg == "-" && x.format.value != "text" {
				return errors.New("--svg - leaves no place for --format " + x.format.value + ": give a file")
			}
			x.query, x.title = q, cmp.Or(tell.Line(strings.Join(args, " ")), "All statements")
			return failed(x.run(cmd.Context()))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.Var(&x.by, "by", "count by "+x.by.list()+" (default: by the length of time)")
	flags.StringVar(&x.svg, "svg", "", "write the drawing to this `file`, as SVG")
	flags.IntVarP(&x.limit, "limit", "n", 10, "print no more than `N` statements (0: all)")
	flags.VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	complete(cmd, "by", x.by.complete)
	complete(cmd, "format", x.format.complete)
	complete(cmd, "limit", cobra.NoFileCompletions)
	return takesQuery(cmd)
}

func (x *timeline) run(ctx context.Context) error {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer record.Close()
	t, err := record.Timeline(ctx, x.query, news.Period(x.by.value))
	if err != nil {
		return err
	}
	chart := plot.Chart{Title: x.title, Period: t.Period, Rows: []plot.Row{{Counts: t.Points}}}
	if x.svg != "" {
		if err := writeFile(ctx, "--svg", x.svg, chart.SVG()); err != nil || x.svg == "-" {
			return err
		}
	}
	out := standardOutput()
	if x.format.value == "jsonl" {
		return writeJSON(out, t)
	}
	f := newEntryText(out)
	f.query = x.query
	if err := f.print(func(b *bytes.Buffer) { f.timeline(b, chart, t) }); err != nil {
		return err
	}
	return x.statements(ctx, record, f, t.Total)
}

// statements prints what was counted, in the order of time.
func (x *timeline) statements(ctx context.Context, record *quoth.Record, f *entryText, total int) error {
	q := x.query
	q.Sort = cmp.Or(q.Sort, query.Oldest)
	printer := &found{entryText: f}
	for e, err := range record.Search(ctx, q, quoth.SearchOptions{Limit: x.limit}) {
		if err != nil {
			return err
		}
		if err := printer.Entry(e); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	printer.sum = shownOf(printer.n, max(total, printer.n), "statement")
	return printer.End()
}

// timeline prints the title, the drawing and what it leaves out.
func (f *entryText) timeline(b *bytes.Buffer, c plot.Chart, t news.Timeline) {
	const height = 6
	f.paragraph(b, 0, styled{tell.Line(c.Title), f.style.title})
	f.paragraph(b, 0, styled{"[" + tell.Line(c.Describe()) + "]", f.style.quiet})
	b.WriteByte('\n')
	f.chart(b, 0, c, height)
	if t.Undated > 0 {
		f.paragraph(b, 0, styled{fmt.Sprintf("[%s without a date]", tell.Quantity(t.Undated, "statement")), f.style.quiet})
	}
	if !c.Empty() || t.Undated > 0 {
		b.WriteByte('\n')
	}
}

// writeFile writes the whole file that a flag names, or standard output for "-".
func writeFile(ctx context.Context, flag, name string, data []byte) error {
	out, err := openOutput(ctx, flag, name)
	if err != nil {
		return err
	}
	defer out.Discard()
	if _, err := out.Write(data); err != nil {
		return err
	}
	return out.Save()
}

// writeJSON writes a value as one line.
func writeJSON(out *output, value any) error {
	line, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = out.Write(append(line, '\n'))
	return err
}
