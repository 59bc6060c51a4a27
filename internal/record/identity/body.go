package identity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"quoth/internal/lexicon"
	"quoth/news"
)

// A body is the name of a body taken apart.
type body struct {
	words      []string // that tell it from others, folded, in their order
	initials   string   // of those words
	acronym    bool     // the name is nothing but an acronym
	acronyms   []string // that the article gives for it
	lead       string   // of two words the one that may stand for both: "Arden" of "Arden Ferries"
	shortened  bool     // the article calls it by that word alone, too
	national   bool     // every country may have one of this name
	government bool
	country    string // of the name, else of the observation
}

// key is the same for names that differ in the order of words: "Health
// Ministry", "Ministry of Health".
func (b *body) key() string {
	sorted := slices.Clone(b.words)
	slices.Sort(sorted)
	return strings.Join(sorted, " ")
}

func (b *body) block(article string) string {
	switch {
	case len(b.words) == 0:
		return ""
	case b.government:
		return "g:" + b.country
	case b.national:
		country := cmp.Or(b.country, "?"+article)
		return "n:" + country + ":" + b.key()
	}
	if stem := b.stem(); len(stem) == 1 && !b.acronym {
		return "w:" + spelling(stem[0])
	}
	if b.lead != "" {
		return "w:" + spelling(b.lead)
	}
	letters := strings.Split(strings.ReplaceAll(b.initials, "o", ""), "")
	slices.Sort(letters)
	return "b:" + strings.Join(letters, "")
}

// stem leaves out what bodies are called, at the end: "Arden" of "Arden Group".
func (b *body) stem() []string {
	w := b.words
	for len(w) > 1 && lexicon.Bodies[w[len(w)-1]] {
		w = w[:len(w)-1]
	}
	return w
}

// lead is the word that a name of two may be shortened to: the first, or what
// follows "of", unless bodies of every kind bear it.
func lead(tokens, words []string) string {
	if len(words) != 2 {
		return ""
	}
	if i := slices.Index(tokens, "of"); i > 0 && slices.Contains(tokens[i:], words[1]) {
		words = []string{words[1], words[0]}
	}
	for _, w := range words {
		if !lexicon.Bodies[w] {
			return w
		}
	}
	return min(words[0], words[1])
}

// parseBody takes a body's name apart. A name that is no proper name has no words.
func parseBody(o *Observation) body {
	name, inBrackets := o.Name, ""
	if before, rest, ok := strings.Cut(name, "("); ok && strings.TrimSpace(before) != "" {
		var after string
		inBrackets, after, _ = strings.Cut(rest, ")")
		name = before + after
	}
	var b body
	tokens := bodyTokens(name)
	if len(tokens) == 0 || o.Kind == news.Group && slices.Contains(tokens, "and") {
		return b
	}
	if country := lexicon.Government(strings.Join(tokens, " ")); country != "" && capital(name) {
		return body{words: tokens, government: true, country: country}
	}
	rest, country := withoutCountry(tokens)
	if country != "" && common(rest) && !isNational(rest) {
		return b // "Norwegian officials"
	}
	if isNational(rest) && (!common(rest) || cmp.Or(country, o.Country) != "") {
		b = body{words: rest, national: true, country: cmp.Or(country, o.Country)}
		b.government = b.country != "" && slices.Equal(rest, []string{"government"})
		return b
	}
	if common(tokens) || !capital(strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")) {
		return b
	}
	for _, a := range append(slices.Clone(o.Also), inBrackets) {
		if t := bodyTokens(a); len(t) == 1 && isAcronym(strings.TrimSpace(a)) {
			b.acronyms = append(b.acronyms, t[0])
		}
	}
	b.words = expand(content(tokens))
	b.lead = lead(tokens, b.words)
	b.shortened = b.lead != "" && slices.ContainsFunc(o.Also, func(a string) bool {
		return slices.Equal(content(bodyTokens(a)), []string{b.lead})
	})
	bare := strings.TrimPrefix(strings.TrimSpace(name), "The ")
	if b.acronym = len(b.words) == 1 && isAcronym(strings.TrimPrefix(bare, "the ")); b.acronym {
		b.initials = b.words[0]
		return b
	}
	for _, w := range b.words {
		b.initials += string([]rune(w)[:1])
	}
	return b
}

// bodyTokens are a name's words, folded, without "the" in front and "'s".
func bodyTokens(name string) (out []string) {
	for i, w := range words(name) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(w, "’", "'"), "'s"), "'")
		folded := fold(w)
		if folded == "" || i == 0 && folded == "the" {
			continue
		}
		if s, ok := lexicon.BodySpellings[folded]; ok {
			out = append(out, strings.Split(s, "-")...)
			continue
		}
		out = append(out, folded)
	}
	return out
}

// content leaves out small words and the form of a company.
func content(tokens []string) (out []string) {
	for len(tokens) > 1 && lexicon.CompanyForms[tokens[len(tokens)-1]] {
		tokens = tokens[:len(tokens)-1]
	}
	for _, w := range tokens {
		if !lexicon.SmallWords[w] {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return tokens
	}
	return out
}

// expand writes abbreviations that the tables know in full.
func expand(tokens []string) []string {
	if len(tokens) == 1 {
		if long, ok := lexicon.Acronyms[tokens[0]]; ok {
			return content(bodyTokens(long))
		}
	}
	var out []string
	for _, w := range tokens {
		out = append(out, strings.FieldsFunc(w, func(r rune) bool { return r == '-' })...)
	}
	return out
}

// withoutCountry takes a country off a name: "Norwegian", "Norway's" in front,
// "of Norway" behind.
func withoutCountry(tokens []string) (rest []string, country string) {
	for n := min(3, len(tokens)-1); n > 0; n-- {
		if c := lexicon.Country(strings.Join(tokens[:n], " ")); c != "" {
			return content(tokens[n:]), c
		}
	}
	for i := len(tokens) - 2; i > 0; i-- {
		if tokens[i] == "of" || tokens[i] == "in" {
			place := tokens[i+1:]
			if place[0] == "the" && len(place) > 1 {
				place = place[1:]
			}
			if c := lexicon.Country(strings.Join(place, " ")); c != "" {
				return content(tokens[:i]), c
			}
		}
	}
	return content(tokens), ""
}

func isNational(rest []string) bool {
	head, what := lexicon.NationalBodies["head"], lexicon.NationalBodies["what"]
	found := false
	for _, w := range rest {
		if !head[w] && !what[w] {
			return false
		}
		found = found || head[w]
	}
	return found
}

// common reports whether a name is made of common nouns only.
func common(tokens []string) bool {
	return !slices.ContainsFunc(tokens, func(w string) bool { return !lexicon.CommonBodies[w] && !lexicon.SmallWords[w] })
}

// isAcronym takes two to seven letters of which most are capitals for one.
func isAcronym(name string) bool {
	name = strings.ReplaceAll(name, ".", "")
	upper, all := 0, 0
	for _, r := range name {
		if !unicode.IsLetter(r) {
			return false
		}
		all++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return all >= 2 && all <= 7 && upper >= 2 && 2*upper > all
}

// capital reports whether a name has a capital, or letters of a script that
// has none.
func capital(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsUpper(r) || unicode.IsLetter(r) && unicode.ToUpper(r) == r
	})
}
