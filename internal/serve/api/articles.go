package api

import (
	"context"

	"quoth/news"
)

type articleInput struct {
	ID string `path:"id" maxLength:"4000" doc:"its ID in the record, or its URL, percent-encoded"`
}

func (s *server) addArticles() {
	get[keptBody](s, operation{
		ID: "article", Path: "/articles/{id}", Summary: "An article with its statements",
		About:   "The latest version: its text, and its statements as entries in the order of the text.",
		Example: example{IDs: []string{"https://islandtelegraph.example/imelda"}, Python: "for s in answer[\"statements\"]:\n    for start, end in s[\"content\"][\"spans\"]:\n        print(s[\"id\"], answer[\"text\"][start:end])"},
	}, s.article)
	get[versionsBody](s, operation{
		ID: "versions", Path: "/articles/{id}/versions", Summary: "The states of an article that the record has seen",
		Example: example{IDs: []string{"https://islandtelegraph.example/imelda"}, Python: "for v in answer[\"versions\"]:\n    print(v[\"number\"], v[\"seen\"], v[\"hash\"])"},
	}, s.versions)
}

// kept is an article as a record has it: where its entries stand, its text,
// and the entries.
type kept struct {
	ID         string       `json:"id"`
	URL        *string      `json:"url"`
	Title      *string      `json:"title"`
	Published  *string      `json:"published"`
	Outlet     *string      `json:"outlet"`
	Language   *string      `json:"language"`
	Version    int          `json:"version"`
	Text       string       `json:"text"`
	Statements []news.Entry `json:"statements"`
}

func (s *server) article(ctx context.Context, in *articleInput) (any, error) {
	a, err := s.record.Article(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	entries, err := s.record.Statements(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	version := 0
	if len(entries) > 0 { // the article may have changed since it was read: its entries have the text that they speak of
		id := a.ID
		a, version = *entries[0].Article, entries[0].Version
		a.ID = id
	} else {
		all, err := s.record.Versions(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		version = len(all)
	}
	return kept{
		ID: a.ID, URL: optional(a.URL), Title: optional(a.Title), Published: optional(a.Published), Outlet: optional(a.Outlet),
		Language: optional(a.Language), Version: version, Text: a.Text, Statements: append([]news.Entry{}, entries...),
	}, nil
}

// optional is s, or null where there is none.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

type states struct {
	Versions []news.Version `json:"versions"`
}

func (s *server) versions(ctx context.Context, in *articleInput) (any, error) {
	all, err := s.record.Versions(ctx, in.ID)
	return states{append([]news.Version{}, all...)}, err
}
