package correct_test

import (
	"strconv"
	"strings"
	"testing"

	"quoth/internal/record/correct"
	"quoth/news"
)

func harbour(t *testing.T) news.Article {
	t.Helper()
	return read(t, `[source:1 Zoë Reyes] [cue:1 said] [content:1 the pier would close]. Bo Lund said no. [source:2 Marin] [cue:2 said] [content:2 no, no].
> 1 speaker Zoë Reyes, person, mayor
> 1 said 2031-10-17 "Friday"`)
}

func TestAnchorRemembersTheStatement(t *testing.T) {
	a := harbour(t)
	got := correct.Anchor(a.Text, &a.Statements[0])
	want := news.Anchor{
		Source:  []news.Quote{{Text: "Zoë Reyes", After: " said the pier would close. Bo L"}},
		Cue:     []news.Quote{{Text: "said", Before: "Zoë Reyes ", After: " the pier would close. Bo Lund s", Start: 10}},
		Content: []news.Quote{{Text: "the pier would close", Before: "Zoë Reyes said ", After: ". Bo Lund said no. Marin said no", Start: 15}},
		Form:    news.Indirect, Mode: news.Said, Polarity: news.Asserted, Speaker: "Zoë Reyes", Role: "mayor", Kind: news.Person, Date: "2031-10-17",
	}
	if g, w := inspectAnchor(got), inspectAnchor(want); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func inspectAnchor(a news.Anchor) string {
	b, err := news.Correction{Anchor: a}.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func TestCompleteFindsTheWords(t *testing.T) {
	a := harbour(t)
	quotes := func(words ...string) *[]news.Quote {
		var q []news.Quote
		for _, w := range words {
			q = append(q, news.Quote{Text: w})
		}
		return &q
	}
	for name, test := range map[string]struct {
		c    news.Correction
		want string // where the cue stands, or what is wrong
	}{
		"near what stands once":           {news.Correction{Verb: news.Insert, Set: news.Fields{Source: quotes("Bo Lund"), Cue: quotes("said"), Content: quotes("no#")}}, "content: the words “no#” are not in the article's text"},
		"near the source":                 {news.Correction{Verb: news.Insert, Set: news.Fields{Source: quotes("Bo Lund"), Cue: quotes("said"), Content: quotes("Marin")}}, "said@45"},
		"near the statement":              {news.Correction{Verb: news.Change, Anchor: correct.Anchor(a.Text, &a.Statements[1]), Set: news.Fields{Cue: quotes("said")}}, "said@60"},
		"twice and nowhere near":          {news.Correction{Verb: news.Insert, Set: news.Fields{Content: quotes("said")}}, "content: the words “said” stand in the article 3 times: give more of them, or their position"},
		"a position is taken at its word": {news.Correction{Verb: news.Change, Set: news.Fields{Cue: &[]news.Quote{{Text: "said", Start: 10}}}}, "said@10"},
		"a wrong position":                {news.Correction{Verb: news.Change, Set: news.Fields{Cue: &[]news.Quote{{Text: "said", Start: 11}}}}, "cue: the words “said” do not stand at position 11 of the text"},
		"a position far off":              {news.Correction{Verb: news.Change, Set: news.Fields{Cue: &[]news.Quote{{Text: "said", Start: 1 << 40}}}}, "cue: the words “said” do not stand at position 1099511627776 of the text"},
		"no words":                        {news.Correction{Verb: news.Change, Set: news.Fields{Cue: quotes("")}}, "cue: no words are given"},
	} {
		c, err := correct.Complete(test.c, &a)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			q := (*c.Set.Cue)[0]
			at := news.CountCodePoints(a.Text).Byte(q.Start)
			got = q.Text + "@" + strconv.Itoa(q.Start)
			if !strings.HasPrefix(a.Text[at:], q.Text) {
				t.Errorf("%s: %q is not at %d", name, q.Text, q.Start)
			}
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}

func TestValidateSaysWhatIsWrong(t *testing.T) {
	a := harbour(t)
	part := func(spans ...news.Span) *[]news.Quote { return ptr(news.Part(spans).Quote(a.Text)) }
	pier := news.Span{Start: 16, End: 36}
	change := func(f news.Fields) news.Correction {
		return news.Correction{Verb: news.Change, Statement: "e1", Set: f}
	}
	for want, c := range map[string]news.Correction{
		"": {Verb: news.Change, Statement: "e1", Set: news.Fields{Content: part(pier), Speaker: ptr(""), Date: ptr("")}, By: "desk", Reason: "heard it\nmyself", Time: "2031-10-18T09:30:00Z"},
		`verb: "alter" is none of change, hide, add, merge, split`: {Verb: "alter"},
		"there is nothing to change: set a field":                  change(news.Fields{}),
		"statement: say which one":                                 {Verb: news.Hide},
		"hide sets no fields":                                      {Verb: news.Hide, Statement: "e1", Set: news.Fields{Mode: ptr(news.Wants)}},
		`form: "whole" is none of direct, mixed, indirect`:         change(news.Fields{Form: ptr(news.Form("whole"))}),
		`mode: "" is none of said, thought, wants, decided, shows`: change(news.Fields{Mode: ptr(news.Mode(""))}),
		`polarity: "no" is none of asserted, denied, hypothetical`: change(news.Fields{Polarity: ptr(news.Polarity("no"))}),
		`kind: "ship" is none of person, organisation, government, group, document, anonymous, author, generic, none`: change(news.Fields{Kind: ptr(news.Kind("ship"))}),
		"content: a statement has some; to take it out, hide it":                                                      change(news.Fields{Content: part()}),
		"content: a statement to add needs the words that are attributed":                                             {Verb: news.Insert, Set: news.Fields{Cue: part(pier)}},
		"content: a span without words":                                                                               change(news.Fields{Content: &[]news.Quote{{Text: " "}}}),
		"content: the span 70 to 75 is outside the text of 72 code points":                                            change(news.Fields{Content: &[]news.Quote{{Text: "there", Start: 70}}}),
		"content: the words “the pier” do not stand at position 3 of the text":                                        change(news.Fields{Content: &[]news.Quote{{Text: "the pier", Start: 3}}}),
		"content: the span of “pier” overlaps the one before it, or stands before that in the text":                   change(news.Fields{Content: part(pier, news.Span{Start: 20, End: 24})}),
		"speaker: \" Ana\" has blanks at its ends, or more than one line":                                             change(news.Fields{Speaker: ptr(" Ana")}),
		"speaker: \"–\" is no name":                                                                                   change(news.Fields{Speaker: ptr("–")}),
		"speaker: 201 characters, and no more than 200 are kept":                                                      change(news.Fields{Speaker: ptr(strings.Repeat("ä", 201))}),
		"speaker: control character U+202E":                                                                           change(news.Fields{Speaker: ptr("Ana\u202eReyes")}),
		"by: control character U+001B":                                                                                {Verb: news.Hide, Statement: "e1", By: "desk\x1b"},
		"reason: 2001 characters, and no more than 2000 are kept":                                                     {Verb: news.Hide, Statement: "e1", Reason: strings.Repeat("é", 2001)},
		"reason: \"\\xff\" is not valid UTF-8":                                                                        {Verb: news.Hide, Statement: "e1", Reason: "\xff"},
		"time: \"yesterday\" is not as in 2031-10-17T09:30:00Z (RFC 3339)":                                            {Verb: news.Hide, Statement: "e1", Time: "yesterday"},
		"hide speaks of one statement, and of no identities":                                                          {Verb: news.Hide, Statement: "e1", These: []string{"i1"}},
		"merge: name at least two":                                                                                    {Verb: news.Join, These: []string{"i1"}},
		"merge: i1 is named twice":                                                                                    {Verb: news.Join, These: []string{"i1", "i1"}},
		"merge: \"\" is no identity":                                                                                  {Verb: news.Join, These: []string{"i1", ""}},
		"split: name at least one on each side":                                                                       {Verb: news.Split, These: []string{"o1", "o2"}},
		"split speaks of identities, and of no statement":                                                             {Verb: news.Split, Statement: "e1", These: []string{"o1"}, Those: []string{"o2"}},
		"statement s1 says this already: change that one":                                                             {Verb: news.Insert, Set: news.Fields{Cue: part(news.Span{Start: 11, End: 15}), Content: part(pier)}},
	} {
		got := ""
		if err := correct.Validate(c, &a); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for date, good := range map[string]bool{
		"2031-10-17": true, "2031-10": true, "2031": true, "2031-06/2031-08": true, "2031-02-28/2031-02": true, "2010/..": true, "../2010": true, "2031-21": true, "2031-24/..": true,
		"2031-02-29": false, "2031-13": false, "2031-25": false, "31": false, "2031-1-1": false, "2031-10-17T10:00": false, "2031-08/2031-06": false, "../..": false, "/": false, "2010/": false,
		"Friday": false, "2031-10-17 ": false, "2031- 2": false, "2031/2032/2033": false, "20311017": false,
	} {
		err := correct.Validate(news.Correction{Verb: news.Change, Statement: "e1", Set: news.Fields{Date: &date}}, nil)
		if (err == nil) != good {
			t.Errorf("%q: %v", date, err)
		}
	}
}

// Words that come without a position, as others may send them, are found only
// where nothing else fits.
func TestConflicts(t *testing.T) {
	a := read(t, "[source:1 Reyes] [cue:1 said] [content:1 we will appeal against it]. Rain fell. [source:2 Lund] [cue:2 said] [content:2 we will appeal against it].")
	c := news.Correction{ID: "c1", Verb: news.Hide, Anchor: news.Anchor{Content: []news.Quote{{Text: "we will appeal against it"}}}}
	_, applied := correct.Apply(a, []news.Correction{c})
	if got, want := applied[0].Conflict, "the words “we will appeal against it” stand in the article more than once"; got != want {
		t.Errorf("got %q", got)
	}
	a.Statements[1] = a.Statements[0] // two that nothing tells apart
	a.Statements[1].ID = "s2"
	c.Anchor = correct.Anchor(a.Text, &a.Statements[0])
	got, applied := correct.Apply(a, []news.Correction{c})
	if applied[0].Conflict != "two statements fit" || len(got.Statements) != 2 {
		t.Errorf("got %+v", applied[0])
	}
}
