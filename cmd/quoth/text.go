package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/fatih/color"
	"github.com/rivo/uniseg"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

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
//	s1  Ana Reyes [port director]  said  (direct)
//	    “The bridge will stay open … and so will the ferry,”
//
// Source, cue and content are the article's words. What quoth adds to them
// stands in brackets (who the source is) or parentheses (what sort of
// statement it is).
type textFormat struct {
	w     io.Writer
	n     int // articles so far
	style styles
	screen
}

// A style colours text; nil leaves it as it is. The colours are among the 16
// of the terminal's own palette, which its user has made legible.
type style func(...any) string

type styles struct{ title, source, cue, warning, quiet style }

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
	}
}

// styled is text in one style.
type styled struct {
	text  string
	style style
}

func (f *textFormat) Article(a news.Article) error {
	f.style = newStyles(f.color)
	f.width = max(narrowestLine, min(f.width, widestLine))
	var b bytes.Buffer
	if f.n++; f.n > 1 {
		b.WriteString("\n\n")
	}
	f.heading(&b, a)
	if note := emptyNote(a); note != "" {
		b.WriteByte('\n')
		f.paragraph(&b, 0, styled{oneLine(note), nil})
	}
	gutter := 0
	for _, s := range a.Statements {
		gutter = max(gutter, uniseg.StringWidth(oneLine(s.ID))+2)
	}
	gutter = min(gutter, 8)
	inOrder(a.Statements, func(i, depth int) {
		b.WriteByte('\n')
		depth = min(depth, deepestIndent, max(0, (f.width-narrowestLine)/gutter-1))
		f.statement(&b, a.Text, a.Statements[i], depth*gutter, gutter)
	})
	_, err := f.w.Write(b.Bytes())
	return err
}

func (f *textFormat) End() error { return nil }

func (f *textFormat) heading(b *bytes.Buffer, a news.Article) {
	heading := oneLine(a.Title)
	var facts []string
	if heading == "" {
		heading = oneLine(a.ID)
	} else {
		facts = append(facts, a.ID)
	}
	f.paragraph(b, 0, styled{heading, f.style.title})
	facts = append([]string{a.Outlet, readableDate(a.Published)}, facts...)
	if a.URL == a.ID {
		a.URL = ""
	}
	for _, line := range []string{joinPresent(" · ", facts...), oneLine(a.URL)} {
		if line != "" {
			f.paragraph(b, 0, styled{line, f.style.quiet})
		}
	}
	f.paragraph(b, 0, styled{strings.Repeat("─", f.width), f.style.quiet})
}

// statement prints one statement, its ID at the column indent and all else
// behind the gutter.
func (f *textFormat) statement(b *bytes.Buffer, text string, s news.Statement, indent, gutter int) {
	var line []styled
	add := func(space, text string, as style) {
		if text != "" {
			if len(line) > 0 {
				line = append(line, styled{space, nil})
			}
			line = append(line, styled{text, as})
		}
	}
	source := pieces(text, s.Source)
	add("", source, f.style.source)
	add(" ", whoIs(s.Speaker, source), f.style.quiet)
	if len(line) == 0 {
		add("", "[no source named]", f.style.quiet)
	}
	add("  ", pieces(text, s.Cue), f.style.cue)
	add("  ", "("+string(s.Form), f.style.quiet)
	add("", present(", ", strings.Join(facts(s), ", ")), f.style.quiet)
	for _, w := range warnings(s) {
		add("", ",", f.style.quiet)
		add(" ", w, f.style.warning)
	}
	add("", ")", f.style.quiet)

	id := oneLine(s.ID)
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
	if content := pieces(text, s.Content); content != "" {
		f.paragraph(b, behind, styled{content, nil})
	}
	if line := joinPresent(" · ", meanings(s)...); line != "" {
		f.paragraph(b, behind, styled{line, f.style.quiet})
	}
}

// meanings tells which day and which numbers the article's words mean, where
// they do not say it themselves.
func meanings(s news.Statement) []string {
	var out []string
	add := func(words, meaning string) {
		if e := equation(words, meaning); e != "" {
			out = append(out, oneLine(e))
		}
	}
	if s.SaidOn != nil {
		add(s.SaidOn.Text, readableDate(s.SaidOn.Date))
	}
	for _, g := range s.Figures {
		add(g.Text, amount(g))
	}
	return out
}

// facts tells the mode of a statement that is more than words said.
func facts(s news.Statement) []string {
	if s.Mode == "" || s.Mode == news.Said {
		return nil
	}
	return []string{string(s.Mode)}
}

// warnings tells why a statement is not to be quoted as it stands: that it was
// not made, or that it is more likely wrongly marked than rightly.
func warnings(s news.Statement) []string {
	var out []string
	if s.Polarity != "" && s.Polarity != news.Asserted {
		out = append(out, string(s.Polarity))
	}
	if s.Confidence > 0 && s.Confidence < 0.5 {
		out = append(out, "uncertain")
	}
	return out
}

// paragraph prints texts as wrapped lines that all start at column indent.
func (f *textFormat) paragraph(b *bytes.Buffer, indent int, texts ...styled) {
	b.WriteString(strings.Repeat(" ", indent))
	f.lines(b, indent, texts...)
}

// lines is paragraph for a first line whose indent is already printed.
func (f *textFormat) lines(b *bytes.Buffer, indent int, texts ...styled) {
	var all strings.Builder
	for _, r := range texts {
		all.WriteString(r.text)
	}
	for i, line := range breakLines(all.String(), f.width-indent) {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", indent))
		}
		at := 0
		for _, r := range texts {
			from, to := max(line[0], at), min(line[1], at+len(r.text))
			if from < to {
				paint(b, r.text[from-at:to-at], r.style)
			}
			at += len(r.text)
		}
		b.WriteByte('\n')
	}
}

func paint(b *bytes.Buffer, text string, as style) {
	if as != nil {
		text = as(text)
	}
	b.WriteString(text)
}

// pieces is a part's words in one line. " … " stands where the article has
// other words between two spans.
func pieces(text string, p news.Part) string {
	var b strings.Builder
	for i, s := range p {
		if i > 0 {
			before := p[i-1].End
			if before <= s.Start && strings.TrimSpace(text[before:s.Start]) == "" {
				b.WriteByte(' ')
			} else {
				b.WriteString(" … ")
			}
		}
		b.WriteString(text[s.Start:s.End])
	}
	return oneLine(b.String())
}

// whoIs tells in brackets what the source's own words leave open: "she" is
// [Ana Reyes, port director].
func whoIs(s *news.Speaker, source string) string {
	if s == nil {
		return ""
	}
	var known []string
	add := func(fact string) {
		fact = oneLine(fact)
		if fact != "" && !strings.Contains(strings.ToLower(source), strings.ToLower(fact)) {
			known = append(known, fact)
		}
	}
	add(s.Name)
	if s.Name == "" {
		add(s.Description)
	}
	add(s.Role)
	if len(known) == 0 {
		return ""
	}
	return "[" + strings.Join(known, ", ") + "]"
}

// amount spells a figure's bounds: "4", "4 to 6", "4 or more", "up to 6".
func amount(g news.Figure) string {
	low, high := grouped(g.Low), grouped(g.High)
	var n string
	switch {
	case low == "" && high == "":
		return ""
	case low == high:
		n = low
	case high == "":
		n = low + " or more"
	case low == "":
		n = "up to " + high
	default:
		n = low + " to " + high
	}
	return joinPresent(" ", n, g.Unit)
}

// grouped writes 1234567.5 as 1,234,567.5.
func grouped(decimal string) string {
	whole, fraction, _ := strings.Cut(decimal, ".")
	start := 0
	if strings.HasPrefix(whole, "-") {
		start = 1
	}
	for i := len(whole) - 3; i > start; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + present(".", fraction)
}

// equation tells what the article's words mean, "Friday = 13 October 2023",
// unless they say it themselves.
func equation(words, meaning string) string {
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || r == ',' {
				return -1
			}
			return unicode.ToLower(r)
		}, s)
	}
	if meaning == "" || strings.Contains(plain(words), plain(meaning)) {
		return ""
	}
	return words + " = " + meaning
}

// readableDate spells an ISO 8601 date; what is none stays as it is.
func readableDate(iso string) string {
	for _, form := range [][2]string{
		{time.DateOnly, "2 January 2006"},
		{time.RFC3339, "2 January 2006, 15:04"},
		{"2006-01-02T15:04:05", "2 January 2006, 15:04"},
		{"2006-01-02T15:04", "2 January 2006, 15:04"},
		{"2006-01", "January 2006"},
	} {
		if t, err := time.Parse(form[0], iso); err == nil {
			return t.Format(form[1])
		}
	}
	return iso
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

// present is text behind prefix, or nothing at all.
func present(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// joinPresent joins the texts that are not empty, each made fit for a line.
func joinPresent(separator string, texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t = oneLine(t); t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, separator)
}
