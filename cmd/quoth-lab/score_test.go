package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The expected figures are those of another scorer, written in Python by the
// people who made the labels' guide: two programs, one definition.
func TestScoresAgreeWithTheOtherScorer(t *testing.T) {
	set, err := readWikinews("testdata/scores", "labels-dev")
	if err != nil {
		t.Fatal(err)
	}
	read, err := readPredictions("testdata/scores/predictions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/scores/expected.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	set.print(&out, read)
	heading, got, _ := strings.Cut(out.String(), "\n")
	if heading != "scores labels-dev: 3 articles" {
		t.Errorf("heading %q", heading)
	}
	if got = strings.TrimSpace(got); got != strings.TrimSpace(string(want)) {
		t.Errorf("got\n%s\n\nwant\n%s", got, want)
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Zoe Brandao", "Zoë Brandão", true},
		{"Ms. Brandão", "Zoë Brandão", true},
		{"Zoë", "Zoë Brandão", false},
		{"Prime Minister Ada van Dijk's", "Ada van Dijk", true},
		{"Ada Dijk", "Bea Dijk", false},
		{"", "Ada", false},
		{"王秀英", "王秀英", false}, // no Latin letters: nothing to compare
	} {
		if got := sameName(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
