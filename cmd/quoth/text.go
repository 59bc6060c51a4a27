package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"
	"github.com/rivo/uniseg"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"quoth/internal/tell"
	"quoth/news"
)

const (
	widestLine    = 88 // longer lines are hard to read
	narrowestLine = 24
	deepestIndent = 5 // statements nested deeper stand as if at this depth
)

// textFormat prints articles for reading:
//
//	Harbour bridge stays open
//	Porthaven Courier · 13 October 2023
//	──────────────────────────────────────────────
//
//	s1  She [Ana Reyes, port director]  said
//	    “The bridge will stay open … and so will the ferry,”
//	    [direct · Friday = 13 October 2023 · confidence 0.93]
//
// Source, cue and content are the article's words. What quoth adds to them
// stands in brackets: who the source is, and below the content what sort of
// statement it is, when it was made and what its figures mean.
type textFormat struct {
	w     io.Writer
	n     int // articles so far
	style styles
	screen
}

// A style colours text; nil leaves it as it is. The colours are among the 16
// of the terminal's own palette, which its user has made legible.
type style func(...any) string

type styles struct {
	title, source, cue, warning, quiet style

	hit            style // words that were looked for
	removed, added style // words in which two wordings differ
	bar            style
}

func newStyles(on bool) styles {
	paint := func(attributes ...color.Attribute) style {
		if !on {
			return nil
		}
		c := color.New(attributes...)
		c.EnableColor()
		return c.SprintFunc()
	}
	return styles{
		title:   paint(color.Bold),
		source:  paint(color.FgCyan, color.Bold),
		cue:     paint(color.FgGreen, color.Italic),
		warning: paint(color.FgRed),
		quiet:   paint(color.Faint),
		hit:     paint(color.Bold, color.Underline),
		removed: paint(color.FgRed, color.CrossedOut),
		added:   paint(color.FgGreen, color.Underline),
		bar:     paint(color.FgCyan),
	}
}

// styled is text in one style.
type styled struct {
	text  string
	style style
}

// newText prints to w, in lines that are neither hard to read nor too narrow
// for anything.
func newText(w io.Writer, s screen) *textFormat {
	f := &textFormat{w: w, screen: s}
	f.prepare()
	return f
}

func (f *textFormat) prepare() {
	f.style = newStyles(f.color)
	f.width = max(narrowestLine, min(f.width, widestLine))
}

func (f *textFormat) Article(a news.Article) error {
	f.prepare()
	var b bytes.Buffer
	if f.n++; f.n > 1 {
		b.WriteString("\n\n")
	}
	f.heading(&b, a)
	if note := emptyNote(a); note != "" {
		b.WriteByte('\n')
		f.paragraph(&b, 0, styled{tell.Line(note), nil})
	}
	gutter := 0
	for _, s := range a.Statements {
		gutter = max(gutter, uniseg.StringWidth(tell.Line(s.ID))+2)
	}
	gutter = min(gutter, 8)
	relays := tell.Relays(a)
	points := news.CountCodePoints(a.Text)
	inOrder(a.Statements, func(i, depth int) {
		b.WriteByte('\n')
		depth = min(depth, deepestIndent, max(0, (f.width-narrowestLine)/gutter-1))
		f.statement(&b, points, a.Text, a.Statements[i], relays[i], depth*gutter, gutter)
	})
	_, err := f.w.Write(b.Bytes())
	return err
}

func (f *textFormat) End() error { return nil }

func (f *textFormat) heading(b *bytes.Buffer, a news.Article) {
	heading := tell.Line(a.Title)
	var facts []string
	if heading == "" {
		heading = tell.Line(a.ID)
	} else {
		facts = append(facts, a.ID)
	}
	f.paragraph(b, 0, styled{heading, f.style.title})
	facts = append([]string{a.Outlet, tell.Date(a.Published)}, facts...)
	if a.URL == a.ID {
		a.URL = ""
	}
	for _, line := range []string{tell.Join(" · ", facts...), tell.Line(a.URL)} {
		if line != "" {
			f.paragraph(b, 0, styled{line, f.style.quiet})
		}
	}
	f.paragraph(b, 0, styled{strings.Repeat("─", f.width), f.style.quiet})
}

// statement prints one statement, its ID at the column indent and all else
// behind the gutter.
func (f *textFormat) statement(b *bytes.Buffer, points *news.CodePoints, text string, s news.Statement, relay string, indent, gutter int) {
	var line []styled
	add := func(space, text string, as style) {
		if text != "" {
			if len(line) > 0 {
				line = append(line, styled{space, nil})
			}
			line = append(line, styled{text, as})
		}
	}
	source := tell.Pieces(text, s.Source)
	add("", source, f.style.source)
	add(" ", tell.WhoIs(s.Speaker, source), f.style.quiet)
	if len(line) == 0 {
		add("", "[no source named]", f.style.quiet)
	}
	add("  ", tell.Pieces(text, s.Cue), f.style.cue)

	id := tell.Line(s.ID)
	b.WriteString(strings.Repeat(" ", indent))
	paint(b, id, f.style.quiet)
	behind := indent + gutter
	if used := indent + uniseg.StringWidth(id); used < behind {
		b.WriteString(strings.Repeat(" ", behind-used))
	} else {
		b.WriteByte('\n')
		b.WriteString(strings.Repeat(" ", behind))
	}
	f.lines(b, behind, line...)
	if content := tell.Pieces(text, s.Content); content != "" {
		f.paragraph(b, behind, styled{content, nil})
	}
	f.facts(b, behind, s, relay)
	f.evidence(b, behind, s, text, points)
}

// facts prints in brackets, on a line of their own, what quoth found out about
// a statement.
func (f *textFormat) facts(b *bytes.Buffer, indent int, s news.Statement, relay string) {
	rest := tell.Join(" · ", tell.Facts(s, relay)...)
	line := []styled{{"[", f.style.quiet}}
	for i, w := range tell.Warnings(s) {
		if i > 0 {
			line = append(line, styled{" · ", f.style.quiet})
		}
		line = append(line, styled{w, f.style.warning})
	}
	switch {
	case len(line) > 1:
		rest = tell.Present(" · ", rest)
	case rest == "":
		return
	}
	f.paragraph(b, indent, append(line, styled{rest + "]", f.style.quiet})...)
}

// paragraph prints texts as wrapped lines that all start at column indent.
func (f *textFormat) paragraph(b *bytes.Buffer, indent int, texts ...styled) {
	b.WriteString(strings.Repeat(" ", indent))
	f.lines(b, indent, texts...)
}

// lines is paragraph for a first line whose indent is already printed.
func (f *textFormat) lines(b *bytes.Buffer, indent int, texts ...styled) {
	for i, line := range wrap(texts, f.width-indent) {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", indent))
		}
		b.WriteString(line.text)
		b.WriteByte('\n')
	}
}

func paint(b *bytes.Buffer, text string, as style) {
	if as != nil {
		text = as(text)
	}
	b.WriteString(text)
}

// emptyNote says why an article has no statements, "" if it has some.
func emptyNote(a news.Article) string {
	if len(a.Statements) > 0 {
		return ""
	}
	if name, foreign := foreignLanguage(a.Language); foreign {
		return fmt.Sprintf("text is %s (%s): quoth reads English; --language en insists", name, a.Language)
	}
	if strings.TrimSpace(a.Text) == "" {
		return "The article has no text."
	}
	return "No statements found."
}

// foreignLanguage names a language other than English, in English.
func foreignLanguage(code string) (name string, foreign bool) {
	if code == "" || code == "und" {
		return "", false
	}
	tag, err := language.Parse(code)
	if err != nil {
		return "in another language", true
	}
	base, _ := tag.Base()
	if base.String() == "en" {
		return "", false
	}
	return display.English.Languages().Name(base), true
}
