package record_test

import (
	"slices"
	"sync"
	"testing"

	"quoth/internal/record"
	"quoth/news"
)

// Two programs that add the same articles at the same time write each once.
func TestTwoPrograms(t *testing.T) {
	for _, db := range databases {
		t.Run(db.name, func(t *testing.T) {
			t.Parallel()
			var articles []news.Article
			for a := range invented(8, 20) {
				articles = append(articles, a)
			}
			place := db.place(t)
			programs := []*record.Record{open(t, place), open(t, place)}
			var added [2]int
			var busy sync.WaitGroup
			for i, r := range programs {
				busy.Go(func() {
					for few := range slices.Chunk(articles, 3) { // a transaction each
						for a, err := range r.Add(t.Context(), these(few...), record.Reading{}) {
							if err != nil {
								t.Error(err)
							}
							if a.Outcome == record.Added || a.Outcome == record.Changed {
								added[i]++
							}
						}
					}
				})
			}
			busy.Wait()
			if added[0]+added[1] != len(articles) {
				t.Errorf("%d and %d added of %d", added[0], added[1], len(articles))
			}
			for f, err := range programs[0].Check(t.Context(), false) {
				t.Errorf("check: %+v, %v", f, err)
			}
		})
	}
}
