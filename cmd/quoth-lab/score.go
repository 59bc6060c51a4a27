package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// A tally counts hits, predictions and gold items of one figure.
type tally struct{ hit, predicted, gold int }

// share is n of all, 0 of none.
func share(n, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// scores are the figures of a set of articles: tallies in the order in which
// they were first counted, and shares of what is right.
type scores struct {
	names  []string
	of     map[string]*tally
	shares map[string]*[2]int // right, all
}

func (s *scores) add(name string, hit, predicted, gold int) {
	if s.of == nil {
		s.of = map[string]*tally{}
	}
	t := s.of[name]
	if t == nil {
		t = &tally{}
		s.of[name] = t
		s.names = append(s.names, name)
	}
	t.hit += hit
	t.predicted += predicted
	t.gold += gold
}

// note counts one case of a share.
func (s *scores) note(name string, right bool) {
	if s.shares == nil {
		s.shares = map[string]*[2]int{}
	}
	n := s.shares[name]
	if n == nil {
		n = &[2]int{}
		s.shares[name] = n
	}
	if right {
		n[0]++
	}
	n[1]++
}

// print leaves out figures of what was not labelled.
func (s *scores) print(w io.Writer) {
	for _, name := range s.names {
		t := s.of[name]
		if t.gold == 0 {
			continue
		}
		p, r := share(t.hit, t.predicted), share(t.hit, t.gold)
		f1 := 0.0
		if t.hit > 0 {
			f1 = 2 * p * r / (p + r)
		}
		fmt.Fprintf(w, "%-16s P %.3f R %.3f F1 %.3f   (%d of %d predicted, %d gold)\n", name, p, r, f1, t.hit, t.predicted, t.gold)
	}
	for _, name := range slices.Sorted(maps.Keys(s.shares)) {
		n := s.shares[name]
		fmt.Fprintf(w, "%-45s %.3f   (%d of %d)\n", name, share(n[0], n[1]), n[0], n[1])
	}
}
