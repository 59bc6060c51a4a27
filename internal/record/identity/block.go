package identity

import (
	"strings"

	"quoth/news"
)

// Block is the key that every name of the same bearer should share, "" for a
// speaker who has no identity across articles. Only observations of one block
// are ever compared, so it is coarse:
//
//	p:rs                        people whose family name has these consonants
//	b:dh                        bodies by the initials of their words, sorted, without o ("of")
//	w:arden                     bodies of one word besides what bodies are called, and those
//	                            of two, by the one that may stand for both
//	n:Norway:health ministry    bodies that many countries have
//	n:?a17:health ministry      the same where nothing tells the country: the article's own
//	g:Norway                    governments, by whatever name
func (o *Observation) Block() string {
	switch {
	case strings.TrimSpace(o.Name) == "":
		return ""
	case o.Kind == news.Person:
		p := parsePerson(o.Name, o.Also)
		if p.family == "" {
			return ""
		}
		return "p:" + skeleton(p.family)
	case o.Kind == news.Organisation || o.Kind == news.Government || o.Kind == news.Group:
		b := parseBody(o)
		return b.block(o.Article)
	}
	return "" // documents, authors and whoever is not named
}
