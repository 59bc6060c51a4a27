package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"

	"quoth/internal/encoder"
	"quoth/internal/extract"
	"quoth/internal/extract/date"
	"quoth/internal/extract/token"
	"quoth/models"
	"quoth/news"
)

// dates is how training sees the dates that a statement might be of, as
// prediction does.
//
// In: articles with their statements, as JSON Lines. Out: a line each,
// {"dates": [vector, …], "statements": [{"anchor": vector, "candidates":
// [{"expression", "span", "day", "features"}]}]}; spans in Unicode code points.
func dates([]string) error {
	m, err := encoder.Load(models.English())
	if err != nil {
		return err
	}
	w := m.NewWorker()
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	buffer := bufio.NewWriter(os.Stdout)
	out := json.NewEncoder(buffer)
	for {
		var a news.Article
		if err := in.Decode(&a); errors.Is(err, io.EOF) {
			return buffer.Flush()
		} else if err != nil {
			return err
		}
		if err := out.Encode(datesOf(m, w, a)); err != nil {
			return err
		}
	}
}

type datedArticle struct {
	Dates      [][]float64      `json:"dates"`
	Statements []datedStatement `json:"statements"`
}

type datedStatement struct {
	Anchor     []float64       `json:"anchor"`
	Candidates []dateCandidate `json:"candidates"`
}

type dateCandidate struct {
	Expression int       `json:"expression"`
	Span       [2]int    `json:"span"`
	Day        string    `json:"day"`
	Features   []float32 `json:"features"`
}

func datesOf(m *encoder.Model, w *encoder.Worker, a news.Article) datedArticle {
	marks, all := token.Find(a.Text), date.Find(a.Text)
	pieces, reading := extract.Read(m, w, a.Text, marks)
	day, known := date.Reference(a.Published, a.Text)
	out := datedArticle{Dates: make([][]float64, len(all)), Statements: make([]datedStatement, len(a.Statements))}
	vector := func(at int) []float64 {
		v := reading.Vector(encoder.RunOf(pieces, news.Span{Start: at, End: at + 1}).First)
		short := make([]float64, len(v))
		for i, x := range v {
			short[i] = math.Round(1e4*float64(x)) / 1e4
		}
		return short
	}
	for i, e := range all {
		out.Dates[i] = vector(e.Span.Start)
	}
	points := func(at int) int { return len([]rune(a.Text[:at])) }
	for i, candidates := range date.Candidates(a.Text, marks, all, day, known, a.Statements) {
		s := datedStatement{Candidates: []dateCandidate{}}
		if len(candidates) > 0 {
			s.Anchor = vector(date.Anchor(a.Statements[i]))
		}
		for _, c := range candidates {
			span := all[c.Expression].Span
			s.Candidates = append(s.Candidates, dateCandidate{c.Expression, [2]int{points(span.Start), points(span.End)}, c.Day, c.Features})
		}
		out.Statements[i] = s
	}
	return out
}
