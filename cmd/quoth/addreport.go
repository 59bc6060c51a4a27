package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/tell"
)

// An addReport tells what becomes of articles that are put into a record: a
// summary at the end, or a line about each.
type addReport struct {
	format choiceFlag
	quiet  bool
	hint   string // what to do about failures
}

func (x *addReport) addFlags(cmd *cobra.Command) {
	x.format = choiceFlag{"text", []choice{{"text", "a summary, made to be read"}, {"jsonl", "what became of each article, one a line"}}}
	cmd.Flags().VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	cmd.Flags().BoolVarP(&x.quiet, "quiet", "q", false, "print nothing but what failed")
	completions(cmd, map[string]cobra.CompletionFunc{"format": x.format.complete})
}

// report takes in what becomes of the articles and tells it. Whatever ends the
// work, what was kept until then is summed up.
func (x *addReport) report(ctx context.Context, additions iter.Seq2[quoth.Addition, error], told *addProgress, out io.Writer) error {
	sum, err := x.collect(ctx, additions, told, out)
	told.end()
	if e := x.conclude(ctx, sum, out); err == nil {
		err = e
	}
	return err
}

// collect returns, besides the sum, an error of the record itself or of the
// output; inputs that failed stand in the sum.
func (x *addReport) collect(ctx context.Context, additions iter.Seq2[quoth.Addition, error], told *addProgress, out io.Writer) (addSum, error) {
	var sum addSum
	var broken error
	for a, err := range additions {
		if err != nil && ctx.Err() != nil {
			break
		}
		var of *quoth.InputError
		switch {
		case err == nil:
		case errors.As(err, &of):
			a = quoth.Addition{Name: of.Input, Outcome: quoth.Failed, Err: of.Err}
		case a.Outcome == quoth.Failed:
			a.Err = cmp.Or(a.Err, err)
		default:
			broken = err // the record ends the sequence if it cannot go on
			continue
		}
		sum.add(a)
		told.article(sum)
		if x.format.value == "jsonl" && !x.quiet {
			line, err := json.Marshal(lineOf(a))
			if err != nil {
				return sum, err
			}
			if _, err := out.Write(append(line, '\n')); err != nil {
				return sum, err
			}
		}
	}
	return sum, broken
}

// conclude prints the summary, and makes an error of failures and of an
// interruption.
func (x *addReport) conclude(ctx context.Context, sum addSum, out io.Writer) error {
	if x.format.value == "jsonl" || x.quiet {
		for _, f := range sum.failures {
			complain(os.Stderr, f.name+": "+f.reason)
		}
	} else if _, err := io.WriteString(out, sum.text()); err != nil {
		return err
	}
	if ctx.Err() != nil {
		complain(os.Stderr, "stopped; what is summed up here is kept, and the same command goes on from there")
		return context.Cause(ctx)
	}
	if n := len(sum.failures); n > 0 {
		return errors.New(tell.Join("; ", tell.Plural(n, "failure", "failures"), x.hint))
	}
	return nil
}
