package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"quoth/internal/tell"
	"quoth/news"
)

// csvColumns is the first row.
var csvColumns = []string{
	"article", "url", "title", "published", "outlet",
	"statement", "form", "mode", "polarity", "source", "cue", "content",
	"speaker_id", "speaker", "role", "kind", "parent", "said_on", "said_on_text",
	"figures", "confidence", "content_start", "content_end",
}

// csvFormat prints one row a statement: RFC 4180, UTF-8, rows ended by CRLF.
//
// Content_start and content_end are the first and the last offset of content
// in code points of the article's text, as in JSON; where content is split,
// the column content joins its pieces by " … " and the offsets enclose what
// stands between. Figures are joined by "; ", each as its words, an equals sign
// and its bounds: "six to eight=6..8 weeks", "over a dozen=12.. boats".
type csvFormat struct{ csvTable }

func newCSV(w io.Writer) *csvFormat { return &csvFormat{csvTable{w: w, columns: csvColumns}} }

func (f *csvFormat) Article(a news.Article) error {
	if err := f.head(); err != nil {
		return err
	}
	points := news.CountCodePoints(a.Text)
	for i := range a.Statements {
		if err := f.row(csvCells(&a, points, &a.Statements[i])...); err != nil {
			return err
		}
	}
	return nil
}

// csvCells are the cells of a statement, in the order of csvColumns.
func csvCells(a *news.Article, points *news.CodePoints, s *news.Statement) []string {
	var who news.Speaker
	if s.Speaker != nil {
		who = *s.Speaker
	}
	var said news.SaidOn
	if s.SaidOn != nil {
		said = *s.SaidOn
	}
	var start, end, confidence string
	if len(s.Content) > 0 {
		first, last := len(a.Text), 0
		for _, piece := range s.Content {
			first, last = min(first, piece.Start), max(last, piece.End)
		}
		start, end = strconv.Itoa(points.At(first)), strconv.Itoa(points.At(last))
	}
	if s.Confidence > 0 {
		confidence = strconv.FormatFloat(s.Confidence, 'f', -1, 64)
	}
	return []string{
		a.ID, a.URL, a.Title, a.Published, a.Outlet,
		s.ID, string(s.Form), string(s.Mode), string(s.Polarity),
		s.Source.Text(a.Text), s.Cue.Text(a.Text), tell.Pieces(a.Text, s.Content),
		who.ID, cmp.Or(who.Name, who.Description), who.Role, string(who.Kind), s.Parent, said.Date, said.Text,
		bounds(s.Figures), confidence, start, end,
	}
}

// bounds lists figures in one cell.
func bounds(figures []news.Figure) string {
	var out []string
	for _, g := range figures {
		n := g.Low
		if g.High != g.Low {
			n += ".." + g.High
		}
		out = append(out, g.Text+"="+tell.Join(" ", n, g.Unit))
	}
	return strings.Join(out, "; ")
}

// A csvTable prints rows below a header.
type csvTable struct {
	w       io.Writer
	columns []string
	headed  bool
}

// End prints the header even where there was no row, so that every output can
// be loaded.
func (f *csvTable) End() error { return f.head() }

func (f *csvTable) head() error {
	if f.headed {
		return nil
	}
	f.headed = true
	return f.row(slices.Clone(f.columns)...)
}

// row ends its line itself: csv.Writer's own CRLF would also rewrite the line
// ends inside cells, which are the article's. It makes the cells fit to print
// where they are.
func (f *csvTable) row(cells ...string) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for i := range cells {
		cells[i] = notFormula(strings.Map(noControl, cells[i]))
	}
	if err := w.Write(cells); err != nil {
		return err
	}
	w.Flush()
	line := append(bytes.TrimSuffix(b.Bytes(), []byte("\n")), '\r', '\n')
	_, err := f.w.Write(line)
	return err
}

// notFormula puts an apostrophe before a cell that a spreadsheet would run as
// a formula. Programs that need the article's exact words read jsonl.
func notFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// noControl shows control characters as signs, so that no cell gives orders
// to the terminal it is looked at in; line ends and tabs stay.
func noControl(r rune) rune {
	if unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r) {
		return tell.Visible(r)
	}
	return r
}
