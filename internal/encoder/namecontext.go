package encoder

import "quoth/internal/lexicon"

// byNeighbours finds names by the words beside them: titles, other names,
// initials, hyphens.
func byNeighbours(words []nameWord) {
	for i := range words {
		w := &words[i]
		if !w.capital {
			continue
		}
		before, after := beside(words, i, -1), beside(words, i, +1)
		if after != nil && after.joined == '-' && syllables(w, after) {
			if next := beside(words, i+1, +1); w.joined == ' ' && before.mayName() || next != nil && next.joined == ' ' && next.mayName() {
				w.named, after.named = true, true // "Kim Jong-un", "Man-kei Tam"
				if w.joined == ' ' && before.mayName() {
					before.named = true
				}
			}
		}
		if before != nil && before.sort == particle && w.joined == ' ' && !w.shouted && !w.acronym {
			w.named = true // "de Wit"
		}
		if w.named || w.sort != either && w.sort != mostly {
			continue
		}
		for k := i - 1; before != nil && (before.sort == particle || before.sort == initial) && k >= 0; k-- {
			before = beside(words, k, -1) // "Arnel dela Vega", "George W. Bush"
		}
		_, title := lexicon.Titles[w.key]
		given := !w.shouted && !w.asks && !title && !lexicon.Offices[w.key]
		switch {
		case before != nil && w.joined == ' ' && titled(before, w):
			w.named = true
		case before != nil && before.named && (w.joined == '-' || !plainCapital(after)):
			w.named = true
		case after == nil || !given:
		case after.sort == initial || after.named:
			w.named = true
		case after.joined == ' ' && after.mayName():
			if !plainCapital(beside(words, i+1, +1)) {
				w.named, after.named = true, true
			}
		}
	}
}

// syllables reports whether two words that a hyphen joins may be one name of
// two syllables, as in Korean and Chinese ones.
func syllables(a, b *nameWord) bool {
	const short = 6
	return a.end-a.start <= short && b.end-b.start <= short && a.sort <= certain && b.sort <= certain && !compounds[b.key] && !a.acronym
}

// titled reports whether a title stands before a name.
func titled(title, name *nameWord) bool {
	_, ok := lexicon.Titles[title.key]
	return ok && title.capital && !name.shouted && title.sort != certain
}

// byRest finds names by the rest of the text: "Young" is one where "Ana Young"
// stands.
func byRest(words []nameWord) {
	surname, given, pair := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, w := range words {
		if !w.named || i == 0 || w.joined == 0 {
			continue
		}
		_, title := lexicon.Titles[words[i-1].key]
		if (words[i-1].named || title || words[i-1].sort == initial) && !plainCapital(beside(words, i, +1)) {
			surname[w.key] = true
			given[words[i-1].key] = words[i-1].named
			pair[words[i-1].key+" "+w.key] = words[i-1].named
			if after := beside(words, i, +1); after != nil && after.named && !after.capital {
				surname[words[i-1].key] = true // "Seo Ha-neul" goes by "Seo"
			}
		}
	}
	for i := range words {
		w := &words[i]
		after := beside(words, i, +1)
		together := after != nil && pair[w.key+" "+after.key]
		if w.named && together && after.joined == '-' {
			after.named = true
		}
		switch {
		case w.named || !w.capital || w.asks:
		case w.key == "white" && after != nil && after.key == "house":
		case surname[w.key], given[w.key] && !w.opens && !w.shouted && !plainCapital(after), together:
			w.named = true
		}
	}
}

// compounds go on after a name and a hyphen without belonging to it.
var compounds = map[string]bool{
	"era": true, "led": true, "like": true, "style": true, "run": true, "born": true, "held": true, "ally": true, "made": true,
	"owned": true, "aged": true, "free": true, "wide": true, "based": true, "type": true, "world": true,
}
