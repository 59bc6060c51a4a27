package lexicon

import (
	"strings"
	"testing"
)

// A spelling that stood for two names would bring them together.
func TestSpellingsStandOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range lines(spellings) {
		for _, w := range strings.Fields(line) {
			if seen[w] {
				t.Errorf("%q stands twice", w)
			}
			seen[w] = true
		}
	}
}

func TestLettersComeInPairs(t *testing.T) {
	for _, line := range lines(letters) {
		f := strings.Fields(line)
		if len(f)%2 != 0 {
			t.Errorf("%q: a letter lacks its Latin one", line)
		}
		for i := 0; i < len(f); i += 2 {
			if len([]rune(f[i])) != 1 {
				t.Errorf("%q is no single letter", f[i])
			}
		}
	}
}

func TestMixedFieldsHaveNouns(t *testing.T) {
	known := map[string]bool{}
	for _, f := range fieldOf {
		known[f] = true
	}
	for pair := range mixing {
		if !known[pair[0]] {
			t.Errorf("field %q has no nouns", pair[0])
		}
	}
}

func TestCountries(t *testing.T) {
	for words, want := range map[string]string{"norwegian": "Norway", "south korean": "South Korea", "u.s.": "United States", "oslo": "", "georgia": ""} {
		if got := Country(words); got != want {
			t.Errorf("Country(%q) = %q, want %q", words, got, want)
		}
	}
	for words, want := range map[string]string{"oslo": "Norway", "kremlin": "Russia", "norway": "Norway", "norwegian": ""} {
		if got := Government(words); got != want {
			t.Errorf("Government(%q) = %q, want %q", words, got, want)
		}
	}
}
