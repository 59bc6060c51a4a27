package web

import (
	"net/http"
	"net/url"
	"strings"

	"quoth/internal/plot"
	"quoth/news"
	"quoth/query"
)

// profile is a speaker's page.
type profile struct {
	news.Profile
	Said, About []entry
	Roles       []seen
	Names       []seen
	Picture     string
	All         string // address of all statements
}

// seen is a name or role with the time in which articles give it.
type seen struct {
	Text, When string
	N          int
	Former     bool
}

func (s *site) speaker(r *http.Request) (view, error) {
	v := view{Page: "speaker"}
	p, err := s.record.Speaker(r.Context(), r.PathValue("id"))
	if err != nil {
		return v, err
	}
	v.Title = p.Name
	b := profile{Profile: p, Names: seens(p.Identity.Names), Roles: seens(p.Identity.Roles), Picture: "/speaker/" + url.PathEscape(p.ID) + "/months.svg"}
	b.All = pageAddress(`by:"`+strings.ReplaceAll(p.Name, `"`, " ")+`" sort:newest`, 1)
	for i := range p.Latest {
		b.Said = append(b.Said, newEntry(&p.Latest[i], query.Query{}))
	}
	for i := range p.About {
		b.About = append(b.About, newEntry(&p.About[i], query.Query{}))
	}
	v.Body = b
	return v, nil
}

func seens(all []news.Seen) (out []seen) {
	for _, s := range all {
		out = append(out, seen{s.Text, between(s.First, s.Last), s.Count, s.Former})
	}
	return out
}

// between is the months from one date to another.
func between(first, last string) string {
	month := func(iso string) string { return iso[:min(len(iso), len("2031-10"))] }
	first, last = month(first), month(last)
	if first == last {
		return first
	}
	return first + "/" + last
}

func (s *site) months(w http.ResponseWriter, r *http.Request) {
	p, err := s.record.Speaker(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, faulty(err).Title, faulty(err).Status)
		return
	}
	picture(w, monthly("Statements by month", plot.Row{Counts: p.Months}))
}

// named are the identities that bear a name.
type named struct {
	Name string
	All  []news.Identity
}

func (s *site) speakers(r *http.Request) (view, error) {
	name := strings.TrimSpace(r.FormValue("name"))
	v := view{Page: "speakers", Title: "Speakers"}
	b := named{Name: name}
	if name != "" {
		const most = 50
		var err error
		if b.All, err = s.record.Speakers(r.Context(), name, most); err != nil {
			return v, err
		}
	}
	v.Body = b
	return v, nil
}
