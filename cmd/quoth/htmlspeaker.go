package main

import (
	"fmt"
	"slices"
	"strings"

	"quoth/internal/markup"
	"quoth/internal/tell"
	"quoth/news"
)

// A pageSpeaker is an entry in the list of an article's speakers.
type pageSpeaker struct {
	Key              string
	Name, Role, Kind string
	Statements       []pageLabel
	Mentions         []pageMention
	Count            string
}

// A pageMention links to where the words stand.
type pageMention struct{ Text, Place string }

// speakerKeys maps the IDs of an article's speakers to their keys on the page.
func speakerKeys(a news.Article, key string) map[string]string {
	keys := make(map[string]string, len(a.Speakers))
	for i, s := range a.Speakers {
		keys[s.ID] = speakerKey(key, i)
	}
	return keys
}

func speakerKey(article string, i int) string { return fmt.Sprintf("%s-p%d", article, i+1) }

func pageSpeakers(a news.Article, keys map[string]string, labels []pageLabel, places map[int]string) []pageSpeaker {
	said := make(map[string][]pageLabel, len(a.Speakers))
	for i, s := range a.Statements {
		if s.Speaker != nil {
			said[s.Speaker.ID] = append(said[s.Speaker.ID], labels[i])
		}
	}
	var out []pageSpeaker
	for _, s := range a.Speakers {
		if tell.Called(s) == "" {
			continue // nobody who could be pointed at
		}
		p := pageSpeaker{Key: keys[s.ID], Name: tell.Called(s), Role: tell.Line(s.Role), Kind: string(s.Kind), Statements: said[s.ID]}
		for _, m := range s.Mentions {
			start, end := markup.CharStart(a.Text, m.Span.Start), markup.CharStart(a.Text, m.Span.End)
			if start < end {
				p.Mentions = append(p.Mentions, pageMention{tell.Line(a.Text[start:end]), places[start]})
			}
		}
		switch n := len(p.Mentions); n {
		case 0:
		case 1:
			p.Count = "1 mention"
		default:
			p.Count = fmt.Sprintf("%d mentions", n)
		}
		out = append(out, p)
	}
	return out
}

// mentionStarts has the offsets at which a mention begins.
func mentionStarts(a news.Article) map[int]bool {
	starts := map[int]bool{}
	for _, s := range a.Speakers {
		for _, m := range s.Mentions {
			starts[markup.CharStart(a.Text, m.Span.Start)] = true
		}
	}
	return starts
}

// mentioned lists the keys of the speakers that a segment mentions.
func mentioned(s markup.Segment, article string) string {
	var keys []string
	for _, m := range s.Marks {
		if m.Role == markup.Mention {
			keys = append(keys, speakerKey(article, m.Of))
		}
	}
	return strings.Join(keys, " ")
}

// meaningsAt tells at its first offset what each date and each figure means.
func meaningsAt(a news.Article) map[int]string {
	all := map[int][]string{}
	add := func(span news.Span, meaning string) {
		at := markup.CharStart(a.Text, span.Start)
		if span.Len() > 0 && meaning != "" && !slices.Contains(all[at], meaning) {
			all[at] = append(all[at], meaning)
		}
	}
	for _, s := range a.Statements {
		if s.SaidOn != nil {
			add(s.SaidOn.Span, tell.Date(s.SaidOn.Date))
		}
		for _, f := range s.Figures {
			add(f.Span, tell.Amount(f))
		}
	}
	out := make(map[int]string, len(all))
	for at, meanings := range all {
		out[at] = strings.Join(meanings, "; ")
	}
	return out
}
