package lexicon

import (
	_ "embed" // the tables become part of the binary
	"strings"
)

var (
	//go:embed world/countries.tsv
	countries string
	//go:embed world/letters.txt
	letters string
	//go:embed world/spellings.txt
	nameSpellings string
	//go:embed world/family_first.txt
	familyFirst string
	//go:embed world/particles.txt
	particles string
	//go:embed en/metonyms.txt
	metonyms string
)

// Letters are letters of other scripts, and Latin ones that are no letter with
// a mark, with the plain Latin letters to write for them.
var Letters = func() map[rune]string {
	out := map[rune]string{}
	for _, line := range lines(letters) {
		f := strings.Fields(line)
		for i := 0; i+1 < len(f); i += 2 {
			out[[]rune(f[i])[0]] = strings.TrimPrefix(f[i+1], "-")
		}
	}
	return out
}()

// NameSpellings lead from a name's spelling to the one that stands for all.
var NameSpellings = func() map[string]string {
	out := map[string]string{}
	for _, line := range lines(nameSpellings) {
		for _, w := range strings.Fields(line) {
			out[w] = strings.Fields(line)[0]
		}
	}
	return out
}()

// FamilyFirst are family names whose bearers put them first: "first", and
// "careful" for those that are given names elsewhere.
var FamilyFirst = grouped(familyFirst)

// Particles are the small words inside family names.
var Particles = set(particles)

// countryOf leads from a name, an adjective or an abbreviation, in lower case,
// to a country's name; governments also from the places that stand for them.
var countryOf, governments = func() (names, governments map[string]string) {
	names, governments = map[string]string{}, map[string]string{}
	for line := range strings.Lines(countries) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		f := append(strings.Split(strings.TrimSpace(line), "\t"), "", "", "")
		for i, column := range f[:4] {
			for _, n := range strings.Split(column, "; ") {
				if n = strings.ToLower(n); n == "" {
					continue
				}
				if i != 2 { // a capital's own bodies are not the country's
					names[n] = f[0]
				}
				if i != 1 {
					governments[n] = f[0]
				}
			}
		}
	}
	for _, line := range lines(metonyms) {
		country, places, _ := strings.Cut(line, ": ")
		for _, p := range strings.Split(places, "; ") {
			governments[p] = country
		}
	}
	return names, governments
}()

// Country is the country that a name, adjective or abbreviation in lower case
// means, or "".
func Country(words string) string { return countryOf[words] }

// Government is the country for whose government a name in lower case, without
// "the", stands: "kremlin", "oslo", "norway"; or "".
func Government(name string) string { return governments[name] }
