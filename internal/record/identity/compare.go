package identity

import (
	"slices"
	"strings"

	"quoth/internal/lexicon"
)

// likeness says how alike two names of people are.
type likeness int

const (
	conflicting likeness = iota // names of different people
	familyOnly                  // one has no given name
	byInitial                   // a given name against its initial
	bySound                     // alike when spelt carelessly: "Garin" and "Karin"
	byVariant                   // a nickname, a middle name, another transliteration
	exact
)

// alike compares two people's names.
func alike(a, b *person) likeness {
	if a.generation != b.generation && a.generation != "" && b.generation != "" {
		return conflicting
	}
	family := wordsAlike(a.family, b.family, false)
	if family == conflicting && (a.vowelless || b.vowelless) && skeleton(a.family) == skeleton(b.family) {
		return consonantsAlike(a, b)
	}
	if family < bySound {
		return conflicting
	}
	given := givenAlike(a, b)
	if given == familyOnly && family < byVariant {
		return conflicting
	}
	if initial(a.family) {
		given = min(given, byInitial)
	}
	return min(family, given)
}

func givenAlike(a, b *person) likeness {
	if len(a.given) == 0 || len(b.given) == 0 {
		return familyOnly
	}
	if strings.Join(a.given, "") == strings.Join(b.given, "") {
		return exact
	}
	short, long := a, b
	if len(short.given) > len(long.given) {
		short, long = long, short
	}
	best := aligned(short.given, long.given)
	for _, p := range []*person{a, b} {
		other := b
		if p == b {
			other = a
		}
		if p.nick != "" && wordsAlike(p.nick, other.given[0], true) >= byVariant {
			best = max(best, byVariant)
		}
	}
	return best
}

// aligned lays the shorter row of given names along the longer one. A name that
// the shorter leaves out is a middle name, or an initial in front ("J. Robert").
func aligned(short, long []string) likeness {
	start := 0
	first := wordsAlike(short[0], long[0], true)
	if first == conflicting {
		for start < len(long) && initial(long[start]) {
			start++
		}
		if start == 0 || start >= len(long) {
			return conflicting
		}
		if first = wordsAlike(short[0], long[start], true); first == conflicting {
			return conflicting
		}
	}
	worst, at := first, start+1
	for _, w := range short[1:] {
		level := conflicting
		for ; at < len(long) && level == conflicting; at++ {
			level = wordsAlike(w, long[at], true)
		}
		switch {
		case level == conflicting:
			return conflicting
		case level == byInitial && first > byInitial:
			level = byVariant // a middle initial
		}
		worst = min(worst, level)
	}
	if len(short) < len(long) {
		worst = min(worst, byVariant)
	}
	return worst
}

// wordsAlike compares two words of names; nicknames and initials count among
// given names only.
func wordsAlike(a, b string, given bool) likeness {
	switch {
	case a == b:
		if given && initial(a) {
			return byInitial
		}
		return exact
	case given && (initial(a) || initial(b)):
		if a[0] == b[0] {
			return byInitial
		}
		return conflicting
	case spelling(a) == spelling(b), given && nicknames(a, b):
		return byVariant
	case sound(a) == sound(b):
		return bySound
	}
	return conflicting
}

func nicknames(a, b string) bool {
	return slices.ContainsFunc(lexicon.Nicknames[a], func(full string) bool {
		return slices.Contains(lexicon.Nicknames[b], full) && (a == full || b == full || len(lexicon.Nicknames[a]) == 1 && len(lexicon.Nicknames[b]) == 1)
	})
}

// consonantsAlike compares given names of which one stands in letters that leave
// short vowels out, when the family names have the same consonants.
func consonantsAlike(a, b *person) likeness {
	if len(a.given) == 0 || len(a.given) != len(b.given) {
		return conflicting
	}
	for i, w := range a.given {
		if skeleton(w) != skeleton(b.given[i]) {
			return conflicting
		}
	}
	return bySound
}
