package main

import (
	"math/rand/v2"
	"slices"
	"strings"

	"quoth/news"
)

// peopleOf are the people who speak in an article, by its labels.
func peopleOf(text string, gold labels) (out []person) {
	votes := map[string]int{} // by family name and given one: she above 0, he below
	key := func(p person) string { return p.given + " " + p.family }
	for _, s := range gold.statements {
		p, ok := newPerson(s.Speaker.Name)
		if s.Speaker.Kind != news.Person || !ok {
			continue
		}
		same := slices.IndexFunc(out, func(o person) bool {
			return o.family == p.family && (o.given == p.given || p.given == "") || p.given == "" && p.family == o.given
		})
		if same < 0 {
			out = append(out, p)
		} else {
			p = out[same]
		}
		votes[key(p)] += 3 * pronounSex(s.Source.Text(text))
	}
	for _, m := range mentions(text, out) {
		p := out[m.who]
		votes[key(p)] += 3*titleSex(text[:m.span.Start]) + sexNear(text[m.span.End:])
	}
	for i, p := range out {
		switch v := votes[key(p)]; {
		case v > 0:
			out[i].sex = 'f'
		case v < 0:
			out[i].sex = 'm'
		}
	}
	return out
}

// pronounSex is 1 for she, -1 for he, 0 for anything else.
func pronounSex(word string) int {
	switch strings.ToLower(word) {
	case "she", "her", "herself":
		return 1
	case "he", "him", "his", "himself":
		return -1
	}
	return 0
}

// titleSex looks at what stands before a name.
func titleSex(before string) int {
	for title, sex := range map[string]int{"Mr": -1, "Mr.": -1, "Sir": -1, "Lord": -1, "Mrs": 1, "Mrs.": 1, "Ms": 1, "Ms.": 1, "Miss": 1, "Dame": 1} {
		if strings.HasSuffix(before, title+" ") {
			return sex
		}
	}
	return 0
}

// sexNear is the first pronoun in what follows a name, in the same paragraph.
func sexNear(after string) int {
	const near = 150
	after, _, _ = strings.Cut(after[:min(near, len(after))], "\n")
	for _, w := range strings.FieldsFunc(after, func(r rune) bool { return !inWord(r) }) {
		if s := pronounSex(w); s != 0 {
			return s
		}
	}
	return 0
}

// choose draws a name of the same sex for everybody. No two people share a
// name, but relatives keep one family name. It reports false when the list is
// too short.
func choose(people []person, names []inventedName, r *rand.Rand) (cast, bool) {
	c := cast{people: people}
	drawn := slices.Clone(names)
	r.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
	for i, p := range people {
		relative := slices.IndexFunc(people[:i], func(o person) bool { return o.family == p.family })
		at := slices.IndexFunc(drawn, func(n inventedName) bool {
			if p.sex != 0 && n.sex != p.sex {
				return false
			}
			// Relatives need a family name, and one script.
			return countFamily(people, p.family) == 1 || !n.single() && n.script == "Latin"
		})
		if at < 0 {
			return c, false
		}
		n := drawn[at]
		drawn = slices.Delete(drawn, at, at+1)
		if relative >= 0 {
			n = n.of(c.names[relative])
		}
		c.names = append(c.names, n)
	}
	return c, true
}

func countFamily(people []person, family string) (n int) {
	for _, p := range people {
		if p.family == family {
			n++
		}
	}
	return n
}
