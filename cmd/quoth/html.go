package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"strings"

	"golang.org/x/text/language"

	"quoth/internal/markup"
	"quoth/internal/tell"
	"quoth/news"
)

var (
	//go:embed html.tmpl
	pageTemplate string
	//go:embed html.css
	pageStyle string
	//go:embed html.js
	pageScript string

	page = template.Must(template.New("page").Parse(pageTemplate))
)

// htmlFormat prints one page that needs nothing but itself: its content
// policy allows only the style and the script that stand inside it. Articles
// are printed as they come; a list of them follows the last.
type htmlFormat struct {
	w        io.Writer
	articles []pageLink
}

type pageLink struct{ Key, Title, Count string }

// A pageArticle is an article as html.tmpl shows it.
type pageArticle struct {
	Key, Title, Outlet string
	Published, Date    string
	Link, Site, ID     string
	Language           string
	Note, Count        string
	Pieces             []pagePiece
	Statements         []pageStatement
	Speakers           []pageSpeaker
}

// A pagePiece is a paragraph, or the blanks between two.
type pagePiece struct {
	Blank    string
	Hidden   bool // the blanks are not all such as HTML leaves out between paragraphs
	Segments []pageSegment
}

type pageSegment struct {
	Text  string
	Class string      // its roles and how deep it lies in content, "" if no statement has it
	Of    string      // keys of all its statements
	As    string      // its role in each of these
	Means string      // keys of those that a reader who points at it means
	Who   string      // keys of the speakers it mentions
	ID    string      // where a mention begins, "" elsewhere
	Tells string      // what its date or figure means
	Notes []pageLabel // of the statements that have their number behind it
}

type pageLabel struct{ Key, Number, Name string }

type pageStatement struct {
	pageLabel
	Depth                     int
	Speaker                   string // key
	Source, Who, Cue, Content string
	Facts                     []string
	Warnings                  []string
}

func (f *htmlFormat) Article(a news.Article) error {
	var b bytes.Buffer
	if len(f.articles) == 0 {
		if err := head(&b, heading(a)); err != nil {
			return err
		}
	}
	p := newPageArticle(a, len(f.articles)+1)
	f.articles = append(f.articles, pageLink{p.Key, p.Title, p.Count})
	if err := page.ExecuteTemplate(&b, "article", p); err != nil {
		return err
	}
	_, err := f.w.Write(b.Bytes())
	return err
}

func (f *htmlFormat) End() error {
	var b bytes.Buffer
	if len(f.articles) == 0 {
		if err := head(&b, ""); err != nil {
			return err
		}
	}
	err := page.ExecuteTemplate(&b, "foot", struct {
		Articles []pageLink
		Script   template.JS
	}{f.articles, template.JS(pageScript)}) //nolint:gosec // our own file
	if err != nil {
		return err
	}
	_, err = f.w.Write(b.Bytes())
	return err
}

func head(w io.Writer, title string) error {
	return page.ExecuteTemplate(w, "head", struct {
		Title, Policy string
		Style         template.CSS
	}{
		title,
		"default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(pageStyle) + "; script-src " + hash(pageScript),
		template.CSS(pageStyle), //nolint:gosec // our own file
	})
}

func hash(inline string) string {
	sum := sha256.Sum256([]byte(inline))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func heading(a news.Article) string {
	if strings.TrimSpace(a.Title) != "" {
		return a.Title
	}
	return a.ID
}

func newPageArticle(a news.Article, n int) pageArticle {
	p := pageArticle{
		Key: fmt.Sprintf("a%d", n), Title: heading(a), Outlet: a.Outlet,
		Published: a.Published, Date: tell.Date(a.Published),
		Note: emptyNote(a), Count: counted(len(a.Statements)),
	}
	if p.Title != a.ID {
		p.ID = a.ID
	}
	if u, err := url.Parse(a.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		p.Link, p.Site = a.URL, u.Host
	}
	if tag, err := language.Parse(a.Language); err == nil && a.Language != "" {
		p.Language = tag.String()
	}
	depth := make([]int, len(a.Statements))
	labels := make([]pageLabel, len(a.Statements))
	for i, s := range a.Statements {
		labels[i] = pageLabel{
			Key:    fmt.Sprintf("%s-%d", p.Key, i+1),
			Number: strings.TrimPrefix(s.ID, "s"),
			Name:   tell.Join(" ", tell.Pieces(a.Text, s.Source), tell.Pieces(a.Text, s.Cue)),
		}
	}
	relays, speakers := tell.Relays(a), speakerKeys(a, p.Key)
	inOrder(a.Statements, func(i, d int) {
		depth[i] = d
		s := newPageStatement(a.Text, a.Statements[i], relays[i], labels[i], d)
		if who := a.Statements[i].Speaker; who != nil {
			s.Speaker = speakers[who.ID]
		}
		p.Statements = append(p.Statements, s)
	})
	var places map[int]string
	p.Pieces, places = pagePieces(a, p.Key, labels, depth)
	p.Speakers = pageSpeakers(a, speakers, labels, places)
	return p
}

func newPageStatement(text string, s news.Statement, relay string, label pageLabel, depth int) pageStatement {
	source := tell.Pieces(text, s.Source)
	return pageStatement{
		pageLabel: label, Depth: min(depth, 4), Source: source, Who: tell.WhoIs(s.Speaker, source),
		Cue: tell.Pieces(text, s.Cue), Content: tell.Pieces(text, s.Content),
		Facts: tell.Facts(s, relay), Warnings: tell.Warnings(s),
	}
}

// pagePieces lays the marked text out in paragraphs. All pieces together are
// the article's text, character by character. Places has the ID of the segment
// at each offset where a mention begins.
func pagePieces(a news.Article, key string, labels []pageLabel, depth []int) (out []pagePiece, places map[int]string) {
	all := markup.Segments(a)
	notes := map[int][]pageLabel{} // by the offset they stand behind
	for i, s := range a.Statements {
		for _, part := range []news.Part{s.Cue, s.Source, s.Content} {
			if len(part) > 0 && part[0].Start < part[0].End {
				at := markup.CharStart(a.Text, part[0].End)
				notes[at] = append(notes[at], labels[i])
				break
			}
		}
	}
	begins, tells := mentionStarts(a), meaningsAt(a)
	places = make(map[int]string, len(begins))
	blank := func(from, to int) {
		if from < to {
			blanks := a.Text[from:to]
			out = append(out, pagePiece{Blank: blanks, Hidden: strings.Trim(blanks, " \t\r\n\f") != ""})
		}
	}
	at := 0
	for _, span := range markup.Paragraphs(a.Text) {
		blank(at, span.Start)
		var p pagePiece
		for _, s := range markup.Within(all, span) {
			of, as := roles(s)
			segment := pageSegment{
				Text: a.Text[s.Start:s.End], Class: s.Class(), Of: keys(labels, of), As: strings.Join(as, " "),
				Means: keys(labels, s.Foremost(depth)), Who: mentioned(s, key), Notes: notes[s.End], Tells: tells[s.Start],
			}
			if begins[s.Start] {
				segment.ID = fmt.Sprintf("%s-m%d", key, len(places)+1)
				places[s.Start] = segment.ID
			}
			p.Segments = append(p.Segments, segment)
		}
		out = append(out, p)
		at = span.End
	}
	blank(at, len(a.Text))
	return out, places
}

// roles lists the statements of a segment and its role in each; one that is
// more than one thing to a statement goes by the last role in their order.
func roles(s markup.Segment) (of []int, as []string) {
	for _, m := range s.Marks {
		if m.Role == markup.Mention {
			continue
		}
		if last := len(of) - 1; last >= 0 && of[last] == m.Of {
			as[last] = m.Role.String()
		} else {
			of, as = append(of, m.Of), append(as, m.Role.String())
		}
	}
	return of, as
}

func keys(labels []pageLabel, statements []int) string {
	var out []string
	for _, i := range statements {
		out = append(out, labels[i].Key)
	}
	return strings.Join(out, " ")
}

func counted(statements int) string {
	switch statements {
	case 0:
		return "No statements"
	case 1:
		return "1 statement"
	}
	return fmt.Sprintf("%d statements", statements)
}
