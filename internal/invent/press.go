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
	turn    int         // the prepared saying that is next
	order   []int       // of the prepared sayings
}

func newPress(w *World) *press {
	p := &press{World: w, rnd: rand.New(rand.NewPCG(w.seed, 2)), said: make([]uint32, len(w.people)+len(w.bodies)), used: make([][2]uint64, len(w.people))}
	p.order = p.rnd.Perm(len(w.lore.sayings))
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

// unused is the next prepared saying that the person has not said. They take
// turns, so that two people seldom say alike within weeks.
func (p *press) unused(person int) *rewording {
	for range 8 {
		at := p.order[p.turn%len(p.order)]
		p.turn++
		if u := &p.used[person][at/64%2]; *u&(1<<(at%64)) == 0 {
			*u |= 1 << (at % 64)
			return &p.lore.sayings[at]
		}
	}
	return nil
}

var firstDay = time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)

// today moves through the years with the articles made; the last years have
// three times as many as the first ones.
func (p *press) today() time.Time {
	u := float64(p.made) / float64(p.size)
	t := (math.Sqrt(1+8*u) - 1) / 2
	return firstDay.AddDate(0, 0, int(t*(years*365-20)))
}
