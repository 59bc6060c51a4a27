package invent

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// The years of which articles tell.
const (
	firstYear = 2019
	years     = 12
)

// A person has a name, a career and a subject on which the press asks her.
type person struct {
	id                    string
	given, middle, family string
	culture               string
	woman                 bool
	land                  int
	subject               int
	town, firm            string
	career                []stage
}

// A stage is an office with the years in which it is held.
type stage struct {
	job      *job
	from, to int
}

var pronouns = [2][3]string{{"he", "his", "him"}, {"she", "her", "her"}}

func (p *person) they() *[3]string {
	if p.woman {
		return &pronouns[1]
	}
	return &pronouns[0]
}

// populate makes one person for every four articles and a few more. One in
// sixty bears the name of another one, in another place and trade.
func (w *World) populate(r *rand.Rand) {
	n := w.size/4 + 60
	w.people = make([]person, n)
	for i := range w.people {
		p := &w.people[i]
		*p = w.person(r)
		p.id = "P" + strconv.Itoa(i)
		if i > 20 && r.IntN(60) == 0 {
			q := &w.people[r.IntN(i)]
			p.given, p.family, p.culture, p.woman, p.middle = q.given, q.family, q.culture, q.woman, ""
			for p.subject == q.subject || p.land == q.land {
				p.subject, p.land = r.IntN(len(w.lore.subjects)), r.IntN(len(w.lore.lands))
			}
			w.settle(r, p)
		}
		w.peers[p.subject] = append(w.peers[p.subject], i)
	}
}

func (w *World) person(r *rand.Rand) person {
	p := person{woman: r.IntN(5) < 2, land: zipf(r, len(w.lore.lands), 5), subject: r.IntN(len(w.lore.subjects))}
	p.culture = w.lore.lands[p.land].culture
	if r.IntN(8) == 0 { // from elsewhere
		p.culture = w.lore.lands[r.IntN(len(w.lore.lands))].culture
	}
	c := w.lore.cultures[p.culture]
	given := c.men
	if p.woman {
		given = c.women
	}
	p.given, p.family = pick(r, given), c.family(r)
	if !c.familyFirst && r.IntN(4) == 0 {
		p.middle = pick(r, given)
		if p.middle == p.given {
			p.middle = ""
		}
	}
	w.settle(r, &p)
	return p
}

// settle gives a person a place and a career in her country and subject.
func (w *World) settle(r *rand.Rand, p *person) {
	p.town = w.towns[p.land][zipf(r, len(w.towns[p.land]), 8)]
	p.firm = w.bodies[w.firms[zipf(r, len(w.firms), 10)]].names[0]
	p.career = nil
	year := firstYear - 3 + r.IntN(6)
	jobs := pick(r, w.lore.subjects[p.subject].jobs)
	for i := range jobs {
		s := stage{job: &jobs[i], from: year, to: year + 3 + r.IntN(8)}
		year = s.to
		p.career = append(p.career, s)
	}
}

// office is what a person holds in a year, and whether it is over.
func (p *person) office(year int) (job *job, former bool) {
	held := p.career[0]
	for _, s := range p.career[1:] {
		if year >= s.from {
			held = s
		}
	}
	return held.job, year > held.to
}

// worded is an office as one outlet words it, with or without an article in front.
func (w *World) worded(p *person, j *job, former bool, variety int) string {
	l := w.lore.lands[p.land]
	role := j.wordings[variety%len(j.wordings)]
	if strings.Contains(role, "{") {
		role = strings.NewReplacer("{town}", p.town, "{land}", l.adjective, "{firm}", p.firm).Replace(role)
	}
	if former {
		for _, article := range []string{"a ", "an ", "the "} {
			if rest, ok := strings.CutPrefix(role, article); ok {
				return strings.Replace(article, "an", "a", 1) + "former " + rest
			}
		}
		return "former " + role
	}
	return role
}

func hasArticle(role string) bool {
	return strings.HasPrefix(role, "a ") || strings.HasPrefix(role, "an ") || strings.HasPrefix(role, "the ")
}
