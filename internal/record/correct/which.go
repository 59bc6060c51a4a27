package correct

import (
	"fmt"
	"slices"
	"strings"

	"quoth/news"
)

// A place is where an anchor's parts stand in the article.
type place struct{ source, cue, content sought }

// A sought part has the spans that were found. If any was not, doubt says so.
type sought struct {
	news.Part
	outcome outcome
	doubt   string
}

// doubt is what is wrong with the parts, or "".
func (p *place) doubt() string {
	for _, s := range []*sought{&p.content, &p.cue, &p.source} {
		if s.doubt != "" {
			return s.doubt
		}
	}
	return ""
}

// locate finds an anchor's parts: the longest quote of the content first, since
// it is the surest; where that has moved to, the others are expected.
func (r *reading) locate(a news.Anchor) place {
	moved := where{} // how far, in bytes
	var p place
	p.content = r.seek(a.Content, &moved)
	p.cue = r.seek(a.Cue, &moved)
	p.source = r.seek(a.Source, &moved)
	return p
}

func (r *reading) seek(part []news.Quote, moved *where) sought {
	out := sought{Part: make(news.Part, len(part)), outcome: found}
	order := make([]int, len(part))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return len(part[j].Text) - len(part[i].Text) })
	for _, i := range order {
		q := part[i]
		was := r.finder.place(q)
		s, outcome := r.finder.find(q, where{at: was + moved.at, known: moved.known && q.Placed()})
		switch outcome {
		case found:
			if out.Part[i] = s; q.Placed() && !moved.known {
				*moved = where{at: s.Start - was, known: true}
			}
			continue
		case lost:
			out.doubt = fmt.Sprintf("the words %s are no longer in the article", shown(q.Text))
		case twice:
			out.doubt = fmt.Sprintf("the words %s stand in the article more than once", shown(q.Text))
		}
		out.outcome = outcome
	}
	out.Part = slices.DeleteFunc(out.Part, func(s news.Span) bool { return s.Len() == 0 })
	if !ordered(out.Part) {
		out.doubt = fmt.Sprintf("the words %s and those behind them no longer stand in this order", shown(part[0].Text))
		out.outcome, out.Part = lost, nil
	}
	return out
}

// ordered reports whether spans stand in text order and share nothing.
func ordered(p news.Part) bool {
	for i := 1; i < len(p); i++ {
		if p[i].Start < p[i-1].End {
			return false
		}
	}
	return true
}

// shown is the beginning of a text, in quotation marks.
func shown(text string) string {
	const longest = 60
	for i := range text {
		if i > longest {
			text = text[:i] + "…"
			break
		}
	}
	if strings.HasPrefix(text, "“") {
		return text
	}
	return "“" + text + "”"
}

// which finds the statement that a correction speaks of: the one that earlier
// corrections of the same entry spoke of, else the one that stands where its words
// do, before or after this correction. Without one, the outcome is lost, or twice
// where more than one fits, and why says more.
func (r *reading) which(c news.Correction) (of *item, o outcome, why string) {
	if of := r.entries[c.Statement]; of != nil {
		return of, found, ""
	}
	for _, anchor := range []news.Anchor{c.Anchor, over(c.Anchor, c.Set)} {
		at := r.locate(anchor)
		if at.content.outcome == twice {
			return nil, twice, at.content.doubt
		}
		of, rival := r.best(at, c)
		switch {
		case rival:
			return nil, twice, "two statements fit"
		case of != nil:
			return of, found, ""
		}
	}
	return nil, lost, ""
}

// best is the statement that fits a place best; rival says that another one fits
// as well. One that another entry stands for already is taken only if it fits
// all but perfectly.
func (r *reading) best(at place, c news.Correction) (best *item, rival bool) {
	const certain = 1.5
	top := 0.0
	for _, of := range r.items {
		score := r.fit(at, &of.Statement, c)
		if of.model != nil && of.moved {
			score = max(score, r.fit(at, of.model, c))
		}
		if taken := of.entry != "" && c.Statement != "" && of.entry != c.Statement; taken && score < certain {
			continue
		}
		switch {
		case score > top:
			best, top, rival = of, score, false
		case score == top && score > 0:
			rival = true
		}
	}
	if rival {
		return nil, true
	}
	return best, false
}

// fit is how well a statement fits a place, from 0 to 2 and a little for its
// source; 0 where it is another one.
//
// A statement is an act, and its cue is the act's sign: with one cue two readings
// speak of one statement, whatever they take for its content. Otherwise they do
// if they share more than half of the content and nothing speaks against it: that
// one stands inside the other, or that another source speaks.
func (r *reading) fit(at place, s *news.Statement, c news.Correction) float64 {
	cue, content, source := share(at.cue.Part, s.Cue), share(at.content.Part, s.Content), share(at.source.Part, s.Source)
	switch {
	case at.source.outcome == lost && !r.sourcesAgree(at, s, c.Anchor): // others said the same
		return 0
	case content == 0 && (cue < .5 || c.Verb == news.Insert || !r.sourcesAgree(at, s, c.Anchor)):
		return 0
	case content <= .5 && (cue == 0 || cue < .5 && c.Verb == news.Insert):
		return 0
	case cue == 0 && (within(s.Cue, at.content.Part) || within(at.cue.Part, s.Content) || !r.sourcesAgree(at, s, c.Anchor)):
		return 0
	}
	return cue + content + source/10
}

// sourcesAgree reports whether the sources may be one: they touch, one is
// missing, or they have a telling word in common; a pronoun has none.
func (r *reading) sourcesAgree(at place, s *news.Statement, a news.Anchor) bool {
	if len(s.Source) == 0 || len(a.Source) == 0 || share(at.source.Part, s.Source) > 0 {
		return true
	}
	mine, theirs := telling(quoted(a.Source)), telling(s.Source.Text(r.article.Text))
	return len(mine) == 0 || len(theirs) == 0 || shareWord(mine, theirs)
}

// quoted are the words of quotes.
func quoted(all []news.Quote) string {
	out := ""
	for i, q := range all {
		if i > 0 {
			out += " "
		}
		out += q.Text
	}
	return out
}

// share is how much of what either part covers both do.
func share(p, q news.Part) float64 {
	both, all := 0, 0
	for _, s := range p {
		all += s.Len()
		for _, t := range q {
			both += max(0, min(s.End, t.End)-max(s.Start, t.Start))
		}
	}
	for _, t := range q {
		all += t.Len()
	}
	if all == both {
		return 0
	}
	return float64(both) / float64(all-both)
}

// within reports whether all of a part, which is not absent, lies in spans of
// another.
func within(p, q news.Part) bool {
	for _, s := range p {
		if !slices.ContainsFunc(q, func(t news.Span) bool { return t.Contains(s) }) {
			return false
		}
	}
	return len(p) > 0
}
