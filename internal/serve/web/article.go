package web

import (
	"fmt"
	"net/http"
	"strings"

	"quoth/internal/fragment"
	"quoth/internal/markup"
	"quoth/internal/tell"
	"quoth/news"
)

// text is an article's page.
type text struct {
	ID, Title, Outlet, Published string
	Link                         string
	Paragraphs                   [][]stretch
	Statements                   []listed
	Versions                     []news.Version
}

// A stretch is a piece of a paragraph with the same roles throughout.
type stretch struct {
	Text  string
	Class string // its roles
	Of    string // number of the statement that a reader who points at it means, "" for none
	Note  string // number of the statement that ends here
}

// listed is a statement in the list beside the text.
type listed struct {
	Number         int
	ID             string // of the entry
	Speaker        string // ID of the identity
	Source, Is     string
	Cue, Content   string
	Facts, Warning []string
	Depth          int
}

func (s *site) article(r *http.Request) (view, error) {
	v := view{Page: "article"}
	a, err := s.record.Article(r.Context(), r.PathValue("id"))
	if err != nil {
		return v, err
	}
	entries, err := s.record.Statements(r.Context(), a.ID)
	if err != nil {
		return v, err
	}
	a.Statements = make([]news.Statement, len(entries)) // under the IDs of the record
	for i := range entries {
		a.Statements[i] = entries[i].Statement
		a.Statements[i].ID = entries[i].ID
	}
	b := text{ID: a.ID, Title: a.Title, Outlet: a.Outlet, Published: tell.Date(a.Published), Link: fragment.Page(a.URL)}
	if b.Title == "" {
		b.Title = tell.Line(cutTitle(firstLine(a.Text)))
	}
	if b.Versions, err = s.record.Versions(r.Context(), a.ID); err != nil {
		return v, err
	}
	b.Statements = list(a)
	b.Paragraphs = paragraphs(a, b.Statements)
	v.Title = b.Title
	v.Body = b
	return v, nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

func list(a news.Article) (out []listed) {
	at := map[string]int{}
	for i := range a.Statements {
		at[a.Statements[i].ID] = i
	}
	relays := tell.Relays(a)
	for i, s := range a.Statements {
		source := tell.Pieces(a.Text, s.Source)
		l := listed{
			Number: i + 1, ID: s.ID, Source: source, Is: strings.Trim(tell.WhoIs(s.Speaker, source), "[]"),
			Cue: tell.Pieces(a.Text, s.Cue), Content: tell.Pieces(a.Text, s.Content), Facts: tell.Facts(s, relays[i]), Warning: tell.Warnings(s),
		}
		if s.Speaker != nil {
			l.Speaker = s.Speaker.ID
		}
		for p, ok := at[s.Parent]; ok && l.Depth < 4; p, ok = at[a.Statements[p].Parent] {
			l.Depth++
		}
		out = append(out, l)
	}
	return out
}

func paragraphs(a news.Article, statements []listed) (out [][]stretch) {
	all := markup.Segments(a)
	depth := make([]int, len(statements))
	for i, l := range statements {
		depth[i] = l.Depth
	}
	notes := map[int]int{} // by the offset behind which it stands: the first statement
	for i, s := range a.Statements {
		for _, part := range []news.Part{s.Cue, s.Source, s.Content} {
			if len(part) > 0 {
				if at := part[0].End; notes[at] == 0 {
					notes[at] = i + 1
				}
				break
			}
		}
	}
	for _, span := range markup.Paragraphs(a.Text) {
		var p []stretch
		for _, s := range markup.Within(all, span) {
			x := stretch{Text: a.Text[s.Start:s.End], Class: s.Class()}
			if of := s.Foremost(depth); len(of) > 0 {
				x.Of = fmt.Sprint(of[0] + 1)
			}
			if n := notes[s.End]; n > 0 {
				x.Note = fmt.Sprint(n)
			}
			p = append(p, x)
		}
		out = append(out, p)
	}
	return out
}
