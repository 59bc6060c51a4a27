package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/tell"
)

type failureList struct {
	forget bool
	format choiceFlag
}

func newFailures() *cobra.Command {
	x := &failureList{format: choiceFlag{"text", []choice{{"text", "made to be read"}, {"jsonl", "one failure a line"}}}}
	cmd := &cobra.Command{
		Use:   "failures [INPUT…]",
		Short: "Show what could not be added, and forget it",
		Long: `Shows what could not be added, with the reason, or those INPUTs of it. quoth add
--retry tries all again, as they were tried before: in the same format, with the
same outlet and date.

--forget takes them off the list, all or those INPUTs, and shows what it took.`,
		Example: `  quoth failures
  quoth failures --forget old.txt https://courier.example/gone
  quoth failures --forget`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return failed(x.run(cmd.Context(), args, cmd.OutOrStdout()))
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&x.forget, "forget", false, "take them off the list")
	cmd.Flags().VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	completions(cmd, map[string]cobra.CompletionFunc{"format": x.format.complete})
	return cmd
}

func (x *failureList) run(ctx context.Context, inputs []string, out io.Writer) (err error) {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer closing(record, &err)
	var all []quoth.Failure
	for f, err := range record.Failures(ctx) {
		if err != nil {
			return err
		}
		if len(inputs) == 0 || slices.Contains(inputs, f.Input) {
			all = append(all, f)
		}
	}
	var names []string
	for _, f := range all {
		names = append(names, f.Input)
	}
	for _, input := range inputs {
		if !slices.Contains(names, input) {
			return fmt.Errorf("%s is none of the failures; quoth failures shows them by their names", input)
		}
	}
	if x.forget {
		if err := record.Forget(ctx, names...); err != nil {
			return err
		}
	}
	for _, f := range all {
		if err := x.tell(out, f); err != nil {
			return err
		}
	}
	if len(all) == 0 && x.format.value == "text" {
		_, err = fmt.Fprintln(out, "Everything could be added.")
	}
	return err
}

// tell prints a failure in two lines:
//
//	https://courier.example/ferry
//	  the page is gone (status 410) [16 February 2026, 3 tries; Harbour Courier]
func (x *failureList) tell(out io.Writer, f quoth.Failure) error {
	if x.format.value == "jsonl" {
		line, err := json.Marshal(struct {
			Input     string  `json:"input"`
			Reason    string  `json:"reason"`
			First     string  `json:"first"`
			Last      string  `json:"last"`
			Tries     int     `json:"tries"`
			From      *string `json:"from"`
			Outlet    *string `json:"outlet"`
			Published *string `json:"published"`
		}{f.Input, f.Reason, f.First, f.Last, f.Tries, orNull(f.Format), orNull(f.Outlet), orNull(f.Published)})
		if err != nil {
			return err
		}
		_, err = out.Write(append(line, '\n'))
		return err
	}
	tried := tell.Join(", ", tell.Date(f.Last), tell.Plural(f.Tries, "try", "tries"))
	as := tell.Join(", ", tell.Present("as ", f.Format), f.Outlet, tell.Date(f.Published))
	note := tell.Join("; ", tried, as, map[bool]string{true: "forgotten"}[x.forget])
	_, err := fmt.Fprintf(out, "%s\n  %s [%s]\n", tell.Line(f.Input), reasonOf(f.Input, errors.New(f.Reason)), tell.Line(note))
	return err
}
