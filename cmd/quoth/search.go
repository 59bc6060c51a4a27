package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

type search struct {
	query  query.Query
	args   []string
	limit  int
	format choiceFlag
	copies bool
	count  bool
	output string
}

func newSearch() *cobra.Command {
	x := &search{format: choiceFlag{"text", append([]choice{{"text", "made to be read"}}, entryFormatNames...)}}
	cmd := &cobra.Command{
		Use:   "search [QUERY…]",
		Short: "Find statements in the record",
		Long: `Finds the statements of the record that answer QUERY, the best answer first, or
the latest first where QUERY looks for no words. Without QUERY all are found.

` + queryHelp + `

Each statement is printed as in extract, the words looked for in bold. In the
brackets below it stand its ID, which quoth same takes, the day, the outlet and
the title of its article; then follows the place, as a link that opens the page
at these words, or as the file and line.

Near-copies of an article, such as agency reports, count once; --copies finds
the statements of each. Formats for programs: jsonl, csv and parquet, which
docs/format.md describes.`,
		Example: `  quoth search ferry bridge
  quoth search 'by:"Ana Reyes" toll' --limit 5
  quoth search from:2031-03 has:variants --format csv --limit 0 > found.csv
  quoth search is:altered --count`,
		ValidArgsFunction: completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := parseQuery(cmd, args)
			if err != nil {
				return err
			}
			if err := checkLimit(x.limit); err != nil {
				return err
			}
			x.query, x.args = q, args
			return failed(x.run(cmd.Context()))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.IntVarP(&x.limit, "limit", "n", 20, "print no more than `N` statements (0: all)")
	flags.VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	flags.BoolVar(&x.copies, "copies", false, "also the statements of near-copies of articles")
	flags.BoolVar(&x.count, "count", false, "print only how many there are")
	flags.StringVarP(&x.output, "output", "o", "", "write to this `file` instead of standard output")
	complete(cmd, "format", x.format.complete)
	complete(cmd, "limit", cobra.NoFileCompletions)
	return takesQuery(cmd)
}

// complete registers the completion of a flag's values.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err) // there is no such flag
	}
}

func checkLimit(n int) error {
	if n < 0 {
		return fmt.Errorf("invalid argument \"%d\" for \"--limit\" flag: give 0 or more", n)
	}
	return nil
}

func (x *search) run(ctx context.Context) error {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer record.Close()
	out, err := openOutput(ctx, "--output", x.output)
	if err != nil {
		return err
	}
	defer out.Discard()
	if x.count {
		n, err := x.total(ctx, record)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, n); err != nil {
			return err
		}
		return out.Save()
	}
	var printer entryFormat
	if x.format.value == "text" {
		printer = newFound(out, x.query)
	} else if printer, err = newEntryFormat(x.format.value, out); err != nil {
		return err
	}
	shown, total, err := x.find(ctx, record, printer)
	if err != nil {
		return err
	}
	if found, ok := printer.(*found); ok {
		found.sum = shownOf(shown, total, "statement")
		if total == 0 {
			found.sum = x.nothing(ctx, record)
		}
	}
	if err := printer.End(); err != nil {
		return err
	}
	if err := out.Save(); err != nil {
		return err
	}
	if x.format.value != "text" && shown < total {
		complain(os.Stderr, fmt.Sprintf("%s of %s written; --limit 0 writes all", plot.Grouped(shown), tell.Quantity(total, "statement")))
	}
	return nil
}

// find prints what is found, up to the limit, and returns how many these are
// and how many there are in all. One more than the limit is asked for, so that
// they are counted only where there are more.
func (x *search) find(ctx context.Context, record *quoth.Record, printer entryFormat) (shown, total int, err error) {
	options := quoth.SearchOptions{Copies: x.copies}
	if x.limit > 0 {
		options.Limit = x.limit + 1
	}
	more := false
	for e, err := range record.Search(ctx, x.query, options) {
		if err != nil {
			return 0, 0, err
		}
		if more = x.limit > 0 && shown == x.limit; more {
			break
		}
		if err := printer.Entry(e); err != nil {
			return 0, 0, err
		}
		shown++
	}
	if ctx.Err() != nil {
		return 0, 0, context.Cause(ctx)
	}
	if !more {
		return shown, shown, nil
	}
	total, err = x.total(ctx, record)
	return shown, max(total, shown+1), err
}

// total is how many statements there are. Those of near-copies have to be
// gone through.
func (x *search) total(ctx context.Context, record *quoth.Record) (int, error) {
	if !x.copies {
		return record.Count(ctx, x.query)
	}
	n := 0
	for _, err := range record.Search(ctx, x.query, quoth.SearchOptions{Copies: true}) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// nothing says that nothing was found, and what may be the cause.
func (x *search) nothing(ctx context.Context, record *quoth.Record) string {
	if typed := strippedMarks(x.args); typed != "" {
		return fmt.Sprintf("[nothing found; the shell took the quotation marks: write %s]", tell.Line(typed))
	}
	const most = 6
	text := strings.Join(x.args, " ")
	// Whoever types a name alone means what its bearer says, perhaps.
	if q, err := query.Parse(fmt.Sprintf("by:%q", text)); err == nil && !strings.ContainsAny(text, `:"*()`) {
		if n, err := record.Count(ctx, q); err == nil && n > 0 {
			return fmt.Sprintf("[nothing found; '%s' finds %s]", q, plot.Grouped(n))
		}
	}
	all, ok := x.query.Where.(query.And)
	if !ok || len(all.Of) > most {
		return "[nothing found]"
	}
	var alone []string
	for _, part := range all.Of {
		at := part.Position()
		n, err := record.Count(ctx, query.Query{Where: part})
		if err != nil || at.Start < 0 || at.End > len(text) || at.Start > at.End {
			return "[nothing found]"
		}
		alone = append(alone, fmt.Sprintf("%s %s", text[at.Start:at.End], plot.Grouped(n)))
	}
	return "[nothing found; alone: " + tell.Join(" · ", alone...) + "]"
}

// found prints the statements that a search finds, and what it comes to.
type found struct {
	*entryText
	n   int
	sum string
}

func newFound(out *output, q query.Query) *found {
	f := &found{entryText: newEntryText(out)}
	f.query = q
	return f
}

func (f *found) Entry(e news.Entry) error {
	f.n++
	return f.print(func(b *bytes.Buffer) {
		f.entry(b, 0, &e)
		b.WriteByte('\n')
	})
}

func (f *found) End() error {
	return f.print(func(b *bytes.Buffer) { f.paragraph(b, 0, styled{f.sum, f.style.quiet}) })
}
