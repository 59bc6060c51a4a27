package main

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// A relation is one statement as the figures see it: the tokens of its parts
// and their trimmed spans. roles are source, cue and content.
type relation struct {
	tokens  [3]map[int]bool
	trimmed [3]string // spans as text, "" when absent
	pieces  [3][]string
	direct  bool
}

var roleNames = [3]string{"source", "cue", "content"}

// compareAttributions adds one article's figures of source, cue and content:
// token, exact, piece (each for the three), relation (contents share half of
// their tokens, sources touch), relation! (content and source exact) and
// direct (relation over quoted contents). A "that" which opens a content is
// left out on both sides.
func compareAttributions(s *scores, p, g []relation) {
	for r, name := range roleNames {
		a, b := labelled(p, r), labelled(g, r)
		s.add("token/"+name, common(a, b), len(a), len(b))
	}
	for r, name := range roleNames {
		hit, np, ng := sameItems(p, g, func(x relation) []string {
			if x.trimmed[r] == "" {
				return nil
			}
			return []string{x.trimmed[r]}
		})
		s.add("exact/"+name, hit, np, ng)
	}
	for r, name := range roleNames {
		hit, np, ng := sameItems(p, g, func(x relation) []string { return x.pieces[r] })
		s.add("piece/"+name, hit, np, ng)
	}
	s.addMatched("relation", p, g, soft)
	s.addMatched("relation!", p, g, strict)
	s.addMatched("direct", quoted(p), quoted(g), soft)
}

func soft(p, g relation) bool {
	return shared(p, g) >= 0.5 && (common(p.tokens[0], g.tokens[0]) > 0 || len(p.tokens[0]) == 0 && len(g.tokens[0]) == 0)
}

// shared is how much of the tokens in either content is in both.
func shared(p, g relation) float64 {
	n := common(p.tokens[2], g.tokens[2])
	if union := len(p.tokens[2]) + len(g.tokens[2]) - n; union > 0 {
		return float64(n) / float64(union)
	}
	return 0
}

func strict(p, g relation) bool {
	return p.trimmed[2] == g.trimmed[2] && p.trimmed[0] == g.trimmed[0]
}

// matched pairs predictions with gold one to one, each with the free one that
// shares most content, and says which predictions found one.
func matched(pred, gold []relation, ok func(p, g relation) bool) (right []bool) {
	used := make([]bool, len(gold))
	for _, p := range pred {
		best, at := -1, -1
		for i, g := range gold {
			if n := common(p.tokens[2], g.tokens[2]); !used[i] && n > best && ok(p, g) {
				best, at = n, i
			}
		}
		if at >= 0 {
			used[at] = true
		}
		right = append(right, at >= 0)
	}
	return right
}

func (s *scores) addMatched(name string, pred, gold []relation, ok func(p, g relation) bool) {
	hits := 0
	for _, right := range matched(pred, gold, ok) {
		if right {
			hits++
		}
	}
	s.add(name, hits, len(pred), len(gold))
}

func quoted(rs []relation) (out []relation) {
	for _, r := range rs {
		if r.direct {
			out = append(out, r)
		}
	}
	return out
}

func labelled(rs []relation, role int) map[int]bool {
	out := map[int]bool{}
	for _, r := range rs {
		for t := range r.tokens[role] {
			out[t] = true
		}
	}
	return out
}

func common(a, b map[int]bool) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return n
}

func sameItems(p, g []relation, items func(relation) []string) (hit, np, ng int) {
	left := map[string]int{}
	for _, r := range g {
		for _, x := range items(r) {
			left[x]++
			ng++
		}
	}
	for _, r := range p {
		for _, x := range items(r) {
			np++
			if left[x] > 0 {
				left[x]--
				hit++
			}
		}
	}
	return hit, np, ng
}

func relations(text string, statements []news.Statement) []relation {
	tokens := scoreTokens(text)
	var out []relation
	for _, s := range statements {
		var r relation
		content := withoutThat(text, s.Content)
		for i, part := range []news.Part{s.Source, s.Cue, content} {
			r.tokens[i] = map[int]bool{}
			for _, span := range part {
				first := sort.Search(len(tokens), func(k int) bool { return tokens[k].End > span.Start })
				for k := first; k < len(tokens) && tokens[k].Start < span.End; k++ {
					r.tokens[i][k] = true
				}
			}
			for _, t := range trimmed(text, part) {
				r.pieces[i] = append(r.pieces[i], fmt.Sprint(t))
			}
			r.trimmed[i] = strings.Join(r.pieces[i], " ")
		}
		for _, span := range content {
			r.direct = r.direct || strings.ContainsAny(around(text, span.Start), "\"“”") || strings.ContainsAny(around(text, span.End), "\"“”")
		}
		out = append(out, r)
	}
	return out
}

// around is the character before the offset and the one at it.
func around(text string, at int) string {
	_, before := utf8.DecodeLastRuneInString(text[:at])
	_, after := utf8.DecodeRuneInString(text[at:])
	return text[at-before : at+after]
}

func withoutThat(text string, part news.Part) news.Part {
	var out news.Part
	for _, s := range part {
		inside := text[s.Start:s.End]
		if len(inside) > 4 && strings.EqualFold(inside[:4], "that") {
			if rest := strings.TrimLeftFunc(inside[4:], unicode.IsSpace); len(rest) < len(inside)-4 && rest != "" {
				s.Start = s.End - len(rest)
			}
		}
		if !strings.EqualFold(text[s.Start:s.End], "that") || len(part) == 1 {
			out = append(out, s)
		}
	}
	return out
}

const scoreTrim = " \t\n\r\"'“”‘’,.;:—–-?!()[]«»"

func trimmed(text string, part news.Part) news.Part {
	part = append(news.Part(nil), part...)
	sort.Slice(part, func(i, j int) bool {
		return part[i].Start < part[j].Start || part[i].Start == part[j].Start && part[i].End < part[j].End
	})
	var out news.Part
	for _, s := range part {
		inside := strings.TrimLeft(text[s.Start:s.End], scoreTrim)
		s.Start = s.End - len(inside)
		s.End = s.Start + len(strings.TrimRight(inside, scoreTrim))
		if s.Len() == 0 {
			continue
		}
		if n := len(out); n > 0 && (out[n-1].End >= s.Start || strings.Trim(text[out[n-1].End:s.Start], scoreTrim) == "") {
			out[n-1].End = s.End
		} else {
			out = append(out, s)
		}
	}
	return out
}

// scoreTokens are words and single signs.
func scoreTokens(text string) []news.Span {
	var out []news.Span
	inWord := false
	for i, r := range text {
		n := utf8.RuneLen(r)
		if n < 0 {
			n = 1
		}
		word := unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_'
		switch {
		case word && inWord:
			out[len(out)-1].End = i + n
		case word || !unicode.IsSpace(r):
			out = append(out, news.Span{Start: i, End: i + n})
		}
		inWord = word
	}
	return out
}
