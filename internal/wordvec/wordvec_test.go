package wordvec_test

import (
	"testing"

	"quoth/internal/wordvec"
)

func TestNear(t *testing.T) {
	for _, c := range []struct {
		word, near, far string
	}{
		{"wall", "masonry", "vaccine"},
		{"laughed", "chuckled", "bridge"},
		{"prison", "jail", "harvest"},
		{"wages", "pay", "glacier"},
	} {
		w, near, far := wordvec.Find(c.word), wordvec.Find(c.near), wordvec.Find(c.far)
		if w.Near(near) < w.Near(far)+.2 {
			t.Errorf("%s is %.2f near to %s and %.2f to %s", c.word, w.Near(near), c.near, w.Near(far), c.far)
		}
		t.Logf("%s: %s %.2f, %s %.2f", c.word, c.near, w.Near(near), c.far, w.Near(far))
	}
	if unknown := wordvec.Find("bjorkerberg"); unknown.Near(wordvec.Find("wall")) != 0 || unknown.Weight() != 1 {
		t.Error("an unknown word is near to a known one, or weighs less than 1")
	}
	n := 0
	for text, w := range wordvec.All() {
		if n++; wordvec.Find(text) != w || w.Near(w) < .97 || w.Near(w) > 1.03 {
			t.Fatalf("%s: %d, %.2f near to itself", text, w, w.Near(w))
		}
	}
	if n < 20000 {
		t.Errorf("%d words", n)
	}
}

func BenchmarkNear(b *testing.B) {
	v, w := wordvec.Find("wall"), wordvec.Find("masonry")
	for b.Loop() {
		v.Near(w)
	}
}
