package record_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"quoth/internal/record"
	"quoth/news"
)

var update = flag.Bool("update", false, "make the sample of today's format anew (only before it is released)")

// sample is a record of format 1. When a migration is added, this file stays,
// and one of the new format is put beside it.
const sample = "testdata/format-1.db"

// A record of every format that was released can be read.
func TestOldRecords(t *testing.T) {
	if *update {
		makeSample(t)
	}
	bytes, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	place := filepath.Join(t.TempDir(), "record.db")
	if err := os.WriteFile(place, bytes, 0o644); err != nil {
		t.Fatal(err)
	}
	r := open(t, place)
	if e := find(t, r, "by:reyes toll five"); len(e) != 1 || e[0].AlteredOf == "" || e[0].Version != 2 || e[0].Day != "2031-03-04" {
		t.Errorf("got %+v", e)
	}
	if e := find(t, r, `crews by:"piet olsen" mode:wants`); len(e) != 1 || !e[0].Corrected || e[0].Copies != 1 {
		t.Errorf("got %+v", e)
	} else if v, err := r.Variants(t.Context(), e[0].ID); err != nil || len(v) != 1 {
		t.Errorf("variants %+v, %v", v, err)
	}
	n := 0
	for range r.Corrections(t.Context(), "") {
		n++
	}
	for range r.Failures(t.Context()) {
		n++
	}
	if n != 2 {
		t.Errorf("%d corrections and failures", n)
	}
	if all, err := r.Speakers(t.Context(), "Reyes", 0); err != nil || len(all) != 1 || all[0].Name != "Ana Reyes" {
		t.Errorf("speakers %+v, %v", all, err)
	}
	for f, err := range r.Check(t.Context(), false) {
		t.Errorf("check: %+v, %v", f, err)
	}
	if got := add(t, r, these(told("https://courier.example/boat", "Harbour Courier", "2031-06-01", flooded))); got[0].Outcome != record.Added {
		t.Errorf("adding: %+v", got)
	}
}

func makeSample(t *testing.T) {
	t.Helper()
	r := open(t, filepath.Join(t.TempDir(), "record.db"))
	add(t, r, these(
		told("https://courier.example/toll", "Harbour Courier", "2031-03-04", toll, fares, flooded),
		told("https://post.example/toll", "Evening Post", "2031-03-05", toll, fares, flooded),
		told("https://courier.example/toll", "Harbour Courier", "2031-03-04", toll5, fares, flooded),
	))
	mode := news.Wants
	if _, err := r.Correct(t.Context(), news.Correction{Verb: news.Change, Statement: find(t, r, "crews")[0].ID, Set: news.Fields{Mode: &mode}, By: "M. Okafor", Reason: "he calls for it"}); err != nil {
		t.Fatal(err)
	}
	add(t, r, func(yield func(news.Article, error) bool) {
		yield(news.Article{ID: "old.txt"}, errors.New("no such file"))
	})
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(sample)
	if err := r.Backup(t.Context(), sample); err != nil {
		t.Fatal(err)
	}
}
