package match

import (
	"testing"

	"quoth/internal/lexicon"
)

// Words of two groups, or a group's first word and a word of another group,
// must not have one stem.
func TestMeaningsDoNotMeet(t *testing.T) {
	heads := map[string]string{}
	for word, head := range lexicon.Meanings {
		for _, w := range []string{word, head} {
			s := stem(w)
			if other, ok := heads[s]; ok && other != stem(head) {
				t.Errorf("%s has the stem %q, which is in the groups %s and %s", w, s, other, stem(head))
			}
			heads[s] = stem(head)
		}
	}
}

func TestStems(t *testing.T) {
	for _, same := range [][]string{
		{"close", "closes", "closed", "closing"},
		{"plan", "plans", "planned", "planning"},
		{"supply", "supplies", "supplied"},
		{"fall", "falls", "fell", "fallen", "falling"},
		{"construct", "construction", "constructed"},
		{"pay", "paid", "payment", "payments"},
		{"organise", "organisation", "organized"},
		{"child", "children"},
	} {
		for _, w := range same {
			if stem(w) != stem(same[0]) {
				t.Errorf("%s: %q, but %s: %q", w, stem(w), same[0], stem(same[0]))
			}
		}
	}
	for _, apart := range [][2]string{{"station", "state"}, {"number", "numb"}, {"bus", "bu"}, {"red", "ring"}} {
		if stem(apart[0]) == stem(apart[1]) {
			t.Errorf("%s and %s: %q", apart[0], apart[1], stem(apart[0]))
		}
	}
}
