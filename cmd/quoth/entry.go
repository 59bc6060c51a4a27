package main

import (
	"bytes"
	"os"
	"strconv"
	"strings"

	"quoth/internal/markup"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

// entryText prints statements of a record for reading:
//
//	She [Ana Reyes, port director]  told reporters
//	    the repairs would cost “a little over 4 million crowns”
//	    [7f3a91c0de · mixed · 17 October 2031 · The Porthaven Courier · Harbour
//	    Bridge to stay open · also in 3 articles · confidence 0.93]
//	    https://courier.example/2031/bridge#:~:text=the%20repairs
type entryText struct {
	*textFormat
	query  query.Query // whose words are shown in bold
	folder string      // files below it are named from there
	links  bool        // the terminal makes links of marked text
	pair   int         // columns of each of two texts side by side, 0: no room
}

// behind is the column of all that belongs to a statement.
const behind = 4

func newEntryText(out *output) *entryText {
	s := out.screen()
	f := &entryText{textFormat: newText(out, s), pair: pairWidth(s.width)}
	f.folder, _ = os.Getwd() // without it paths are as they are
	f.links = f.color && hyperlinks(os.Getenv)
	return f
}

// entry prints one statement at the column indent.
func (f *entryText) entry(b *bytes.Buffer, indent int, e *news.Entry) {
	b.WriteString(strings.Repeat(" ", indent))
	f.lines(b, indent, f.who(e)...)
	f.styledParagraph(b, indent+behind, f.content(e))
	f.about(b, indent+behind, e)
}

// styledParagraph is paragraph, or nothing where there is no text.
func (f *textFormat) styledParagraph(b *bytes.Buffer, indent int, texts []styled) {
	if len(texts) > 0 {
		f.paragraph(b, indent, texts...)
	}
}

// who is source and cue, and in brackets who that is.
func (f *textFormat) who(e *news.Entry) []styled {
	text := e.Article.Text
	source := tell.Pieces(text, e.Source)
	var out []styled
	add := func(space, text string, as style) {
		if text == "" {
			return
		}
		if len(out) > 0 {
			out = append(out, styled{space, nil})
		}
		out = append(out, styled{text, as})
	}
	add("", source, f.style.source)
	add(" ", tell.WhoIs(e.Speaker, source), f.style.quiet)
	if len(out) == 0 {
		add("", "[no source named]", f.style.quiet)
	}
	add("  ", tell.Pieces(text, e.Cue), f.style.cue)
	return out
}

// content is what is said, with the words looked for in bold. Of a very long
// content it is the part around the first of them.
func (f *entryText) content(e *news.Entry) []styled {
	text := e.Article.Text
	var accents []accent
	for _, s := range e.Content {
		for _, hit := range f.query.Hits(cutText(text, s)) {
			at := markup.CharStart(text, s.Start)
			accents = append(accents, accent{span: news.Span{Start: at + hit.Start, End: at + hit.End}, style: f.style.hit})
		}
	}
	return excerpted(e, accents)
}

// about prints in brackets what is known of a statement, and below where it
// stands.
func (f *entryText) about(b *bytes.Buffer, indent int, e *news.Entry) {
	f.paragraph(b, indent, f.note(e, tell.Day(e), e.Article.Outlet)...)
	f.where(b, indent, e)
}

// note is what is known of a statement, in brackets: its ID, what warns, how
// it was made, some words of where and when, and the rest.
func (f *textFormat) note(e *news.Entry, where ...string) []styled {
	line := []styled{{"[" + tell.Line(e.ID), f.style.quiet}}
	for _, w := range tell.EntryWarnings(e) {
		line = append(line, styled{" · ", f.style.quiet}, styled{w, f.style.warning})
	}
	return append(line, styled{tell.Present(" · ", tell.Join(" · ", tell.EntryFacts(e, where)...)) + "]", f.style.quiet})
}

// where prints where a statement can be looked up. Addresses are not broken:
// terminals wrap them as they are, so that they can be opened and copied.
func (f *entryText) where(b *bytes.Buffer, indent int, e *news.Entry) {
	shown, link := whereIs(e, f.folder)
	switch {
	case shown == "":
	case link == "":
		f.paragraph(b, indent, styled{shown, f.style.quiet})
	case f.links:
		f.paragraph(b, indent, styled{shown, linked(link)})
	default:
		b.WriteString(strings.Repeat(" ", indent))
		paint(b, link, f.style.quiet)
		b.WriteByte('\n')
	}
}

// shownOf tells how many of how many are shown, in brackets.
func shownOf(shown, total int, noun string) string {
	if shown >= total {
		return "[" + tell.Quantity(total, noun) + "]"
	}
	return "[" + strconv.Itoa(shown) + " of " + tell.Quantity(total, noun) + "; --limit 0 shows all]"
}

// print writes what draw draws in one go.
func (f *textFormat) print(draw func(b *bytes.Buffer)) error {
	var b bytes.Buffer
	draw(&b)
	_, err := f.w.Write(b.Bytes())
	return err
}
