package main

import (
	"context"
	"errors"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quoth"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

type export struct {
	format choiceFlag
	output string
	copies bool
}

func newExport() *cobra.Command {
	x := &export{format: choiceFlag{"jsonl", slices.Clone(entryFormatNames)}}
	x.format.choices[0].meaning = "JSON Lines, one article a line; quoth import reads it"
	cmd := &cobra.Command{
		Use:   "export [QUERY]",
		Short: "Write the record out, or what a query finds",
		Long: `Writes the articles and statements of the record, or what a QUERY finds in it, in a
format that other programs read; quoth search --help tells how to ask.

    jsonl    one article a line: its latest version, with the statements as people
             left them. quoth import reads it. With a QUERY it is those articles,
             whole, in which a statement stands that the query finds.
    csv      one row a statement, also for those that the latest version of their
             article no longer has: withdrawn and altered_to tell. A cell that a
             spreadsheet would run as a formula gets an apostrophe before it.
    parquet  the same rows, with typed columns and lists.

No export has earlier versions with their texts, the corrections themselves (what
was before, who, when and why), speakers that were merged or split, or failures.
quoth backup copies all of that.

A QUERY finds statements of near-copies only with --copies; without a QUERY all
statements are written. Everything is written as it is read, so that a record of
any size can be exported. With --output nothing is in FILE until all is done.

Where a part of the record is damaged, what can be read is written, the damage
is named on standard error, and the exit status is 1.`,
		Example: `  quoth export | gzip > record.jsonl.gz
  quoth export --format parquet --output statements.parquet
  quoth export --format csv by:Reyes from:2026-03 > reyes.csv`,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := query.Parse(strings.Join(args, " "))
			if err != nil {
				return err
			}
			if x.format.value == "parquet" && (x.output == "" || x.output == "-") && term.IsTerminal(int(os.Stdout.Fd())) {
				return errors.New("a terminal cannot show Parquet; give --output FILE")
			}
			return failed(x.run(cmd.Context(), q, len(args) == 0))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.VarP(&x.format, "format", "f", "what to write: "+x.format.list())
	flags.BoolVar(&x.copies, "copies", false, "with a QUERY: also statements in near-copies of articles")
	flags.StringVarP(&x.output, "output", "o", "", "write to this `file` instead of standard output")
	completions(cmd, map[string]cobra.CompletionFunc{"format": x.format.complete})
	return cmd
}

func (x *export) run(ctx context.Context, q query.Query, all bool) error {
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

	found := record.Search(ctx, q, quoth.SearchOptions{Copies: all || x.copies})
	var damage int
	if x.format.value == "jsonl" {
		articles := record.Export(ctx)
		if !all {
			articles = articlesOf(ctx, record, found)
		}
		printer := &jsonlFormat{w: out}
		damage, err = written(ctx, articles, printer.Article, printer.End)
	} else {
		var printer entryFormat
		if printer, err = newEntryFormat(x.format.value, out); err != nil {
			return err
		}
		damage, err = written(ctx, found, printer.Entry, printer.End)
	}
	if err != nil {
		return err
	}
	if err := out.Save(); err != nil {
		return err
	}
	if damage > 0 {
		return errors.New(tell.Plural(damage, "part of the record", "parts of the record") + " could not be written; quoth check tells more")
	}
	return nil
}

// written writes all that can be, and names and counts what cannot. Its error
// is one of the output, or an interruption.
func written[T any](ctx context.Context, all iter.Seq2[T, error], write func(T) error, end func() error) (damage int, err error) {
	for v, err := range all {
		if ctx.Err() != nil {
			return damage, context.Cause(ctx)
		}
		if err == nil {
			err = write(v)
		}
		if failed := (*writeError)(nil); errors.As(err, &failed) {
			return damage, err
		}
		if err != nil {
			complain(os.Stderr, err.Error())
			damage++
		}
	}
	if ctx.Err() != nil {
		return damage, context.Cause(ctx)
	}
	return damage, end()
}

// articlesOf are the articles of entries, each once, where its first entry is.
func articlesOf(ctx context.Context, record *quoth.Record, entries iter.Seq2[news.Entry, error]) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		seen := map[string]bool{}
		for e, err := range entries {
			if err != nil {
				if !yield(news.Article{}, err) {
					return
				}
				continue
			}
			if seen[e.Article.ID] {
				continue
			}
			seen[e.Article.ID] = true
			if !yield(record.Article(ctx, e.Article.ID)) {
				return
			}
		}
	}
}
