package identity

import (
	"cmp"
	"slices"
	"strings"

	"quoth/internal/lexicon"
)

// A profile is what roles tell of a person. The lists are sorted sets.
type profile struct {
	heads     []string // nouns: "minister"
	about     []string // what they are of: "health"
	fields    []string // of life: "politics"
	countries []string
	sex       byte // 'm', 'f' or 0
	former    bool
}

func (p *profile) blank() bool {
	return len(p.heads) == 0 && len(p.countries) == 0 && len(p.about) == 0
}

// parseRole takes a role apart.
func parseRole(role string) profile {
	var p profile
	var tokens []string
	for _, w := range words(role) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(w, "’", "'"), "'s"), "'")
		if w, isEx := strings.CutPrefix(strings.ToLower(w), "ex-"); isEx {
			p.former = true
			tokens = append(tokens, fold(w))
		} else if f := fold(w); f != "" {
			tokens = append(tokens, f)
		}
	}
	for i := 0; i < len(tokens); {
		w := tokens[i]
		n := 0
		for k := min(3, len(tokens)-i); k > 0 && n == 0; k-- {
			if c := lexicon.Country(strings.Join(tokens[i:i+k], " ")); c != "" {
				n = k
				if i == 0 || tokens[i-1] != "to" { // of an ambassador "to Norway" it is the host's
					insert(&p.countries, c)
				}
			}
		}
		switch noun := singular(w); {
		case n > 0:
			i += n - 1
		case w == "former" || w == "then" || w == "ex" || w == "late":
			p.former = true
		case lexicon.Offices[noun] || lexicon.Field(noun) != "":
			p.addHead(noun)
		case lexicon.Determiners[w] || lexicon.Prepositions[w] || lexicon.Relatives[w] || lexicon.SmallWords[w] || w == "affairs":
		case lexicon.BodySpellings[w] != "":
			insert(&p.about, lexicon.BodySpellings[w])
		default:
			insert(&p.about, w)
		}
		i++
	}
	return p
}

// addHead notes a noun; those for men and women count as one.
func (p *profile) addHead(noun string) {
	if s := lexicon.Gendered[noun]; s != 0 && p.sex == 0 {
		p.sex = s
	}
	if f := lexicon.Field(noun); f != "" {
		insert(&p.fields, f)
	}
	for _, end := range []string{"woman", "person"} {
		if stem, ok := strings.CutSuffix(noun, end); ok && stem != "" {
			noun = stem + "man"
		}
	}
	insert(&p.heads, noun)
}

func singular(w string) string {
	if s := strings.TrimSuffix(w, "s"); len(s) > 3 && lexicon.Field(s) != "" {
		return s
	}
	return w
}

func (p *profile) add(q *profile) {
	for _, l := range []struct{ to, from *[]string }{
		{&p.heads, &q.heads}, {&p.about, &q.about}, {&p.fields, &q.fields}, {&p.countries, &q.countries},
	} {
		for _, w := range *l.from {
			insert(l.to, w)
		}
	}
	if p.sex == 0 {
		p.sex = q.sex
	}
	p.former = p.former || q.former
}

// agreement says how well two profiles may be one person's.
type agreement int

const (
	against    agreement = iota - 1
	unknown              // nothing to compare
	sameField            // both in politics
	sameOffice           // both health minister
)

func (p *profile) agrees(q *profile) agreement {
	if p.conflicts(q) {
		return against
	}
	if share(p.heads, q.heads) {
		if len(p.about) > 0 && len(q.about) > 0 && !share(p.about, q.about) {
			return sameField
		}
		return sameOffice
	}
	if len(p.fields) > 0 && len(q.fields) > 0 {
		return sameField
	}
	return unknown
}

func (p *profile) conflicts(q *profile) bool {
	if p.sex != 0 && q.sex != 0 && p.sex != q.sex {
		return true
	}
	if len(p.countries) > 0 && len(q.countries) > 0 && !share(p.countries, q.countries) {
		return true
	}
	return fieldsConflict(p.fields, q.fields)
}

func fieldsConflict(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for _, f := range a {
		for _, g := range b {
			if lexicon.FieldsMix(f, g) {
				return false
			}
		}
	}
	return true
}

// specific reports whether two profiles that agree do so in more than a noun
// that many bear at once.
func (p *profile) specific(q *profile) bool {
	return share(p.heads, q.heads) && (share(p.about, q.about) || share(p.countries, q.countries))
}

// key is the same for profiles that conflict with the same others.
func (p *profile) key() string {
	nouns := p.fields
	if len(nouns) == 0 {
		nouns = append(slices.Clone(p.heads), p.about...)
	}
	return strings.Join(nouns, " ") + "|" + strings.Join(p.countries, ";") + "|" + string(rune(p.sex))
}

// insert adds to a sorted set.
func insert[T cmp.Ordered](set *[]T, w T) {
	if i, ok := slices.BinarySearch(*set, w); !ok {
		*set = slices.Insert(slices.Clip(*set), i, w)
	}
}

// share reports whether two sorted sets have a word in common.
func share(a, b []string) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch strings.Compare(a[i], b[j]) {
		case 0:
			return true
		case -1:
			i++
		default:
			j++
		}
	}
	return false
}
