package quoth_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quoth"
	"quoth/news"
)

var english = sync.OnceValues(func() (*quoth.Extractor, error) {
	return quoth.NewExtractor(quoth.Language("en"), quoth.Workers(4))
})

func extractor(t *testing.T) *quoth.Extractor {
	t.Helper()
	e, err := english()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sample is an article that takes the longer the smaller n is, so that later
// ones are done first.
func sample(n int) news.Article {
	text := "“The bridge will stay open,” said Ana Reyes.\n"
	return news.Article{ID: fmt.Sprint(n), Text: strings.Repeat(text, 1+max(0, 8-n))}
}

func samples(n int) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for i := range n {
			if !yield(sample(i), nil) {
				return
			}
		}
	}
}

func TestAllKeepsTheOrder(t *testing.T) {
	const n = 40
	i := 0
	for a, err := range extractor(t).All(t.Context(), samples(n)) {
		if err != nil {
			t.Fatal(err)
		}
		if a.ID != fmt.Sprint(i) {
			t.Errorf("article %q came in place %d", a.ID, i)
		}
		if len(a.Statements) == 0 {
			t.Errorf("article %q has no statements", a.ID)
		}
		i++
	}
	if i != n {
		t.Errorf("%d articles came out, want %d", i, n)
	}
}

func TestAllPassesErrorsOnInTheirPlace(t *testing.T) {
	faulty := errors.New("faulty line")
	in := func(yield func(news.Article, error) bool) {
		for i := range 9 {
			if i%3 == 1 {
				if !yield(news.Article{}, faulty) {
					return
				}
			} else if !yield(sample(i), nil) {
				return
			}
		}
	}
	var got []string
	for a, err := range extractor(t).All(t.Context(), in) {
		switch {
		case errors.Is(err, faulty):
			got = append(got, "faulty")
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, a.ID)
		}
	}
	if want := []string{"0", "faulty", "2", "3", "faulty", "5", "6", "faulty", "8"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A reader that has seen enough stops the work, and so does its context, even
// where articles never end.
func TestAllStops(t *testing.T) {
	stopped := make(chan struct{}, 1)
	endless := func(yield func(news.Article, error) bool) {
		defer func() { stopped <- struct{}{} }()
		for i := 0; yield(sample(i), nil); i++ {
		}
	}
	wait := func() {
		t.Helper()
		select {
		case <-stopped:
		case <-time.After(time.Minute):
			t.Fatal("articles are still being read")
		}
	}

	t.Run("by break", func(t *testing.T) {
		n := 0
		for range extractor(t).All(t.Context(), endless) {
			if n++; n == 3 {
				break
			}
		}
		wait()
	})
	t.Run("by context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		for _, err := range extractor(t).All(ctx, endless) {
			if n++; n == 3 {
				cancel()
			}
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}
		cancel()
		wait()
	})
}

func TestExtractEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := extractor(t).Extract(ctx, sample(0)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// Many goroutines, each with All or Extract, find what one finds alone. The
// race detector looks on.
func TestExtractorServesSeveralGoroutines(t *testing.T) {
	e := extractor(t)
	want := make([]news.Article, 6)
	for i := range want {
		var err error
		if want[i], err = e.Extract(t.Context(), sample(i)); err != nil {
			t.Fatal(err)
		}
	}
	same := func(a news.Article, i int) {
		if !reflect.DeepEqual(a, want[i]) {
			t.Errorf("article %d: %v, alone %v", i, a.Statements, want[i].Statements)
		}
	}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			i := 0
			for a, err := range e.All(t.Context(), samples(len(want))) {
				if err != nil {
					t.Error(err)
				}
				same(a, i)
				i++
			}
		})
		all.Go(func() {
			for i := range want {
				a, err := e.Extract(t.Context(), sample(i))
				if err != nil {
					t.Error(err)
				}
				same(a, i)
			}
		})
	}
	all.Wait()
}

func TestTextInAnotherLanguageHasNoStatements(t *testing.T) {
	e, err := quoth.NewExtractor()
	if err != nil {
		t.Fatal(err)
	}
	a, err := e.Extract(t.Context(), news.Article{Text: "Die Brücke bleibt den ganzen Winter über offen, sagte die Hafenmeisterin am Freitag."})
	if err != nil || a.Language != "de" || len(a.Statements) > 0 {
		t.Errorf("got language %q, %d statements, %v", a.Language, len(a.Statements), err)
	}
}

func TestEvidenceIsThereWhereItWasAskedFor(t *testing.T) {
	e, err := quoth.NewExtractor(quoth.WithEvidence(), quoth.MinConfidence(0.01))
	if err != nil {
		t.Fatal(err)
	}
	for asked, e := range map[bool]*quoth.Extractor{true: e, false: extractor(t)} {
		a, err := e.Extract(t.Context(), sample(0))
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Statements) == 0 {
			t.Error("no statements")
		}
		for _, s := range a.Statements {
			if (s.Evidence != nil) != asked {
				t.Errorf("%s: evidence %v, asked for: %v", s.ID, s.Evidence, asked)
			}
		}
	}
}
