package invent

import (
	"slices"

	"quoth/news"
)

// copy is the article as another outlet runs it: with an opening of its own,
// and mostly without the end.
func (c *composer) copy(o *outlet) Article {
	d := &composer{story: c.story, outlet: o, published: c.published.AddDate(0, 0, c.rnd.IntN(2))}
	a := &d.article
	d.identify(a, c.articleID())
	a.Truth.CopyOf = c.article.ID
	a.Title = c.article.Title
	if c.rnd.IntN(3) == 0 {
		a.Title = capital(c.phrase(pick(c.rnd, c.subject.heads)).text)
	}
	keep := len(c.begins)
	if keep > 3 && c.rnd.IntN(3) > 0 {
		keep -= 1 + c.rnd.IntN(keep/3)
	}
	from, to := 0, len(c.article.Text)
	if keep < len(c.begins) {
		to = c.begins[keep] - 1
	}
	lead := ""
	if c.rnd.IntN(3) > 0 && keep > 1 {
		from = c.begins[1]
		lead = capital(c.phrase(pick(c.rnd, c.lore.newLeads)).text) + "\n"
	}
	a.Text = lead + c.article.Text[from:to]
	a.excerpt(&c.article, from, to, len(lead)-from)
	return d.article
}

// excerpt takes over the statements of b that lie between two places, moved by
// some bytes, and their speakers.
func (a *Article) excerpt(b *Article, from, to, by int) {
	speakers := map[*news.Speaker]*news.Speaker{}
	for i, s := range b.Statements {
		if s.Content[len(s.Content)-1].End > to {
			break
		}
		s = moved(s, from, by)
		p := speakers[s.Speaker]
		if p == nil {
			c := *s.Speaker
			p = &c
			p.Mentions = nil
			for _, m := range s.Speaker.Mentions {
				if m.Span.End <= to {
					m.Span.Start += by
					m.Span.End += by
					p.Mentions = append(p.Mentions, m)
				}
			}
			speakers[s.Speaker] = p
			a.Speakers = append(a.Speakers, p)
			a.Truth.Speakers = append(a.Truth.Speakers, b.Truth.Speakers[slices.Index(b.Speakers, s.Speaker)])
		}
		s.Speaker = p
		a.Statements = append(a.Statements, s)
		told := b.Truth.Statements[i]
		if told.Relation == "" {
			told.Relation = news.WordForWord
		}
		a.Truth.Statements = append(a.Truth.Statements, told)
	}
}

// moved is a statement whose spans from a place on lie some bytes farther.
func moved(s news.Statement, from, by int) news.Statement {
	shift := func(p news.Part) (out news.Part) {
		for _, t := range p {
			out = append(out, movedSpan(t, from, by))
		}
		return out
	}
	s.Source, s.Cue, s.Content = shift(s.Source), shift(s.Cue), shift(s.Content)
	s.Figures = slices.Clone(s.Figures)
	for i := range s.Figures {
		s.Figures[i].Span = movedSpan(s.Figures[i].Span, from, by)
	}
	if s.SaidOn != nil {
		on := *s.SaidOn
		on.Span = movedSpan(on.Span, from, by)
		s.SaidOn = &on
	}
	return s
}

func movedSpan(s news.Span, from, by int) news.Span {
	if s.Start >= from {
		s.Start += by
	}
	if s.End > from {
		s.End += by
	}
	return s
}

// revise is a later version of the article under its URL, in which one
// quotation has another figure or another word.
func (c *composer) revise() (Article, bool) {
	old := &c.article
	for i, s := range old.Statements {
		if s.Form != news.Direct || len(s.Content) != 1 || s.Parent != "" {
			continue
		}
		at := s.Content[0].Start
		p := phrase{text: old.Text[at:s.Content[0].End]}
		for _, f := range s.Figures {
			f.Span.Start -= at
			f.Span.End -= at
			p.figures = append(p.figures, f)
		}
		q, ok := c.alter(&p)
		if !ok {
			continue
		}
		a := Article{Article: old.Article, Truth: old.Truth}
		a.ID += "-2"
		a.Truth.Version = 2
		a.Text = old.Text[:at] + q.text + old.Text[s.Content[0].End:]
		a.Statements, a.Speakers, a.Truth.Speakers, a.Truth.Statements = nil, nil, nil, nil
		a.excerpt(old, s.Content[0].End-1, len(old.Text), len(q.text)-len(p.text))
		a.mentionsFrom(s.Content[0].End, len(q.text)-len(p.text), old)
		t := &a.Statements[i]
		for k := range q.figures {
			q.figures[k].Span.Start += at
			q.figures[k].Span.End += at
		}
		t.Figures = q.figures
		for k := range a.Truth.Statements {
			a.Truth.Statements[k] = old.Truth.Statements[k]
			if a.Truth.Statements[k].Relation == "" {
				a.Truth.Statements[k].Relation = news.WordForWord
			}
		}
		a.Truth.Statements[i].Relation = news.Altered
		a.Truth.Statements[i].Wording = revised
		return a, true
	}
	return Article{}, false
}

// revised is the wording of a statement in a later version: none of the saying's own.
const revised = 100

// mentionsFrom moves the mentions behind a place.
func (a *Article) mentionsFrom(from, by int, old *Article) {
	for i, p := range a.Speakers {
		p.Mentions = slices.Clone(old.Speakers[i].Mentions)
		for k := range p.Mentions {
			p.Mentions[k].Span = movedSpan(p.Mentions[k].Span, from, by)
		}
	}
}
