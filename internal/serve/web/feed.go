package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"time"

	"quoth"
	"quoth/internal/tell"
	"quoth/query"
)

// feed is Atom (RFC 4287).
type feed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string     `xml:"title"`
	ID      string     `xml:"id"`
	Updated string     `xml:"updated"`
	Links   []feedLink `xml:"link"`
	Entries []feedItem `xml:"entry"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type feedItem struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Link    feedLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// atom is a feed of the newest statements that a query finds.
func (s *site) atom(w http.ResponseWriter, r *http.Request) {
	const most = 50
	q, err := query.Parse(r.FormValue("q"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	q.Sort = query.Newest
	host := "http://" + r.Host
	self := url.URL{Path: "/search.atom", RawQuery: url.Values{"q": {r.FormValue("q")}}.Encode()}
	f := feed{
		Title: tell.Line("quoth: " + r.FormValue("q")), ID: host + self.String(), Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []feedLink{{"self", host + self.String()}, {"alternate", host + pageAddress(r.FormValue("q"), 1)}},
	}
	for e, err := range s.record.Search(r.Context(), q, quoth.SearchOptions{Limit: most}) {
		if err != nil {
			http.Error(w, faulty(err).Title, faulty(err).Status)
			return
		}
		shown := newEntry(&e, query.Query{})
		updated := e.Day + "T00:00:00Z"
		if _, err := time.Parse(time.RFC3339, updated); err != nil {
			updated = f.Updated
		}
		content := tell.Pieces(e.Article.Text, e.Content)
		f.Entries = append(f.Entries, feedItem{
			Title: cutTitle(tell.Join(": ", tell.Called(e.Speaker), content)), ID: host + "/statement/" + url.PathEscape(e.ID), Updated: updated,
			Author: tell.Line(shown.Outlet), Link: feedLink{"alternate", host + "/statement/" + url.PathEscape(e.ID)},
			Summary: tell.Join(" ", shown.Source, shown.Cue) + ": " + content,
		})
		f.Updated = max(f.Updated, updated)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(f); err != nil {
		panic(err) // of a buffer
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = w.Write(b.Bytes())
}

// lines are the statements that a query finds as JSON Lines, docs/format.md.
func (s *site) lines(w http.ResponseWriter, r *http.Request) {
	q, err := query.Parse(r.FormValue("q"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	const most = 10000
	w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="statements.jsonl"`)
	out := json.NewEncoder(w)
	for e, err := range s.record.Search(r.Context(), q, quoth.SearchOptions{Limit: most}) {
		if err == nil {
			err = out.Encode(e)
		}
		if err != nil {
			panic(http.ErrAbortHandler) // a reader must not take a part for the whole
		}
	}
}
