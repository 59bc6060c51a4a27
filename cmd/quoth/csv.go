package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// csvColumns is the first row.
var csvColumns = []string{
	"article", "url", "title", "published", "outlet",
	"statement", "form", "mode", "polarity", "source", "cue", "content", "speaker", "parent",
	"content_start", "content_end",
}

// csvFormat prints one row a statement: RFC 4180, UTF-8, rows ended by CRLF.
//
// content_start and content_end are the first and the last offset of content
// in code points of the article's text, as in JSON; where content is split,
// the column content joins its pieces by a blank and the offsets enclose what
// stands between.
type csvFormat struct {
	w      io.Writer
	headed bool
}

func (f *csvFormat) Article(a news.Article) error {
	if err := f.head(); err != nil {
		return err
	}
	for _, s := range a.Statements {
		var speaker, start, end string
		if s.Speaker != nil {
			if speaker = s.Speaker.Name; speaker == "" {
				speaker = s.Speaker.Description
			}
		}
		if len(s.Content) > 0 {
			first, last := len(a.Text), 0
			for _, piece := range s.Content {
				first, last = min(first, piece.Start), max(last, piece.End)
			}
			start = strconv.Itoa(utf8.RuneCountInString(a.Text[:first]))
			end = strconv.Itoa(utf8.RuneCountInString(a.Text[:last]))
		}
		err := f.row(
			a.ID, a.URL, a.Title, a.Published, a.Outlet,
			s.ID, string(s.Form), string(s.Mode), string(s.Polarity),
			s.Source.Text(a.Text), s.Cue.Text(a.Text), pieces(a.Text, s.Content), speaker, s.Parent,
			start, end,
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// End prints the header even where there was no article, so that every output
// can be loaded.
func (f *csvFormat) End() error { return f.head() }

func (f *csvFormat) head() error {
	if f.headed {
		return nil
	}
	f.headed = true
	return f.row(csvColumns...)
}

// row ends its line itself: csv.Writer's own CRLF would also rewrite the line
// ends inside cells, which are the article's.
func (f *csvFormat) row(cells ...string) error {
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
		return visible(r)
	}
	return r
}
