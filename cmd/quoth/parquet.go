package main

import (
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"

	"quoth/news"
)

// A parquetRow is an entry as data frames read it: docs/format.md, section
// Parquet. Null stands for what is absent.
type parquetRow struct {
	ID           string          `parquet:"id"`
	Article      string          `parquet:"article,dict"`
	Version      int32           `parquet:"version"`
	URL          string          `parquet:"url,optional,dict"`
	Title        string          `parquet:"title,optional,dict"`
	Published    string          `parquet:"published,optional,dict"`
	Outlet       string          `parquet:"outlet,optional,dict"`
	Language     string          `parquet:"language,optional,dict"`
	Day          string          `parquet:"day,optional,dict"`
	Form         string          `parquet:"form,dict"`
	Mode         string          `parquet:"mode,optional,dict"`
	Polarity     string          `parquet:"polarity,optional,dict"`
	Source       string          `parquet:"source,optional"`
	SourceSpans  []parquetSpan   `parquet:"source_spans,list"`
	Cue          string          `parquet:"cue,optional"`
	CueSpans     []parquetSpan   `parquet:"cue_spans,list"`
	Content      string          `parquet:"content,optional"`
	ContentSpans []parquetSpan   `parquet:"content_spans,list"`
	Identity     string          `parquet:"identity,optional,dict"`
	Speaker      string          `parquet:"speaker,optional,dict"`
	Description  string          `parquet:"description,optional"`
	Role         string          `parquet:"role,optional,dict"`
	Kind         string          `parquet:"kind,optional,dict"`
	Parent       string          `parquet:"parent,optional"`
	SaidOn       string          `parquet:"said_on,optional,dict"`
	SaidOnText   string          `parquet:"said_on_text,optional,dict"`
	Figures      []parquetFigure `parquet:"figures,list"`
	Confidence   *float64        `parquet:"confidence,optional"`
	Variants     int32           `parquet:"variants"`
	Copies       int32           `parquet:"copies"`
	CopyOf       string          `parquet:"copy_of,optional"`
	AlteredTo    string          `parquet:"altered_to,optional"`
	AlteredOf    string          `parquet:"altered_of,optional"`
	Withdrawn    bool            `parquet:"withdrawn"`
	Corrected    bool            `parquet:"corrected"`
}

// A parquetSpan counts code points of the article's text.
type parquetSpan struct {
	Start int32 `parquet:"start"`
	End   int32 `parquet:"end"`
}

// A parquetFigure has its bounds as floating point numbers, to reckon with,
// and as the exact decimals that they are.
type parquetFigure struct {
	Text      string   `parquet:"text"`
	Low       *float64 `parquet:"low,optional"`
	High      *float64 `parquet:"high,optional"`
	LowExact  string   `parquet:"low_exact,optional"`
	HighExact string   `parquet:"high_exact,optional"`
	Unit      string   `parquet:"unit,optional"`
	Start     int32    `parquet:"start"`
	End       int32    `parquet:"end"`
}

var parquetSchema = parquet.NewSchema("statement", parquet.SchemaOf(parquetRow{}))

// rowGroup bounds what is in memory before it is written, in rows.
const rowGroup = 16 << 10

// entryParquet writes a Parquet file, to a pipe as well: nothing is sought.
type entryParquet struct {
	w      *parquet.GenericWriter[parquetRow]
	points lastPoints
	row    [1]parquetRow
}

func newEntryParquet(w io.Writer) *entryParquet {
	return &entryParquet{w: parquet.NewGenericWriter[parquetRow](w, parquetSchema,
		parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(rowGroup), parquet.CreatedBy("quoth", programVersion(), ""))}
}

func (f *entryParquet) Entry(e news.Entry) error {
	a := e.Article
	points := f.points.of(a.Text)
	at := func(s news.Span) parquetSpan {
		return parquetSpan{int32(points.At(s.Start)), int32(points.At(s.End))}
	}
	spans := func(p news.Part) []parquetSpan {
		var out []parquetSpan
		for _, s := range p {
			out = append(out, at(s))
		}
		return out
	}
	row := parquetRow{
		ID: e.ID, Article: a.ID, Version: int32(e.Version), URL: a.URL, Title: a.Title, Published: a.Published,
		Outlet: a.Outlet, Language: a.Language, Day: e.Day,
		Form: string(e.Form), Mode: string(e.Mode), Polarity: string(e.Polarity),
		Source: e.Source.Text(a.Text), SourceSpans: spans(e.Source),
		Cue: e.Cue.Text(a.Text), CueSpans: spans(e.Cue),
		Content: e.Content.Text(a.Text), ContentSpans: spans(e.Content),
		Parent: e.Parent, Variants: int32(e.Variants), Copies: int32(e.Copies), CopyOf: e.CopyOf,
		AlteredTo: e.AlteredTo, AlteredOf: e.AlteredOf, Withdrawn: e.Withdrawn, Corrected: e.Corrected,
	}
	if s := e.Speaker; s != nil {
		row.Identity, row.Speaker, row.Description, row.Role, row.Kind = s.ID, s.Name, s.Description, s.Role, string(s.Kind)
	}
	if d := e.SaidOn; d != nil {
		row.SaidOn, row.SaidOnText = d.Date, d.Text
	}
	for _, g := range e.Figures {
		span := at(g.Span)
		row.Figures = append(row.Figures, parquetFigure{
			Text: g.Text, Low: double(g.Low), High: double(g.High), LowExact: g.Low, HighExact: g.High, Unit: g.Unit,
			Start: span.Start, End: span.End,
		})
	}
	if e.Confidence > 0 {
		row.Confidence = &e.Confidence
	}
	f.row[0] = row
	_, err := f.w.Write(f.row[:])
	return err
}

// double is the number nearest to a decimal; nil where there is none.
func double(decimal string) *float64 {
	n, err := strconv.ParseFloat(decimal, 64)
	if err != nil {
		return nil
	}
	return &n
}

func (f *entryParquet) End() error { return f.w.Close() }
