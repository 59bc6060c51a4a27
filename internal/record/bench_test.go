package record_test

import (
	"iter"
	"path/filepath"
	"testing"

	"quoth/internal/invent"
	"quoth/internal/record"
	"quoth/news"
)

// invented are the articles of a made-up world, with their statements.
func invented(seed uint64, n int) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for a := range invent.New(seed, n).Articles() {
			if !yield(a.Article, nil) {
				return
			}
		}
	}
}

// A statement costs some 1 ms, of which half is spent on looking for variants.
func BenchmarkImport(b *testing.B) {
	statements := 0
	for b.Loop() {
		r, err := record.Open(b.Context(), filepath.Join(b.TempDir(), "record.db"), record.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for a, err := range r.Add(b.Context(), invented(1, 1000), record.Reading{}) {
			if err != nil {
				b.Fatal(err)
			}
			statements += a.Statements
		}
		r.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(statements), "µs/statement")
}
