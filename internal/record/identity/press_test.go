package identity

import (
	"fmt"
	"strings"

	"quoth/news"
)

// observe writes about n articles. They come in stories: one to four people are
// in the news for a month or two, and outlets quote some of them. truth is the
// number of the bearer of each observation.
func (w *world) observe(n int) (observations []Observation, truth map[string]int) {
	truth = map[string]int{}
	for a := 0; a < n; {
		year, month := 2000+w.rnd.IntN(24), 1+w.rnd.IntN(11)
		var cast []int
		for range 1 + w.rnd.IntN(4) {
			if who := w.skewed(len(w.people)); year >= w.people[who].born && year <= w.people[who].born+22 {
				cast = append(cast, who)
			}
		}
		cast = append(cast, len(w.people)+w.skewed(len(w.bodies)))
		for range 1 + w.rnd.IntN(8) {
			out := w.outlets[w.rnd.IntN(len(w.outlets))]
			seen := map[int]bool{}
			for s := range 1 + w.rnd.IntN(len(cast)) {
				who := cast[w.rnd.IntN(len(cast))]
				if seen[who] {
					continue
				}
				seen[who] = true
				o := Observation{
					Key: fmt.Sprintf("a%06d/%d", a, s), Article: fmt.Sprintf("a%06d", a), Outlet: out.name,
					Published: fmt.Sprintf("%d-%02d-%02d", year, month+w.rnd.IntN(2), 1+w.rnd.IntN(28)),
				}
				if b := who - len(w.people); b >= 0 {
					w.quoteBody(&o, &w.bodies[b])
				} else {
					w.quote(&o, &w.people[who], out, year)
				}
				truth[o.Key] = who
				observations = append(observations, o)
			}
			a++
		}
	}
	return observations, truth
}

// quote gives the observation a name and role in the manner of the outlet.
func (w *world) quote(o *Observation, p *bearer, out outlet, year int) {
	o.Kind = news.Person
	given, family := spelt(p.given, out.system), spelt(p.family, out.system)
	if !out.accents {
		given, family = plain(given), plain(family)
	}
	if s, ok := short[p.given]; ok && out.nicknames {
		given = s
	}
	held := p.career[0]
	for _, f := range p.career {
		if year >= f.from {
			held = f
		}
	}
	role := ""
	if w.rnd.IntN(10) < 7 {
		role = w.worded(p, held, year)
	}
	surname := family
	full := given + " " + family
	if p.middle != "" && out.middle > 0 {
		full = given + " " + string([]rune(p.middle)[:1]) + ". " + family
		if out.middle == 2 {
			full = given + " " + p.middle + " " + family
		}
	}
	if (p.culture == "korean" || p.culture == "chinese") && out.familyFirst {
		full = family + " " + given
	}
	switch k := w.rnd.IntN(100); {
	case k < 78:
		o.Name = full
		o.Also = []string{surname}
	case k < 83:
		o.Name = given[:1] + ". " + family
		if given[0] >= 0x80 {
			o.Name = full
		}
	case k < 95 && role != "":
		o.Name = surname
	default:
		o.Name = surname
		if w.rnd.IntN(2) == 0 {
			o.Also = []string{map[byte]string{'m': "Mr ", 'f': "Ms "}[p.sex] + surname}
		}
	}
	if role != "" {
		o.Roles = []string{role}
	}
}

// worded is one of the ways to name an office.
func (w *world) worded(p *bearer, f office, year int) string {
	role := f.noun
	switch {
	case f.noun == "minister" && w.rnd.IntN(3) == 0:
		role = "Minister of " + strings.ToUpper(f.about[:1]) + f.about[1:]
	case f.noun == "minister" || f.noun == "ceo" || f.noun == "spokesman" || f.noun == "coach":
		role = f.about + " " + f.noun
	case f.about != "":
		role = f.noun + " of " + f.about
	}
	if w.rnd.IntN(3) == 0 {
		role = p.adjective + " " + role
	}
	if year > f.to {
		role = "former " + role
	}
	return role
}

func (w *world) quoteBody(o *Observation, b *institution) {
	o.Kind, o.Name = b.kind, w.pick(b.names)
	switch {
	case b.country != "" && w.rnd.IntN(4) > 0:
		for _, l := range lands {
			if l[0] == b.country {
				o.Name = l[1] + " " + o.Name
			}
		}
	case b.country != "":
		o.Country = b.country
	case b.acronym != "" && w.rnd.IntN(3) == 0:
		o.Name = b.acronym
	case b.acronym != "" && w.rnd.IntN(2) == 0:
		o.Also = []string{b.acronym}
	}
}

// spelt is a name in one of its spellings.
func spelt(name string, system int) string {
	s := strings.Split(name, "/")
	return strings.ReplaceAll(s[min(system, len(s)-1)], "_", " ")
}

func plain(name string) string {
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "Ó", "O", "ø", "o", "å", "a", "Å", "A", "Ø", "O", "ö", "o", "ä", "a").Replace(name)
}
