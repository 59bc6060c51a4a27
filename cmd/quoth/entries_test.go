package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"quoth/news"
)

// entries are the statements of articles as a record has them.
func entries(articles ...news.Article) []news.Entry {
	var out []news.Entry
	for _, a := range articles {
		for _, s := range a.Statements {
			e := news.Entry{ID: "k3f9" + s.ID, Article: &a, Version: 1, Statement: s, Day: a.Published}
			if s.SaidOn != nil {
				e.Day = s.SaidOn.Date
			}
			out = append(out, e)
		}
	}
	if len(out) > 1 {
		out[1].Variants, out[1].Copies, out[1].Corrected, out[1].AlteredTo = 3, 1, true, "k3f9s3"
		out[0].Withdrawn, out[0].CopyOf, out[0].AlteredOf = true, "m2c8s1", "k3f9s0"
	}
	return out
}

func renderEntries(t testing.TB, name string, all []news.Entry) string {
	t.Helper()
	var b bytes.Buffer
	f, err := newEntryFormat(name, &b)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if err := f.Entry(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.End(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEntryFormats(t *testing.T) {
	all := entries(bridge(), hostile())
	for _, test := range []struct {
		file, format string
		entries      []news.Entry
	}{
		{"entries.jsonl", "jsonl", all},
		{"entries.csv", "csv", all},
		{"no-entries.csv", "csv", nil},
	} {
		t.Run(test.file, func(t *testing.T) {
			golden(t, filepath.Join("formats", test.file), renderEntries(t, test.format, test.entries))
		})
	}
}

// The example in the documentation is one that quoth could have printed.
func TestDocumentedEntry(t *testing.T) {
	text, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "## Entries")
	_, rest, _ = strings.Cut(rest, "```json\n")
	example, _, _ := strings.Cut(rest, "```")
	var want bytes.Buffer
	if err := json.Compact(&want, []byte(example)); err != nil {
		t.Fatal(err)
	}
	var e news.Entry
	if err := json.Unmarshal([]byte(example), &e); err != nil {
		t.Fatal(err)
	}
	if got := renderEntries(t, "jsonl", []news.Entry{e}); got != want.String()+"\n" {
		t.Errorf("docs/format.md has\n%s\nit would be printed as\n%s", want.String(), got)
	}
	for _, column := range recordColumns {
		if !strings.Contains(string(text), column) {
			t.Errorf("docs/format.md does not name the column %s", column)
		}
	}
	for _, field := range parquetSchema.Fields() {
		if !strings.Contains(string(text), "`"+field.Name()+"`") {
			t.Errorf("docs/format.md does not name the column %s of Parquet", field.Name())
		}
	}
}

func TestParquetReadsBack(t *testing.T) {
	all := entries(bridge(), hostile())
	file := renderEntries(t, "parquet", all)
	rows, err := parquet.Read[parquetRow](bytes.NewReader([]byte(file)), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(all) {
		t.Fatalf("%d rows of %d entries", len(rows), len(all))
	}
	for i, row := range rows {
		e := all[i]
		if row.ID != e.ID || row.Content != e.Content.Text(e.Article.Text) || row.Cue != e.Cue.Text(e.Article.Text) || row.Day != e.Day {
			t.Errorf("row %d is %+v", i, row)
		}
		points, text := news.CountCodePoints(e.Article.Text), []rune(e.Article.Text)
		for j, s := range row.ContentSpans {
			if at := e.Content[j]; int(s.Start) != points.At(at.Start) || string(text[s.Start:s.End]) != e.Article.Text[at.Start:at.End] {
				t.Errorf("row %d: span %v is %q", i, s, string(text[s.Start:s.End]))
			}
		}
	}
	half := 4000000.0
	six, eight := 6.0, 8.0
	if got, want := rows[2].Figures, []parquetFigure{
		{Text: "a little over 4 million", Low: &half, LowExact: "4000000", Unit: "crowns", Start: 262, End: 285},
		{Text: "six to eight", Low: &six, High: &eight, LowExact: "6", HighExact: "8", Unit: "weeks", Start: 303, End: 315},
	}; !reflect.DeepEqual(got, want) {
		t.Errorf("figures are %+v, want %+v", got, want)
	}
	if r := rows[0]; !r.Withdrawn || r.CopyOf != "m2c8s1" || r.Identity != "p1" || r.Kind != "organisation" || *r.Confidence != 0.9 {
		t.Errorf("first row is %+v", r)
	}

	schema, err := parquet.OpenFile(bytes.NewReader([]byte(file)), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join("formats", "entries.parquet.schema"), schema.Schema().String()+"\n")
}

// However many rows there are, few of them are in memory.
func TestParquetTakesBoundedMemory(t *testing.T) {
	all := entries(bridge())
	f := newEntryParquet(struct{ io.Writer }{io.Discard}) // a pipe: it cannot be sought
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	write := func(rows int) {
		for i := range rows {
			if err := f.Entry(all[i%len(all)]); err != nil {
				t.Fatal(err)
			}
		}
	}
	write(rowGroup + rowGroup/2)
	early := heap()
	write(2 * rowGroup)
	if late := heap(); late > early+early/2+8<<20 {
		t.Errorf("memory grew from %d MB to %d MB", early>>20, late>>20)
	} else {
		t.Logf("%d MB, then %d MB", early>>20, late>>20)
	}
	if err := f.End(); err != nil {
		t.Fatal(err)
	}
}
