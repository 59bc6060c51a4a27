package speaker

import (
	"slices"
	"sort"

	"quoth/internal/lexicon"
	"quoth/news"
)

// byLinks resolves pronouns and descriptions by what the network links them to.
func (r *resolver) byLinks(i int) party {
	src := r.sources[i]
	pronoun := lexicon.Pronoun(r.text[src.Span.Start:src.Span.End])
	kind := likeliest(src.Kinds)
	own := party{known: true, entity: -1, source: i}
	switch pronoun {
	case "me", "us":
		return r.firstPerson(i)
	case "who":
		if m := r.rightBefore(src.Span.Start); m >= 0 {
			r.step(i, m, "named right before", 0)
			return party{known: true, entity: r.of[m], source: i}
		}
	}
	m, ok := r.at[src.Span]
	if !ok {
		return own
	}
	var byNoun []int
	if pronoun == "" {
		if byNoun, _ = r.describes(src.Span); !named(kind) && len(byNoun) == 0 {
			return r.described(i)
		}
	}
	isNew := pronoun == "" && indefinite(r.text[src.Span.Start:src.Span.End])
	best, via, score := -1, -1, 0.0
	total := map[int]float64{}
	add := func(e, mention int, p float64) {
		if total[e] += p; total[e] > score {
			best, via, score = e, mention, total[e]
		}
	}
	for _, l := range r.mentions[m].Links {
		e := r.of[l.To]
		if e < 0 || isNew && len(r.entities[e].mentions) > 0 && r.mentions[r.entities[e].mentions[0]].Span.Start < src.Span.Start {
			continue
		}
		if _, seen := total[e]; !seen && slices.Contains(byNoun, e) {
			total[e] = shared
		}
		add(e, l.To, l.P*r.agrees(e, pronoun, kind))
	}
	if pronoun == "they" && i > 0 && r.who[i-1].known && r.who[i-1].entity >= 0 && r.entities[r.who[i-1].entity].several {
		add(r.who[i-1].entity, r.at[r.sources[i-1].Span], spokeLast)
	}
	if pronoun == "he" || pronoun == "she" {
		for _, c := range []struct {
			entity int
			p      float64
		}{{r.spokeLast(i, pronoun), spokeLast}, {r.namedLast(src.Span.Start, pronoun), namedLast}} {
			if c.entity >= 0 {
				add(c.entity, r.lastMention(c.entity, src.Span.Start), c.p)
			}
		}
	}
	least := r.mentions[m].Alone
	switch {
	case pronoun == "he" || pronoun == "she":
		least = 0 // somebody is meant
	case pronoun == "" && !named(kind):
		least = shared + .1 // most that the network gives no name have none
	}
	if best < 0 || score <= least {
		if pronoun != "" || !named(kind) || kind == news.Person {
			return r.described(i)
		}
		return own
	}
	r.step(i, via, "means the same", min(1, score))
	return party{known: true, entity: best, source: i}
}

// What somebody gains, as a probability, towards being "he" or "she" by having
// spoken last, and by having been named last.
const (
	spokeLast = .4
	namedLast = .3
)

// spokeLast is the person who made the last statement before i that is not
// inside another, and whom the pronoun may mean; or -1.
func (r *resolver) spokeLast(i int, pronoun string) int {
	const looked = 12
	for k := i - 1; k >= 0 && k > i-looked; k-- {
		if p := r.who[k]; r.sources[k].Parent < 0 && p.known && p.entity >= 0 && r.maybe(p.entity, pronoun) {
			return p.entity
		}
	}
	return -1
}

// namedLast is the person named last before the offset whom the pronoun may
// mean; or -1.
func (r *resolver) namedLast(at int, pronoun string) int {
	const looked = 30
	first := r.from(at)
	for i := first - 1; i >= 0 && i > first-looked; i-- {
		if e := r.of[i]; r.mentions[i].Name != NoName && e >= 0 && r.maybe(e, pronoun) {
			return e
		}
	}
	return -1
}

// maybe reports whether "he" or "she" may mean somebody; with no pronoun,
// whether it is one person.
func (r *resolver) maybe(e int, pronoun string) bool {
	ent := r.entities[e]
	return ent.kind == PersonName && !ent.several && (pronoun == "" || ent.gender == 0 || (ent.gender == 'm') == (pronoun == "he"))
}

// lastMention is the last mention by name of an entity before the offset, or
// its first.
func (r *resolver) lastMention(e, at int) int {
	all := r.entities[e].mentions
	k := sort.Search(len(all), func(k int) bool { return r.mentions[all[k]].Span.Start >= at })
	return all[max(0, k-1)]
}

// agrees weighs an entity by whether a pronoun or a kind may stand for it.
func (r *resolver) agrees(e int, pronoun string, kind news.Kind) float64 {
	const (
		hardly      = .05
		barely      = .02
		alonePlural = .3 // one person as "they"
	)
	ent := r.entities[e]
	person := ent.kind == PersonName
	switch pronoun {
	case "he", "she":
		if !person {
			return hardly
		}
		if ent.gender != 0 && (ent.gender == 'm') != (pronoun == "he") {
			return barely
		}
	case "it":
		if person {
			return hardly
		}
	case "they":
		if person && !ent.several {
			return alonePlural
		}
	case "":
		if person != (kind == news.Person) {
			return hardly
		}
	}
	return 1
}

// firstPerson is whoever's words the "I" stands in: the speaker of the
// statement around it, or of the one before in the same quotation.
func (r *resolver) firstPerson(i int) party {
	own := party{known: true, entity: -1, source: i}
	at := r.sources[i].Span.Start
	q := r.sources[i].Parent
	for k := i - 1; q < 0 && k >= 0 && k >= i-8; k-- {
		if r.sources[k].Around.Start <= at && at < r.sources[k].Around.End {
			q = k
		}
	}
	if q >= 0 {
		if who := r.who[q]; who.known && (who.entity >= 0 || r.sources[who.source].Span.Len() > 0) {
			if m, ok := r.at[r.sources[q].Span]; ok {
				r.step(i, m, "first person in that speaker's words", 0)
			}
			return who
		}
	}
	if e := r.spokeLast(i, ""); e >= 0 && r.sources[i].Kinds[news.Author] < .5 {
		r.step(i, r.lastMention(e, at), "first person; spoke last", 0)
		return party{known: true, entity: e, source: i}
	}
	return own
}

// rightBefore is the name that ends right before "who" or "which", or -1.
func (r *resolver) rightBefore(at int) int {
	const near = 3 // bytes: a comma and a blank
	for i := r.from(at) - 1; i >= 0 && r.mentions[i].Span.Start > at-200; i-- {
		if m := r.mentions[i]; m.Name != NoName && m.Span.End <= at && at-m.Span.End <= near && r.of[i] >= 0 {
			return i
		}
	}
	return -1
}

// described finds a fuller description of an unnamed source among earlier
// sources.
func (r *resolver) described(i int) party {
	own := party{known: true, entity: -1, source: i}
	m, ok := r.at[r.sources[i].Span]
	if !ok {
		return own
	}
	for _, l := range r.mentions[m].Links {
		if l.P < .5 {
			break
		}
		if j, ok := r.source[r.mentions[l.To].Span]; ok && j < i && r.who[j].known && r.who[j].entity < 0 {
			r.step(i, l.To, "means the same", l.P)
			return r.who[j]
		}
	}
	return own
}
