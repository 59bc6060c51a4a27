package invent

import (
	"math/rand/v2"
	"strconv"
	"time"

	"quoth/news"
)

// A story is one event with its cast, of which several outlets may write.
type story struct {
	*press
	rnd      *rand.Rand
	subject  *subject
	land     int
	day      time.Time
	towns    [3]string
	firms    [2]string
	coins    [2]string
	streets  [3]string
	ship     string
	made     string // a place: "saltworks"
	bill     string
	currency string
	cast     []*voice
	acts     map[[2]int]bool // who does what, by numbers of pieces
}

// A voice is somebody who speaks in a story.
type voice struct {
	person *person
	body   *body
	number int    // in the world
	truth  string // "" for those without an identity
}

func (v *voice) they() *[3]string {
	if v.person != nil {
		return v.person.they()
	}
	return &pronouns[0]
}

// story invents an event and has it written up.
func (p *press) story() []Article {
	s := &story{press: p, rnd: p.rnd, day: p.today(), acts: map[[2]int]bool{}}
	lead := zipf(p.rnd, len(p.people), 10)
	who := &p.people[lead]
	s.subject, s.land = &p.lore.subjects[who.subject], who.land
	s.setScene(who)
	s.addPerson(lead)
	for range p.rnd.IntN(5) {
		peers := p.peers[who.subject]
		s.addPerson(peers[zipf(p.rnd, len(peers), 5)])
	}
	if p.rnd.IntN(5) < 3 {
		s.addBody()
	}

	var shared []*saying
	reports := 1
	if p.rnd.IntN(10) < 3 {
		reports = 2 + zipf(p.rnd, 7, 2)
		for range 1 + p.rnd.IntN(4) {
			x := s.say(pick(p.rnd, s.cast), p.rnd.IntN(3) == 0)
			x.shared = true
			shared = append(shared, x)
		}
	}
	outlets := s.outlets(reports)
	var out []Article
	for i := 0; i < reports; i++ {
		c := s.write(outlets[i], shared)
		out = append(out, c.article)
		if i == 0 && outlets[0].agency {
			for reports > i+1 && p.rnd.IntN(4) > 0 {
				i++
				out = append(out, c.copy(outlets[i]))
			}
		}
		if p.rnd.IntN(90) == 0 {
			if later, ok := c.revise(); ok {
				out = append(out, later)
			}
		}
	}
	return out
}

func (s *story) setScene(who *person) {
	r := s.rnd
	for i := range s.towns {
		s.towns[i] = s.World.towns[s.land][zipf(r, len(s.World.towns[s.land]), 12)]
	}
	if r.IntN(2) == 0 {
		s.towns[0] = who.town
	}
	for i := range s.firms {
		s.firms[i] = s.bodies[s.World.firms[zipf(r, len(s.World.firms), 10)]].names[1]
	}
	for i := range s.coins {
		s.coins[i] = s.coin(r, 1+r.IntN(2))
	}
	for i := range s.streets {
		s.streets[i] = pick(r, s.lore.cultures[s.lore.lands[s.land].culture].starts) + pick(r, []string{"er", "al", "in", "en", "or"}) + " " + pick(r, s.lore.words["streets"])
	}
	s.ship = pick(r, s.lore.words["ships"]) + " " + pick(r, s.lore.words["vessels"])
	s.made = s.lore.made(r)
	s.bill = pick(r, s.lore.words["bills"]) + " Act"
	s.currency = pick(r, currencies)
}

// addPerson leaves out those whose names could be mixed up within the story.
func (s *story) addPerson(n int) {
	p := &s.people[n]
	for _, v := range s.cast {
		if v.person != nil && (v.person.family == p.family || v.person.given == p.given) {
			return
		}
	}
	s.cast = append(s.cast, &voice{person: p, number: n, truth: p.id})
}

// addBody takes one of the country half of the time.
func (s *story) addBody() {
	from := s.locals[len(s.lore.lands)]
	if s.rnd.IntN(2) == 0 {
		from = s.locals[s.land]
	}
	n := from[zipf(s.rnd, len(from), 6)]
	s.cast = append(s.cast, &voice{body: &s.bodies[n], number: n, truth: s.bodies[n].id})
}

// outlets are different ones, most of them of the country; agencies come first.
func (s *story) outlets(n int) []*outlet {
	taken := map[int]bool{}
	var out []*outlet
	for tries := 0; len(out) < n; tries++ {
		i := s.rnd.IntN(len(s.World.outlets))
		o := &s.World.outlets[i]
		if len(out) == 0 && n > 1 && tries == 0 && s.rnd.IntN(2) == 0 {
			i = s.rnd.IntN(len(s.lore.words["agencies"]))
			o = &s.World.outlets[i]
		}
		if taken[i] || tries < 200 && o.land != s.land && !o.agency && s.rnd.IntN(10) > 0 {
			continue
		}
		taken[i] = true
		out = append(out, o)
	}
	return out
}

// write has an outlet report the story: some of what others have, too, and
// some of its own.
func (s *story) write(o *outlet, shared []*saying) *composer {
	c := newComposer(s, o)
	want := min(2+int(s.rnd.ExpFloat64()*10), 24)
	c.article.Statements = make([]news.Statement, 0, want+2)
	c.article.Truth.Statements = make([]Telling, 0, want+2)
	tell := make([]*saying, 0, want)
	for _, x := range shared {
		if len(tell) < want && s.rnd.IntN(5) < 4 {
			tell = append(tell, x)
		}
	}
	for left := want - len(tell); left > 0; left-- {
		x := s.own()
		if tell = append(tell, x); x.nested { // and who passes it on
			left--
		}
	}
	s.rnd.Shuffle(len(tell), func(i, j int) { tell[i], tell[j] = tell[j], tell[i] })
	c.lead(s.subject.leads)
	for i := 0; i < len(tell); {
		c.paragraph()
		for range 1 + s.rnd.IntN(3) {
			if i == len(tell) {
				break
			}
			if s.rnd.IntN(5) < 2 {
				c.scene()
			}
			c.tell(tell[i])
			i++
		}
	}
	if s.rnd.IntN(3) > 0 {
		c.paragraph()
		c.scene()
		c.scene()
	}
	c.finish()
	return c
}

// own is a saying that only one article has.
func (s *story) own() *saying {
	v := pick(s.rnd, s.cast)
	switch k := s.rnd.IntN(100); {
	case k < 8:
		x := s.say(&voice{number: s.rnd.IntN(1000)}, false) // a passer-by or a document
		return x
	case k < 12:
		x := &saying{id: s.sayingID(), voice: v, to: true}
		x.wordings = []wording{{phrase: s.wish(v)}}
		return x
	case k < 15:
		x := s.say(v, false)
		x.nested = true
		return x
	}
	return s.say(v, s.rnd.IntN(80) == 0)
}

func day(t time.Time) string {
	y, m, d := t.Date()
	b := make([]byte, 0, 10)
	b = strconv.AppendInt(b, int64(y), 10)
	b = append(b, '-', byte('0'+int(m)/10), byte('0'+int(m)%10), '-', byte('0'+d/10), byte('0'+d%10))
	return string(b)
}
