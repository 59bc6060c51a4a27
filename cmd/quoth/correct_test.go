package main

import (
	"testing"

	"quoth/news"
)

func TestCorrectionsAreShown(t *testing.T) {
	e := entries(bridge())[2] // She told reporters …
	form, name, date, none := news.Indirect, "A. Reyes", "2031-10-16/2031-10-17", news.Part(nil)
	cue := part(e.Article.Text, "told")
	got := changeText(e, news.Fields{Form: &form, Speaker: &name, Date: &date, Cue: &cue, Source: &none}) +
		keptText(news.Correction{ID: "c12", By: "M. Okafor", Conflict: "the words are gone"})
	const want = `k3f9s3  Harbour Bridge to stay open, port says
  speaker   A. Reyes [was: Ana Reyes]
  source    [none] [was: She]
  cue       told [was: told reporters]
  form      indirect [was: mixed]
  date      16 to 17 October 2031 [was: none]
[kept by M. Okafor as c12; quoth correct undo c12 takes it back]
[it cannot be applied to the article as it is now: the words are gone]
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if same := changed(e, news.Fields{Cue: &e.Cue, Form: &e.Form}); len(same) > 0 {
		t.Errorf("what is so already is changed: %v", same)
	}
}

func TestCorrectionsAreListed(t *testing.T) {
	mode := news.Wants
	for _, test := range []struct {
		c    news.Correction
		want string
	}{
		{
			news.Correction{ID: "c1", Verb: news.Change, Statement: "k3f9", Set: news.Fields{Mode: &mode, Cue: &news.Part{}}, By: "M. Okafor", Time: "2031-10-19T09:30:00Z", Reason: "a wish"},
			"c1  19 October 2031, 09:30, M. Okafor: k3f9, cue, mode\n    a wish\n",
		},
		{
			news.Correction{ID: "c2", Verb: news.Hide, Statement: "m2c8", Time: "2031-10-19T09:30:00Z", Undone: &news.Undone{By: "L. Brandt", Time: "2031-10-20T11:02:00Z", Reason: "it was said"}},
			"c2  19 October 2031, 09:30: m2c8 hidden\n    [taken back by L. Brandt, 20 October 2031, 11:02: it was said]\n",
		},
		{news.Correction{ID: "c3", Verb: news.Insert, Statement: "p4d1", By: "M\x1b[2J"}, "c3  M␛[2J: p4d1 added\n"},
		{news.Correction{ID: "c4", Verb: news.Join, These: []string{"i1"}, Those: []string{"i2", "i3"}, By: "M"}, "c4  M: i1, i2, i3 are one speaker\n"},
		{news.Correction{ID: "c5", Verb: news.Split, These: []string{"i1"}, Those: []string{"a1/p2"}, By: "M"}, "c5  M: a1/p2 parted from i1\n"},
	} {
		if got := correctionText(test.c); got != test.want {
			t.Errorf("got\n%swant\n%s", got, test.want)
		}
	}
}

func TestFormOfContent(t *testing.T) {
	for content, want := range map[string]news.Form{
		"the toll will go":               news.Indirect,
		"“The toll will go,”":            news.Direct,
		"\"The toll will go\".":          news.Direct,
		"the toll “will go”":             news.Mixed,
		"“gone by May” or not at all":    news.Mixed,
		"«Le péage disparaîtra», dit-il": news.Mixed,
	} {
		if got := formOf(content); got != want {
			t.Errorf("%s is %s, want %s", content, got, want)
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
