package invent

import (
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"quoth/news"
)

// A composer writes one article.
type composer struct {
	*story
	outlet    *outlet
	published time.Time
	text      []byte
	article   Article
	begins    []int        // of paragraphs
	spans     []news.Span  // of the statements' parts
	start     bool         // the next letter begins a sentence
	opens     bool         // the source comes before its cue: it can be "she"
	shown     uint64       // scenes that the article has
	comma     bool         // an apposition ended; words that follow need a comma
	refs      []*reference // those named so far
	passers   []*reference // outlets that it cites
	last      *reference   // the source of the sentence before, if "she" can only be her
}

func newComposer(s *story, o *outlet) *composer {
	c := &composer{story: s, outlet: o, text: s.page[:0]}
	c.published = s.day.AddDate(0, 0, zipf(s.rnd, 5, 1))
	c.identify(&c.article, s.articleID())
	c.article.Title = capital(s.phrase(pick(s.rnd, s.subject.heads)).text)
	return c
}

// identify fills in an article's metadata.
func (c *composer) identify(a *Article, id string) {
	a.ID, a.Outlet, a.Language, a.Published = id, c.outlet.name, "en", day(c.published)
	a.URL = "https://" + c.outlet.host + "/" + a.Published[:4] + "/" + id
	a.Truth.Article, a.Truth.Version = id, 1
}

// paragraph begins one.
func (c *composer) paragraph() {
	if len(c.text) > 0 {
		c.text = append(c.text, '\n')
	}
	c.begins = append(c.begins, len(c.text))
	c.last = nil
}

// sentence begins one.
func (c *composer) sentence() {
	if n := len(c.text); n > 0 && c.text[n-1] != '\n' {
		c.text = append(c.text, ' ')
	}
	c.start = true
}

func (c *composer) lead(from []template) {
	c.paragraph()
	c.plain(pick(c.rnd, from))
	if c.rnd.IntN(2) == 0 {
		c.scene()
	}
}

// scene is a sentence that nobody says.
func (c *composer) scene() {
	for {
		n := c.rnd.IntN(len(c.subject.scenes))
		if c.shown&(1<<n) == 0 {
			c.shown |= 1 << n
			c.plain(c.subject.scenes[n])
			c.last = nil
			return
		}
	}
}

func (c *composer) plain(t template) {
	c.sentence()
	p := c.phrase(t)
	c.put(p.text)
}

// put writes text, with a capital where a sentence begins and the comma that
// is owed where words follow.
func (c *composer) put(s string) news.Span {
	if s == "" {
		return news.Span{Start: len(c.text), End: len(c.text)}
	}
	if c.comma && s[0] == ' ' {
		c.text = append(c.text, ',')
	}
	c.comma = false
	at := len(c.text)
	if c.start {
		s = capital(s)
		c.start = false
	}
	c.text = append(c.text, s...)
	return news.Span{Start: at, End: len(c.text)}
}

// capital writes the first letter large; its length stays the same.
func capital(s string) string {
	if s == "" || s[0] < utf8.RuneSelf && (s[0] < 'a' || s[0] > 'z') {
		return s
	}
	if s[0] < utf8.RuneSelf {
		b := []byte(s)
		b[0] -= 'a' - 'A'
		return string(b)
	}
	r, n := utf8.DecodeRuneInString(s)
	if u := unicode.ToUpper(r); utf8.RuneLen(u) == n {
		return string(u) + s[n:]
	}
	return s
}

// finish fixes the text and what depends on it: texts of figures, and the
// speakers in the order of their statements.
func (c *composer) finish() {
	a := &c.article
	a.Text = string(c.text)
	c.page = c.text
	for i := range a.Statements {
		for k := range a.Statements[i].Figures {
			f := &a.Statements[i].Figures[k]
			f.Text = a.Text[f.Span.Start:f.Span.End]
		}
	}
	a.Truth.Speakers = a.Truth.Speakers[:0]
	for _, r := range c.refs {
		r.speaker.ID = ""
	}
	for i := range a.Statements {
		if p := a.Statements[i].Speaker; p.ID == "" {
			p.ID = "p" + strconv.Itoa(len(a.Speakers)+1)
			a.Speakers = append(a.Speakers, p)
			a.Truth.Speakers = append(a.Truth.Speakers, c.truthOf(p))
		}
	}
}

func (c *composer) truthOf(p *news.Speaker) string {
	for _, r := range c.refs {
		if r.speaker == p {
			return r.voice.truth
		}
	}
	return ""
}
