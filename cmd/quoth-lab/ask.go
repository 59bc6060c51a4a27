package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"quoth"
	"quoth/news"
	"quoth/query"
)

// ask measures how fast a record answers: questions made of what is in it, so
// that each has an answer.
//
// In: a record. Out: of each kind of question the median and the 95th
// percentile, in milliseconds, of the first page (20 statements).
func ask(args []string) error {
	flags := flag.NewFlagSet("ask", flag.ExitOnError)
	place := flags.String("record", "", "the record to ask, a `file` or an address")
	n := flags.Int("n", 200, "how many questions of each kind")
	seed := flags.Uint64("seed", 1, "which questions")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *place == "" {
		return errors.New("ask: name a record: -record FILE")
	}
	ctx := context.Background()
	r, err := quoth.OpenExisting(ctx, *place)
	if err != nil {
		return err
	}
	defer r.Close()
	stats, err := r.Stats(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%d statements of %d articles; %d bytes, %.0f a statement\n", stats.Statements, stats.Articles, stats.Bytes, float64(stats.Bytes)/float64(max(stats.Statements, 1)))
	samples, err := chosen(ctx, r, stats, *n, rand.New(rand.NewPCG(*seed, 0)))
	if err != nil {
		return err
	}
	for _, kind := range []struct {
		name string
		ask  func(s news.Entry) error
	}{
		{"search: two words, by a speaker", func(s news.Entry) error {
			return firstPage(ctx, r, strings.Join(longWords(s), " ")+" by:"+strconv.Quote(s.Speaker.Name))
		}},
		{"search: one word, by a speaker", func(s news.Entry) error {
			return firstPage(ctx, r, longWords(s)[0]+" by:"+strconv.Quote(s.Speaker.Name))
		}},
		{"search: two words", func(s news.Entry) error { return firstPage(ctx, r, strings.Join(longWords(s), " ")) }},
		{"search: two words, newest first", func(s news.Entry) error {
			return firstPage(ctx, r, strings.Join(longWords(s), " ")+" sort:newest")
		}},
		{"search: by a speaker, in a year", func(s news.Entry) error {
			return firstPage(ctx, r, "by:"+strconv.Quote(s.Speaker.Name)+" from:"+s.Day[:4]+" to:"+s.Day[:4])
		}},
		{"who", func(s news.Entry) error { _, err := r.Speaker(ctx, s.Speaker.ID); return err }},
		{"same", func(s news.Entry) error { _, err := r.Variants(ctx, s.ID); return err }},
		{"timeline: one word", func(s news.Entry) error {
			q, err := query.Parse(longWords(s)[0])
			if err == nil {
				_, err = r.Timeline(ctx, q, "")
			}
			return err
		}},
	} {
		var took []time.Duration
		for _, s := range samples {
			began := time.Now()
			if err := kind.ask(s); err != nil {
				return fmt.Errorf("%s: %w", kind.name, err)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		at := func(share float64) float64 {
			return float64(took[min(len(took)-1, int(share*float64(len(took))))].Microseconds()) / 1000
		}
		fmt.Printf("%-34s p50 %7.1f ms   p95 %7.1f ms   most %7.1f ms\n", kind.name, at(.5), at(.95), at(1))
	}
	return nil
}

func firstPage(ctx context.Context, r *quoth.Record, text string) error {
	q, err := query.Parse(text)
	if err != nil {
		return err
	}
	const page = 20
	n := 0
	for _, err := range r.Search(ctx, q, quoth.SearchOptions{Limit: page}) {
		if err != nil {
			return err
		}
		n++
	}
	if n == 0 {
		return fmt.Errorf("%s finds nothing, though it was made of a statement", text)
	}
	return nil
}

// chosen takes statements of named speakers from days at random.
func chosen(ctx context.Context, r *quoth.Record, stats news.Stats, n int, rng *rand.Rand) ([]news.Entry, error) {
	first, err := time.Parse(time.DateOnly, stats.First)
	if err != nil {
		return nil, errors.New("ask: the record has no dated statements")
	}
	last, err := time.Parse(time.DateOnly, stats.Last)
	if err != nil {
		return nil, err
	}
	days := int(last.Sub(first).Hours()/24) + 1
	var out []news.Entry
	for tries := 0; len(out) < n; tries++ {
		if tries > 20*n {
			return nil, errors.New("ask: the record has too few statements by people with names")
		}
		day := first.AddDate(0, 0, rng.IntN(days)).Format(time.DateOnly)
		q, err := query.Parse("kind:person from:" + day + " to:" + day)
		if err != nil {
			return nil, err
		}
		for e, err := range r.Search(ctx, q, quoth.SearchOptions{Limit: 1, Skip: rng.IntN(20)}) {
			if err != nil {
				return nil, err
			}
			if e.Speaker != nil && e.Speaker.ID != "" && e.Speaker.Name != "" && len(longWords(e)) == 2 && e.Day != "" {
				out = append(out, e)
			}
		}
	}
	return out, nil
}

// longWords are two words of a statement that somebody might look for.
func longWords(e news.Entry) []string {
	const long = 5
	var out []string
	for _, w := range query.Words(e.Content.Text(e.Article.Text)) {
		if utf8.RuneCountInString(w) >= long && !slices.Contains(out, w) && len(out) < 2 {
			out = append(out, w)
		}
	}
	return out
}
