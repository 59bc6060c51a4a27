package invent

import (
	"math"
	"math/rand/v2"
	"strconv"
	"time"
)

// A press is one run through the articles of a world.
type press struct {
	*World
	rnd     *rand.Rand
	made    int         // articles
	written int         // articles, also those that nobody took
	sayings int         // ever made
	said    []uint32    // contents that each person and body has been given
	used    [][2]uint64 // prepared sayings that each person has said
	pairs   [][2]int    // of prepared sayings, shuffled
	turn    int         // the pair that is next
	page    []byte      // that the last article was written on
	line    []byte      // the same for a phrase
	scratch binding     // of the last piece
}

func newPress(w *World) *press {
	p := &press{World: w, rnd: rand.New(rand.NewPCG(w.seed, 2)), said: make([]uint32, len(w.people)+len(w.bodies)), used: make([][2]uint64, len(w.people))}
	for i := range w.lore.sayings {
		for j := range i {
			p.pairs = append(p.pairs, [2]int{i, j})
		}
	}
	p.rnd.Shuffle(len(p.pairs), func(i, j int) { p.pairs[i], p.pairs[j] = p.pairs[j], p.pairs[i] })
	return p
}

func (p *press) sayingID() string {
	p.sayings++
	return "S" + strconv.Itoa(p.sayings)
}

func (p *press) articleID() string {
	p.written++
	return "a" + strconv.Itoa(p.written)
}

// counted is how many contents the voice had before.
func (p *press) counted(v *voice) int {
	at := v.number
	switch {
	case v.body != nil:
		at += len(p.people)
	case v.person == nil: // nobody in particular
		return p.rnd.IntN(1 << 20)
	}
	p.said[at]++
	return int(p.said[at]) - 1
}

// unused is a pair of prepared sayings of which the person has said neither.
// Each pair is said once in a world, so that two sayings share a half at most;
// in large worlds the pairs run out, and there is none.
func (p *press) unused(person int) (pair [2]*rewording, ok bool) {
	said := &p.used[person]
	has := func(n int) bool { return said[n/64]&(1<<(n%64)) != 0 }
	for i := p.turn; i < min(p.turn+40, len(p.pairs)); i++ {
		a, b := p.pairs[i][0], p.pairs[i][1]
		if has(a) || has(b) {
			continue
		}
		said[a/64] |= 1 << (a % 64)
		said[b/64] |= 1 << (b % 64)
		p.pairs[i] = p.pairs[p.turn]
		p.turn++
		return [2]*rewording{&p.lore.sayings[a], &p.lore.sayings[b]}, true
	}
	return pair, false
}

var firstDay = time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)

// today moves through the years with the articles made; the last years have
// three times as many as the first ones.
func (p *press) today() time.Time {
	u := float64(p.made) / float64(p.size)
	t := (math.Sqrt(1+8*u) - 1) / 2
	return firstDay.AddDate(0, 0, int(t*(years*365-20)))
}
