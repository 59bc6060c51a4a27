package match

import (
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// A Speaker is what the caller knows of who made a statement.
type Speaker struct {
	Identity    string // the same for one person or body in all articles; "" when not known
	Name        string // as the article has it, "" when unnamed
	Description string // the article's words when unnamed
	Kind        news.Kind
}

// Compare asks the identities, then the names. A name and a description, or a
// person and a body, may mean one: the mayor is Ana Reyes and the city hall.
func (s Speaker) Compare(t Speaker) news.Likeness {
	if s.Identity != "" && t.Identity != "" {
		if s.Identity == t.Identity {
			return news.SameSpeaker
		}
		return news.OtherSpeaker
	}
	if s.Name == "" || t.Name == "" {
		return news.UnknownSpeaker
	}
	a, b := nameWords(s.Name), nameWords(t.Name)
	if len(a) == 0 || len(b) == 0 {
		return news.UnknownSpeaker
	}
	persons := s.Kind == news.Person && t.Kind == news.Person
	switch {
	case strings.Join(a, " ") == strings.Join(b, " "):
		return news.SameSpeaker
	case !persons:
		return news.UnknownSpeaker
	case a[len(a)-1] != b[len(b)-1]:
		return news.OtherSpeaker
	case len(a) == 1 || len(b) == 1 || sameGiven(a[0], b[0]):
		return news.SameSpeaker // a surname alone, in articles that have the same words
	default:
		return news.OtherSpeaker
	}
}

// surname is what a person's statements are filed under, or "". It is taken
// from the name and not from the identity, because identities are merged and
// split while keys stay.
func (s Speaker) surname() string {
	if s.Kind != news.Person {
		return ""
	}
	words := nameWords(s.Name)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

func (s Speaker) clone() Speaker {
	return Speaker{strings.Clone(s.Identity), strings.Clone(s.Name), strings.Clone(s.Description), s.Kind}
}

// nameWords are the folded words of a name without titles.
func nameWords(name string) []string {
	const longest = 200 // bytes; names are shorter
	var out []string
	for w := range strings.FieldsSeq(name[:min(len(name), longest)]) {
		w = strings.Trim(fold(w), ".,'’\"“”")
		if _, title := lexicon.Titles[w]; w != "" && (!title || len(out) > 0) {
			out = append(out, w)
		}
	}
	return out
}

// sameGiven compares given names, of which one may be an initial.
func sameGiven(a, b string) bool {
	return a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}
