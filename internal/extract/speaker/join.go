package speaker

import (
	"strings"
	"unicode"

	"quoth/internal/lexicon"
	"quoth/news"
)

// joinNames makes one name of two that the network parted at an "and" inside a
// body's name: "Ports | and Harbours Commission". Whether they are one is what
// the article tells by an acronym of both, or a source of both that is one
// body. All places with the same words follow.
func (r *resolver) joinNames() {
	acronyms := map[string]bool{}
	for _, m := range r.mentions {
		if s := m.name(); isBody(m.Name) && s.Len() <= longestAcronym {
			acronyms[strings.ToUpper(strings.ReplaceAll(r.text[s.Start:s.End], ".", ""))] = true
		}
	}
	one := map[string]bool{}
	pairs := r.pairs()
	for _, p := range pairs {
		both := r.text[p.both.Start:p.both.End]
		switch letters, _ := acronym(r.text, p.both); {
		case p.open || len(letters) > 2 && acronyms[letters] || r.bracketed(p.both) || !r.twoBodies(p) && r.oneSource(p.both):
			one[both] = true
		}
	}
	for _, p := range pairs {
		if both := r.text[p.both.Start:p.both.End]; one[both] {
			r.mentions[p.first].inner = p.both
			r.mentions[p.second].Name = NoName
		}
	}
}

const longestAcronym = 12 // bytes, stops counted

// A pair is two names of bodies that may be one.
type pair struct {
	first, second int
	both          news.Span
	open          bool // the first cannot end where it ends: "Court of Appeals for"
}

func (r *resolver) pairs() (out []pair) {
	last := -1
	for i, m := range r.mentions {
		if !isBody(m.Name) || m.inner.Len() > 0 {
			continue
		}
		if last >= 0 && r.mentions[last].Span.End < m.Span.Start {
			a := r.mentions[last].Span
			words := strings.Fields(r.text[a.Start:a.End])
			between := r.text[a.End:m.Span.Start]
			open := nameLinks[words[len(words)-1]]
			if open && (between == " " || between == " the ") || between == " and " || between == " & " || between == "&" {
				out = append(out, pair{last, i, news.Span{Start: a.Start, End: m.Span.End}, open})
			}
		}
		last = i
	}
	return out
}

// bracketed reports whether an acronym of the name stands in brackets after it.
func (r *resolver) bracketed(s news.Span) bool {
	letters, end := acronym(r.text, s)
	if end == s.End {
		return false
	}
	var initials []rune
	for _, w := range strings.Fields(r.text[s.Start:s.End]) {
		if c := []rune(w)[0]; unicode.IsUpper(c) || c == '&' {
			initials = append(initials, c)
		}
	}
	return strings.HasSuffix(string(initials), letters)
}

// oneSource reports whether a source is the name and a single body.
func (r *resolver) oneSource(s news.Span) bool {
	for _, src := range r.sources {
		if src.Span.Start > s.Start || src.Span.End < s.End || s.Start-src.Span.Start > len("the ") {
			continue
		}
		if rest := strings.Trim(r.text[s.End:src.Span.End], ".’'s "); (rest == "" || rest[0] == ',') &&
			(src.Kinds[news.Organisation]+src.Kinds[news.Government] > sure || src.Span.Start < s.Start && r.halfName(s)) && !r.standsAlone(s) {
			src.Kinds[news.Organisation] += src.Kinds[news.Group] // it is not two
			src.Kinds[news.Group] = 0
			return true
		}
	}
	return false
}

// twoBodies reports whether both names of a pair are whole: each of several words, the
// last of which says what it is: "Harbour Workers Union and Porthaven Ferry Company".
func (r *resolver) twoBodies(p pair) bool {
	for _, m := range []int{p.first, p.second} {
		s := r.mentions[m].Span
		words := strings.Fields(strings.ToLower(r.text[s.Start:s.End]))
		if len(words) < 2 || !lexicon.Bodies[words[len(words)-1]] {
			return false
		}
	}
	return true
}

// halfName reports whether a joined name begins with one word that is no
// acronym and goes on with several: "the Fishing | and Northern Harbours Union".
func (r *resolver) halfName(s news.Span) bool {
	words := strings.Fields(r.text[s.Start:s.End])
	return len(words) > 3 && words[1] == "and" && words[0] != strings.ToUpper(words[0])
}

// standsAlone reports whether a part of a joined name is a name by itself
// elsewhere in the text: "the Courier and the Herald".
func (r *resolver) standsAlone(s news.Span) bool {
	parts := map[string]bool{}
	for _, m := range r.mentions {
		if m.Name != NoName && m.Span.Start >= s.Start && m.Span.End <= s.End {
			parts[r.text[m.Span.Start:m.Span.End]] = true
		}
	}
	for i, m := range r.mentions {
		if m.Name == NoName || !parts[r.text[m.Span.Start:m.Span.End]] {
			continue
		}
		if m.Span.Start >= s.Start && m.Span.End <= s.End {
			continue
		}
		joinedHere := i > 0 && strings.HasSuffix(r.text[:m.Span.Start], " and ") || strings.HasPrefix(r.text[m.Span.End:], " and ")
		if !joinedHere {
			return true
		}
	}
	return false
}
