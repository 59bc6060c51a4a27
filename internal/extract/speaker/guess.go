package speaker

import (
	"slices"
	"sort"
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// A guess is an entity that where it stands makes likelier.
type guess struct {
	entity int // or -1
	weight float64
}

// guesses are whom source i may mean by what was said and named before it.
func (r *resolver) guesses(i int, pronoun string, kind news.Kind) []guess {
	at := r.sources[i].Span.Start
	switch pronoun {
	case "they":
		return []guess{{r.togetherLast(i), spokeTogether}}
	case "he", "she":
		return []guess{{r.spokeLast(i, pronoun), spokeLast}, {r.namedLast(at, pronoun), namedLast}}
	case "it":
		return []guess{{r.spokeLast(i, pronoun), bodySpokeLast}, {r.namedLast(at, pronoun), bodyNamedLast}}
	case "":
		_, definite := r.describes(r.sources[i].Span)
		if n, ofName := noun(r.text, r.sources[i].Span); definite && !ofName && lexicon.Bodies[n] && (kind == news.Organisation || kind == news.Government) {
			return []guess{{r.spokeLast(i, "it"), bodySpokeLast}, {r.namedLast(at, "it"), bodyNamedLast}}
		} else if n, _ := noun(r.text, r.sources[i].Span); definite && lexicon.Gendered[n] != 0 {
			pronoun := "he"
			if lexicon.Gendered[n] == 'f' {
				pronoun = "she"
			}
			return []guess{{r.spokeLast(i, pronoun), spokeLast}, {r.namedLast(at, pronoun), namedLast}}
		}
	}
	return nil
}

// togetherLast are the several people together who spoke last before i, if
// that was not long before; or -1.
func (r *resolver) togetherLast(i int) int {
	const looked = 5
	for k := i - 1; k >= 0 && k > i-looked; k-- {
		if p := r.who[k]; p.known && p.entity >= 0 && r.entities[p.entity].several {
			return p.entity
		}
	}
	return -1
}

// together are the several people whom a plural description may mean: "the
// senators"; or -1.
func (r *resolver) together(i int) int {
	n, ofName := noun(r.text, r.sources[i].Span)
	office, plural := strings.CutSuffix(n, "s")
	if _, definite := r.describes(r.sources[i].Span); !definite || ofName || !plural || !lexicon.Offices[office] {
		return -1
	}
	return r.togetherLast(i)
}

// What somebody gains, as a probability, towards being "he" or "she" by having
// spoken last, and by having been named last.
const (
	spokeLast = .4
	namedLast = .3

	spokeTogether = .6 // the same towards being "they"

	bodySpokeLast = .4 // the same towards being "it" or "the agency"
	bodyNamedLast = .1
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

// namedLast is the person named last before the offset, outside quotations, whom the pronoun may
// mean; or -1.
func (r *resolver) namedLast(at int, pronoun string) int {
	const looked = 30
	first := r.from(at)
	for i := first - 1; i >= 0 && i > first-looked; i-- {
		if e := r.of[i]; r.mentions[i].Name != NoName && e >= 0 && r.maybe(e, pronoun) && !r.quoted(r.mentions[i].Span.Start) {
			return e
		}
	}
	return -1
}

// quoted reports whether an offset is inside a quotation.
func (r *resolver) quoted(at int) bool {
	all := r.marks.Quotations
	k := sort.Search(len(all), func(k int) bool { return all[k].Open.Start > at })
	for k--; k >= 0; k-- {
		if all[k].Span().End > at {
			return true
		}
		if all[k].Depth == 0 {
			break
		}
	}
	return false
}

// maybe reports whether "he", "she" or "it" may mean somebody; with no pronoun,
// whether it is one person.
func (r *resolver) maybe(e int, pronoun string) bool {
	ent := r.entities[e]
	if pronoun == "it" {
		return ent.kind == OrganisationName && !ent.several
	}
	return ent.kind == PersonName && !ent.several && (pronoun == "" || ent.gender == 0 || (ent.gender == 'm') == (pronoun == "he"))
}

// lastMention is the last mention by name of an entity before the offset, or
// its first.
func (r *resolver) lastMention(e, at int) int {
	all := r.entities[e].mentions
	if len(all) == 0 { // several together: where they were a source
		return r.at[r.sources[slices.IndexFunc(r.who, func(p party) bool { return p.known && p.entity == e })].Span]
	}
	k := sort.Search(len(all), func(k int) bool { return r.mentions[all[k]].Span.Start >= at })
	return all[max(0, k-1)]
}
