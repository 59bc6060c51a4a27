package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"quoth"
	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

type compare struct {
	a, b    string
	subject query.Query
	about   string // the subject as it was typed
	limit   int
	format  choiceFlag
}

func newCompare() *cobra.Command {
	x := &compare{format: choiceFlag{"text", answerFormats}}
	cmd := &cobra.Command{
		Use:   "compare A B [QUERY…]",
		Short: "Lay what two speakers or two outlets say side by side",
		Long: `Lays side by side what two speakers, or two outlets, say on a subject, in the
order of time. A and B are names of speakers, or their IDs as quoth who prints
them, or names of outlets. Of several who bear a name the one with most statements
is taken, and the others are named. QUERY is the subject; without it all counts.

On a screen of 100 columns and more A stands on the left and B on the right; on a
narrower one they stand below each other. What both say in the same words, or
nearly so, stands in one row: red is what only A has, green what only B has, and
without colours [-red-] and {+green+} are marked so.

` + queryHelp,
		Example: `  quoth compare 'Ana Reyes' 'Tomas Lindqvist' toll
  quoth compare 'The Porthaven Courier' 'Saltmarsh Evening Post' 'by:Reyes'`,
		Args: cobra.MinimumNArgs(2),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			if len(args) < 2 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return completeQuery(cmd, args, word)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := parseQuery(cmd, args[2:])
			if err != nil {
				return err
			}
			if err := checkLimit(x.limit); err != nil {
				return err
			}
			x.a, x.b, x.subject, x.about = args[0], args[1], q, strings.Join(args[2:], " ")
			return failed(x.run(cmd.Context()))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.IntVarP(&x.limit, "limit", "n", 20, "print no more than `N` rows (0: all)")
	flags.VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	complete(cmd, "format", x.format.complete)
	complete(cmd, "limit", cobra.NoFileCompletions)
	return takesQuery(cmd)
}

func (x *compare) run(ctx context.Context) error {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer record.Close()
	limit := x.limit
	if limit > 0 && x.format.value == "text" {
		limit++ // to know whether there are more
	}
	c, err := record.Compare(ctx, x.a, x.b, x.subject, limit)
	if err != nil {
		return err
	}
	for _, side := range []struct {
		name  string
		taken *news.Identity
	}{{x.a, c.A.Identity}, {x.b, c.B.Identity}} {
		if err := tellOthers(ctx, record, side.name, side.taken); err != nil {
			return err
		}
	}
	out := standardOutput()
	if x.format.value == "jsonl" {
		return writeJSON(out, c)
	}
	f := newEntryText(out)
	f.query = x.subject
	return f.print(func(b *bytes.Buffer) { f.comparison(b, &c, x.about, x.limit) })
}

// tellOthers says on standard error who else may have been meant by the name of
// a side that is taken to be somebody's.
func tellOthers(ctx context.Context, record *quoth.Record, name string, taken *news.Identity) error {
	const most = 5
	if taken == nil {
		return nil
	}
	all, err := record.Speakers(ctx, name, most+2)
	if err != nil {
		return err
	}
	var others []string
	for _, i := range all {
		if i.ID != taken.ID {
			others = append(others, i.ID+" "+identityName(i))
		}
	}
	if len(others) == 0 {
		return nil
	}
	if len(others) > most {
		others = append(others[:most], "more, which quoth who lists")
	}
	complain(os.Stderr, fmt.Sprintf("%q is taken for %s %s; it is also the name of %s", name, taken.ID, identityName(*taken), strings.Join(others, ", ")))
	return nil
}

// comparison prints both sides' counts, then row after row.
func (f *entryText) comparison(b *bytes.Buffer, c *news.Comparison, about string, limit int) {
	const height = 3
	heading := func(s *news.Side) []styled {
		note := tell.Quantity(s.Count, "statement")
		if s.Identity != nil {
			note = tell.Join(" · ", roleOf(s.Identity), note, s.Identity.ID)
		}
		return []styled{{tell.Line(s.Name), f.style.title}, {" [" + note + "]", f.style.quiet}}
	}
	f.paragraph(b, 0, heading(&c.A)...)
	f.paragraph(b, 0, heading(&c.B)...)
	if about = tell.Line(about); about != "" {
		f.paragraph(b, 0, styled{"[on: " + about + "]", f.style.quiet})
	}
	if chart := months(plot.Row{Name: c.A.Name, Counts: c.A.Months}, plot.Row{Name: c.B.Name, Counts: c.B.Months}); !chart.Empty() {
		b.WriteByte('\n')
		f.chart(b, 0, chart, height)
	}
	b.WriteByte('\n')
	rows := c.Rows
	if limit > 0 {
		rows = rows[:min(limit, len(rows))]
	}
	for i := range rows {
		f.row(b, c, &rows[i])
		b.WriteByte('\n')
	}
	sum := "[" + tell.Quantity(len(rows), "row") + "]"
	if len(rows) < len(c.Rows) {
		sum = "[" + tell.Quantity(len(rows), "row") + "; there are more: --limit 0 shows all]"
	}
	f.paragraph(b, 0, styled{sum, f.style.quiet})
}

// row prints what one side says, or what both say alike.
func (f *entryText) row(b *bytes.Buffer, c *news.Comparison, r *news.Row) {
	alike := ""
	if r.Variant != nil {
		figures := figureDifferences(r.Variant.Figures)
		alike = tell.Join(" · ", relationNames[r.Variant.Relation], tell.Present("figures: ", figures))
	}
	if f.pair == 0 || rightToLeft(r.A, r.B) {
		f.stacked(b, c, r, alike)
		return
	}
	if note := tell.Join(" · ", tell.Date(r.Day), alike); note != "" {
		f.paragraph(b, 0, styled{"[" + note + "]", f.style.quiet})
	}
	left, right := cell{width: f.pair}, cell{width: f.pair}
	var a, other []styled
	if r.A != nil {
		left.add(0, f.who(r.A)...)
		a = f.content(r.A)
	}
	if r.B != nil {
		right.add(0, f.who(r.B)...)
		other = f.content(r.B)
	}
	if d, ok := f.differ(r); ok {
		a, other = d.left(), d.right()
	}
	alignCells(&left, &right)
	f.fill(&left, r, r.A, a)
	f.fill(&right, r, r.B, other)
	f.beside(b, left, right)
}

// differ is how the two of a row differ word by word, if they do so in places.
func (f *entryText) differ(r *news.Row) (difference, bool) {
	if r.A == nil || r.B == nil || r.Variant == nil || r.Variant.Relation == news.Paraphrased {
		return difference{}, false
	}
	return difference{a: r.A, b: r.B, runs: r.Variant.Runs, style: f.style}, true
}

// fill adds to a cell what belongs below who says it. An address has room for
// the page alone.
func (f *entryText) fill(c *cell, r *news.Row, e *news.Entry, content []styled) {
	const in = 2
	if e == nil {
		return
	}
	if len(content) > 0 {
		c.add(in, content...)
	}
	where := []string{e.Article.Outlet}
	if e.Day != r.Day {
		where = []string{tell.Day(e), e.Article.Outlet}
	}
	c.add(in, f.note(e, where...)...)
	if shown, link := whereIs(e, f.folder); shown != "" {
		as := f.style.quiet
		if f.links && link != "" {
			as = linked(link)
		}
		c.add(in, styled{shown, as})
	}
}

// stacked prints a row with its two sides below each other, each with its
// name, and how alike the second is to the first.
func (f *entryText) stacked(b *bytes.Buffer, c *news.Comparison, r *news.Row, alike string) {
	d, differs := f.differ(r)
	for _, side := range []struct {
		name string
		e    *news.Entry
	}{{c.A.Name, r.A}, {c.B.Name, r.B}} {
		if side.e == nil {
			continue
		}
		heading := tell.Join(" · ", side.name, tell.Day(side.e))
		if side.e == r.B {
			heading = tell.Join(" · ", heading, alike)
		}
		f.paragraph(b, 0, styled{"[" + heading + "]", f.style.quiet})
		f.paragraph(b, behind, f.who(side.e)...)
		if differs && side.e == r.B {
			f.styledParagraph(b, behind, d.both())
		} else {
			f.styledParagraph(b, behind, f.content(side.e))
		}
		f.paragraph(b, behind, f.note(side.e, side.e.Article.Outlet)...)
		f.where(b, behind, side.e)
	}
}

// roleOf is an identity's latest role.
func roleOf(i *news.Identity) string {
	latest := -1
	for n, r := range i.Roles {
		if latest < 0 || r.Last > i.Roles[latest].Last {
			latest = n
		}
	}
	if latest < 0 {
		return ""
	}
	role := tell.Line(i.Roles[latest].Text)
	if i.Roles[latest].Former && !strings.Contains(strings.ToLower(role), "former") {
		return "former " + role
	}
	return role
}
