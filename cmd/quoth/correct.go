package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"quoth/internal/tell"
	"quoth/news"
)

func newCorrect() *cobra.Command {
	x := &correction{}
	cmd := &cobra.Command{
		Use:   "correct STATEMENT",
		Short: "Correct what quoth has read, for good",
		Long: `Corrects a statement of the record. STATEMENT is its ID, or an unambiguous
beginning of four letters or more. Without a flag it shows the statement as it is,
and what was corrected before.

A correction is kept beside what quoth has read, with who made it, when and why;
it holds when the article is read anew, and quoth correct undo takes it back.

The words of --source, --cue and --content are looked up in the article, in the
statement first, then in its paragraph, then in all of it. Blanks and kinds of
quotation marks need not be the same. Where the words stand several times, give
more of them and put brackets around those that are meant:

    --cue "Reyes [said] on Friday"

A content in pieces has a pair of brackets for each, or " … " between them.
An empty --source, --cue, --speaker or --date says that there is none.`,
		Example: `  quoth correct k3f9ab2c
  quoth correct k3f9 --speaker "Ana Reyes" --kind person
  quoth correct k3f9 --form direct --content "“gone by May”" --reason "took a clause too many"
  quoth correct hide k3f9 --reason "a caption, nobody said it"
  quoth correct add https://courier.example/toll --content "the toll goes" --source She --cue said
  quoth correct undo c12`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := x.check(); err != nil {
				return err
			}
			return failed(x.change(cmd.Context(), args[0], cmd.OutOrStdout()))
		},
	}
	x.addFlags(cmd)
	cmd.AddCommand(newCorrectHide(), newCorrectAdd(), newCorrectMerge(), newCorrectSplit(),
		newCorrectUndo(), newCorrectList(), newCorrectExport())
	return cmd
}

// A correction is what flags say of a statement.
type correction struct {
	signature
	words                      map[string]*string // by part: source, cue, content
	form, mode, polarity, kind choiceFlag
	speaker, date              string
	set                        func(name string) bool // whether a flag was given
}

func (x *correction) addFlags(cmd *cobra.Command) {
	x.words = map[string]*string{}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&x.speaker, "speaker", "", "the speaker's `name`, as it should stand")
	flags.StringVar(&x.date, "date", "", "the `day` on which it was said: 2026-02-16, 2026-02, 2026, or two of these with / between")
	completions(cmd, map[string]cobra.CompletionFunc{"speaker": cobra.NoFileCompletions, "date": cobra.NoFileCompletions})
	for _, f := range []struct {
		flag  *choiceFlag
		name  string
		about string
		of    []choice
	}{
		{&x.kind, "kind", "what the speaker is", choices("kind")},
		{&x.form, "form", "how much of the content stands in quotation marks", choices("form")},
		{&x.mode, "mode", "what kind of act it is", choices("mode")},
		{&x.polarity, "polarity", "whether the act took place", choices("polarity")},
	} {
		f.flag.choices = f.of
		flags.Var(f.flag, f.name, f.about+": "+f.flag.list())
		completions(cmd, map[string]cobra.CompletionFunc{f.name: f.flag.complete})
	}
	for _, part := range []struct{ name, about string }{
		{"source", "the article's `words` that name who speaks"},
		{"cue", "the article's `words` that signal the attribution"},
		{"content", "the article's `words` that are attributed"},
	} {
		x.words[part.name] = flags.String(part.name, "", part.about)
		completions(cmd, map[string]cobra.CompletionFunc{part.name: cobra.NoFileCompletions})
	}
	x.signature.addFlags(cmd)
	x.set = flags.Changed
}

func (x *correction) check() error {
	if x.set("content") && strings.TrimSpace(*x.words["content"]) == "" {
		return errors.New("invalid argument \"\" for \"--content\" flag: a statement has content; quoth correct hide takes it away")
	}
	if x.date != "" && !isDateOrSpan(x.date) {
		return fmt.Errorf("invalid argument %q for \"--date\" flag: give a date such as 2026-02-16, 2026-02 or 2026-02-16/2026-02-20", x.date)
	}
	return nil
}

// isDateOrSpan holds for the dates of docs/format.md.
func isDateOrSpan(iso string) bool {
	from, to, interval := strings.Cut(iso, "/")
	known := func(day string) bool { return tell.IsDate(day) && !strings.Contains(day, "T") }
	if !interval {
		return known(from)
	}
	return (known(from) || from == "..") && (known(to) || to == "..") && from != to
}

// fields are what the flags set. Near is where the statement stands.
func (x *correction) fields(text string, near news.Part) (news.Fields, error) {
	var f news.Fields
	for _, part := range []struct {
		name string
		to   **[]news.Quote
	}{{"content", &f.Content}, {"source", &f.Source}, {"cue", &f.Cue}} {
		if !x.set(part.name) {
			continue
		}
		p, err := findWords(text, *x.words[part.name], near)
		if err != nil {
			return f, fmt.Errorf("--%s: %w", part.name, err)
		}
		quotes := p.Quote(text)
		*part.to = &quotes
		if len(near) == 0 { // of a statement that is not there yet
			near = p
		}
	}
	if x.set("speaker") {
		f.Speaker = &x.speaker
	}
	if x.set("date") {
		f.Date = &x.date
	}
	f.Kind = chosen[news.Kind](x.kind)
	f.Form = chosen[news.Form](x.form)
	f.Mode = chosen[news.Mode](x.mode)
	f.Polarity = chosen[news.Polarity](x.polarity)
	return f, nil
}

func chosen[T ~string](f choiceFlag) *T { return orNull(T(f.value)) }

func (x *correction) change(ctx context.Context, id string, out io.Writer) (err error) {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer closing(record, &err)
	before, err := record.Statement(ctx, id)
	if err != nil {
		return err
	}
	near := append(append(append(news.Part{}, before.Source...), before.Cue...), before.Content...)
	set, err := x.fields(before.Article.Text, near)
	if err != nil {
		return err
	}
	switch {
	case set == (news.Fields{}):
		return showCorrected(ctx, record, before, out)
	case isSo(before, set):
		_, err := fmt.Fprintf(out, "%s is so already; nothing was changed\n", before.ID)
		return err
	}
	kept, err := record.Correct(ctx, x.signed(news.Correction{Verb: news.Change, Statement: before.ID, Article: before.Article.ID, Set: set}))
	if err != nil {
		return err
	}
	after, err := record.Statement(ctx, before.ID)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, changeText(before, after)+keptText(kept))
	return err
}

// A signature is who corrects, and why.
type signature struct{ by, reason string }

func (s *signature) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.reason, "reason", "", "why, for those who come after you")
	cmd.Flags().StringVar(&s.by, "by", "", "your `name` (default: $QUOTH_BY, else your name in the system)")
	completions(cmd, map[string]cobra.CompletionFunc{"reason": cobra.NoFileCompletions, "by": cobra.NoFileCompletions})
}

func (s *signature) signed(c news.Correction) news.Correction {
	c.By, c.Reason = s.who(), s.reason
	return c
}

func (s *signature) who() string {
	if s.by != "" {
		return s.by
	}
	if by := os.Getenv("QUOTH_BY"); by != "" {
		return by
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	if name, _, _ := strings.Cut(u.Name, ","); strings.TrimSpace(name) != "" { // behind it may stand a room
		return strings.TrimSpace(name)
	}
	return u.Username
}
