package identity

import (
	"slices"
	"strings"

	"quoth/internal/lexicon"
)

// Spellings of one name in Latin letters differ by the system of transliteration
// and by the language through which the name came. Three keys for a folded word,
// each coarser than the one before:
//
//	spelling   vyshnevskyy, vyshnevsky, vishnevskiy → vishnevski; muller, mueller → muler
//	sound      gadir, qadhir → kadir; the same for "Bell" and "Ball": needs context
//	skeleton   its consonants, as Arabic and Hebrew write it: only to find what to compare

// systematic are differences of which a name's identity hardly ever depends.
var systematic = strings.NewReplacer(
	"tsch", "ch", "tch", "ch", "sch", "sh", "ph", "f", "ck", "k", "x", "ks",
	"ae", "a", "oe", "o", "ue", "u",
)

// endings of Slavic names, longest first.
var endings = []struct{ from, to string }{
	{"skyy", "ski"},
	{"skiy", "ski"},
	{"skii", "ski"},
	{"skyi", "ski"},
	{"skyj", "ski"},
	{"skij", "ski"},
	{"skaya", "ska"},
	{"skaia", "ska"},
	{"sky", "ski"},
	{"zky", "ski"},
	{"cky", "ski"},
	{"off", "ov"},
	{"eff", "ev"},
	{"yev", "ev"},
	{"iev", "ev"},
	{"yov", "ev"},
	{"yova", "eva"},
	{"yeva", "eva"},
	{"ieva", "eva"},
	{"iy", "i"},
	{"yy", "i"},
	{"ii", "i"},
	{"yi", "i"},
	{"ij", "i"},
	{"yj", "i"},
	{"ey", "ei"},
	{"ay", "ai"},
	{"oy", "oi"},
	{"y", "i"},
}

// slavic are endings after endings were made alike.
var slavic = []string{"ski", "ska", "ov", "ev", "ova", "eva", "enko", "chuk", "vich", "vych"}

func spelling(word string) string {
	if w, ok := lexicon.NameSpellings[word]; ok {
		return w
	}
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(word, e.from); ok && len(stem) > 1 {
			word = stem + e.to
			break
		}
	}
	if slices.ContainsFunc(slavic, func(end string) bool { return strings.HasSuffix(word, end) }) {
		word = strings.ReplaceAll(word, "y", "i") // и is either
	}
	return single(systematic.Replace(word), "bcdfghjklmnpqrstvwxz")
}

var loose = strings.NewReplacer(
	"sh", "s", "ch", "C", "kh", "h", "gh", "k", "dh", "d", "th", "t", "zh", "i", "dj", "i", "ou", "u", "oo", "u", "ee", "i",
	"q", "k", "g", "k", "w", "v", "j", "i", "y", "i", "e", "a", "o", "u",
	"ce", "sa", "ci", "si", "c", "k",
)

func sound(word string) string {
	w := single(loose.Replace(spelling(word)), "")
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "h")
	}
	return single(strings.ReplaceAll(w, "iu", "u"), "")
}

// skeleton keeps at least two letters, so that short names keep their vowels.
func skeleton(word string) string {
	w := sound(word)
	bones := strings.Map(func(r rune) rune {
		if r == 'a' || r == 'i' || r == 'u' || r == '-' {
			return -1
		}
		return r
	}, w)
	if bones = single(bones, ""); len(bones) < 2 {
		return w
	}
	return bones
}

// single writes doubled letters once: those given, or all.
func single(w, letters string) string {
	var last rune
	return strings.Map(func(r rune) rune {
		if r == last && (letters == "" || strings.ContainsRune(letters, r)) {
			return -1
		}
		last = r
		return r
	}, w)
}
