package quoth

import (
	"fmt"

	"quoth/news"
)

// MinConfidence leaves out the statements that a careful reader would agree
// with at a probability below p, which is from 0 to 1. Where p is above 0 a
// statement whose confidence was not estimated is left out too. What stood
// inside a statement that is left out then stands inside the nearest one that
// is kept; speakers of no statement are left out. IDs do not change.
func MinConfidence(p float64) Option { return func(e *Extractor) { e.minConfidence = p } }

// checkConfidence says what is wrong with a probability.
func checkConfidence(p float64) error {
	if p >= 0 && p <= 1 { // false for NaN
		return nil
	}
	return fmt.Errorf("minimum confidence %v: give a probability from 0 to 1", p)
}

// confident returns the article without the statements below p, in time
// linear in their number. What a is made of stays as it is.
func confident(a news.Article, p float64) news.Article {
	kept := func(s *news.Statement) bool { return s.Confidence >= p }
	index := make(map[string]int, len(a.Statements))
	for i := range a.Statements {
		index[a.Statements[i].ID] = i
	}
	// nearest is the ID of the nearest kept ancestor of each statement for
	// which it is known; every statement is walked over once.
	nearest := make(map[int]string, len(a.Statements))
	ancestor := func(i int) string {
		var path []int
		id := ""
		for {
			known, ok := nearest[i]
			if ok {
				id = known
				break
			}
			nearest[i] = "" // should the parents form a ring, it ends here
			path = append(path, i)
			parent, ok := index[a.Statements[i].Parent]
			if !ok {
				break
			}
			if kept(&a.Statements[parent]) {
				id = a.Statements[parent].ID
				break
			}
			i = parent
		}
		for _, j := range path {
			nearest[j] = id
		}
		return id
	}

	var statements []news.Statement
	speaks := make(map[string]bool, len(a.Speakers))
	for i := range a.Statements {
		s := a.Statements[i]
		if !kept(&s) {
			continue
		}
		s.Parent = ancestor(i)
		if s.Speaker != nil {
			speaks[s.Speaker.ID] = true
		}
		statements = append(statements, s)
	}
	var speakers []*news.Speaker
	for _, s := range a.Speakers {
		if speaks[s.ID] {
			speakers = append(speakers, s)
		}
	}
	a.Statements, a.Speakers = statements, speakers
	return a
}
