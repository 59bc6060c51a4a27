package web

import (
	"net/http"

	"quoth"
	"quoth/news"
	"quoth/query"
)

type start struct {
	Stats  news.Stats
	Latest []entry
}

func (s *site) home(r *http.Request) (view, error) {
	v := view{Page: "home", Title: "quoth"}
	var b start
	var err error
	if b.Stats, err = s.record.Stats(r.Context()); err != nil {
		return v, err
	}
	const latest = 6
	for e, err := range s.record.Search(r.Context(), query.Query{Sort: query.Newest}, quoth.SearchOptions{Limit: latest}) {
		if err != nil {
			return v, err
		}
		b.Latest = append(b.Latest, newEntry(&e, query.Query{}))
	}
	v.Body = b
	return v, nil
}
