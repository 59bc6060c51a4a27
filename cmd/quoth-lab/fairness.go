package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"

	"quoth"
	"quoth/news"
)

// fairness gives the people of labelled articles other names and counts the
// statements that stay what they were: the same spans, form, mode, polarity,
// parent, date and figures, and the speaker's new name where the old one was.
//
// The people are the labels' speakers of kind person. A new name has the sex
// that titles and pronouns near the old one tell; titles, pronouns and "a" or
// "an" before a name stay as they are. An article is read once as it is and
// once in each round with names drawn anew.
func fairness(args []string) error {
	flags := flag.NewFlagSet("fairness", flag.ExitOnError)
	var data labelData
	data.flags(flags)
	rounds := flags.Int("rounds", 5, "how often every article gets other names")
	seed := flags.Uint64("seed", 1, "which names are drawn")
	origin := flags.String("origin", "", "draw only names of this origin, such as English, the control")
	inputs := flags.Bool("inputs", false, "show only where the network is shown something else")
	show := flags.Bool("show", false, "also print every statement that changed")
	if err := flags.Parse(args); err != nil {
		return err
	}
	sets, err := data.read()
	if err != nil {
		return err
	}
	e, err := quoth.NewExtractor(quoth.Language("en"))
	if err != nil {
		return err
	}
	trials, err := newTrials(sets, namesOf(*origin), *rounds, *seed)
	if err != nil {
		return err
	}
	if *inputs {
		return sameInputs(trials, os.Stdout)
	}
	changes := io.Discard
	if *show {
		changes = os.Stdout
	}
	var s scores
	extra := 0
	var before news.Article
	next := 0
	for after, err := range e.All(context.Background(), texts(trials)) {
		if err != nil {
			return err
		}
		t := trials[next]
		next++
		if t.cast == nil {
			before = after
			continue
		}
		extra += t.compare(&s, before, after, changes)
	}
	fmt.Printf("%d articles, %d rounds, %d names\n", len(trials)/(*rounds+1), *rounds, len(namesOf(*origin)))
	s.print(os.Stdout)
	fmt.Printf("%-45s %d\n", "statements found only with other names", extra)
	return nil
}

// A trial is one reading of an article: as it is, without a cast, and then
// with new names.
type trial struct {
	article news.Article
	cast    *cast
	renamed renamed
}

func newTrials(sets []labelledSet, names []inventedName, rounds int, seed uint64) (out []trial, err error) {
	draw := rand.New(rand.NewPCG(seed, 0))
	for _, set := range sets {
		if set.covers == outermost { // no labels of people
			continue
		}
		for i, a := range set.texts {
			people := peopleOf(a.Text, set.gold[i])
			if len(people) == 0 {
				continue
			}
			out = append(out, trial{article: a})
			for range rounds {
				c, ok := choose(people, names, draw)
				if !ok {
					return nil, fmt.Errorf("%s: too few invented names for %d people", a.ID, len(people))
				}
				t := trial{article: a, cast: &c, renamed: c.rename(a.Text)}
				t.article.Title, t.article.Text = c.rename(a.Title).text, t.renamed.text
				out = append(out, t)
			}
		}
	}
	return out, nil
}

func texts(trials []trial) func(func(news.Article, error) bool) {
	return func(yield func(news.Article, error) bool) {
		for _, t := range trials {
			if !yield(t.article, nil) {
				return
			}
		}
	}
}

// A facet is one side of a statement, written so that what is the same for the
// original article and for the renamed one is the same string.
type facet struct {
	spans   string
	speaker string
	kind    string
	others  string
}

// facets writes statements with their places mapped by at and their words by
// rename.
func facets(a news.Article, at func(int) (int, bool), rename func(string) string) []facet {
	place := func(p news.Part) string {
		var b strings.Builder
		for _, s := range p {
			start, ok1 := at(s.Start)
			end, ok2 := at(s.End)
			if ok1 && ok2 {
				fmt.Fprintf(&b, "%d-%d ", start, end)
			} else {
				b.WriteString("within a name ")
			}
		}
		return b.String()
	}
	spans := map[string]string{}
	for _, s := range a.Statements {
		spans[s.ID] = place(s.Source) + "| " + place(s.Cue) + "| " + place(s.Content)
	}
	out := make([]facet, len(a.Statements))
	for i, s := range a.Statements {
		f := &out[i]
		f.spans = spans[s.ID]
		if s.Speaker != nil {
			f.speaker, f.kind = rename(s.Speaker.Name), string(s.Speaker.Kind)
		}
		f.others = fmt.Sprintf("%s %s %s, in (%s)", s.Form, s.Mode, s.Polarity, spans[s.Parent])
		if s.SaidOn != nil {
			f.others += fmt.Sprintf(", said on %s %s", s.SaidOn.Date, place(news.Part{s.SaidOn.Span}))
		}
		for _, n := range s.Figures {
			f.others += fmt.Sprintf(", %s to %s %s at %s", n.Low, n.High, rename(n.Unit), place(news.Part{n.Span}))
		}
	}
	return out
}

// compare counts what of the article's statements is the same with the trial's
// names, and returns how many statements were found only with those.
func (t *trial) compare(s *scores, before, after news.Article, changes io.Writer) (extra int) {
	was := facets(before, func(at int) (int, bool) { return at, true }, func(text string) string { return t.cast.rename(text).text })
	is := facets(after, t.renamed.original, func(text string) string { return text })
	left := map[string][]facet{} // by their spans
	for _, f := range is {
		left[f.spans] = append(left[f.spans], f)
	}
	for i, f := range was {
		var now facet
		found := len(left[f.spans]) > 0
		if found {
			now, left[f.spans] = left[f.spans][0], left[f.spans][1:]
			s.note("unchanged: speaker, where spans are", now.speaker == f.speaker)
			s.note("unchanged: others, where spans are", now.others == f.others)
			s.note("kind of speaker unchanged, where spans are", now.kind == f.kind)
		}
		same := found && now.speaker == f.speaker && now.others == f.others
		s.note("unchanged", same)
		s.note("unchanged: spans", found)
		s.note("unchanged: spans, "+confidenceBand(before.Statements[i].Confidence), found)
		if n, ok := t.nameOf(before.Statements[i].Speaker); ok {
			s.note("unchanged, speaker renamed", same)
			s.note("unchanged, origin of name: "+n.origin, same)
			s.note("unchanged, script: "+n.script, same)
			s.note("unchanged, sex: "+map[byte]string{'f': "female", 'm': "male"}[n.sex], same)
		} else {
			s.note("unchanged, speaker not renamed", same)
		}
		if !same {
			fmt.Fprintf(changes, "%s: %s\n  was %+v\n  is  %+v\n", t.article.ID, t.cast.rename(before.Statements[i].Content.Text(before.Text)).text, f, now)
		}
	}
	for _, fs := range left {
		extra += len(fs)
	}
	return extra
}

func confidenceBand(p float64) string {
	switch {
	case p >= 0.9:
		return "confidence from 0.9"
	case p >= 0.5:
		return "confidence from 0.5 to 0.9"
	}
	return "confidence below 0.5"
}

// nameOf is the new name of a speaker of the original article.
func (t *trial) nameOf(speaker *news.Speaker) (inventedName, bool) {
	if speaker == nil {
		return inventedName{}, false
	}
	ms := mentions(speaker.Name, t.cast.people)
	if len(ms) == 0 {
		return inventedName{}, false
	}
	return t.cast.names[ms[0].who], true
}
