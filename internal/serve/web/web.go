// Package web shows a record as pages.
//
// In: an open record. Out: HTML that reads well without scripts, pictures of
// timelines, and the style sheet. Every page has an address that stays.
//
// A page is one file of Go beside its template. All text is escaped by
// html/template; nothing stands in a page but what this package sends.
package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"

	"quoth"
	"quoth/internal/tell"
)

//go:embed *.tmpl
var templates embed.FS

//go:embed assets
var assets embed.FS

// A site answers with the pages of a record.
type site struct {
	record *quoth.Record
	pages  map[string]*template.Template
}

// Handler answers with the pages of a record.
func Handler(r *quoth.Record) http.Handler {
	s := &site{record: r, pages: map[string]*template.Template{}}
	layout := template.Must(template.New("layout.tmpl").Funcs(functions).ParseFS(templates, "layout.tmpl", "entry.tmpl"))
	for _, name := range []string{"home", "search", "statement", "speaker", "speakers", "article", "compare", "fault"} {
		s.pages[name] = template.Must(template.Must(layout.Clone()).ParseFS(templates, name+".tmpl"))
	}
	mux := http.NewServeMux()
	for pattern, page := range map[string]func(*http.Request) (view, error){
		"GET /{$}":            s.home,
		"GET /search":         s.search,
		"GET /statement/{id}": s.statement,
		"GET /speaker/{id}":   s.speaker,
		"GET /speakers":       s.speakers,
		"GET /article/{id}":   s.article,
		"GET /compare":        s.compare,
		"GET /":               func(*http.Request) (view, error) { return view{}, quoth.ErrNotFound },
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, req *http.Request) { s.serve(w, req, page) })
	}
	mux.HandleFunc("GET /timeline.svg", s.timeline)
	mux.HandleFunc("GET /search.atom", s.atom)
	mux.HandleFunc("GET /search.jsonl", s.lines)
	mux.HandleFunc("GET /compare.svg", s.comparisonPicture)
	mux.HandleFunc("GET /speaker/{id}/months.svg", s.months)
	files, err := fs.Sub(assets, "assets")
	if err != nil {
		panic(err) // the folder is embedded
	}
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", cached(http.FileServerFS(files))))
	return mux
}

var functions = template.FuncMap{
	"count": tell.Quantity,
	"date":  tell.Date,
}

// A view is what a page shows.
type view struct {
	Page   string // whose template it is
	Status int
	Title  string
	Query  string // what stands in the search box
	Body   any
}

// serve makes a page, whole or not at all.
func (s *site) serve(w http.ResponseWriter, req *http.Request, page func(*http.Request) (view, error)) {
	v, err := page(req)
	if err != nil {
		v = faulty(err)
		v.Query = req.FormValue("q")
	}
	var b bytes.Buffer
	if err := s.pages[v.Page].Execute(&b, v); err != nil {
		panic(err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	if v.Status != 0 {
		w.WriteHeader(v.Status)
	}
	_, _ = w.Write(b.Bytes())
}

// A fault is what a reader is told when there is no page.
type fault struct{ Heading, Text string }

// faulty is the page of an error. What the store says is not for readers.
func faulty(err error) view {
	v := view{Page: "fault", Status: http.StatusInternalServerError, Title: "Something went wrong"}
	f := fault{"Something went wrong", "The record could not be read. The server's log says more."}
	switch {
	case errors.Is(err, quoth.ErrNotFound):
		v.Status, v.Title = http.StatusNotFound, "Not found"
		f = fault{"Nothing is here", "The record has nothing at this address. It may have been merged, hidden, or never been there; a search finds what there is."}
	case errors.Is(err, quoth.ErrUnclear):
		v.Status, v.Title = http.StatusBadRequest, "Not clear"
		f = fault{"This can mean several things", tell.Line(err.Error())}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		v.Status, v.Title = http.StatusServiceUnavailable, "It took too long"
		f = fault{"It took too long", "The record is busy. Try again, or ask for less."}
	}
	v.Body = f
	return v
}

// cached lets browsers keep a file for a while.
func cached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=3600")
		next.ServeHTTP(w, r)
	})
}
