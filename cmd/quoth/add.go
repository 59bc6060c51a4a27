package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/news"
)

// addFormatNames are those of extract, but that of a feed more than the full
// texts is read.
var addFormatNames = func() []choice {
	all := slices.Clone(inputFormatNames)
	for i := range all {
		if all[i].name == string(quoth.Feed) {
			all[i].meaning = "RSS, Atom or JSON Feed; the pages it links to are fetched"
		}
	}
	return all
}()

type addition struct {
	addReport
	from    choiceFlag
	workers int
	retry   bool
	reread  bool
	private bool
	pause   time.Duration

	outlet    string
	published string
}

func newAdd() *cobra.Command {
	x := &addition{from: choiceFlag{"auto", addFormatNames}}
	x.hint = "quoth add --retry tries again"
	cmd := &cobra.Command{
		Use:   "add INPUT…",
		Short: "Put articles and their statements into the record",
		Long: `Finds the statements in each INPUT and keeps them, with their articles, in the
record. An INPUT is a file of plain text, a saved web page, JSON Lines with one
article a line, a folder of such files, the address of a page, or a feed, whose
pages are fetched; "-" is standard input. The record is made where there is none.

An article is known by its address, or by its id where it has none. One that
the record has already is passed over; one with another text than before becomes
a new version of it, and statements that were altered since are linked to what
they were. So the same command can be given again and again, and after an
interruption goes on where it stopped: each article is kept as soon as it is
read, whole or not at all.

What could not be read is told with the reason and remembered; --retry tries it
again, in the same format and with the same outlet and date, and quoth failures
shows and forgets it. --reread finds the statements of articles anew that an older
model read; what people corrected stays corrected.

--outlet and --published are for inputs that do not say it themselves, as plain
text does not. Given again with other values they mend what the record has.`,
		Example: `  quoth add news/*.txt --outlet "Harbour Courier"
  quoth add https://courier.example/2031/toll
  quoth add --pause 5s https://courier.example/feed.xml
  quoth add archive.jsonl.gz --record archive.db
  quoth add --retry`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := x.check(args); err != nil {
				return err
			}
			return failed(x.run(cmd.Context(), args, cmd.OutOrStdout()))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.Var(&x.from, "from", "what the inputs are: "+x.from.list())
	flags.StringVar(&x.outlet, "outlet", "", "the outlet of articles that do not name theirs")
	flags.StringVar(&x.published, "published", "", "the `date` of articles that do not tell theirs, such as 2026-02-16")
	flags.BoolVar(&x.retry, "retry", false, "try again what could not be added before")
	flags.BoolVar(&x.reread, "reread", false, "find statements anew in the articles that another model read;\ncorrections stay")
	flags.IntVar(&x.workers, "workers", 0, "how many articles to read side by side (0: one for each processor)")
	flags.DurationVar(&x.pause, "pause", 0, "the least time between two requests to the same host, such as 5s\n(0: what is usual)")
	flags.BoolVar(&x.private, "allow-private", false, "fetch from addresses in private networks, too")
	x.addFlags(cmd)
	completions(cmd, map[string]cobra.CompletionFunc{
		"from": x.from.complete, "outlet": cobra.NoFileCompletions, "published": cobra.NoFileCompletions, "workers": cobra.NoFileCompletions, "pause": cobra.NoFileCompletions,
	})
	return cmd
}

// completions registers what completes the values of flags.
func completions(cmd *cobra.Command, all map[string]cobra.CompletionFunc) {
	for name, f := range all {
		if err := cmd.RegisterFlagCompletionFunc(name, f); err != nil {
			panic(err) // there is no such flag
		}
	}
}

func (x *addition) check(args []string) error {
	switch {
	case len(args) == 0 && !x.retry && !x.reread:
		return errors.New("give INPUTs, \"-\" for standard input, or --retry")
	case len(args) > 0 && x.retry:
		return errors.New("--retry takes the inputs that failed before; give it no others")
	case x.reread && (x.retry || len(args) > 0):
		return errors.New("--reread takes the articles of the record; give it no others")
	case x.workers < 0:
		return fmt.Errorf("invalid argument \"%d\" for \"--workers\" flag: give 0 or more", x.workers)
	case x.pause < 0:
		return fmt.Errorf("invalid argument %q for \"--pause\" flag: give 0 or more", x.pause)
	case x.published != "" && !isDay(x.published):
		return fmt.Errorf("invalid argument %q for \"--published\" flag: give a date such as 2026-02-16", x.published)
	}
	return onceStdin(args)
}

// onceStdin is an error where standard input is to be read twice.
func onceStdin(args []string) error {
	if first := slices.Index(args, "-"); first >= 0 && slices.Contains(args[first+1:], "-") {
		return errors.New("standard input, \"-\", can be read only once")
	}
	return nil
}

// isDay reports whether text is a date of ISO 8601, with or without a time.
func isDay(text string) bool {
	for _, form := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04"} {
		if _, err := time.Parse(form, text); err == nil {
			return true
		}
	}
	return false
}

func (x *addition) run(ctx context.Context, args []string, out io.Writer) (err error) {
	open := makeRecord
	if x.retry || x.reread {
		open = openRecord
	}
	options := []quoth.RecordOption{quoth.Reading(quoth.Workers(x.workers))}
	if x.outlet != "" || x.published != "" {
		options = append(options, quoth.Amending())
	}
	record, err := open(ctx, options...)
	if err != nil {
		return err
	}
	defer closing(record, &err)
	told := newAddProgress(x.quiet)
	if x.reread {
		return x.report(ctx, record.Reread(ctx), told, out)
	}
	inputs, before := []batch{{x.from.value, x.outlet, x.published, args}}, []string(nil)
	if x.retry {
		if inputs, before, err = x.failures(ctx, record); err != nil || len(inputs) == 0 {
			if err == nil && !x.quiet {
				fmt.Fprintln(out, "Nothing to try again: everything could be added.")
			}
			return err
		}
	}
	sum, err := x.collect(ctx, record.Add(ctx, x.gathered(ctx, inputs, told)), told, out)
	told.end()
	if err == nil && x.retry && ctx.Err() == nil {
		err = record.Forget(ctx, slices.DeleteFunc(before, sum.failed)...)
	}
	return cmp.Or(x.conclude(ctx, sum, out), err)
}

// A batch is inputs that are read alike, and what is said of their articles.
type batch struct {
	from, outlet, published string
	inputs                  []string
}

func (b *batch) like(c batch) bool {
	return b.from == c.from && b.outlet == c.outlet && b.published == c.published
}

// failures are the inputs that could not be added, by how they were to be read,
// and their names in the record: of a line of JSON Lines the whole file is
// read. What the command line says now counts more.
func (x *addition) failures(ctx context.Context, record *quoth.Record) (inputs []batch, names []string, err error) {
	for f, err := range record.Failures(ctx) {
		if err != nil {
			return nil, nil, err
		}
		names = append(names, f.Input)
		how := batch{from: cmp.Or(f.Format, "auto"), outlet: cmp.Or(x.outlet, f.Outlet), published: cmp.Or(x.published, f.Published)}
		if x.from.value != "auto" {
			how.from = x.from.value
		}
		at := slices.IndexFunc(inputs, how.like)
		if at < 0 {
			at = len(inputs)
			inputs = append(inputs, how)
		}
		if input := wholeFile(f.Input); !slices.Contains(inputs[at].inputs, input) {
			inputs[at].inputs = append(inputs[at].inputs, input)
		}
	}
	return inputs, names, nil
}

// wholeFile is the file of FILE:LINE, and any other input itself.
func wholeFile(input string) string {
	if i := strings.LastIndexByte(input, ':'); i > 0 {
		if _, err := os.Stat(input[:i]); err == nil {
			return input[:i]
		}
	}
	return input
}

// gathered are the articles of inputs, each as it is to be read.
func (x *addition) gathered(ctx context.Context, inputs []batch, told *addProgress) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for _, how := range inputs {
			o := quoth.GatherOptions{
				From: inputFormats[how.from], Fetch: true, AllowPrivate: x.private, Pause: x.pause, Progress: told.input,
			}
			if slices.Contains(how.inputs, "-") {
				o.Stdin = openStdin(ctx)
			}
			for a, err := range how.completed(quoth.Gather(ctx, how.inputs, o)) {
				if !yield(a, err) {
					return
				}
			}
		}
	}
}

// completed tells articles what the command line says of them. A failure has it
// as well, for when it is tried again.
func (b *batch) completed(articles iter.Seq2[news.Article, error]) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for a, err := range articles {
			a.Outlet, a.Published = cmp.Or(a.Outlet, b.outlet), cmp.Or(a.Published, b.published)
			if !yield(a, err) {
				return
			}
		}
	}
}
