package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/tell"
)

type check struct {
	repair bool
	format choiceFlag
}

func newCheck() *cobra.Command {
	x := &check{format: choiceFlag{"text", []choice{{"text", "made to be read"}, {"jsonl", "one finding a line"}}}}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Look for damage in the record, and mend it",
		Long: `Reads all of the record and tells what is wrong with it: damaged parts of the
file, texts that are not what they were, statements outside their articles, an
index that lacks something. --repair mends what can be mended from what is left;
no text or correction is lost by it. Make a copy first: quoth backup.

The exit status is 1 where something is wrong that was not mended.`,
		Example: `  quoth check
  quoth backup before.db && quoth check --repair`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return failed(x.run(cmd.Context(), cmd.OutOrStdout()))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&x.repair, "repair", false, "mend what can be mended")
	flags.VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	completions(cmd, map[string]cobra.CompletionFunc{"format": x.format.complete})
	return cmd
}

func (x *check) run(ctx context.Context, out io.Writer) (err error) {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer closing(record, &err)
	wrong, mendable, mended := 0, 0, 0
	for f, err := range record.Check(ctx, x.repair) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			return err
		}
		switch {
		case f.Repaired:
			mended++
		case f.Repairable:
			mendable++
			wrong++
		default:
			wrong++
		}
		if err := x.tell(out, f); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	const instead = "go on with the last copy of quoth backup, or save with quoth export what can be read"
	switch findings := tell.Plural(wrong, "finding", "findings"); {
	case wrong > 0 && x.repair:
		return fmt.Errorf("%s could not be mended; %s", findings, instead)
	case wrong > 0 && mendable > 0:
		return fmt.Errorf("%s, of which quoth check --repair mends %d", findings, mendable)
	case wrong > 0:
		return fmt.Errorf("%s, which --repair cannot mend; %s", findings, instead)
	case mended == 0 && x.format.value == "text":
		fmt.Fprintln(out, "Nothing is wrong.")
	}
	return nil
}

func (x *check) tell(out io.Writer, f quoth.Finding) error {
	if x.format.value == "jsonl" {
		line, err := json.Marshal(struct {
			What       string  `json:"what"`
			Place      *string `json:"place"`
			Repairable bool    `json:"repairable"`
			Repaired   bool    `json:"repaired"`
		}{f.What, orNull(f.Place), f.Repairable, f.Repaired})
		if err != nil {
			return err
		}
		_, err = out.Write(append(line, '\n'))
		return err
	}
	line := tell.Join(": ", f.Place, f.What)
	if f.Repaired {
		line += " [mended]"
	}
	_, err := fmt.Fprintln(out, line)
	return err
}
