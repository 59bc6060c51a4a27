package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
)

func newStats() *cobra.Command {
	format := choiceFlag{"text", []choice{{"text", "made to be read"}, {"jsonl", "one object, for programs"}}}
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Tell how much is in the record",
		Long: `Tells how many articles, statements and speakers the record has, of which days,
in which languages, and which model read them.`,
		Example: `  quoth stats
  quoth stats --format jsonl | jq .statements`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			record, err := openRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer record.Close()
			stats, err := record.Stats(cmd.Context())
			if err != nil {
				return failed(err)
			}
			stats.Place = withoutPassword(stats.Place)
			return failed(printStats(cmd.OutOrStdout(), stats, format.value))
		},
	}
	cmd.Flags().VarP(&format, "format", "f", "what to print: "+format.list())
	completions(cmd, map[string]cobra.CompletionFunc{"format": format.complete})
	return cmd
}

func printStats(out io.Writer, s news.Stats, format string) error {
	if format == "jsonl" {
		line, err := json.Marshal(s)
		if err != nil {
			return err
		}
		_, err = out.Write(append(line, '\n'))
		return err
	}
	_, err := io.WriteString(out, statsText(s))
	return err
}

// statsText is a table without lines, its numbers below each other:
//
//	articles     1,204  from 14 outlets; 31 are near-copies of others
//	statements  16,310  of 11 February 2024 to 17 October 2031
func statsText(s news.Stats) string {
	type row struct{ label, n, about string }
	number := plot.Grouped
	rows := []row{
		{"articles", number(s.Articles), tell.Join("; ",
			some(s.Outlets, "from "+tell.Plural(s.Outlets, "outlet", "outlets")),
			some(s.Copies, tell.Plural(s.Copies, "is a near-copy of another", "are near-copies of others")),
			some(s.Versions-s.Articles, tell.Plural(s.Versions-s.Articles, "earlier version", "earlier versions")))},
		{"statements", number(s.Statements), tell.Present("of ", span(s.First, s.Last))},
		{"speakers", number(s.Identities), ""},
		{"corrections", number(s.Corrections), ""},
		{"failures", number(s.Failures), some(s.Failures, "quoth failures shows them, quoth add --retry tries again")},
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r.n))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s\n\n", tell.Line(s.Place), byteSize(s.Bytes))
	for _, r := range rows {
		b.WriteString(strings.TrimRight(fmt.Sprintf("%-11s %*s  %s", r.label, wide, r.n, r.about), " "))
		b.WriteByte('\n')
	}
	for _, list := range []struct {
		label string
		of    []news.Count
	}{{"languages", s.Languages}, {"read by", s.Models}} {
		var told []string
		for _, c := range list.of {
			told = append(told, cmp.Or(c.Label, c.Key)+" "+number(c.N))
		}
		if len(told) > 0 {
			fmt.Fprintf(&b, "%-11s %s\n", list.label, tell.Join(" · ", told...))
		}
	}
	return b.String()
}

// some is text where there are any.
func some(n int, text string) string {
	if n <= 0 {
		return ""
	}
	return text
}

// span spells the days from first to last.
func span(first, last string) string {
	if first == "" || last == "" || first == last {
		return tell.Date(cmp.Or(first, last))
	}
	return tell.Date(first + "/" + last)
}

// byteSize is a size as people read it: "48.2 MB".
func byteSize(n int64) string {
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	f, i := float64(n), 0
	for f >= 999.5 && i < len(units)-1 {
		f /= 1000
		i++
	}
	if i == 0 {
		return tell.Plural(int(n), "byte", "bytes")
	}
	if f < 9.95 {
		return fmt.Sprintf("%.1f %s", f, units[i])
	}
	return fmt.Sprintf("%.0f %s", f, units[i])
}
