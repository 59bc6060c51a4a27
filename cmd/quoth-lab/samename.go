package main

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// titles before a name that do not count in comparing names.
var titles = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("mr mrs ms dr sir dame lord lady president prime minister sen senator rep " +
		"representative gov governor gen general col colonel king queen pope the former") {
		out[w] = true
	}
	return out
}()

// sameName is lenient: the words of one name are among those of the other and
// the last ones agree.
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	return slices.Equal(x, y) || x[len(x)-1] == y[len(y)-1] && (among(x, y) || among(y, x))
}

func among(words, all []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(all, w) })
}

// nameWords are a name's words in plain lower-case Latin letters, without
// accents, titles and the genitive's 's. Other letters are lost.
func nameWords(name string) (out []string) {
	plain := strings.Map(func(r rune) rune {
		if r > 0x7F {
			return -1
		}
		return r
	}, norm.NFKD.String(name))
	plain = strings.ReplaceAll(strings.ToLower(plain), "'s", "")
	for _, w := range strings.FieldsFunc(plain, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if !titles[w] {
			out = append(out, w)
		}
	}
	return out
}
