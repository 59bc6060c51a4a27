package api

import (
	"context"
	"net/url"

	"quoth/news"
)

type correctionsInput struct {
	Of     string `query:"of" maxLength:"4000" doc:"the ID of a statement or an article; without it all"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"most corrections of a page"`
	Cursor string `query:"cursor" doc:"where to go on, from next of the page before"`
}

func (s *server) addCorrections() {
	list[correctionsBody](s, operation{
		ID: "corrections", Path: "/corrections", Summary: "What people corrected",
		About:   "The oldest come first; also those that were taken back.",
		Example: example{Query: []pair{{"of", "4vhrqx7m2pud"}}, Python: "for c in answer[\"corrections\"]:\n    print(c[\"time\"], c[\"by\"], c[\"verb\"], c[\"set\"])"},
	}, s.corrections)
}

type corrected struct {
	Corrections []news.Correction `json:"corrections"`
	Next        *string           `json:"next"`
}

func (s *server) corrections(ctx context.Context, in *correctionsInput) (reply, error) {
	question := "corrections " + in.Of
	at, err := resumed(in.Cursor, question)
	if err != nil {
		return reply{}, err
	}
	page := corrected{Corrections: []news.Correction{}}
	seen, next := uint64(0), ""
	for c, err := range s.record.Corrections(ctx, in.Of) { // none is ever removed, so that a count is a place
		if err != nil {
			return reply{}, err
		}
		if seen++; seen <= at.count {
			continue
		}
		if len(page.Corrections) == in.Limit {
			last := page.Corrections[in.Limit-1].ID
			next = onward("/corrections", url.Values{"of": {in.Of}}, in.Limit, newCursor(question, seen-1, last))
			page.Next = &next
			break
		}
		page.Corrections = append(page.Corrections, c)
	}
	return reply{page, next}, nil
}
