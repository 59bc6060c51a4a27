package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	"quoth"
)

var inputFormats = map[string]quoth.Format{"auto": quoth.Auto, "text": quoth.Text, "html": quoth.HTML, "jsonl": quoth.JSONL, "feed": quoth.Feed}

var inputFormatNames = []choice{
	{"auto", "recognise each input by its content"},
	{"text", "plain text, one article an input"},
	{"html", "a web page; its article is taken"},
	{"jsonl", "JSON Lines, one article a line"},
	{"feed", "an RSS, Atom or JSON feed; the items with a full text are taken"},
}

type extraction struct {
	format   choiceFlag
	from     choiceFlag
	language string
	workers  int
	output   string

	minConfidence float64
	explain       explainFlag
}

func newExtract() *cobra.Command {
	x := &extraction{
		format: choiceFlag{"text", formatNames},
		from:   choiceFlag{"auto", inputFormatNames},
	}
	cmd := &cobra.Command{
		Use:   "extract [INPUT…]",
		Short: "Find the statements in articles",
		Long: `Finds the statements in each INPUT: a file of plain text, a saved web page,
JSON Lines with one article a line (an object with "id" and "text", and any of
"url", "title", "published", "outlet"), or an RSS, Atom or JSON feed, of which
the items with a full text are read; each may be compressed by gzip. "-", or no
INPUT, is standard input. Nothing is fetched.

What is printed is set by --format:

    text   made to be read: each statement's source and cue, below them its
           content, and in brackets what quoth found out about it. This is the
           default, on a terminal and in a pipe alike; only the terminal gets
           colours, unless NO_COLOR is set.
    jsonl  one article a line, for programs. Offsets count Unicode code points.
    csv    one row a statement. A cell that a spreadsheet would run as a formula
           (it begins with = + - @, a tab or a carriage return) gets an
           apostrophe before it; control characters become signs such as ␛.
    html   one page that marks every statement in its article. It needs nothing
           but itself, and can be mailed and printed.

--explain adds to text and jsonl why each statement was read as it was: where
its parts stand, how likely they and their alternatives are, which mention led
to which name, which words to which date. --explain=s3,s7 does so for these two.

Articles come out in the order in which they went in, each as soon as it is done.
With --output nothing is written to FILE until all is done. An input that cannot
be read is named on standard error and the others are done.`,
		Example: `  quoth extract article.txt
  quoth extract --format html --output marked.html saved-page.html
  quoth extract --format csv news/*.txt > statements.csv
  pbpaste | quoth extract
  quoth extract --min-confidence 0.8 --explain article.txt
  quoth extract --format jsonl articles.jsonl.gz | jq -r '.statements[].source.text'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := x.check(cmd, args); err != nil {
				return err
			}
			return failed(x.run(cmd.Context(), inputNames(args)))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	flags.Var(&x.from, "from", "what the inputs are: "+x.from.list())
	flags.StringVar(&x.language, "language", "", "take every text to be in this language, such as en, whatever it looks like")
	flags.Float64Var(&x.minConfidence, "min-confidence", 0, "leave out statements less likely right than `P`, from 0 to 1")
	flags.Var(&x.explain, "explain", "say why statements were read as they were: all, or those of some IDs")
	flags.Lookup("explain").NoOptDefVal = explainAll
	flags.IntVar(&x.workers, "workers", 0, "how many articles to read side by side (0: one for each processor)")
	flags.StringVarP(&x.output, "output", "o", "", "write to this `file` instead of standard output")
	for name, f := range map[string]cobra.CompletionFunc{
		"format":   x.format.complete,
		"from":     x.from.complete,
		"language": cobra.FixedCompletions([]string{"en\tEnglish"}, cobra.ShellCompDirectiveNoFileComp),
		"workers":  cobra.NoFileCompletions,
		"explain":  cobra.FixedCompletions([]string{"all\tevery statement"}, cobra.ShellCompDirectiveNoFileComp),

		"min-confidence": cobra.NoFileCompletions,
	} {
		if err := cmd.RegisterFlagCompletionFunc(name, f); err != nil {
			panic(err) // there is no such flag
		}
	}
	return cmd
}

func (f *choiceFlag) complete(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var out []string
	for _, c := range f.choices {
		out = append(out, c.name+"\t"+c.meaning)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// check finds what is wrong with the command line before any work is done.
func (x *extraction) check(cmd *cobra.Command, args []string) error {
	if cmd.Flags().Changed("language") {
		tag, err := language.Parse(x.language)
		if err != nil {
			return fmt.Errorf("invalid argument %q for \"--language\" flag: give a code such as en", x.language)
		}
		base, _ := tag.Base()
		x.language = base.String()
	}
	if x.workers < 0 {
		return fmt.Errorf("invalid argument \"%d\" for \"--workers\" flag: give 0 or more", x.workers)
	}
	if !(x.minConfidence >= 0 && x.minConfidence <= 1) {
		return fmt.Errorf("invalid argument \"%v\" for \"--min-confidence\" flag: give a probability from 0 to 1, such as 0.8", x.minConfidence)
	}
	if format := x.format.value; x.explain.wanted() && format != "text" && format != "jsonl" {
		return fmt.Errorf("--explain goes with --format text or jsonl; %s has no place for it", format)
	}
	if first := slices.Index(args, "-"); first >= 0 && slices.Contains(args[first+1:], "-") {
		return errors.New("standard input, \"-\", can be read only once")
	}
	return nil
}

func (x *extraction) run(ctx context.Context, names []string) error {
	options := []quoth.Option{quoth.Workers(x.workers), quoth.MinConfidence(x.minConfidence)}
	if x.explain.wanted() {
		options = append(options, quoth.WithEvidence())
	}
	if x.language != "" {
		options = append(options, quoth.Language(x.language))
	}
	extractor, err := quoth.NewExtractor(options...)
	if err != nil {
		return err
	}
	out, err := openOutput(ctx, "--output", x.output)
	if err != nil {
		return err
	}
	defer out.Discard()
	printer, err := newFormat(x.format.value, out, out.screen())
	if err != nil {
		return err
	}

	in := &inputs{names: names, from: inputFormats[x.from.value]}
	told := newProgress(names, out.isFile())
	for a, err := range extractor.All(ctx, in.articles(ctx)) {
		if ctx.Err() != nil {
			break
		}
		input := in.next()
		if err != nil {
			told.fail(input, err)
			continue
		}
		x.explain.choose(a)
		if err := printer.Article(a); err != nil {
			if failed := (*writeError)(nil); errors.As(err, &failed) {
				return err
			}
			told.fail(input, err)
			continue
		}
		told.done(input, a, x.format.value)
	}
	told.end()
	missing := x.explain.missing()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if len(told.reads) == 0 && len(told.failed) > 0 {
		return told.sum() // a page without articles would replace a good one
	}
	if err := printer.End(); err != nil {
		return err
	}
	if err := out.Save(); err != nil {
		return err
	}
	if err := told.sum(); err != nil || len(missing) == 0 {
		return err
	}
	return errors.New("--explain: there is no statement " + strings.Join(missing, ", "))
}
