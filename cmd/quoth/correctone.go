package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/news"
)

func newCorrectHide() *cobra.Command {
	x := &signature{}
	cmd := &cobra.Command{
		Use:   "hide STATEMENT",
		Short: "Take a statement away that nobody made",
		Long: `Takes a statement out of all answers: it is none, or not one to be shown. It stays
on record, and quoth correct undo brings it back.`,
		Example: `  quoth correct hide k3f9ab2c --reason "a caption, nobody said it"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return failed(correcting(cmd, func(ctx context.Context, record *quoth.Record, out io.Writer) error {
				e, err := record.Statement(ctx, args[0])
				if err != nil {
					return err
				}
				kept, err := record.Correct(ctx, x.signed(news.Correction{Verb: news.Hide, Statement: e.ID, Article: e.Article.ID}))
				if err != nil {
					return err
				}
				_, err = io.WriteString(out, statementText(e)+"  [hidden]\n"+keptText(kept))
				return err
			}))
		},
	}
	x.addFlags(cmd)
	return cmd
}

func newCorrectAdd() *cobra.Command {
	x := &correction{}
	cmd := &cobra.Command{
		Use:   "add ARTICLE",
		Short: "Add a statement that was missed",
		Long: `Adds a statement to an article of the record, given by its ID, its address or the
name under which it was added. --content is looked up in the article, --source and
--cue near the content; quoth correct --help tells how. The form is read from the
quotation marks, and without --mode and --polarity the words were said.`,
		Example: `  quoth correct add https://courier.example/toll \
      --content "the toll goes in May" --source She --cue said --speaker "Ana Reyes"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !x.set("content") {
				return errors.New("give the words of the statement with --content")
			}
			if err := x.check(); err != nil {
				return err
			}
			return failed(correcting(cmd, func(ctx context.Context, record *quoth.Record, out io.Writer) error {
				return x.insert(ctx, record, args[0], out)
			}))
		},
	}
	x.addFlags(cmd)
	return cmd
}

func (x *correction) insert(ctx context.Context, record *quoth.Record, article string, out io.Writer) error {
	a, err := record.Article(ctx, article)
	if err != nil {
		return err
	}
	set, err := x.fields(a.Text, nil)
	if err != nil {
		return err
	}
	kept, err := record.Correct(ctx, x.signed(news.Correction{Verb: news.Insert, Article: a.ID, Set: set}))
	if err != nil {
		return err
	}
	e, err := record.Statement(ctx, kept.Statement)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, statementText(e)+keptText(kept))
	return err
}

// correcting opens the record for a correction and closes it.
func correcting(cmd *cobra.Command, do func(ctx context.Context, record *quoth.Record, out io.Writer) error) (err error) {
	record, err := openRecord(cmd.Context())
	if err != nil {
		return err
	}
	defer closing(record, &err)
	return do(cmd.Context(), record, cmd.OutOrStdout())
}
