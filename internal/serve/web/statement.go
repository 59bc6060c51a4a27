package web

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

// shown is a statement's page.
type shown struct {
	entry
	Before, After string // of its paragraph
	Middle        string // the paragraph's stretch from the first to the last word of the statement
	Published     string
	Through       string
	Figures       []figure
	Evidence      []string
	Variants      []variant
	Versions      []news.Version
	Citation      string
}

type figure struct{ Text, Meaning string }

// A variant is the statement in another article, beside it.
type variant struct {
	entry
	Relation, Speakers string
	Copy               bool
	A, B               []word
	Figures            []string
}

func (s *site) statement(r *http.Request) (view, error) {
	v := view{Page: "statement"}
	e, err := s.record.Statement(r.Context(), r.PathValue("id"))
	if err != nil {
		return v, err
	}
	b := shown{entry: newEntry(&e, query.Query{}), Published: tell.Date(e.Article.Published)}
	b.context(&e)
	for _, f := range e.Figures {
		b.Figures = append(b.Figures, figure{f.Text, tell.Amount(f)})
	}
	if e.Parent != "" {
		if p, err := s.record.Statement(r.Context(), e.Parent); err == nil {
			b.Through = tell.Called(p.Speaker)
		}
	}
	all, err := s.record.Variants(r.Context(), e.ID)
	if err != nil {
		return v, err
	}
	for i := range all {
		b.Variants = append(b.Variants, newVariant(&e, &all[i]))
	}
	if b.Versions, err = s.record.Versions(r.Context(), e.Article.ID); err != nil {
		return v, err
	}
	b.Citation = citation(&e)
	v.Title = cutTitle(tell.Join(": ", tell.Called(e.Speaker), tell.Pieces(e.Article.Text, e.Content)))
	v.Body = b
	return v, nil
}

// context cuts out the paragraph of a statement.
func (b *shown) context(e *news.Entry) {
	text := e.Article.Text
	from, to := len(text), 0
	for _, p := range []news.Part{e.Source, e.Cue, e.Content} {
		for _, s := range p {
			from, to = min(from, s.Start), max(to, s.End)
		}
	}
	if from > to {
		return
	}
	const most = 600 // bytes on either side
	start := strings.LastIndexByte(text[:from], '\n') + 1
	for start = max(start, from-most); start < from && !utf8.RuneStart(text[start]); {
		start++
	}
	end := len(text)
	if i := strings.IndexByte(text[to:], '\n'); i >= 0 {
		end = to + i
	}
	for end = min(end, to+most); end < len(text) && !utf8.RuneStart(text[end]); {
		end++
	}
	b.Before, b.Middle, b.After = text[start:from], text[from:to], text[to:end]
}

func newVariant(e *news.Entry, v *news.Variant) variant {
	out := variant{entry: newEntry(&v.Entry, query.Query{}), Relation: relations[v.Relation], Copy: v.Copy}
	switch v.Speakers {
	case news.OtherSpeaker:
		out.Speakers = "given to another speaker"
	case news.UnknownSpeaker:
		out.Speakers = "perhaps another speaker"
	}
	for _, r := range v.Runs {
		if t := tell.Pieces(e.Article.Text, r.A); t != "" {
			out.A = append(out.A, word{Text: t, Kind: r.Kind})
		}
		if t := tell.Pieces(v.Article.Text, r.B); t != "" {
			out.B = append(out.B, word{Text: t, Kind: r.Kind})
		}
	}
	for _, d := range v.Figures {
		out.Figures = append(out.Figures, tell.Amount(d.A)+" → "+tell.Amount(d.B))
	}
	return out
}

// citation is a line to be copied.
func citation(e *news.Entry) string {
	a := e.Article
	said := tell.Pieces(a.Text, e.Content)
	if e.Form != news.Direct {
		said = "“" + strings.Trim(said, "“”") + "” (" + string(e.Form) + ")"
	}
	return tell.Join(", ", tell.Called(e.Speaker)+": "+said, a.Title, a.Outlet, tell.Date(a.Published), a.URL)
}

func cutTitle(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
