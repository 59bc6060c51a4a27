package main

import (
	"bytes"
	"context"

	"github.com/spf13/cobra"

	"quoth/internal/tell"
	"quoth/news"
)

type same struct {
	limit  int
	format choiceFlag
}

func newSame() *cobra.Command {
	x := &same{format: choiceFlag{"text", answerFormats}}
	cmd := &cobra.Command{
		Use:   "same STATEMENT",
		Short: "Show how other articles give a statement",
		Long: `Shows a statement of the record and how other articles give it, the most alike
first. STATEMENT is its ID, or the first four letters of it or more: quoth search
prints it.

Each variant is one of these:

    word for word  it has the same words
    shortened      one lacks words of the other and has none of its own
    altered        it has other words in places
    paraphrased    one is quoted and the other told, or both are told

On a screen of 100 columns and more the two stand side by side: red is what only
the statement has, green what only the variant has. On a narrower one the variant
is printed with both. Without colours [-red-] and {+green+} are marked so. Numbers
that differ are named below.`,
		Example: `  quoth same 7f3a91c0de
  quoth same 7f3a --format jsonl | jq '.variants[].relation'`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkLimit(x.limit); err != nil {
				return err
			}
			return failed(x.run(cmd.Context(), args[0]))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.IntVarP(&x.limit, "limit", "n", 20, "print no more than `N` variants (0: all)")
	flags.VarP(&x.format, "format", "f", "what to print: "+x.format.list())
	complete(cmd, "format", x.format.complete)
	complete(cmd, "limit", cobra.NoFileCompletions)
	return cmd
}

func (x *same) run(ctx context.Context, id string) error {
	record, err := openRecord(ctx)
	if err != nil {
		return err
	}
	defer record.Close()
	e, err := record.Statement(ctx, id)
	if err != nil {
		return err
	}
	variants, err := record.Variants(ctx, e.ID)
	if err != nil {
		return err
	}
	total := len(variants)
	if x.limit > 0 {
		variants = variants[:min(x.limit, total)]
	}
	out := standardOutput()
	if x.format.value == "jsonl" {
		return writeJSON(out, news.Same{Statement: e, Variants: variants})
	}
	f := newEntryText(out)
	return f.print(func(b *bytes.Buffer) { f.same(b, &e, variants, total) })
}

// same prints a statement, then each variant.
func (f *entryText) same(b *bytes.Buffer, e *news.Entry, variants []news.Variant, total int) {
	f.entry(b, 0, e)
	b.WriteByte('\n')
	for i := range variants {
		f.variant(b, e, &variants[i])
		b.WriteByte('\n')
	}
	f.paragraph(b, 0, styled{shownOf(len(variants), total, "variant"), f.style.quiet})
}

// variant prints how another article gives a statement.
func (f *entryText) variant(b *bytes.Buffer, e *news.Entry, v *news.Variant) {
	f.paragraph(b, 0, f.relation(v)...)
	d := difference{a: e, b: &v.Entry, runs: v.Runs, style: f.style}
	if v.Relation == news.Paraphrased {
		d.runs = nil // hardly a word would be without a mark
	}
	switch {
	case v.Relation == news.WordForWord:
		f.paragraph(b, behind, f.who(&v.Entry)...)
	case f.pair > 0 && !rightToLeft(e, &v.Entry):
		left, right := cell{width: f.pair}, cell{width: f.pair}
		left.add(behind, f.who(e)...)
		right.add(0, f.who(&v.Entry)...)
		alignCells(&left, &right)
		left.add(behind, d.left()...)
		right.add(0, d.right()...)
		f.beside(b, left, right)
	default:
		f.paragraph(b, behind, f.who(&v.Entry)...)
		f.styledParagraph(b, behind, d.both())
	}
	if note := figureDifferences(v.Figures); note != "" {
		f.paragraph(b, behind, styled{"[figures: " + note + "]", f.style.warning})
	}
	f.paragraph(b, behind, f.note(&v.Entry)...)
	f.where(b, behind, &v.Entry)
}

// alignCells makes both as long, so that what follows begins on one line.
func alignCells(cells ...*cell) {
	longest := 0
	for _, c := range cells {
		longest = max(longest, len(c.lines))
	}
	for _, c := range cells {
		for len(c.lines) < longest {
			c.lines = append(c.lines, line{})
		}
	}
}

// relationNames are the relations as people read them.
var relationNames = map[news.Relation]string{
	news.WordForWord: "word for word",
	news.Shortened:   "shortened",
	news.Altered:     "altered",
	news.Paraphrased: "paraphrased",
}

// relation heads a variant: how alike it is, and where and when it stands.
func (f *textFormat) relation(v *news.Variant) []styled {
	name := relationNames[v.Relation]
	if name == "" {
		name = string(v.Relation)
	}
	rest := []string{v.Article.Outlet, tell.Day(&v.Entry)}
	if v.Copy {
		rest = append(rest, "near-copy of the article")
	}
	line := []styled{{"[", f.style.quiet}, {tell.Line(name), f.style.title}}
	switch v.Speakers {
	case news.OtherSpeaker:
		line = append(line, styled{" · another speaker", f.style.warning})
	case news.UnknownSpeaker:
		line = append(line, styled{" · perhaps another speaker", f.style.warning})
	}
	return append(line, styled{tell.Present(" · ", tell.Join(" · ", rest...)) + "]", f.style.quiet})
}

// figureDifferences names the numbers that differ: "12 → 14 wards".
func figureDifferences(all []news.FigureDifference) string {
	var out []string
	for _, d := range all {
		a, b := d.A, d.B
		if a.Unit == b.Unit {
			a.Unit = ""
		}
		out = append(out, tell.Join(" → ", figureText(a), figureText(b)))
	}
	return tell.Join(" · ", out...)
}

func figureText(g news.Figure) string {
	if n := tell.Amount(g); n != "" {
		return n
	}
	return tell.Line(g.Text)
}
