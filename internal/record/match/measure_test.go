package match

import (
	"flag"
	"fmt"
	"testing"

	"quoth/news"
)

// A tally counts pairs of one relation.
type tally struct{ found, right, known int }

func (c tally) precision() float64 { return float64(c.right) / float64(max(c.found, 1)) }
func (c tally) recall() float64    { return float64(c.right) / float64(max(c.known, 1)) }

// measure finds the variants of every statement in a record, and counts pairs
// of which relation and statements are right. unseen counts the paraphrases
// of unseen.txt.
func measure(all []made, wrong func(a, b *made, v Verdict)) (by map[news.Relation]*tally, unseen, found tally) {
	x := NewIndex()
	by = map[news.Relation]*tally{news.WordForWord: {}, news.Shortened: {}, news.Altered: {}, news.Paraphrased: {}}
	for _, s := range all {
		x.Add(s.Statement)
		if s.original >= 0 {
			by[s.relation].known++
			found.known++
			if s.unseen {
				unseen.known++
			}
		}
	}
	for i := range all {
		seen := false
		for _, v := range x.Variants(&all[i].Statement) {
			if v.Statement > i {
				continue // each pair once, as when statements come one by one
			}
			c := by[v.Verdict.Relation]
			c.found++
			pair := v.Statement == all[i].original || all[v.Statement].original == i
			if pair {
				seen = true
			}
			if pair && (v.Verdict.Relation == all[i].relation) {
				c.right++
				if all[i].unseen {
					unseen.right++
				}
			} else if wrong != nil {
				wrong(&all[v.Statement], &all[i], v.Verdict)
			}
		}
		if seen {
			found.right++
		} else if wrong != nil && all[i].original >= 0 {
			o := &all[all[i].original]
			wrong(o, &all[i], Verdict{Relation: "MISSED"})
		}
	}
	return by, unseen, found
}

var (
	seed  = flag.Uint64("seed", 1, "of the generated record")
	wrong = flag.Bool("wrong", false, "print every pair that is wrong")
)

// go test -run Targets -v ./internal/record/match
func TestTargets(t *testing.T) {
	n := 4000
	if testing.Short() {
		n = 1000
	}
	all := record(t, *seed, n)
	var show func(a, b *made, v Verdict)
	if *wrong {
		show = func(a, b *made, v Verdict) {
			score, shared := gistScore(a.Wording, b.Wording, nil)
			fmt.Printf("%s %.2f (gist %.2f, %d), truth %q, speakers %s\n\t%s\n\t%s\n", v.Relation, v.Score, score, shared, b.relation, a.Speaker.Compare(b.Speaker), a.content, b.content)
		}
	}
	by, unseen, found := measure(all, show)
	for _, r := range []news.Relation{news.WordForWord, news.Shortened, news.Altered, news.Paraphrased} {
		c := by[r]
		t.Logf("%-12s precision %.3f recall %.3f (%d found, %d right, %d known)", r, c.precision(), c.recall(), c.found, c.right, c.known)
		least := .9
		if r == news.Paraphrased {
			least = .6
		}
		if c.precision() < .95 || c.recall() < least {
			t.Errorf("%s: precision %.3f, want .95; recall %.3f, want %.2f", r, c.precision(), c.recall(), least)
		}
	}
	t.Logf("paraphrases of unseen.txt: recall %.3f of %d", unseen.recall(), unseen.known)
	t.Logf("as any relation: recall %.3f of %d; %d statements in all", found.recall(), found.known, len(all))
}
