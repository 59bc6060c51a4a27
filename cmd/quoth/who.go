package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/tell"
	"quoth/news"
)

type who struct {
	limit    int
	evidence bool
	format   choiceFlag
}

func newWho() *cobra.Command {
	x := &who{format: choiceFlag{"text", answerFormats}}
	cmd := &cobra.Command{
		Use:   "who NAME…",
		Short: "Show what the record knows of a person or body",
		Long: `Shows the people and bodies of the record that bear NAME, or the one with this
ID: under which names and in which roles articles have them, when they were
quoted and by whom, whom they speak about and who speaks about them, and their
latest statements.

Where several bear the name they are listed, those with most statements first.
The first one's profile follows if it has more statements than all the others
together; the profile of another one is shown for its ID.

Names were joined for reasons, which --evidence tells: each line has two mentions,
the rule by which they are one, and how sure the rule is. Who else somebody may
be, for want of reasons, stands at the end. quoth correct merges and splits.`,
		Example: `  quoth who Ana Reyes
  quoth who Reyes
  quoth who 5b1c09aa2e --evidence
  quoth who 'Harbour Board' --format jsonl | jq '.roles'`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkLimit(x.limit); err != nil {
				return err
			}
			name := strings.TrimSpace(strings.Join(args, " "))
			if name == "" {
				return errors.New("give a name, or an ID")
			}
			return failed(x.run(cmd.Context(), name))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.IntVarP(&x.limit, "limit", "n", 10, "list no more than `N` bearers of the name (0: all)")
	flags.BoolVar(&x.evidence, "evidence", false, "say why names were joined")
	flags.VarP(&x.format, "format", "f", "what to print: "+x.format.list()+"; jsonl is one profile a line")
	complete(cmd, "format", x.format.complete)
	complete(cmd, "limit", cobra.NoFileCompletions)
	return cmd
}

func (x *who) run(ctx context.Context, name string) error {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer record.Close()
	limit := x.limit
	if limit > 0 {
		limit++ // to know whether there are more
	}
	found, err := record.Speakers(ctx, name, limit)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("nobody called %q is in the record; try one word of the name, or quoth search 'by:%s'", name, name)
	}
	more := x.limit > 0 && len(found) > x.limit
	if more {
		found = found[:x.limit]
	}
	out := standardOutput()
	if x.format.value == "jsonl" {
		return x.lines(ctx, record, out, found)
	}
	f := newEntryText(out)
	var b bytes.Buffer
	if len(found) > 1 {
		f.bearers(&b, found, more)
	}
	if outstanding(found) {
		p, err := record.Speaker(ctx, found[0].ID)
		if err != nil {
			return err
		}
		if len(found) > 1 {
			b.WriteString("\n\n")
		}
		f.profile(&b, &p, x.evidence)
	} else {
		b.WriteByte('\n')
		f.paragraph(&b, 0, styled{"[none of them has most of the statements; quoth who ID shows one]", f.style.quiet})
	}
	_, err = out.Write(b.Bytes())
	return err
}

// lines prints one profile a line.
func (x *who) lines(ctx context.Context, record *quoth.Record, out *output, found []news.Identity) error {
	for _, i := range found {
		p, err := record.Speaker(ctx, i.ID)
		if err != nil {
			return err
		}
		if !x.evidence {
			p.Evidence = nil
		}
		if err := writeJSON(out, p); err != nil {
			return err
		}
	}
	return nil
}

// outstanding reports whether the first of several is the one that is meant: it has
// more statements than all the others together.
func outstanding(found []news.Identity) bool {
	others := 0
	for _, i := range found[1:] {
		others += i.Statements
	}
	return len(found) == 1 || found[0].Statements > others
}

// bearers lists identities: name, role, and in brackets ID and counts.
func (f *textFormat) bearers(b *bytes.Buffer, found []news.Identity, more bool) {
	for i := range found {
		id := &found[i]
		line := []styled{{tell.Line(id.Name), f.style.source}}
		if role := roleOf(id); role != "" {
			line = append(line, styled{", " + role, nil})
		}
		note := tell.Join(" · ", id.ID, kindOf(id), tell.Quantity(id.Statements, "statement"), fromTo(id.First, id.Last))
		f.paragraph(b, 0, append(line, styled{" [" + note + "]", f.style.quiet})...)
	}
	if more {
		f.paragraph(b, 0, styled{"[there are more: --limit 0 lists all]", f.style.quiet})
	}
}

// kindOf is what sort of being an identity is, with its country.
func kindOf(i *news.Identity) string {
	return tell.Join(" of ", string(i.Kind), i.Country)
}
