package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/tell"
	"quoth/news"
)

func newCorrectMerge() *cobra.Command {
	x := &signature{}
	cmd := &cobra.Command{
		Use:   "merge SPEAKER SPEAKER…",
		Short: "Say that speakers are one",
		Long: `Joins speakers that are the same person or body, whatever quoth thinks of it. A
SPEAKER is an ID that quoth who prints, or a name that only one speaker bears.`,
		Example: `  quoth correct merge i7k2 i9m4 --reason "her name before she married"
  quoth correct merge "Ana Reyes" "A. M. Reyes"`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return failed(correcting(cmd, func(ctx context.Context, record *quoth.Record, out io.Writer) error {
				var ids, names []string
				for _, arg := range args {
					i, err := oneSpeaker(ctx, record, arg)
					if err != nil {
						return err
					}
					ids, names = append(ids, i.ID), append(names, identityName(i))
				}
				return x.keep(ctx, record, news.Correction{Verb: news.Join, These: ids[:1], Those: ids[1:]},
					"["+strings.Join(names, ", ")+": one speaker]", out)
			}))
		},
	}
	x.addFlags(cmd)
	return cmd
}

func newCorrectSplit() *cobra.Command {
	x := &signature{}
	cmd := &cobra.Command{
		Use:   "split SPEAKER KEY…",
		Short: "Say that articles speak of somebody else",
		Long: `Parts single mentions from a speaker who was taken for one with them. A SPEAKER is
an ID that quoth who prints, or a name that only one speaker bears; the KEYs are
those that quoth who --evidence prints beside the mentions, or beginnings of them.
All KEYs together become another speaker; all other mentions stay together.`,
		Example: `  quoth correct split i7k2 'zchu4lmj5xj7/nadia korbel' --reason "the singer, not the engineer"
  quoth correct split i7k2 zchu4lmj5xj7 bnzvpyjwhcgc`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return failed(correcting(cmd, func(ctx context.Context, record *quoth.Record, out io.Writer) error {
				i, err := oneSpeaker(ctx, record, args[0])
				if err != nil {
					return err
				}
				return x.keep(ctx, record, news.Correction{Verb: news.Split, These: []string{i.ID}, Those: args[1:]},
					"["+identityName(i)+": "+tell.Plural(len(args)-1, "mention is", "mentions are")+" of somebody else]", out)
			}))
		},
	}
	x.addFlags(cmd)
	return cmd
}

func (s *signature) keep(ctx context.Context, record *quoth.Record, c news.Correction, line string, out io.Writer) error {
	kept, err := record.Correct(ctx, s.signed(c))
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, tell.Line(line)+"\n"+keptText(kept))
	return err
}

// oneSpeaker is the identity of an ID, or of a name that only one bears.
func oneSpeaker(ctx context.Context, record *quoth.Record, name string) (news.Identity, error) {
	const most = 4 // that are named where several bear it
	all, err := record.Speakers(ctx, name, most+1)
	if err != nil {
		return news.Identity{}, err
	}
	var known []string
	for _, i := range all {
		if i.ID == name || len(all) == 1 {
			return i, nil
		}
		known = append(known, i.ID+" "+identityName(i))
	}
	if len(all) == 0 {
		return news.Identity{}, fmt.Errorf("nobody in the record is called %q; quoth who finds speakers", name)
	}
	more := ""
	if len(known) > most {
		known, more = known[:most], " and others"
	}
	return news.Identity{}, fmt.Errorf("%q may be %s%s; give the ID", name, strings.Join(known, ", "), more)
}

// identityName is "Ana Reyes (port director)".
func identityName(i news.Identity) string {
	role := ""
	if len(i.Roles) > 0 {
		role = "(" + i.Roles[0].Text + ")"
	}
	return tell.Join(" ", i.Name, role)
}
