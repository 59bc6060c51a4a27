package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"quoth/news"
)

// An entryFormat prints entries of a record, one at a time, and what follows
// the last.
type entryFormat interface {
	Entry(e news.Entry) error
	End() error
}

// entryFormatNames are the formats of entries for programs.
var entryFormatNames = []choice{
	{"jsonl", "JSON Lines, one statement a line"},
	{"csv", "one row a statement, for spreadsheets"},
	{"parquet", "one row a statement, for data frames and databases"},
}

func newEntryFormat(name string, w io.Writer) (entryFormat, error) {
	switch name {
	case "jsonl":
		return &entryLines{w: w}, nil
	case "csv":
		return newEntryCSV(w), nil
	case "parquet":
		return newEntryParquet(w), nil
	}
	return nil, fmt.Errorf("there is no format %q", name)
}

// entryLines prints the lines of docs/format.md, section Entries.
type entryLines struct{ w io.Writer }

func (f *entryLines) Entry(e news.Entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = f.w.Write(append(line, '\n'))
	return err
}

func (f *entryLines) End() error { return nil }

// entryCSV prints the columns of articles' statements, and behind them those
// that only a record can fill.
type entryCSV struct {
	csvTable
	points lastPoints
}

var recordColumns = []string{
	"version", "day", "variants", "copies", "copy_of", "altered_to", "altered_of", "withdrawn", "corrected",
}

func newEntryCSV(w io.Writer) *entryCSV {
	columns := append(append([]string{}, csvColumns...), recordColumns...)
	return &entryCSV{csvTable: csvTable{w: w, columns: columns}}
}

func (f *entryCSV) Entry(e news.Entry) error {
	if err := f.head(); err != nil {
		return err
	}
	s := e.Statement
	s.ID = e.ID
	cells := csvCells(e.Article, f.points.of(e.Article.Text), &s)
	return f.row(append(cells,
		strconv.Itoa(e.Version), e.Day, strconv.Itoa(e.Variants), strconv.Itoa(e.Copies), e.CopyOf,
		e.AlteredTo, e.AlteredOf, strconv.FormatBool(e.Withdrawn), strconv.FormatBool(e.Corrected))...)
}

// lastPoints keeps the code points of one text: entries of an article come
// mostly one behind the other.
type lastPoints struct {
	text   string
	points *news.CodePoints
}

func (l *lastPoints) of(text string) *news.CodePoints {
	if l.points == nil || l.text != text {
		l.text, l.points = text, news.CountCodePoints(text)
	}
	return l.points
}
