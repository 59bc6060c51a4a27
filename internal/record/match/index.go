package match

import (
	"slices"
	"strings"

	"quoth/news"
)

// An Index keeps statements in memory and finds their variants. It is what a
// store does with tables: one row for each key of a statement, no more than
// MostPerKey for a key. What it finds depends on the order of additions only
// where a key is full.
//
// An entry takes its words, 40 bytes each and at most maxWords of them, and
// at most MaxKeys postings of 8 bytes besides their share of the map.
type Index struct {
	statements []Statement
	newest     map[Key]uint32 // the posting of the latest statement under a key
	postings   []posting      // the first one is nobody's: 0 ends a chain
}

// A posting is one statement under one key, and the posting before it.
type posting struct{ statement, before uint32 }

// NewIndex returns an empty index.
func NewIndex() *Index {
	return &Index{newest: map[Key]uint32{}, postings: make([]posting, 1)}
}

// Len is the number of statements.
func (x *Index) Len() int { return len(x.statements) }

// Add keeps a statement and returns its number, counted from 0.
func (x *Index) Add(s Statement) int {
	n := len(x.statements)
	s.Article, s.Speaker = strings.Clone(s.Article), s.Speaker.clone() // keep no article's text alive
	x.statements = append(x.statements, s)
	for _, k := range s.Keys() {
		if before := x.newest[k]; x.under(before) < MostPerKey {
			x.newest[k] = uint32(len(x.postings))
			x.postings = append(x.postings, posting{uint32(n), before})
		}
	}
	return n
}

// under counts the statements of a chain.
func (x *Index) under(at uint32) int {
	n := 0
	for ; at != 0; at = x.postings[at].before {
		n++
	}
	return n
}

// A Variant is a statement of the index and how the one asked for relates to it.
type Variant struct {
	Statement int
	Verdict   Verdict // a is the one asked for
}

// Variants returns the statements of other articles that are variants of s, in
// the order in which they were added. Of the paraphrases in one article only
// the best is one: an article seldom tells the same twice, but often tells
// more on the subject.
func (x *Index) Variants(s *Statement) []Variant {
	var out []Variant
	best := map[string]int{} // article → place of its paraphrase
	for _, c := range x.candidates(s) {
		other := &x.statements[c]
		v := Variant{int(c), Compare(s, other)}
		if v.Verdict.Relation == news.Paraphrased && other.Article != "" {
			at, ok := best[other.Article]
			switch {
			case !ok:
				best[other.Article] = len(out)
			case out[at].Verdict.Score < v.Verdict.Score:
				out[at] = v
				continue
			default:
				continue
			}
		}
		if v.Verdict.Relation != news.Different {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b Variant) int { return a.Statement - b.Statement })
	return out
}

func (x *Index) candidates(s *Statement) []uint32 {
	under := map[Key][]uint32{}
	for _, k := range s.Lookups() {
		for at := x.newest[k]; at != 0; at = x.postings[at].before {
			n := x.postings[at].statement
			if s.Article == "" || x.statements[n].Article != s.Article {
				under[k] = append(under[k], n)
			}
		}
	}
	return Candidates(under)
}
