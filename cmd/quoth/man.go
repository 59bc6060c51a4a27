package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func newMan(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "man [DIR]",
		Short: "Write the manual pages",
		Long: `Writes a manual page for every command into DIR, which is made if need be, or
prints them all when no DIR is given.

The pages bear no date, so that the same program always writes the same pages;
with SOURCE_DATE_EPOCH in the environment they bear that date.`,
		Example: `  quoth man | man -l -
  quoth man /usr/local/share/man/man1`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				if err := os.MkdirAll(args[0], 0o755); err != nil {
					return failed(err)
				}
			}
			for _, c := range documented(root) {
				page, err := manPage(c)
				if err != nil {
					return failed(fmt.Errorf("manual page of %s: %w", c.CommandPath(), err))
				}
				if len(args) == 1 {
					name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
					err = writeFile(cmd.Context(), "DIR", filepath.Join(args[0], name), page)
				} else {
					_, err = cmd.OutOrStdout().Write(page)
				}
				if err != nil {
					return failed(err)
				}
			}
			return nil
		},
	}
}

// documented returns c and all commands below it that have a page.
func documented(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
			all = append(all, documented(sub)...)
		}
	}
	return all
}

func manPage(c *cobra.Command) ([]byte, error) {
	c.DisableAutoGenTag = true
	header := doc.GenManHeader{Manual: "quoth", Source: "quoth"}
	dated := os.Getenv("SOURCE_DATE_EPOCH") != ""
	if !dated {
		header.Date = &time.Time{} // the library puts today where there is none
	}
	var b bytes.Buffer
	if err := doc.GenMan(c, &header, &b); err != nil {
		return nil, err
	}
	page := b.Bytes()
	if !dated {
		page = bytes.Replace(page, []byte(header.Date.Format(`"Jan 2006"`)), []byte(`""`), 1)
	}
	return page, nil
}
