// Package correct applies people's corrections to an article as a model read it.
//
// In: an article with a model's statements, and the corrections that hold,
// oldest first. Out: a new article with the statements as they should stand, and
// what became of each correction. Nothing is kept here and nothing decided about
// identities: merge and split are for others.
//
// A correction outlives the reading that it was made on. It knows its statement
// by quotes (news.Anchor), which are looked for in the article's text as it is
// now, and then the statement is the one that stands there, whatever it is called
// and wherever the model has put its ends. Where the model has none there, a
// person's statement is kept; only where its words are gone, or could be several,
// is the correction in conflict.
//
// Later corrections win over earlier ones field by field. A hidden statement
// stays hidden until that is undone or the statement is added again.
//
// The flow: find.go and align.go find quotes in a text (word.go cuts it), which.go
// the statement that stands there; set.go and speaker.go set fields, result.go and
// nest.go put the article together. anchor.go and validate.go serve whoever makes
// a correction, training.go whoever learns from them.
package correct

import (
	"fmt"
	"slices"

	"quoth/internal/extract/token"
	"quoth/news"
)

// Applied is what became of one correction.
type Applied struct {
	Correction string // ID
	// Statement is the index of its statement in the article that Apply
	// returns; -1 where that has none.
	Statement int
	// Conflict says why the correction, or a field of it, could not be applied;
	// "" where all was.
	Conflict string
	// Agreed: the model now says the same by itself.
	Agreed bool
	// Kept: the model no longer finds the statement; it is there because a
	// person corrected it.
	Kept bool
	// Fields are those that have their values from this correction and no later
	// one, as JSON names them.
	Fields []string
	// Was is the statement as the model read it; nil where the model has none.
	// It belongs to the article given to Apply.
	Was *news.Statement
}

// Apply returns the article with the corrections applied, and what became of
// each Change, Hide and Insert that holds, in order. Corrections that are undone,
// and those of identities, are passed over. The article given is not changed.
//
// Statements keep their IDs; added ones have the next numbers. A statement that a
// person added, or whose words a person set, has confidence 1; one that a person
// changed has no evidence, which is the model's. With no correction that holds the
// article is returned as it is.
func Apply(a news.Article, corrections []news.Correction) (news.Article, []Applied) {
	r := newReading(a)
	for _, c := range corrections {
		if c.Undone != nil {
			continue
		}
		switch c.Verb {
		case news.Change:
			r.change(c)
		case news.Hide:
			r.hide(c)
		case news.Insert:
			r.insert(c)
		}
	}
	if len(r.applied) == 0 {
		return a, nil
	}
	return r.result(), r.applied
}

// A reading is an article while it is corrected.
type reading struct {
	article  news.Article // as it was given
	finder   *finder
	items    []*item
	speakers []*news.Speaker  // copies of the article's, and new ones
	entries  map[string]*item // by the name that corrections have for a statement
	figures  []news.Figure    // of the whole text, found when first needed
	marks    *token.Layer     // likewise
	applied  []Applied
	of       []*item // of each of applied; nil where there is none
}

// An item is one statement while it is corrected.
type item struct {
	news.Statement
	model  *news.Statement // as the model read it; nil: a person's
	hidden bool
	moved  bool           // its cue or content is not the model's
	entry  string         // the name that corrections have for it
	set    map[string]int // by field, which of applied set it last
	hides  []int          // which of applied hid it
}

func newReading(a news.Article) *reading {
	r := &reading{article: a, finder: newFinder(a.Text), entries: map[string]*item{}}
	copies := map[*news.Speaker]*news.Speaker{}
	copied := func(s *news.Speaker) *news.Speaker {
		if s != nil && copies[s] == nil {
			c := *s
			c.Mentions = slices.Clone(s.Mentions)
			copies[s] = &c
			r.speakers = append(r.speakers, &c)
		}
		return copies[s]
	}
	for _, s := range a.Speakers {
		copied(s)
	}
	for i := range a.Statements {
		s := a.Statements[i]
		s.Speaker = copied(s.Speaker)
		r.items = append(r.items, &item{Statement: s, model: &a.Statements[i], set: map[string]int{}})
	}
	return r
}

// report begins the account of a correction.
func (r *reading) report(c news.Correction, of *item) *Applied {
	out := Applied{Correction: c.ID, Statement: -1}
	if of != nil {
		out.Was = of.model
		if c.Statement != "" {
			r.entries[c.Statement] = of
			of.entry = c.Statement
		}
	}
	r.applied, r.of = append(r.applied, out), append(r.of, of)
	return &r.applied[len(r.applied)-1]
}

func (r *reading) change(c news.Correction) {
	of, outcome, why := r.which(c)
	kept := of == nil && outcome == lost
	if kept { // the model no longer finds it: it stays as a person left it
		if of, why = r.keep(c); of != nil {
			r.attribute(of, c.Anchor, c.Set)
		}
	}
	done := r.report(c, of)
	if of == nil {
		done.Conflict = why
		return
	}
	done.Kept = kept
	done.Conflict, done.Agreed = r.set(of, c)
}

// keep adds the statement of a correction as it was. Where its words are gone,
// it says which.
func (r *reading) keep(c news.Correction) (of *item, why string) {
	at := r.locate(over(c.Anchor, c.Set))
	if why := at.doubt(); why != "" {
		return nil, why
	}
	if len(at.content.Part) == 0 {
		return nil, "it says not what is attributed"
	}
	of = r.add(news.Statement{
		Form: c.Anchor.Form, Mode: c.Anchor.Mode, Polarity: c.Anchor.Polarity,
		Source: at.source.Part, Cue: at.cue.Part, Content: at.content.Part,
	})
	if c.Anchor.Date != "" {
		of.SaidOn = &news.SaidOn{Date: c.Anchor.Date}
	}
	return of, ""
}

func (r *reading) hide(c news.Correction) {
	of, outcome, why := r.which(c)
	done := r.report(c, of)
	switch {
	case of != nil:
		of.hidden, of.hides = true, append(of.hides, len(r.applied)-1)
	case outcome == twice:
		done.Conflict = why
	default:
		done.Agreed = true
	}
}

func (r *reading) insert(c news.Correction) {
	c.Anchor = over(news.Anchor{Mode: news.Said, Polarity: news.Asserted}, c.Set)
	of, _, why := r.which(c)
	if of == nil {
		if of, why = r.keep(c); of != nil {
			r.attribute(of, c.Anchor, c.Set)
		}
	}
	done := r.report(c, of)
	if of == nil {
		done.Conflict = why
		return
	}
	of.hidden = false
	done.Conflict, done.Agreed = r.set(of, c)
}

// result puts the article together, and says of each correction where its
// statement is.
func (r *reading) result() news.Article {
	out := r.article
	shown := r.arrange()
	r.nest(shown)
	out.Statements, out.Speakers = nil, speakersOf(shown)
	index := map[*item]int{}
	for i, of := range shown {
		index[of] = i
		out.Statements = append(out.Statements, of.Statement)
	}
	for i := range r.applied {
		done, of := &r.applied[i], r.of[i]
		if of == nil {
			continue
		}
		if of.hidden {
			done.Kept = false
			if by := of.hides[len(of.hides)-1]; i > by && done.Conflict == "" {
				done.Conflict = fmt.Sprintf("the statement is hidden by correction %s", r.applied[by].Correction)
			}
			continue
		}
		done.Statement = index[of]
		if slices.Contains(of.hides, i) {
			done.Conflict = "the statement was added again"
		}
		for _, f := range fieldNames {
			if by, ok := of.set[f]; ok && by == i {
				done.Fields = append(done.Fields, f)
			}
		}
	}
	return out
}

// over is an anchor with the words that a correction sets in place of its own.
func over(a news.Anchor, f news.Fields) news.Anchor {
	for _, p := range []struct {
		part *[]news.Quote
		set  *[]news.Quote
	}{{&a.Source, f.Source}, {&a.Cue, f.Cue}, {&a.Content, f.Content}} {
		if p.set != nil {
			*p.part = *p.set
		}
	}
	return a
}
