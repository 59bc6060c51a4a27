package speaker

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"quoth/internal/extract/token"
	"quoth/internal/lexicon"
	"quoth/news"
)

// genders finds which pronoun the article uses for each person whom no title
// tells about: "Reyes closed her office" tells of Reyes, if nobody else was
// named in the sentence, and so does "She closed it" right after a sentence
// that names nobody else. Names tell nothing: what a given name is to one
// country it is not to another. of is the entity of each mention.
func genders(text string, marks *token.Layer, mentions []Mention, list []*entity, of []int) {
	const (
		rounds = 3 // whom one pronoun fits leaves fewer for the next
		least  = 1.0
		margin = 3
	)
	said := pronouns(text, marks, mentions, of)
	for range rounds {
		he, she := make([]float64, len(list)), make([]float64, len(list))
		for _, p := range said {
			fit := -1
			for _, e := range p.among {
				if g := list[e].gender; g != 0 && g != p.gender {
					continue
				} else if fit >= 0 {
					fit = -1
					break
				}
				fit = e
			}
			switch {
			case fit < 0:
			case p.gender == 'm':
				he[fit] += p.weight
			default:
				she[fit] += p.weight
			}
		}
		for i, e := range list {
			switch {
			case e.kind != PersonName || e.gender != 0:
			case he[i] >= least && he[i] >= margin*she[i]:
				e.gender = 'm'
			case she[i] >= least && she[i] >= margin*he[i]:
				e.gender = 'f'
			}
		}
	}
}

// A pronounced is a "he" or "she" of the text.
type pronounced struct {
	gender byte
	among  []int // the persons whom it may mean
	weight float64
}

// pronouns are all "he" and "she" that follow somebody in their sentence or
// open one.
func pronouns(text string, marks *token.Layer, mentions []Mention, of []int) (out []pronounced) {
	next := 0
	var before []int // persons named in the sentence before
	for k, at := range marks.Sentences {
		end := len(text)
		if k+1 < len(marks.Sentences) {
			end = marks.Sentences[k+1]
		}
		var here []int
		opening, quoted := true, false
		for at < end {
			for ; next < len(mentions) && mentions[next].Span.Start <= at; next++ {
				if m := mentions[next]; m.Name == PersonName && of[next] >= 0 && !slices.Contains(here, of[next]) {
					here = append(here, of[next])
				}
			}
			word, stop := wordAt(text, at, end)
			if word == "" {
				quoted = quoted || quotes(marks, at)
				at = stop
				continue
			}
			if p := lexicon.Pronoun(word); p == "he" || p == "she" {
				gender := byte('m')
				if p == "she" {
					gender = 'f'
				}
				if len(here) > 0 {
					out = append(out, pronounced{gender, here, 1})
				} else if opening && !quoted {
					out = append(out, pronounced{gender, before, .5})
				}
			}
			opening, at = false, stop
		}
		before = here
	}
	return out
}

// quotes reports whether a quotation mark stands at the offset.
func quotes(marks *token.Layer, at int) bool {
	i := sort.Search(len(marks.Quotations), func(i int) bool { return marks.Quotations[i].Open.Start >= at })
	return i < len(marks.Quotations) && marks.Quotations[i].Open.Start == at
}

// wordAt is the run of letters at the offset and its end; with none there, ""
// and the offset of what follows.
func wordAt(text string, at, end int) (word string, stop int) {
	for i, r := range text[at:end] {
		if !unicode.IsLetter(r) {
			if i == 0 {
				return "", at + len(string(r))
			}
			return text[at : at+i], at + i
		}
	}
	return text[at:end], end
}

// genderBeside reads the words beside a name: "Mrs", "his wife", "the widow",
// and what follows a comma: "Ana Reyes, daughter of".
func genderBeside(text string, s news.Span) byte {
	if g := genderBefore(text, s.Start); g != 0 {
		return g
	}
	for _, w := range strings.Fields(after(text, s.End)) {
		if g := lexicon.Gendered[strings.ToLower(strings.Trim(w, ".,"))]; g != 0 {
			return g
		}
		if lexicon.Prepositions[w] {
			break
		}
	}
	return 0
}
