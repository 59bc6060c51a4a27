package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"quoth"
	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

const (
	perPage  = 20
	lastPage = 50 // a reader who has come so far is better served by another question
)

// found is a page of what a query finds.
type found struct {
	Problem, Advice, Caret string // of a faulty query
	Entries                []entry
	Total                  string
	Page                   int
	Earlier, Later         string // addresses of the pages before and behind
	Orders                 []order
	Picture                string // address of the timeline
	Facets                 []facet
	Feed, Lines            string // addresses of the same as Atom and as JSON Lines
}

// A facet is a way to ask for less: the foremost values of a field.
type facet struct {
	Name   string
	Values []value
}

type value struct {
	Text, Address string
	N             int
}

// An order is a way to sort, with the address of the page so sorted.
type order struct {
	Name, Address string
	Now           bool
}

func (s *site) search(r *http.Request) (view, error) {
	text := r.FormValue("q")
	v := view{Page: "search", Title: "Search", Query: text}
	q, err := query.Parse(text)
	if fault := (*query.Error)(nil); errors.As(err, &fault) {
		v.Status = http.StatusBadRequest
		v.Body = found{Problem: fault.Problem, Advice: fault.Advice, Caret: fault.Caret()}
		return v, nil
	}
	page, err := strconv.Atoi(r.FormValue("page"))
	if err != nil || page < 1 {
		page = 1
	}
	page = min(page, lastPage)
	asked := "?" + url.Values{"q": {text}}.Encode()
	f := found{Page: page, Picture: "/timeline.svg" + asked, Feed: "/search.atom" + asked, Lines: "/search.jsonl" + asked}
	for e, err := range s.record.Search(r.Context(), q, quoth.SearchOptions{Limit: perPage + 1, Skip: (page - 1) * perPage}) {
		if err != nil {
			return v, err
		}
		f.Entries = append(f.Entries, newEntry(&e, q))
	}
	survey, err := s.record.Survey(r.Context(), q)
	if err != nil {
		return v, err
	}
	f.Total = tell.Quantity(survey.Surveyed, "statement")
	if survey.More {
		f.Total = "more than " + f.Total
	}
	f.Facets = facets(q, &survey)
	if len(f.Entries) > perPage {
		f.Entries = f.Entries[:perPage]
		if page < lastPage {
			f.Later = pageAddress(text, page+1)
		}
	}
	if page > 1 {
		f.Earlier = pageAddress(text, page-1)
	}
	for _, o := range []query.Order{query.Relevance, query.Newest, query.Oldest} {
		sorted := q
		sorted.Sort = o
		f.Orders = append(f.Orders, order{string(o), pageAddress(sorted.String(), 1), q.Order() == o})
	}
	if text != "" {
		v.Title = text
	}
	v.Body = f
	return v, nil
}

// facets are the values that leave some statements out.
func facets(q query.Query, s *news.Survey) (out []facet) {
	for _, x := range []struct {
		name, field string
		counts      []news.Count
	}{
		{"Speaker", "by", s.Speakers},
		{"Outlet", "outlet", s.Outlets},
		{"Form", "form", s.Forms},
		{"Mode", "mode", s.Modes},
		{"Kind", "kind", s.Kinds},
	} {
		f := facet{Name: x.name}
		for _, c := range x.counts {
			narrower := x.field + `:"` + strings.ReplaceAll(c.Label, `"`, " ") + `"`
			if whole := q; whole.Where != nil {
				whole.Sort = ""
				narrower = "(" + whole.String() + ") " + narrower
			}
			if q.Sort != "" {
				narrower += " sort:" + string(q.Sort)
			}
			n, err := query.Parse(narrower)
			if err != nil || c.N == s.Surveyed {
				continue
			}
			f.Values = append(f.Values, value{c.Label, pageAddress(n.String(), 1), c.N})
		}
		if len(f.Values) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func pageAddress(q string, page int) string {
	v := url.Values{"q": {q}}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return "/search?" + v.Encode()
}

// timeline is a picture of when the statements that a query finds were made.
func (s *site) timeline(w http.ResponseWriter, r *http.Request) {
	q, err := query.Parse(r.FormValue("q"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	t, err := s.record.Timeline(r.Context(), q, "")
	if err != nil {
		http.Error(w, faulty(err).Title, faulty(err).Status)
		return
	}
	picture(w, plot.Chart{Title: "Statements found, by " + string(t.Period), Period: t.Period, Rows: []plot.Row{{Counts: t.Points}}})
}

// picture sends a chart. Its style stands inside it, so it has a policy of its
// own.
func picture(w http.ResponseWriter, c plot.Chart) {
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	h.Set("Content-Type", "image/svg+xml; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	_, _ = w.Write(c.SVG())
}

func monthly(title string, rows ...plot.Row) plot.Chart {
	return plot.Chart{Title: title, Period: news.Monthly, Rows: rows}
}
