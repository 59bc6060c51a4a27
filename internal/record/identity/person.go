package identity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// A person is a person's name taken apart. All words are folded.
type person struct {
	given      []string // in their order, initials without a stop
	nick       string   // a given name in quotation marks
	family     string
	generation string // "jr", "sr", "ii", "iii", "iv"
	sex        byte   // 'm', 'f' or 0, by the title before the name
	title      []string
	vowelless  bool // in letters that leave short vowels out
}

// full reports whether more than initials stand beside the family name, itself
// no initial.
func (p *person) full() bool {
	return !initial(p.family) && slices.ContainsFunc(p.given, func(w string) bool { return !initial(w) })
}

func (p *person) key() string {
	return strings.Join(p.given, " ") + "|" + p.family + "|" + p.generation
}

func initial(w string) bool { return utf8.RuneCountInString(w) == 1 && w[0] < utf8.RuneSelf }

// parsePerson takes a name apart; other names by which the article calls the
// person may tell which word is the family's.
func parsePerson(name string, also []string) person {
	p := person{vowelless: strings.ContainsFunc(name, func(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) })}
	tokens := words(name)
	n := titleEnd(tokens)
	for _, t := range tokens[:n] {
		bare := strings.Trim(strings.ToLower(t), ".,")
		if sex := lexicon.Titles[bare]; sex != 0 {
			p.sex = sex
		}
		p.title = append(p.title, bare)
	}
	tokens = tokens[n:]
	tokens = p.takeApart(tokens)
	at := familyAt(tokens, also)
	for i, t := range tokens {
		switch {
		case i == at:
			for _, part := range familyParts(t) {
				if p.family != "" {
					p.given = append(p.given, p.family)
				}
				p.family = part
			}
		case (i > 0 || len(tokens) == 2) && lexicon.Particles[fold(t)] && !strings.HasSuffix(t, "."):
			// "Al Haddad" may be a family name alone; taken so, it needs context.
		default:
			if w := strings.ReplaceAll(fold(t), "-", ""); w != "" {
				p.given = append(p.given, w)
			}
		}
	}
	return p
}

// titleEnd is how many words in front are no name: "Mrs", "Norwegian Health
// Minister". The words that lead up to a title say of what.
func titleEnd(tokens []string) (end int) {
	for i := 0; i < len(tokens)-1; i++ {
		bare := strings.Trim(strings.ToLower(tokens[i]), ".,")
		_, title := lexicon.Titles[bare]
		country := lexicon.Country(bare) != "" || lexicon.Country(bare+" "+strings.ToLower(tokens[i+1])) != ""
		switch {
		case title:
			end = i + 1
		case country || lexicon.NationalBodies["head"][bare] || lexicon.NationalBodies["what"][bare]:
		case i > 0 && lexicon.Country(strings.ToLower(tokens[i-1])+" "+bare) != "":
		default:
			return end
		}
	}
	return end
}

// takeApart removes what is no word of the name proper.
func (p *person) takeApart(tokens []string) (rest []string) {
	for i, t := range tokens {
		switch bare := strings.Trim(strings.ToLower(t), ".,()"); {
		case i > 0 && lexicon.AfterNames["generation"][bare]:
			p.generation = bare
			continue
		case i > 1 && lexicon.AfterNames["honour"][bare] && strings.ToLower(t) != t:
			continue
		case i > 0 && i < len(tokens)-1 && strings.ContainsAny(t[:1], `"'“‘(`) || strings.HasPrefix(t, "“") || strings.HasPrefix(t, "‘"):
			p.nick = fold(t)
			continue
		case fold(t) == "":
			continue
		}
		if a, b, ok := strings.Cut(strings.Trim(t, "."), "."); ok && utf8.RuneCountInString(a) == 1 && b != "" {
			rest = append(rest, a, strings.ReplaceAll(b, ".", "")) // "J.R. Hall", "J.Hall"
			continue
		}
		rest = append(rest, t)
	}
	return rest
}

// familyParts are the parts of a family name: "Berg-Olsen" has two, of
// "al-Haddad" only what follows the particle counts.
func familyParts(token string) (parts []string) {
	if t, ok := strings.CutPrefix(token, "ال"); ok && utf8.RuneCountInString(t) > 2 {
		token = t // the Arabic article, which Latin letters set apart
	}
	for _, w := range strings.Split(fold(token), "-") {
		if w != "" && !lexicon.Particles[w] {
			parts = append(parts, w)
		}
	}
	if len(parts) == 0 {
		parts = []string{strings.ReplaceAll(fold(token), "-", "")}
	}
	return parts
}

// familyAt is the index of the word that names the family: the last, unless
// capitals, a title, a hyphen or a table says that it stands in front.
func familyAt(tokens, also []string) int {
	last := len(tokens) - 1
	if last < 1 {
		return last
	}
	capitals := func(t string) bool {
		return utf8.RuneCountInString(t) > 2 && strings.ToUpper(t) == t && strings.ToLower(t) != t && strings.IndexFunc(t, unicode.IsDigit) < 0 && !strings.Contains(t, ".")
	}
	if a, b := capitals(tokens[0]), capitals(tokens[last]); a != b { // "SZABÓ Réka"
		if a {
			return 0
		}
		return last
	}
	first, end := fold(tokens[0]), fold(tokens[last])
	if called(first, also) && !called(end, also) {
		return 0
	}
	if calledAlone(first, also) != calledAlone(end, also) && familyWord(first) && familyWord(end) {
		if calledAlone(first, also) {
			return 0
		}
		return last
	}
	switch {
	case last == 1 && !strings.Contains(tokens[0], "-") && syllables(tokens[1:]):
		return 0
	case strings.Contains(tokens[0], "-") && !familyWord(end):
		return last
	case familyWord(first) && syllables(tokens[1:]):
		return 0
	case lexicon.FamilyFirst["first"][first] && !familyWord(end):
		return 0
	}
	return last
}

// syllables reports whether words are written as given names of two syllables
// are in East Asia: "Min-jae", "Min Jae".
func syllables(given []string) bool {
	short := func(w string) bool { return len(w) <= 6 && vowelGroups(fold(w)) == 1 }
	switch len(given) {
	case 1:
		a, b, ok := strings.Cut(given[0], "-")
		return ok && short(a) && short(b) && strings.ToLower(b) == b && !lexicon.Particles[strings.ToLower(a)]
	case 2:
		return short(given[0]) && short(given[1]) && len(given[0]) > 1 && len(given[1]) > 1
	}
	return false
}

func vowelGroups(w string) (n int) {
	inside := false
	for _, r := range w {
		v := strings.ContainsRune("aeiouy", r)
		if v && !inside {
			n++
		}
		inside = v
	}
	return n
}

// ofGivenNames are the titles that stand before a given name alone.
var ofGivenNames = map[string]bool{
	"sir": true, "dame": true, "prince": true, "princess": true, "king": true, "queen": true, "emperor": true, "pope": true,
	"lord": true, "lady": true, "sister": true, "brother": true, "father": true, "sheikh": true, "imam": true, "dr": true, "miss": true,
}

func familyWord(w string) bool {
	return lexicon.FamilyFirst["first"][w] || lexicon.FamilyFirst["careful"][w]
}

func calledAlone(word string, also []string) bool {
	return slices.ContainsFunc(also, func(a string) bool { return fold(a) == word })
}

// called reports whether the article calls somebody by a title and the word.
func called(word string, also []string) bool {
	for _, a := range also {
		if w := words(a); len(w) == 2 && fold(w[1]) == word {
			t := strings.Trim(strings.ToLower(w[0]), ".")
			if _, ok := lexicon.Titles[t]; ok && !ofGivenNames[t] {
				return true
			}
		}
	}
	return false
}
