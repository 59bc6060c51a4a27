package api

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"quoth"
	"quoth/news"
)

type statementsInput struct {
	Q      string `query:"q" doc:"what is looked for, in the language of docs/query.md; sort: is part of it. Empty finds everything, the newest first"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"most statements of a page"`
	Cursor string `query:"cursor" doc:"where to go on, from next of the page before"`
}

type idInput struct {
	ID string `path:"id" maxLength:"4000" doc:"its ID, or an unambiguous beginning of it"`
}

func (s *server) addStatements() {
	list[statementsBody](s, operation{
		ID: "statements", Path: "/statements", Summary: "The statements that a query finds",
		About: "Near-copies of an article count once, unless the query asks for an outlet. Asked with Accept: application/x-ndjson, it is statements.ndjson.",
		Example: example{
			Query:  []pair{{"q", "by:Mota hours"}, {"limit", "5"}},
			Python: "for s in answer[\"statements\"]:\n    print(s[\"speaker\"][\"name\"], \"|\", s[\"content\"][\"text\"])",
		},
	}, s.statements)
	get[entryBody](s, operation{
		ID: "statement", Path: "/statements/{id}", Summary: "One statement",
		Example: example{IDs: []string{"4vhrqx7m2pud"}, Python: `print(answer["day"], answer["content"]["text"])`},
	}, s.statement)
	get[variantsBody](s, operation{
		ID: "variants", Path: "/statements/{id}/variants", Summary: "What other articles have of a statement",
		About:   "The most alike come first, with what differs.",
		Example: example{IDs: []string{"4vhrqx7m2pud"}, Python: "for v in answer[\"variants\"]:\n    print(v[\"relation\"], v[\"score\"], v[\"content\"][\"text\"])"},
	}, s.variants)
}

// found is a page of statements.
type found struct {
	Statements []news.Entry `json:"statements"`
	Next       *string      `json:"next"`
}

func (s *server) statements(ctx context.Context, in *statementsInput) (reply, error) {
	q, err := parse("q", in.Q)
	if err != nil {
		return reply{}, err
	}
	question := "statements " + q.String()
	at, err := resumed(in.Cursor, question)
	if err != nil {
		return reply{}, err
	}
	page := found{Statements: []news.Entry{}}
	search := func(o quoth.SearchOptions) error {
		for e, err := range s.record.Search(ctx, q, o) {
			if err != nil {
				return err
			}
			page.Statements = append(page.Statements, e)
		}
		return nil
	}
	err = search(quoth.SearchOptions{Limit: in.Limit + 1, After: at.after})
	if at.after != "" && errors.Is(err, quoth.ErrNotFound) { // it has gone, and others have taken its place
		err = search(quoth.SearchOptions{Limit: in.Limit + 1, Skip: int(at.count)})
	}
	if err != nil {
		return reply{}, err
	}
	next := ""
	if len(page.Statements) > in.Limit {
		page.Statements = page.Statements[:in.Limit]
		c := newCursor(question, at.count+uint64(in.Limit), page.Statements[in.Limit-1].ID)
		next = onward("/statements", url.Values{"q": {in.Q}}, in.Limit, c)
		page.Next = &next
	}
	return reply{page, next}, nil
}

// onward is the address of a next page.
func onward(path string, v url.Values, limit int, c cursor) string {
	v.Set("limit", strconv.Itoa(limit))
	v.Set("cursor", c.String())
	return root + path + "?" + v.Encode()
}

func (s *server) statement(ctx context.Context, in *idInput) (any, error) {
	return s.record.Statement(ctx, in.ID)
}

func (s *server) variants(ctx context.Context, in *idInput) (any, error) {
	e, err := s.record.Statement(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	all, err := s.record.Variants(ctx, e.ID)
	return news.Same{Statement: e, Variants: all}, err
}
