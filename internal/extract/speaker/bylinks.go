package speaker

import (
	"slices"
	"strings"

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
		if e := r.together(i); e >= 0 {
			r.step(i, r.lastMention(e, src.Span.Start), "spoke last together", 0)
			return party{known: true, entity: e, source: i}
		}
		byNoun, _ = r.describes(src.Span)
		byNoun = slices.DeleteFunc(slices.Clone(byNoun), func(e int) bool { return r.elsewhere(src.Span, party{entity: e}) })
		if !named(kind) && len(byNoun) == 0 {
			return r.described(i)
		}
		if _, ofName := noun(r.text, src.Span); ofName && kind != news.Person && len(byNoun) == 0 {
			return own // "the Porthaven Sheriff's Office" is nobody of another name
		}
	}
	if e := r.foretold(src.Span); e >= 0 && kind == news.Person {
		r.step(i, r.entities[e].mentions[0], "named below", 0)
		return party{known: true, entity: e, source: i}
	}
	isNew := pronoun == "" && indefinite(r.text[src.Span.Start:src.Span.End])
	best, via, score := party{entity: -1}, -1, 0.0
	total := map[party]float64{}
	add := func(p party, mention int, weight float64) {
		if total[p] += weight; total[p] > score {
			best, via, score = p, mention, total[p]
		}
	}
	described, _ := noun(r.text, src.Span)
	for _, l := range r.mentions[m].Links {
		p := r.party(l.To)
		if !p.known || isNew && (p.entity < 0 || r.namedBefore(p.entity, src.Span.Start)) {
			continue
		}
		if pronoun == "" && (p.entity < 0 && !r.calledAlike(src.Span, r.sources[p.source].Span) || r.elsewhere(src.Span, p)) {
			continue
		}
		if _, seen := total[p]; !seen && p.entity >= 0 && slices.Contains(byNoun, p.entity) {
			total[p] = shared
		}
		weight := l.P * r.agrees(p, pronoun, kind)
		if gender := lexicon.Gendered[described]; pronoun == "" && gender != 0 && p.entity >= 0 && r.entities[p.entity].gender != 0 && r.entities[p.entity].gender != gender {
			weight *= otherGender
		}
		if (len(byNoun) > 0 || lexicon.OfficeEnds[described] && pronoun == "") && kind == news.Person && (p.entity < 0 || !slices.Contains(byNoun, p.entity)) {
			weight *= otherNoun
		}
		if r.ownWords(i, r.mentions[l.To].Span.Start) && r.mentions[l.To].Name != NoName {
			weight *= ownWord
		}
		add(p, l.To, weight)
	}
	if len(byNoun) == 1 && kind == news.Person {
		if p := (party{known: true, entity: byNoun[0]}); total[p] == 0 {
			add(p, r.lastMention(p.entity, src.Span.Start), shared)
		}
	}
	for _, g := range r.guesses(i, pronoun, kind) {
		if g.entity >= 0 && (pronoun != "" || !r.elsewhere(src.Span, party{entity: g.entity})) {
			add(party{known: true, entity: g.entity}, r.lastMention(g.entity, src.Span.Start), g.weight)
		}
	}
	least := r.mentions[m].Alone
	switch {
	case pronoun == "he" || pronoun == "she":
		least = 0 // somebody is meant
	case pronoun == "" && !named(kind):
		least = shared + .1 // most that the network gives no name have none
	}
	if best.entity < 0 {
		least = max(least, unnamed)
	}
	if !best.known || score <= least {
		if pronoun != "" || !named(kind) || kind == news.Person {
			return r.described(i)
		}
		return own
	}
	r.step(i, via, "means the same", min(1, score))
	if best.entity >= 0 {
		best.source = i
	}
	return best
}

// calledAlike reports whether a description may stand for another: by its noun,
// or because it says no more than that: "the agency".
func (r *resolver) calledAlike(a, b news.Span) bool {
	n, _ := noun(r.text, a)
	m, _ := noun(r.text, b)
	return n == m || len(strings.Fields(r.text[a.Start:a.End])) <= 2
}

// party is whom a mention means, as far as that is known; an entity's has no
// source, so that all its mentions are one.
func (r *resolver) party(mention int) party {
	if e := r.of[mention]; e >= 0 {
		return party{known: true, entity: e}
	}
	if j, ok := r.source[r.mentions[mention].Span]; ok && r.who[j].known && r.who[j].entity < 0 {
		return r.who[j]
	}
	return party{}
}

// namedBefore reports whether the article names an entity before the offset.
func (r *resolver) namedBefore(e, at int) bool {
	all := r.entities[e].mentions
	return len(all) > 0 && r.mentions[all[0]].Span.Start < at
}

// unnamed is what it takes, as a probability, to be somebody without a name.
const unnamed = .35

// otherNoun weighs those of whom the article does not use a description's noun,
// where it uses it of somebody.
const otherNoun = .5

// otherGender weighs a man as "the mother of twins".
const otherGender = .05

// ownWord weighs somebody whom the statement itself names.
const ownWord = .1

// ownWords reports whether an offset is in what source i says, or between the
// source and that: "she" is not Reyes in "she thanked Reyes" or in "“Ask
// Reyes,” she said".
func (r *resolver) ownWords(i, at int) bool {
	s := r.sources[i]
	return at >= s.Around.Start && at < s.Around.End || at >= s.Span.End && at < s.Around.End
}

// agrees weighs a party by whether a pronoun or a kind may stand for it.
func (r *resolver) agrees(p party, pronoun string, kind news.Kind) float64 {
	const (
		hardly      = .05
		barely      = .02
		untold      = .7 // of whom the article uses neither pronoun
		alonePlural = .3 // one person as "they"
	)
	var person, several, document bool
	var gender byte
	if p.entity >= 0 {
		ent := r.entities[p.entity]
		person, several, gender = ent.kind == PersonName, ent.several, ent.gender
	} else {
		k := likeliest(r.sources[p.source].Kinds)
		person, several = k == news.Person || k == news.Anonymous || k == news.Author || k == news.Generic, k == news.Group
		document = k == news.Document
	}
	switch pronoun {
	case "he", "she":
		if !person {
			return hardly
		}
		if gender != 0 && (gender == 'm') != (pronoun == "he") {
			return barely
		}
		if gender == 0 {
			return untold
		}
	case "it":
		if person {
			return hardly
		}
	case "they":
		if document {
			return hardly
		}
		if person && !several {
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
	isPronoun := lexicon.Pronoun(r.text[r.sources[i].Span.Start:r.sources[i].Span.End]) != ""
	for _, l := range r.mentions[m].Links {
		if l.P < .5 {
			break
		}
		if j, ok := r.source[r.mentions[l.To].Span]; ok && j < i && r.who[j].known && r.who[j].entity < 0 && (isPronoun || !r.elsewhere(r.sources[i].Span, r.who[j])) {
			r.step(i, l.To, "means the same", l.P)
			return r.who[j]
		}
	}
	return own
}
