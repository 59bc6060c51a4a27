package speaker

import (
	"slices"
	"strings"
	"unicode"

	"quoth/internal/extract/token"
	"quoth/internal/lexicon"
	"quoth/news"
)

// An entity is a person, body or place that the article calls by name.
type entity struct {
	kind     NameKind
	words    []string // of the fullest name, in lower case, without titles and accents; the family's last
	span     news.Span
	mentions []int // by name, in text order
	gender   byte  // 'm', 'f' or 0
	initials string
	name     string // of several together; else the words of span
	several  bool
}

// name is a proper name taken apart.
type name struct {
	kind   NameKind
	words  []string // in lower case, without titles and accents; the family's last
	span   news.Span
	gender byte
}

// parse takes a name apart; a name that is nothing but a title is empty.
func parse(text string, m Mention) name {
	n := name{kind: m.Name, span: m.name()}
	if m.Name != PersonName {
		n.span = withoutTrade(text, n.span)
	}
	at, end := n.span.Start, n.span.End
	for _, w := range strings.FieldsFunc(text[at:end], unicode.IsSpace) {
		i := at + strings.Index(text[at:end], w)
		at = i + len(w)
		bare := strings.ToLower(strings.Trim(w, `.,;:"'“”’()[]`))
		bare = strings.ReplaceAll(bare, ".", "") // "S.E.C."
		if g, ok := lexicon.Titles[bare]; ok && m.Name == PersonName && len(n.words) == 0 {
			n.span.Start = at
			if g != 0 {
				n.gender = g
			}
			continue
		}
		if m.Name == PersonName && len(n.words) == 0 && lexicon.Offices[bare] && at < end {
			n.span.Start = at
			continue // "Teacher Blessing Ogbu"
		}
		if len(n.words) == 0 {
			n.span.Start = i
			if lexicon.Determiners[bare] && at < end {
				if m.Name == PersonName {
					n.span.Start = at
				}
				continue
			}
		}
		if bare = lexicon.Fold(bare); bare != "" {
			n.words = append(n.words, bare)
		}
	}
	if m.Name == PersonName && len(n.words) == 1 {
		if family, given, ok := lexicon.Unspaced(n.words[0]); ok {
			n.words = []string{given, family}
		}
	}
	if n.gender == 0 && m.Name == PersonName && len(n.words) > 0 {
		n.gender = genderBeside(text, n.span)
	}
	return n
}

// withoutTrade leaves out what news adds in small letters to a medium's name:
// "the Example Press | news agency". A single word that is not an agency's stays
// as it is, "the Tulsa newspaper" is named so for its town; and so does a
// country's: "the Kenyan news agency".
func withoutTrade(text string, s news.Span) news.Span {
	words := wordsOf(text, s)
	n := len(words)
	for n > 0 && lexicon.MediaTrades[text[words[n-1].Start:words[n-1].End]] {
		n--
	}
	if n == 0 || n == len(words) || !capital(text[words[n-1].Start:words[n-1].End]) {
		return s
	}
	first := 0
	if lexicon.Determiners[strings.ToLower(text[words[0].Start:words[0].End])] {
		first = 1
	}
	name := text[words[min(first, n-1)].Start:words[n-1].End]
	single := n-first == 1 && name != strings.ToUpper(name) && !strings.HasSuffix(text[s.Start:s.End], "agency")
	if single || lexicon.Country(strings.ToLower(name)) != "" {
		return s
	}
	s.End = words[n-1].End
	return s
}

// genderBefore looks at the word before a name: "Mrs", "his wife".
func genderBefore(text string, at int) byte {
	before := strings.TrimRight(text[max(0, at-24):at], " \u00a0,")
	word := strings.ToLower(strings.Trim(before[strings.LastIndexAny(before, " \n(“\"")+1:], "."))
	if g := lexicon.Titles[word]; g != 0 {
		return g
	}
	return lexicon.Gendered[word]
}

// fits says how well a shorter name may stand for the entity: 0 for not at all.
func (e *entity) fits(n name) int {
	a, b := e.words, n.words
	if len(b) == 1 && e.kind != PersonName && len(e.initials) > 1 && len(b[0]) > 1 &&
		(strings.EqualFold(b[0], e.initials) || len(b[0]) > 2 && strings.HasSuffix(strings.ToLower(e.initials), b[0])) {
		return 8
	}
	if e.kind != n.kind && e.kind != OtherName && n.kind != OtherName {
		return 0
	}
	if slices.Equal(a, b) {
		return 10
	}
	if e.kind == PersonName {
		return e.fitsPerson(n)
	}
	switch {
	case len(b) < len(a) && slices.Equal(a[:len(b)], b) && !slices.ContainsFunc(a[len(b):], func(w string) bool { return !lexicon.Bodies[w] }):
		return 5
	case len(b) < len(a) && len(b) > 1 && slices.Equal(a[len(a)-len(b):], b):
		return 4
	}
	return 0
}

// bySurname is how well a surname alone stands for a person.
const bySurname = 7

// fitsPerson: surnames are shared by relatives, so given names must agree.
func (e *entity) fitsPerson(n name) int {
	a, b := e.words, n.words
	if e.gender != 0 && n.gender != 0 && e.gender != n.gender {
		return 0
	}
	last := func(w []string) string { return w[len(w)-1] }
	switch {
	case len(b) == 2 && a[0] == b[1]+b[0]: // a given name alone, of two signs
		return 4
	case len(b) == 1 && len(a) == 1:
		return 0
	case len(b) == 1:
		if surname(a) == b[0] {
			return bySurname
		}
		if i := slices.Index(a, b[0]); i == 0 {
			return 4
		} else if i > 0 {
			return 5
		}
		return 0
	case len(a) == 1:
		return 0
	case last(a) == last(b) || surname(a) == surname(b):
		if a[0] == b[0] || initialOf(a[0], b[0]) {
			return 9
		}
		if len(b) < len(a) && slices.Equal(a[len(a)-len(b):], b) {
			return 8
		}
	case len(b) < len(a) && (slices.Equal(a[len(a)-len(b):], b) || slices.Equal(a[:len(b)], b)):
		return 6
	}
	return 0
}

// surname is the last word that is not "Jr" or a number.
func surname(words []string) string {
	for i := len(words) - 1; i > 0; i-- {
		switch words[i] {
		case "jr", "sr", "ii", "iii", "iv":
		default:
			return words[i]
		}
	}
	return words[0]
}

// initialOf reports whether one given name is the other's initial.
func initialOf(a, b string) bool {
	a, b = strings.Trim(a, "."), strings.Trim(b, ".")
	return a != "" && b != "" && (len(a) == 1 || len(b) == 1) && a[0] == b[0]
}

// acronym is made of the capitals of a name's words, or stands in brackets
// after it: "the World Athletics Board (WAB)".
func acronym(text string, s news.Span) (letters string, end int) {
	rest := text[s.End:min(len(text), s.End+16)]
	if strings.HasPrefix(rest, " (") {
		if i := strings.IndexByte(rest, ')'); i > 2 && i < 14 && !strings.ContainsAny(rest[2:i], " ,;") && hasUpper(rest[2:i]) {
			return rest[2:i], s.End + i + 1
		}
	}
	if i := strings.LastIndex(text[s.Start:s.End], " ("); i > 0 && text[s.End-1] == ')' {
		return text[s.Start+i+2 : s.End-1], s.End
	}
	for _, w := range strings.Fields(text[s.Start:s.End]) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			letters += w[:1]
		}
	}
	if len(letters) < 2 {
		letters = ""
	}
	return letters, s.End
}

// entities groups the names of a text. Longer names come first, so that a
// surname alone finds its bearer wherever the full name stands; among several
// bearers the one named first is meant.
func entities(text string, marks *token.Layer, mentions []Mention) (list []*entity, of []int) {
	of = make([]int, len(mentions))
	parsed := make([]name, len(mentions))
	var order []int
	agree(text, mentions)
	for i, m := range mentions {
		of[i] = -1
		if m.Name != NoName {
			parsed[i] = parse(text, m)
			if len(parsed[i].words) > 0 {
				order = append(order, i)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(parsed[b].words) - len(parsed[a].words) })
	byWord := map[string][]int{} // entities by each word of their names
	alone := map[string]bool{}   // names of one word
	for _, i := range order {
		if len(parsed[i].words) == 1 {
			alone[parsed[i].words[0]] = true
		}
	}
	for _, i := range order {
		n := parsed[i]
		best, score := -1, 0
		for _, e := range byWord[n.words[len(n.words)-1]] {
			s := list[e].fits(n)
			if s == bySurname && namesake(text, n.span, mentions[list[e].mentions[0]].name()) {
				continue
			}
			if s == bySurname && alone[list[e].words[0]] {
				s-- // whom the article calls by the given name it does not call by the surname
			}
			if s *= 2; s > 0 && n.gender != 0 && n.gender == list[e].gender {
				s++ // "Mrs Reyes" is rather Mrs Ana Reyes than Luis Reyes
			}
			if s > score || s > 0 && s == score && first(list[e], list[best]) {
				best, score = e, s
			}
		}
		if best < 0 {
			best = len(list)
			e := &entity{kind: n.kind, words: n.words, span: n.span}
			if n.kind == OrganisationName || n.kind == PlaceName || n.kind == OtherName {
				letters, end := acronym(text, n.span)
				e.initials, e.span.End = letters, end
				for l := strings.ToLower(letters); len(l) > 1; l = l[1:] { // "CPD" for the US Commission …
					byWord[l] = append(byWord[l], best)
				}
			}
			list = append(list, e)
			for k, w := range n.words {
				if !slices.Contains(n.words[:k], w) {
					byWord[w] = append(byWord[w], best)
				}
				if first, _, ok := lexicon.Unspaced(w); ok {
					byWord[first] = append(byWord[first], best)
				}
			}
		}
		e := list[best]
		if e.gender == 0 {
			e.gender = n.gender
		}
		at, _ := slices.BinarySearch(e.mentions, i)
		e.mentions = slices.Insert(e.mentions, at, i)
		of[i] = best
	}
	genders(text, marks, mentions, list, of)
	return list, of
}

// namesake reports whether a title and a surname, and the full name that comes
// after it, are two people's: "Mayor Reyes said … Luis Reyes, a farmer, said".
// Who has been introduced by an office is not introduced by a trade again.
func namesake(text string, surname, full news.Span) bool {
	rest := text[full.End:]
	if surname.Start > full.Start || !strings.HasPrefix(rest, ", a ") && !strings.HasPrefix(rest, ", an ") {
		return false
	}
	office, trade := lastOffice(before(text, surname.Start)), ""
	words := strings.Fields(after(text, full.End))
	if len(words) > 0 && len(words) <= 2 {
		trade = lastOffice(strings.Join(words, " "))
	}
	a, b := lexicon.Field(office), lexicon.Field(trade)
	return office != "" && trade != "" && office != trade && a != "" && b != "" && !lexicon.FieldsMix(a, b) && !strings.HasPrefix(words[0], "former")
}

// lastOffice is the last word of a phrase if it is an office or trade.
func lastOffice(phrase string) string {
	word := strings.ToLower(strings.Trim(phrase[strings.LastIndexByte(phrase, ' ')+1:], ".,"))
	if !lexicon.Offices[word] {
		return ""
	}
	return word
}

// first reports whether a is named before b: where several share a surname,
// news calls only the one it is about by it, and that one comes first.
func first(a, b *entity) bool { return a.mentions[0] < b.mentions[0] }

// agree gives all mentions with the same words the kind that most of them have.
func agree(text string, mentions []Mention) {
	votes := map[string]*[5]int{}
	key := func(m Mention) string {
		return strings.TrimPrefix(strings.ToLower(text[m.name().Start:m.name().End]), "the ")
	}
	for _, m := range mentions {
		if m.Name != NoName {
			v := votes[key(m)]
			if v == nil {
				v = new([5]int)
				votes[key(m)] = v
			}
			v[m.Name]++
		}
	}
	for i, m := range mentions {
		if v := votes[key(m)]; m.Name != NoName && v != nil {
			for k, n := range v {
				if n > v[mentions[i].Name] {
					mentions[i].Name = NameKind(k)
				}
			}
		}
	}
}
