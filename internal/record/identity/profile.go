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
	subjects  []string // fields of what a politician deals with: a minister of health was a doctor
	countries []string
	sex       byte // 'm', 'f' or 0
	former    bool
}

// subjects are fields from which those come who govern them.
var subjects = map[string][]string{
	"health": {"medicine", "learning"}, "defence": {"military"}, "justice": {"law"}, "interior": {"police"},
	"education": {"learning", "ordinary"}, "science": {"learning"}, "culture": {"arts"}, "sport": {"sport"},
	"agriculture": {"ordinary"}, "fisheries": {"ordinary"}, "economy": {"business"}, "finance": {"business"},
}

// courtesies are titles that tell no trade.
var courtesies = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "mx": true, "dr": true, "sir": true, "dame": true}

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
	last := "" // word before the first preposition
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
		case lexicon.Prepositions[w] && last != "" && len(p.heads) == 0:
			p.addHead(last)
		case courtesies[w]:
		case lexicon.Determiners[w] || lexicon.Prepositions[w] || lexicon.Relatives[w] || lexicon.SmallWords[w] || w == "affairs":
		case lexicon.BodySpellings[w] != "":
			insert(&p.about, lexicon.BodySpellings[w])
		default:
			last = one(w)
			insert(&p.about, last)
		}
		i++
	}
	for _, w := range tokens {
		for _, f := range subjects[cmp.Or(lexicon.BodySpellings[w], w)] {
			insert(&p.subjects, f)
		}
	}
	if len(p.heads) == 0 && last != "" { // an office that no list has
		p.addHead(last)
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

// one makes "railways" and "railway" alike.
func one(w string) string {
	if s, ok := strings.CutSuffix(w, "s"); ok && len(s) > 3 && s[len(s)-1] != 's' {
		return s
	}
	return w
}

func (p *profile) add(q *profile) {
	for _, l := range []struct{ to, from *[]string }{
		{&p.heads, &q.heads}, {&p.about, &q.about}, {&p.fields, &q.fields}, {&p.subjects, &q.subjects}, {&p.countries, &q.countries},
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
	otherTrade           // nothing in common, as before and after a change of career
	sameField            // both in politics, or of one place or firm
	sameOffice           // both health minister
)

func (p *profile) agrees(q *profile) agreement {
	if p.conflicts(q) {
		return against
	}
	switch {
	case p.blank() || q.blank():
		return unknown
	case share(p.heads, q.heads) && (len(p.about) == 0 || len(q.about) == 0 || share(p.about, q.about)):
		return sameOffice
	case shareWhere(p.about, q.about, telling), shareWhere(p.fields, q.fields, func(f string) bool { return f != "ordinary" }):
		return sameField
	}
	return otherTrade
}

// otherTrade reports whether both tell a trade, and not the same or one that
// mixes with it: a curator is no stationmaster, while an expert may be either.
func (p *profile) otherTrade(q *profile) bool {
	if len(p.fields) > 0 && len(q.fields) > 0 || share(p.heads, q.heads) {
		return false // conflicts has compared the fields
	}
	return slices.ContainsFunc(p.heads, trade) && slices.ContainsFunc(q.heads, trade)
}

// trade reports whether a noun tells what somebody does, whatever the place.
func trade(noun string) bool {
	return lexicon.Field(noun) != "" || lexicon.Offices[noun] && !lexicon.AnyTrade[noun]
}

// telling reports whether a word says more of a role than that there is a body.
func telling(w string) bool { return !lexicon.Bodies[w] }

func (p *profile) conflicts(q *profile) bool {
	return p.excludes(q) || p.otherField(q)
}

// excludes reports whether two profiles are of different sexes or countries.
func (p *profile) excludes(q *profile) bool {
	return p.sex != 0 && q.sex != 0 && p.sex != q.sex ||
		len(p.countries) > 0 && len(q.countries) > 0 && !share(p.countries, q.countries)
}

// otherField reports whether one person is seldom seen in the fields of both.
func (p *profile) otherField(q *profile) bool {
	return !share(p.subjects, q.fields) && !share(q.subjects, p.fields) && fieldsConflict(p.fields, q.fields)
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
	return strings.Join(nouns, " ") + "|" + strings.Join(p.subjects, " ") + "|" + strings.Join(p.countries, ";") + "|" + string(rune(p.sex))
}

// insert adds to a sorted set.
func insert[T cmp.Ordered](set *[]T, w T) {
	if i, ok := slices.BinarySearch(*set, w); !ok {
		*set = slices.Insert(slices.Clip(*set), i, w)
	}
}

// share reports whether two sorted sets have a word in common.
func share(a, b []string) bool {
	return shareWhere(a, b, func(string) bool { return true })
}

// shareWhere reports whether they have one that counts.
func shareWhere(a, b []string, counts func(string) bool) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch strings.Compare(a[i], b[j]) {
		case 0:
			if counts(a[i]) {
				return true
			}
			i++
		case -1:
			i++
		default:
			j++
		}
	}
	return false
}
