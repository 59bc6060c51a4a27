package speaker

import (
	"slices"
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// byName resolves a source that contains the name it is about.
func (r *resolver) byName(i int) party {
	s := r.sources[i].Span
	if s.Len() == 0 {
		return party{known: true, entity: -1, source: i}
	}
	if lexicon.Pronoun(r.text[s.Start:s.End]) != "" {
		return party{}
	}
	inside := r.inside(s)
	if p, ok := r.several(i, inside); ok {
		return p
	}
	var m int
	switch likeliest(r.sources[i].Kinds) {
	case news.Person:
		if m = head(r.text, s, r.mentions, inside, isPerson); m < 0 {
			m = r.lastPerson(s, inside)
		}
	case news.Organisation, news.Government:
		m = head(r.text, s, r.mentions, inside, isBody)
	default:
		m = head(r.text, s, r.mentions, inside, func(NameKind) bool { return true })
		if m >= 0 && !r.whole(s, m) {
			m = -1
		}
	}
	if m < 0 {
		return party{}
	}
	r.step(i, m, "name in the source", 0)
	return party{known: true, entity: r.of[m], source: i}
}

func isPerson(k NameKind) bool { return k == PersonName }

func isBody(k NameKind) bool { return k != PersonName && k != NoName }

// sure is the probability from which a source's kind overrules its name's.
const sure = .6

// nameSources makes names of sources that the network takes for somebody with
// a name, where it saw none in them.
func (r *resolver) nameSources() {
	for _, src := range r.sources {
		if src.Span.Len() == 0 || lexicon.Pronoun(r.text[src.Span.Start:src.Span.End]) != "" {
			continue
		}
		kind := likeliest(src.Kinds)
		if !named(kind) {
			continue
		}
		i := r.find(src.Span)
		if i >= 0 && src.Kinds[kind] > sure { // the whole source says better than its words what it is
			switch name := &r.mentions[i].Name; {
			case kind == news.Person && isBody(*name):
				*name = PersonName
			case kind != news.Person && isPerson(*name) && strings.ToUpper(r.text[src.Span.Start:src.Span.End]) == r.text[src.Span.Start:src.Span.End]:
				*name = OrganisationName
			}
		}
		if i >= 0 && r.mentions[i].Name == NoName && kind == news.Person && src.Kinds[kind] > sure && r.namePerson(i) {
			continue
		}
		if i < 0 || r.mentions[i].Name != NoName || slices.ContainsFunc(r.namesIn(src.Span), func(m int) bool {
			return isPerson(r.mentions[m].Name) == (kind == news.Person)
		}) {
			continue
		}
		segments := segmentsOf(r.text, src.Span)
		if len(segments) == 0 {
			continue
		}
		name, ok := capitals(r.text, segments[0])
		switch {
		case !ok || kind == news.Person && isOffice(r.text[name.Start:name.End]):
		case kind == news.Person:
			r.mentions[i].inner, r.mentions[i].Name = name, PersonName
		default:
			r.mentions[i].inner, r.mentions[i].Name = name, OrganisationName
		}
	}
}

// namePerson reads the name out of a source about a person in which the
// network's names are none or in pieces: "Harbour | Minister of | Arden Ana
// Reyes".
func (r *resolver) namePerson(i int) bool {
	s := r.mentions[i].Span
	inside := r.namesIn(s)
	if head(r.text, s, r.mentions, inside, isPerson) >= 0 || r.lastPerson(s, inside) >= 0 {
		return false
	}
	name, ok := personIn(r.text, s)
	if !ok {
		return false
	}
	for _, m := range inside {
		if r.mentions[m].name().Overlaps(name) {
			r.mentions[m].Name = NoName
		}
	}
	r.mentions[i].inner, r.mentions[i].Name = name, PersonName
	return true
}

// several resolves a source that is two or more names: "Reyes and Olsen".
func (r *resolver) several(i int, inside []int) (party, bool) {
	s := r.sources[i].Span
	var heads []int
	parts := r.joined(s, inside)
	for _, sort := range []func(NameKind) bool{isPerson, isBody} {
		heads = heads[:0]
		for k, part := range parts {
			m := head(r.text, part, r.mentions, r.namesIn(part), sort)
			if m >= 0 && r.of[m] >= 0 && (k == len(parts)-1 || r.ends(m, part)) {
				heads = append(heads, m)
			}
		}
		if len(heads) == len(parts) {
			break
		}
	}
	if k := likeliest(r.sources[i].Kinds); len(parts) > 1 && len(heads) < len(parts) && (k == news.Organisation || k == news.Government) {
		return party{known: true, entity: -1, source: i}, true // "the Courier and a chain of weeklies"
	}
	if len(heads) < len(parts) || len(heads) > 0 && isBody(r.mentions[heads[0]].Name) && likeliest(r.sources[i].Kinds) == news.Person {
		return party{}, false
	}
	if len(heads) < 2 {
		return party{}, false
	}
	e := &entity{kind: OtherName, several: true}
	for k, m := range heads {
		switch {
		case k == len(heads)-1:
			e.name += " and "
		case k > 0:
			e.name += ", "
		}
		e.name += r.nameOf(r.entities[r.of[m]])
		if isPerson(r.mentions[m].Name) {
			e.kind = PersonName
		}
	}
	r.step(i, heads[0], "one of several names in the source", 0)
	for k, other := range r.entities {
		if other.name == e.name {
			return party{known: true, entity: k, source: i}, true
		}
	}
	r.entities = append(r.entities, e)
	return party{known: true, entity: len(r.entities) - 1, source: i}, true
}

// ends reports whether nothing goes on after a name in its part: "Bob Corker",
// "Ana Reyes, head of the port".
func (r *resolver) ends(m int, part news.Span) bool {
	rest := r.text[min(r.mentions[m].name().End, part.End):part.End]
	return strings.HasPrefix(rest, ",") || strings.Trim(rest, " .)") == ""
}

// joined cuts a phrase at the "and" and the commas between its names.
func (r *resolver) joined(s news.Span, inside []int) (parts []news.Span) {
	within := func(at int) bool {
		return slices.ContainsFunc(inside, func(m int) bool { return r.mentions[m].name().Start < at && at < r.mentions[m].name().End })
	}
	start, and := s.Start, false
	for i := s.Start; i < s.End; i++ {
		rest := r.text[i:s.End]
		switch {
		case within(i):
		case strings.HasPrefix(rest, " and ") || strings.HasPrefix(rest, ", and ") || strings.HasPrefix(rest, " & "):
			parts = append(parts, news.Span{Start: start, End: i})
			start = i + strings.IndexAny(rest[2:], " ") + 3
			and = true
			i = start - 1
		case rest[0] == ',' && !and && strings.Contains(rest, " and ") && len(r.namesIn(news.Span{Start: start, End: i})) > 0:
			parts = append(parts, news.Span{Start: start, End: i})
			start = i + 1
		}
	}
	if !and {
		return nil
	}
	return append(parts, news.Span{Start: start, End: s.End})
}

// lastPerson is the last person named in a phrase that is about a person,
// where the name does not merely tell whose or what's that person is.
func (r *resolver) lastPerson(s news.Span, inside []int) int {
	for k := len(inside) - 1; k >= 0; k-- {
		m, n := r.mentions[inside[k]], r.mentions[inside[k]].name()
		if m.Name == PersonName && !possessiveAfter(r.text, n.End, s.End) && endsPart(r.text, n.End, s.End) && !of(r.text, s.Start, n.Start) {
			return inside[k]
		}
	}
	return -1
}

// of reports whether the word before belongs to a phrase such as "friend of".
func of(text string, from, at int) bool {
	f := strings.Fields(text[from:at])
	return len(f) > 0 && lexicon.Prepositions[f[len(f)-1]]
}

// whole reports whether the name is all of the source but for titles and such.
func (r *resolver) whole(s news.Span, m int) bool {
	n := r.mentions[m].name()
	return 2*n.Len() > s.Len() && n.End >= s.End-len("’s")
}
