package speaker

import (
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// A belonging is what a phrase tells of whose a body is: "the Kenyan
// government", "Porthaven's council", "the government of Chad".
type belonging struct {
	words     map[string]bool // with capitals, in lower case
	countries map[string]bool
}

// elsewhere reports whether a description tells of a place of its own that is
// not a candidate's: "the Kenyan government" is neither the Sudanese one nor the
// broadcaster that reports what it said. "The Kenyan company" may have any
// name that is not another country's. Nor is "the council" the police.
func (r *resolver) elsewhere(s news.Span, p party) bool {
	segments := segmentsOf(r.text, s)
	if len(segments) == 0 {
		return false
	}
	phrase := r.text[segments[0].Start:segments[0].End]
	own := belongingOf(phrase)
	if len(own.words) == 0 {
		return r.calledOtherwise(s, p)
	}
	var other string
	person := false
	switch {
	case p.entity < 0:
		span := r.sources[p.source].Span
		other = r.text[span.Start:span.End]
	case r.entities[p.entity].kind == PersonName:
		person = true
		other = r.role(r.entities[p.entity])
	default:
		other = r.nameOf(r.entities[p.entity])
	}
	theirs := belongingOf(other)
	if p.entity < 0 && len(theirs.words) == 0 {
		return false // "the government", named so before
	}
	switch n, _ := noun(r.text, s); {
	case overlap(own.words, theirs.words) || overlap(own.countries, theirs.countries):
		return !person && lexicon.NationalBodies["state"][n] && otherOrgan(n, other)
	case len(own.countries) > 0 && len(theirs.countries) > 0:
		return true
	default:
		return !person && lexicon.NationalBodies["state"][n]
	}
}

// calledOtherwise reports whether a description and a candidate are bodies of
// which one is called what the other is not: "the council", the police.
func (r *resolver) calledOtherwise(s news.Span, p party) bool {
	told := lexicon.NationalBodies["told"]
	n, ofName := noun(r.text, s)
	switch {
	case ofName:
		return false
	case p.entity >= 0:
		return told[n] && isBody(r.entities[p.entity].kind) && otherOrgan(n, r.nameOf(r.entities[p.entity]))
	default:
		m, ofName := noun(r.text, r.sources[p.source].Span)
		return !ofName && (told[n] && otherOrgan(n, m) || told[m] && otherOrgan(m, n))
	}
}

// otherOrgan reports whether a phrase is about another organ than the noun's:
// the Kenyan embassy is not "the Chadian government".
func otherOrgan(noun, phrase string) bool {
	whole := lexicon.NationalBodies["whole"]
	organs := false
	for w := range strings.FieldsSeq(strings.ToLower(phrase)) {
		if w == noun || whole[w] && whole[noun] {
			return false
		}
		organs = organs || lexicon.NationalBodies["state"][w] || lexicon.NationalBodies["head"][w]
	}
	return organs
}

// belongingOf reads the words with capitals of a phrase. Those that tell what a
// body does ("the Labour government") are no places.
func belongingOf(phrase string) belonging {
	const longest = 4 // words of a country's name
	out := belonging{map[string]bool{}, map[string]bool{}}
	words := strings.Fields(phrase)
	bare := make([]string, len(words))
	for i, w := range words {
		w = strings.Trim(w, `.,;:"'“”‘’()`)
		w = w[:len(w)-possessive(w)]
		bare[i] = strings.ToLower(strings.ReplaceAll(w, ".", ""))
	}
	for i := range words {
		if !capital(words[i]) || i == 0 && lexicon.Determiners[bare[i]] {
			continue
		}
		known := false
		for k := min(longest, len(words)-i); k > 0; k-- {
			name := strings.Join(bare[i:i+k], " ")
			for _, country := range []string{lexicon.Country(name), lexicon.Government(name)} {
				if country != "" {
					out.countries[country], known = true, true
				}
			}
		}
		if known || i > 0 && !lexicon.NationalBodies["what"][bare[i]] && !lexicon.NationalBodies["head"][bare[i]] {
			out.words[bare[i]] = true
		}
	}
	return out
}

func overlap(a, b map[string]bool) bool {
	for w := range a {
		if b[w] {
			return true
		}
	}
	return false
}
