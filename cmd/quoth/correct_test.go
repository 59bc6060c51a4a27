package main

import (
	"testing"

	"quoth/news"
)

func TestCorrectionsAreShown(t *testing.T) {
	before := entries(bridge())[2] // She told reporters …
	text := before.Article.Text
	after := before
	after.Form, after.Source, after.Cue = news.Indirect, nil, part(text, "told")
	after.SaidOn = &news.SaidOn{Date: "2031-10-16/2031-10-17"}
	after.Speaker = &news.Speaker{Name: "A. Reyes", Kind: news.Person}
	after.Content = from(text, "take six", "take six to eight weeks")
	got := changeText(before, after) + keptText(news.Correction{ID: "c12", By: "M. Okafor", Conflict: "the words are gone"})
	const want = `k3f9s3  Harbour Bridge to stay open, port says
  speaker   A. Reyes [was: Ana Reyes]
  source    [none] [was: She]
  cue       told [was: told reporters]
  content   take six to eight weeks [was: the repairs would cost “a little over
            4 million crowns” and take six to eight weeks]
  form      indirect [was: mixed]
  date      16 to 17 October 2031 [was: none]
[kept by M. Okafor as c12; quoth correct undo c12 takes it back]
[it cannot be applied to the article as it is now: the words are gone]
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestWhatIsSoAlready(t *testing.T) {
	e := entries(bridge())[2]
	cue, other := e.Cue.Quote(e.Article.Text), part(e.Article.Text, "said").Quote(e.Article.Text)
	direct, mixed, name, date := news.Direct, news.Mixed, "Ana Reyes", "2031"
	for _, test := range []struct {
		set  news.Fields
		want bool
	}{
		{news.Fields{}, true},
		{news.Fields{Cue: &cue, Form: &mixed, Speaker: &name}, true},
		{news.Fields{Cue: &other}, false},
		{news.Fields{Cue: &cue, Form: &direct}, false},
		{news.Fields{Source: &[]news.Quote{}}, false},
		{news.Fields{Date: &date}, false},
	} {
		if got := isSo(e, test.set); got != test.want {
			t.Errorf("%+v: %v, want %v", test.set, got, test.want)
		}
	}
}

func TestCorrectionsAreListed(t *testing.T) {
	mode := news.Wants
	for _, test := range []struct {
		c    news.Correction
		want string
	}{
		{
			news.Correction{ID: "c1", Verb: news.Change, Statement: "k3f9", Anchor: news.Anchor{Cue: []news.Quote{{Text: "hopes"}}, Mode: news.Said}, Set: news.Fields{Mode: &mode, Cue: &[]news.Quote{}}, By: "M. Okafor", Time: "2031-10-19T09:30:00Z", Reason: "a wish"},
			"c1  19 October 2031, 09:30, M. Okafor: k3f9, cue hopes → none, mode said → wants\n    a wish\n",
		},
		{
			news.Correction{ID: "c2", Verb: news.Hide, Statement: "m2c8", Anchor: news.Anchor{Speaker: "Ana Reyes", Content: []news.Quote{{Text: "the toll"}, {Text: "goes"}}}, Time: "2031-10-19T09:30:00Z", Undone: &news.Undone{By: "L. Brandt", Time: "2031-10-20T11:02:00Z", Reason: "it was said"}},
			"c2  19 October 2031, 09:30: m2c8 hidden, Ana Reyes: the toll … goes\n    [taken back by L. Brandt, 20 October 2031, 11:02: it was said]\n",
		},
		{news.Correction{ID: "c3", Verb: news.Insert, Statement: "p4d1", By: "M\x1b[2J"}, "c3  M␛[2J: p4d1 added\n"},
		{news.Correction{ID: "c4", Verb: news.Join, These: []string{"i1"}, Those: []string{"i2", "i3"}, By: "M"}, "c4  M: i1, i2, i3 are one speaker\n"},
		{news.Correction{ID: "c5", Verb: news.Split, These: []string{"i1"}, Those: []string{"a1/p2"}, By: "M"}, "c5  M: a1/p2 parted from i1\n"},
		{news.Correction{ID: "c6", Verb: news.Split, These: []string{"a1/p1", "a2/p1", "a3/p1"}, Those: []string{"a1/p2"}, By: "M"}, "c6  M: a1/p2 parted from a1/p1 and 2 others\n"},
	} {
		if got := correctionText(test.c); got != test.want {
			t.Errorf("got\n%swant\n%s", got, test.want)
		}
	}
}

func TestDatesOfCorrections(t *testing.T) {
	for date, want := range map[string]bool{
		"2026-02-16": true, "2026-02": true, "2026": true, "2026-02-16/2026-02-20": true, "2026/..": true, "../2026-02": true,
		"16 February": false, "2026-02-30": false, "2026/": false, "../..": false, "2026-02-16T10:00": false, "/": false,
	} {
		if got := isDateOrSpan(date); got != want {
			t.Errorf("%s: %v, want %v", date, got, want)
		}
	}
}
