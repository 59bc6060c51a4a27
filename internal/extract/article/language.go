package article

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed languages.txt
var languagesText string

const (
	fewestLetters = 20 // no language is named for less
	mostRead      = 64 << 10
)

// Language names the language of a text by its ISO 639-1 code; "" where the
// text is short or unclear. Scripts decide first, then function words.
func Language(text string) string {
	if len(text) > mostRead {
		text = strings.ToValidUTF8(text[:mostRead], "")
	}
	p := profiles()
	letters, latin := 0, 0
	scripts := map[string]int{} // letters, by language of the script
	special := map[string]int{} // letters that name another language
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
			continue
		case unicode.Is(unicode.Latin, r):
			latin++
		default:
			for _, s := range p.scripts {
				if unicode.Is(s.table, r) {
					scripts[s.language]++
					break
				}
			}
			special[p.letters[r]]++
		}
		letters++
	}
	if letters < fewestLetters && latin*2 >= letters || letters < fewestLetters/2 {
		return "" // a letter of other scripts often is a syllable or a word
	}
	if latin*2 >= letters {
		return byWords(text, p)
	}
	best := ""
	for language, n := range scripts {
		if n > scripts[best] || n == scripts[best] && language < best {
			best = language
		}
	}
	if best == "" {
		return ""
	}
	// Japanese mixes kana with many Chinese characters.
	if best == "zh" && scripts["ja"]*10 > scripts["zh"] {
		return "ja"
	}
	return bySpecial(best, special, scripts[best])
}

// bySpecial replaces the usual language of a script where letters of another
// make up a hundredth of the text.
func bySpecial(usual string, special map[string]int, letters int) string {
	best, most := usual, letters/100
	for language, n := range special {
		if language != "" && (n > most || n == most && n > 0 && language < best) {
			best, most = language, n
		}
	}
	return best
}

// byWords gives each function word's weight to the languages that have it.
// The winner needs words that are its own, a share of the text, and a lead.
func byWords(text string, p *languageProfiles) string {
	scores := make([]float64, len(p.languages))
	hits := make([]int, len(p.languages))
	words := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\''
	}) {
		words++
		owners := p.words[strings.ToLower(w)]
		for _, l := range owners {
			scores[l] += 1 / float64(len(owners))
			hits[l]++
		}
	}
	best, second := -1, 0.0
	for l, s := range scores {
		switch {
		case best < 0:
			best = l
		case s > scores[best]:
			best, second = l, scores[best]
		case s > second:
			second = s
		}
	}
	if scores[best] < 1 || hits[best] < 2 || hits[best]*12 < words || scores[best] < second*1.2 {
		return ""
	}
	return p.languages[best]
}

type languageProfiles struct {
	scripts   []scriptOwner
	letters   map[rune]string
	languages []string
	words     map[string][]int // languages that have the word
}

type scriptOwner struct {
	table    *unicode.RangeTable
	language string
}

var profiles = sync.OnceValue(func() *languageProfiles {
	p := &languageProfiles{letters: map[rune]string{}, words: map[string][]int{}}
	for line := range strings.Lines(languagesText) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || f[0][0] == '#':
		case f[0] == "script":
			p.scripts = append(p.scripts, scriptOwner{unicode.Scripts[f[1]], f[2]})
		case f[0] == "letters":
			for _, r := range f[2] {
				p.letters[r] = f[1]
			}
		default:
			l := len(p.languages)
			p.languages = append(p.languages, f[0])
			for _, w := range f[1:] {
				if has := p.words[w]; len(has) == 0 || has[len(has)-1] != l {
					p.words[w] = append(has, l)
				}
			}
		}
	}
	return p
})
