package correct

import (
	"encoding/json"
	"fmt"

	"quoth/news"
)

// A Lesson is an article as people left it, for a model to learn from. Its JSON is
// the article's with two more fields (docs/format.md, "Corrected articles").
type Lesson struct {
	Article news.Article
	// Corrected are the fields that a person set, by the statement's ID.
	Corrected map[string][]string
	// Hidden are statements that the model found and a person took out.
	Hidden []news.Statement
}

// Training returns what can be learned from an article and the account of its
// corrections, both as Apply gives them.
func Training(a news.Article, applied []Applied) Lesson {
	l := Lesson{Article: a, Corrected: map[string][]string{}}
	fields := map[int]map[string]bool{}
	hidden := map[*news.Statement]bool{}
	for _, done := range applied {
		switch {
		case done.Statement >= 0:
			for _, f := range done.Fields {
				if fields[done.Statement] == nil {
					fields[done.Statement] = map[string]bool{}
				}
				fields[done.Statement][f] = true
			}
		case done.Was != nil && !hidden[done.Was]:
			hidden[done.Was] = true
			l.Hidden = append(l.Hidden, *done.Was)
		}
	}
	for i, set := range fields {
		for _, f := range fieldNames {
			if set[f] {
				l.Corrected[a.Statements[i].ID] = append(l.Corrected[a.Statements[i].ID], f)
			}
		}
	}
	return l
}

// MarshalJSON writes one line of training data.
func (l Lesson) MarshalJSON() ([]byte, error) {
	article, err := json.Marshal(l.Article)
	if err != nil {
		return nil, err
	}
	// A statement's JSON needs its article's text.
	rest, err := json.Marshal(news.Article{ID: l.Article.ID, Text: l.Article.Text, Statements: l.Hidden})
	if err != nil {
		return nil, fmt.Errorf("what is hidden: %w", err)
	}
	var hidden struct {
		Statements json.RawMessage `json:"statements"`
	}
	if err := json.Unmarshal(rest, &hidden); err != nil {
		return nil, err
	}
	corrected := l.Corrected
	if corrected == nil {
		corrected = map[string][]string{}
	}
	more, err := json.Marshal(struct {
		Corrected map[string][]string `json:"corrected"`
		Hidden    json.RawMessage     `json:"hidden"`
	}{corrected, hidden.Statements})
	if err != nil {
		return nil, err
	}
	return append(append(article[:len(article)-1], ','), more[1:]...), nil
}
