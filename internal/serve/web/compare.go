package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"quoth"
	"quoth/internal/plot"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

// contrast lays two sides beside each other.
type contrast struct {
	A, B, About string
	Problem     string
	Sides       [2]news.Side
	Rows        []row
	Picture     string
	More        bool
}

type row struct {
	Day   string
	A, B  *entry
	Alike string
}

const mostRows = 40

func (s *site) compare(r *http.Request) (view, error) {
	b := contrast{A: strings.TrimSpace(r.FormValue("a")), B: strings.TrimSpace(r.FormValue("b")), About: strings.TrimSpace(r.FormValue("about"))}
	v := view{Page: "compare", Title: "Compare"}
	if b.A == "" || b.B == "" {
		v.Body = b
		return v, nil
	}
	c, q, err := s.comparison(r, &b)
	switch {
	case b.Problem != "":
		v.Status = http.StatusBadRequest
	case err != nil:
		return v, err
	default:
		v.Title = b.A + " and " + b.B
		b.Sides, b.More = [2]news.Side{c.A, c.B}, len(c.Rows) > mostRows
		b.Picture = "/compare.svg?" + url.Values{"a": {b.A}, "b": {b.B}, "about": {b.About}}.Encode()
		for i := range c.Rows[:min(len(c.Rows), mostRows)] {
			b.Rows = append(b.Rows, newRow(&c.Rows[i], q))
		}
	}
	v.Body = b
	return v, nil
}

// comparison asks the record; what a reader can mend is a problem, not an error.
func (s *site) comparison(r *http.Request, b *contrast) (news.Comparison, query.Query, error) {
	q, err := query.Parse(b.About)
	if err != nil {
		b.Problem = err.Error()
		return news.Comparison{}, q, err
	}
	c, err := s.record.Compare(r.Context(), b.A, b.B, q, mostRows+1)
	if errors.Is(err, quoth.ErrNotFound) {
		b.Problem = err.Error()
	}
	return c, q, err
}

func newRow(r *news.Row, q query.Query) row {
	out := row{Day: tell.Date(r.Day)}
	if r.A != nil {
		e := newEntry(r.A, q)
		out.A = &e
	}
	if r.B != nil {
		e := newEntry(r.B, q)
		out.B = &e
	}
	if r.Variant != nil {
		out.Alike = relations[r.Variant.Relation]
	}
	return out
}

var relations = map[news.Relation]string{
	news.WordForWord: "word for word", news.Shortened: "shortened", news.Altered: "other words in places", news.Paraphrased: "in other words",
}

func (s *site) comparisonPicture(w http.ResponseWriter, r *http.Request) {
	b := contrast{A: r.FormValue("a"), B: r.FormValue("b"), About: r.FormValue("about")}
	c, _, err := s.comparison(r, &b)
	if err != nil {
		http.Error(w, faulty(err).Title, faulty(err).Status)
		return
	}
	picture(w, monthly("Statements by month", plot.Row{Name: c.A.Name, Counts: c.A.Months}, plot.Row{Name: c.B.Name, Counts: c.B.Months}))
}
