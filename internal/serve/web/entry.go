package web

import (
	"strings"

	"quoth/internal/fragment"
	"quoth/internal/tell"
	"quoth/news"
	"quoth/query"
)

// An entry is a statement as pages show it.
type entry struct {
	ID, Article        string
	Source, Is, Cue    string
	Speaker            string // ID of the identity, "" for none
	Words              []word
	Direct             bool
	Day, DayISO        string
	Outlet, Title      string
	Facts, Warnings    []string
	Also               string // in how many articles, "" for none
	Link               string // to the page it comes from, at its words
	Confidence         string
	Parent, CopyOf     string
	AlteredTo, Altered string // entries in the place of this one, later and before
}

// A word is a stretch of a content; Hit marks what was looked for, Kind what
// differs from a variant.
type word struct {
	Text string
	Hit  bool
	Kind news.RunKind
}

func newEntry(e *news.Entry, q query.Query) entry {
	text := e.Article.Text
	source := tell.Pieces(text, e.Source)
	out := entry{
		ID: e.ID, Article: e.Article.ID, Source: source, Is: strings.Trim(tell.WhoIs(e.Speaker, source), "[]"), Cue: tell.Pieces(text, e.Cue),
		Words: words(text, e.Content, q), Direct: e.Form == news.Direct,
		Day: tell.Day(e), DayISO: e.Day, Outlet: e.Article.Outlet, Title: e.Article.Title,
		Warnings: tell.EntryWarnings(e), Link: fragment.Link(e.Article.URL, text, e.Content),
		Parent: e.Parent, CopyOf: e.CopyOf, AlteredTo: e.AlteredTo, Altered: e.AlteredOf,
	}
	if e.Speaker != nil {
		out.Speaker = e.Speaker.ID
	}
	if e.Form != news.Direct {
		out.Facts = append(out.Facts, string(e.Form))
	}
	if e.Mode != news.Said {
		out.Facts = append(out.Facts, string(e.Mode))
	}
	for _, f := range e.Figures {
		if m := tell.Meaning(f); m != "" {
			out.Facts = append(out.Facts, m)
		}
	}
	if e.Corrected {
		out.Facts = append(out.Facts, "corrected")
	}
	if e.Confidence > 0 {
		out.Confidence = tell.Probability(e.Confidence)
	}
	if e.Variants > 0 {
		out.Also = tell.Quantity(e.Variants, "other article")
	}
	return out
}

// words are a content's words in one line, with those looked for marked. " … "
// stands where the article has other words between.
func words(text string, content news.Part, q query.Query) (out []word) {
	add := func(s string, hit bool) {
		if s != "" {
			out = append(out, word{Text: s, Hit: hit})
		}
	}
	for i, span := range content {
		if i > 0 {
			add(tell.Seam(text, content[i-1].End, span.Start), false)
		}
		piece, at := text[span.Start:span.End], 0
		for _, h := range q.Hits(piece) {
			add(piece[at:h.Start], false)
			add(piece[h.Start:h.End], true)
			at = h.End
		}
		add(piece[at:], false)
	}
	return out
}
