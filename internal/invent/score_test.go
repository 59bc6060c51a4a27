package invent

import (
	"maps"
	"slices"
	"testing"

	"quoth/news"
)

func TestScoreIdentities(t *testing.T) {
	tests := []struct {
		name  string
		found map[string]string // "Reyes in a1 is P1" → identity
		want  Score
	}{
		{"nobody", nil, Score{}},
		{"all right", map[string]string{"1 P1": "x", "2 P1": "x", "3 P2": "y"}, Score{1, 1, 1}},
		{"two swimmers of one name merged", map[string]string{"1 P1": "x", "2 P1": "x", "3 P2": "x"}, Score{1, 3, 1}},
		{"a mayor split after the election", map[string]string{"1 P1": "x", "2 P1": "x", "3 P1": "y", "4 P1": "y"}, Score{2, 2, 6}},
	}
	for _, c := range tests {
		got := ScoreIdentities(func(yield func(string, string) bool) {
			for key, id := range c.found {
				if !yield(id, key[2:]) {
					return
				}
			}
		})
		if got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if s := (Score{}); s.Precision() != 1 || s.Recall() != 1 {
		t.Error("nothing found of nothing is no fault")
	}
}

func TestRelate(t *testing.T) {
	first := Telling{Saying: "S1", Wording: 0}
	tests := []struct {
		a, b Telling
		want news.Relation
	}{
		{first, Telling{Saying: "S2", Wording: 0}, news.Different},
		{first, Telling{Saying: "S1", Relation: news.WordForWord, Wording: 0}, news.WordForWord},
		{first, Telling{Saying: "S1", Relation: news.Shortened, Wording: 1}, news.Shortened},
		{Telling{Saying: "S1", Relation: news.Shortened, Wording: 1}, Telling{Saying: "S1", Relation: news.Shortened, Wording: 1}, news.WordForWord},
		{Telling{Saying: "S1", Relation: news.Shortened, Wording: 1}, Telling{Saying: "S1", Relation: news.Shortened, Wording: 2}, news.Altered},
		{Telling{Saying: "S1", Relation: news.Altered, Wording: 1}, first, news.Altered},
		{Telling{Saying: "S1", Relation: news.Altered, Wording: 1}, Telling{Saying: "S1", Relation: news.Paraphrased, Wording: 2}, news.Paraphrased},
		{Telling{Saying: "S1", Relation: news.Paraphrased, Wording: 1}, Telling{Saying: "S1", Relation: news.Paraphrased, Wording: 2}, news.Paraphrased},
	}
	for _, c := range tests {
		if got := Relate(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %s, want %s", c.a, c.b, got, c.want)
		}
		if got := Relate(c.b, c.a); got != c.want {
			t.Errorf("%v and %v: %s, want %s", c.b, c.a, got, c.want)
		}
	}
}

func TestScoreVariants(t *testing.T) {
	reports := []Report{
		{"a1", Telling{Saying: "S1", Wording: 0}, 1},
		{"a2", Telling{Saying: "S1", Relation: news.WordForWord, Wording: 0}, 1},
		{"a3", Telling{Saying: "S1", Relation: news.Paraphrased, Wording: 1}, 2},
		{"a4", Telling{Saying: "S2", Wording: 0}, 1}, // the words of S1 by chance
		{"a5", Telling{Saying: "S3", Wording: 0}, 3},
		{"a5", Telling{Saying: "S3", Relation: news.Altered, Wording: 1}, 4}, // a later version of a5
	}
	found := []Pair{
		{0, 1, news.WordForWord},
		{0, 2, news.Altered},     // a variant, but not that kind
		{0, 3, news.WordForWord}, // by chance
		{3, 4, news.Altered},     // wrong
		{4, 5, news.Altered},     // one article
	}
	got := ScoreVariants(reports, slices.Values(found))
	want := map[news.Relation]VariantScore{
		news.WordForWord: {Found: 1, Right: 1, Exactly: 1, There: 1},
		news.Shortened:   {},
		news.Altered:     {Found: 3, Right: 1},
		news.Paraphrased: {There: 2, Missed: 1},
	}
	for r, w := range want {
		if *got.By[r] != w {
			t.Errorf("%s: %+v, want %+v", r, *got.By[r], w)
		}
	}
	if got.Chance != 1 || len(slices.Collect(maps.Keys(got.By))) != len(want) {
		t.Errorf("%+v", got)
	}
}
