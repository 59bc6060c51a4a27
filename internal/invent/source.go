package invent

import (
	"strings"

	"quoth/news"
)

// A reference is how one article speaks of a voice.
type reference struct {
	voice   *voice
	speaker *news.Speaker
	short   string // "Reyes", "NGA": by name after the first time
	head    string // "mayor", "ministry": by description
	by      []naming
	named   bool // has been brought in
	unnamed bool // is only ever described
}

// A naming is the way in which a source is brought in: name and role in order.
type naming struct {
	text string
	role bool
	name bool
}

// reference finds or makes the article's way to speak of a voice.
func (c *composer) reference(v *voice) *reference {
	for _, r := range c.refs {
		if r.voice == v {
			return r
		}
	}
	r := &reference{voice: v, speaker: &news.Speaker{}}
	switch {
	case v.person != nil:
		c.bringInPerson(r)
	case v.body != nil:
		c.bringInBody(r)
	case v.truth == "" && v.number%3 == 0:
		c.describe(r, news.Document, c.lore.documents)
	default:
		c.describe(r, news.Anonymous, c.lore.vox)
	}
	c.refs = append(c.refs, r)
	return r
}

func (c *composer) describe(r *reference, kind news.Kind, from []template) {
	text := c.phrase(pick(c.rnd, from)).text
	r.unnamed, r.speaker.Kind, r.speaker.Description = true, kind, text
	r.by = []naming{{text: text}}
}

// bringInPerson decides on name and role. Role and name stand in front of or
// behind each other as the wording of the office has it; some articles leave
// out the role, some the given name, and a few the name.
func (c *composer) bringInPerson(r *reference) {
	p := r.voice.person
	full, family := c.named(p, c.outlet)
	job, former := p.office(c.published.Year())
	role := c.worded(p, job, former, len(c.outlet.name)+c.rnd.IntN(2))
	r.speaker.Kind, r.short, r.head = news.Person, family, job.head
	if c.outlet.title {
		r.short = map[bool]string{true: "Ms ", false: "Mr "}[p.woman] + family
	}
	article := hasArticle(role)
	k := c.rnd.IntN(100)
	switch {
	case k < 3 && article && !former:
		r.unnamed, r.speaker.Description, r.speaker.Role = true, role, ""
		r.by = []naming{{text: role}}
		if !strings.HasPrefix(role, "the ") {
			r.speaker.Kind = news.Anonymous
		}
		return
	case k < 7 && !article:
		r.by = []naming{{text: role, role: true}, {text: " "}, {text: family, name: true}}
		full = family
	case k < 15:
		r.by = []naming{{text: full, name: true}}
		role = ""
	case article:
		r.by = []naming{{text: full, name: true}, {text: ", "}, {text: role, role: true}}
	default:
		r.by = []naming{{text: role, role: true}, {text: " "}, {text: full, name: true}}
	}
	r.speaker.Name, r.speaker.Role = full, role
}

// bringInBody: a ministry needs its country where the outlet is of another one.
func (c *composer) bringInBody(r *reference) {
	b := r.voice.body
	name := b.names[0]
	if len(b.names) > 1 && b.national {
		name = pick(c.rnd, b.names)
	}
	if b.national && (c.outlet.land != b.land || c.outlet.agency || c.rnd.IntN(5) == 0) {
		name = c.lore.lands[b.land].adjective + " " + name
	}
	if b.kind == news.Organisation && b.proper && c.rnd.IntN(5) == 0 {
		name = b.names[1]
	}
	r.speaker.Kind, r.speaker.Name, r.head = b.kind, name, b.noun
	r.short = name
	if b.proper && len(b.names) > 1 {
		r.short = b.names[1]
	}
	if !b.proper {
		r.by = []naming{{text: "the "}}
		r.short = "the " + name
	}
	r.by = append(r.by, naming{text: name, name: true})
	if b.acronym != "" && c.outlet.acronyms {
		r.by = append(r.by, naming{text: " ("}, naming{text: b.acronym, name: true}, naming{text: ")"})
		r.short = "the " + b.acronym
	}
}

// source writes who speaks and returns the phrase's span.
func (c *composer) source(r *reference) news.Span {
	at := len(c.text)
	switch {
	case r.unnamed:
		c.mention(c.put(r.by[0].text), r, news.ByDescription)
	case !r.named:
		for i, n := range r.by {
			span := c.put(n.text)
			switch {
			case n.name:
				c.mention(span, r, news.ByName)
			case n.role:
				r.speaker.Role = string(c.text[span.Start:span.End])
				c.comma = i == len(r.by)-1
			}
		}
	default:
		c.again(r)
	}
	r.named = true
	return news.Span{Start: at, End: len(c.text)}
}

// again names somebody who has been brought in.
func (c *composer) again(r *reference) {
	k := c.rnd.IntN(10)
	switch {
	case c.opens && c.last == r && k < 5 && r.voice.person != nil:
		c.mention(c.put(r.voice.person.they()[0]), r, news.ByPronoun)
	case k >= 5 && k < 7 && c.only(r):
		c.mention(c.put("the "+r.head), r, news.ByDescription)
	default:
		span := c.put(r.short)
		if r.short == r.speaker.Name {
			c.mention(span, r, news.ByName)
			return
		}
		for _, before := range []string{"Mr ", "Ms ", "the ", "The "} {
			if strings.HasPrefix(string(c.text[span.Start:span.End]), before) {
				span.Start += len(before)
			}
		}
		c.mention(span, r, news.ByName)
	}
}

// only reports whether the head noun means no one else of the cast.
func (c *composer) only(r *reference) bool {
	if r.head == "" {
		return false
	}
	for _, o := range c.refs {
		if o != r && o.head == r.head {
			return false
		}
	}
	return true
}

func (c *composer) mention(span news.Span, r *reference, by news.MentionKind) {
	r.speaker.Mentions = append(r.speaker.Mentions, news.Mention{Span: span, By: by})
}
