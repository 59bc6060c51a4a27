package correct

import (
	"slices"
	"strconv"
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// setSpeaker gives one statement another speaker, or its speaker another kind.
// Other statements of the speaker keep the one they have: what a person said of
// one is not said of them. So two speakers may have one name, until the others
// are corrected, too, or they are the same again by name and kind.
func (r *reading) setSpeaker(of *item, name *string, kind *news.Kind) {
	var was news.Speaker
	if of.Speaker != nil {
		was = *of.Speaker
	}
	words := of.Source.Text(r.article.Text)
	want := news.Speaker{Name: was.Name, Description: was.Description, Role: was.Role, Kind: was.Kind}
	renamed := name != nil && (*name != was.Name || of.Speaker == nil)
	respelt := renamed && shareWord(telling(*name), telling(was.Name)) // "Reyes", "Ana Reyes"
	if renamed {
		want.Name, want.Description, want.Kind = *name, "", kindFor(*name, was.Kind, words)
		if *name == "" {
			want.Description = plain(words)
		}
		if !respelt && !strings.Contains(words, was.Role) { // then it was somebody else's
			want.Role = ""
		}
	}
	if kind != nil {
		want.Kind = *kind
	}
	if !renamed && want.Kind == was.Kind {
		return
	}
	to := r.known(of, want, kind != nil || !renamed)
	switch {
	case to != nil:
	case (!renamed || respelt) && of.Speaker != nil && r.alone(of):
		of.Speaker.Name, of.Speaker.Description, of.Speaker.Kind = want.Name, want.Description, want.Kind
		return
	default:
		to = r.newSpeaker(want)
	}
	r.mention(of, to)
	of.Speaker = to
}

// kindFor is the kind of a speaker who is renamed: the one that was, if somebody
// with such a name, or without one, can be of it.
func kindFor(name string, was news.Kind, words string) news.Kind {
	switch was {
	case news.Organisation, news.Government, news.Group, news.Document:
		return was
	}
	switch {
	case name != "":
		return news.Person
	case words == "":
		return news.None
	case was == news.Author || was == news.Generic:
		return was
	}
	return news.Anonymous
}

// known is the article's speaker of a name, if need be of the same kind, too,
// or nil. One that only the spelling of marks and capitals tells apart will do,
// unless it is the one whose spelling is corrected. Without a name only those
// who are nobody are alike.
func (r *reading) known(of *item, want news.Speaker, sameKind bool) *news.Speaker {
	var best *news.Speaker
	rank := 0
	for _, s := range r.speakers {
		n := 0
		switch {
		case sameKind && s.Kind != want.Kind:
		case want.Name == "":
			if want.Kind == news.None && s.Kind == news.None && s.Name == "" && s.Description == want.Description {
				n = 1
			}
		case s.Name == want.Name:
			n = 3
		case s != of.Speaker && lexicon.Fold(s.Name) == lexicon.Fold(want.Name):
			n = 1
		}
		if n > 0 && s.Kind == want.Kind {
			n++
		}
		if n > rank {
			best, rank = s, n
		}
	}
	return best
}

// alone reports whether no other statement has the statement's speaker.
func (r *reading) alone(of *item) bool {
	return !slices.ContainsFunc(r.items, func(o *item) bool { return o != of && !o.hidden && o.Speaker == of.Speaker })
}

// attribute gives a statement that is added its speaker: the one it had when it
// was corrected, or whoever the article means by the words of its source.
func (r *reading) attribute(of *item, a news.Anchor, set news.Fields) {
	if set.Speaker != nil {
		a.Speaker, a.Description = *set.Speaker, ""
	}
	words := of.Source.Text(r.article.Text)
	want := news.Speaker{Name: a.Speaker, Description: a.Description, Role: a.Role, Kind: a.Kind}
	if want.Kind == "" {
		want.Kind = kindFor(want.Name, "", words)
	}
	if set.Kind != nil {
		want.Kind = *set.Kind
	}
	if want.Name == "" && a.Description == "" {
		want.Description = plain(words)
	}
	to := r.known(of, want, set.Kind != nil)
	if to == nil && want.Name == "" && a.Description == "" && set.Speaker == nil {
		to = r.meant(of.Source)
	}
	if to == nil {
		to = r.newSpeaker(want)
	}
	r.mention(of, to)
	of.Speaker = to
}

// meant is whom the article means by words, or nil.
func (r *reading) meant(words news.Part) *news.Speaker {
	for _, s := range r.speakers {
		for _, m := range s.Mentions {
			if share(news.Part{m.Span}, words) > .5 {
				return s
			}
		}
	}
	return nil
}

func (r *reading) newSpeaker(s news.Speaker) *news.Speaker {
	s.ID = "p" + strconv.Itoa(next("p", func(yield func(string)) {
		for _, s := range r.speakers {
			yield(s.ID)
		}
	}))
	r.speakers = append(r.speakers, &s)
	return &s
}

func (r *reading) nextStatement() string {
	return "s" + strconv.Itoa(next("s", func(yield func(string)) {
		for _, of := range r.items {
			yield(of.ID)
		}
	}))
}

// next is the number behind the highest one of IDs such as "s12".
func next(letter string, ids func(yield func(string))) int {
	const highest = 1 << 30 // a higher number is none of ours
	top := 0
	ids(func(id string) {
		digits, ok := strings.CutPrefix(id, letter)
		if n, err := strconv.Atoi(digits); ok && err == nil && n < highest {
			top = max(top, n)
		}
	})
	return top + 1
}

// mention makes the words of a statement's source a mention of a speaker, and no
// longer one of the speaker it had, unless other statements of that one have it.
func (r *reading) mention(of *item, to *news.Speaker) {
	if to == nil {
		return
	}
	if from := of.Speaker; from != nil && from != to {
		from.Mentions = slices.DeleteFunc(from.Mentions, func(m news.Mention) bool {
			at := news.Part{m.Span}
			return share(at, of.Source) > 0 && !slices.ContainsFunc(r.items, func(o *item) bool {
				return o != of && o.Speaker == from && share(at, o.Source) > 0
			})
		})
	}
	for _, s := range of.Source {
		if slices.ContainsFunc(to.Mentions, func(m news.Mention) bool { return m.Span.Overlaps(s) }) {
			continue
		}
		to.Mentions = append(to.Mentions, news.Mention{Span: s, By: byWords(r.article.Text[s.Start:s.End], to.Name)})
	}
	slices.SortStableFunc(to.Mentions, func(a, b news.Mention) int { return a.Span.Start - b.Span.Start })
}

// byWords is the kind of words that mean a speaker.
func byWords(words, name string) news.MentionKind {
	if lexicon.Pronoun(words) != "" {
		return news.ByPronoun
	}
	if shareWord(telling(words), telling(name)) {
		return news.ByName
	}
	return news.ByDescription
}

// plain puts words that a line end parts on one line.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
