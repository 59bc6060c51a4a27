package record_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"quoth/internal/record"
	"quoth/news"
	"quoth/query"
)

// strangeTexts adds articles that a person would not write, and asks so.
func strangeTexts(t *testing.T, fresh func() *record.Record) {
	r := fresh()
	rng := rand.New(rand.NewPCG(7, 7))
	long := make([]byte, 9000) // too long for an index of PostgreSQL
	for i := range long {
		long[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[rng.IntN(36)]
	}
	name := told("https://courier.example/name", "Harbour Courier", "2031-03-04", toll)
	name.Speakers[0].Name = string(long)
	role := told("https://courier.example/role", "Harbour Courier", "2031-03-04", toll)
	role.Speakers[0].Role = "mayor\x00 \xff of " + string(long)
	nul := told("https://courier.example/nul", "Harbour Courier", "2031-03-04", toll)
	nul.Speakers[0].Name = "Ana\x00 Reyes\xff"
	figure := told("https://courier.example/figure", "Harbour Courier", "2031-03-04", toll)
	figure.Statements[0].Figures = []news.Figure{{Text: "four\x00", Low: "4", High: "4", Unit: "crowns\xff\x00"}, {Text: "1e999", Low: "1" + strings.Repeat("0", 400), Unit: "100%_"}}
	date := told("https://courier.example/date", "Harbour Courier", "2031-13-45", toll)
	date.Statements[0].SaidOn = &news.SaidOn{Text: "on\x00 Monday", Date: "2031-02-3\x00"}
	words := told("https://courier.example/words", "Harbour Courier", "2031-03-04", "Ana Reyes | mayor | "+strings.Repeat("' \\ : & | ! <-> * \" ", 20)+strings.Repeat("no ", 17000)+"never again")
	var book strings.Builder
	for i := range 14_000 { // more than PostgreSQL keeps of one text
		fmt.Fprintf(&book, "%080d ", i)
	}
	all := []news.Article{
		told("https://courier.example/book", "Harbour Courier", "2031-03-04", "Ana Reyes | mayor | "+book.String()),
		told("https://courier.example/"+string(long), "Harbour Courier", "2031-03-04", toll),
		told("https://courier.example/outlet", string(long), "2031-03-04", toll),
		told("https://courier.example/quotes", "Harbour 'Courier' \\", "2031-03-04", "Ana 'Anna' O'Reyes\\ | mayor | It's a \\ back'slash"),
		name, role, nul, figure, date, words,
	}
	for i, a := range all {
		for got, err := range r.Add(t.Context(), these(a), record.Reading{}) {
			if err != nil || got.Outcome != record.Added {
				t.Errorf("article %d: %s, %.300v", i, got.Outcome, err)
			}
		}
	}
	for _, err := range r.Add(t.Context(), func(yield func(news.Article, error) bool) {
		yield(news.Article{ID: "é" + string(long)}, errors.New("x"+strings.Repeat("é", 2000))) // cut inside a letter
	}, record.Reading{}) {
		if err != nil {
			t.Errorf("a long failure: %v", err)
		}
	}
	for _, text := range []string{"unit:100", "figure:>5", `by:"o'reyes"`, `"back'slash"`, `outlet:"harbour 'courier' \\"`, `"\\"`, "reyes", "by:" + string(long), "toll*"} {
		q, err := query.Parse(text)
		if err != nil {
			continue
		}
		if _, err := r.Count(t.Context(), q); err != nil {
			t.Errorf("%.30s: %v", text, err)
		}
	}
	for _, id := range []string{"abc\x00", "\xff", "' OR 1=1", string(long)} {
		if _, err := r.Article(t.Context(), id); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("article %.20q: %v", id, err)
		}
		if _, err := r.Statement(t.Context(), id); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("statement %.20q: %v", id, err)
		}
		if _, err := r.Speaker(t.Context(), id); !errors.Is(err, record.ErrNotFound) {
			t.Errorf("speaker %.20q: %v", id, err)
		}
		if err := r.Forget(t.Context(), id); err != nil {
			t.Errorf("forgetting %.20q: %v", id, err)
		}
	}
}
