package query_test

import (
	"strings"
	"testing"

	"quoth/news"
	"quoth/query"
)

// toll is an article with statements of every sort, s1 to s6.
func toll() *news.Article {
	text := strings.Join([]string{
		`“The café on the Harbour Bridge will close,” mayor Ana Reyes said in March.`,
		`The Harbour Board reported that Zoë Ekström had called over 1 million crowns “too much.”`,
		`She did not say whether the mayor would pay 2.5 dollars.`,
		`Critics want up to 40 ferries.`,
		`A port official said it was 30 to 50 kilometres.`,
	}, "\n")
	spans := func(phrase string) news.Part {
		i := strings.Index(text, phrase)
		if i < 0 {
			panic("no such phrase: " + phrase)
		}
		return news.Part{{Start: i, End: i + len(phrase)}}
	}
	reyes := &news.Speaker{Name: "Ana Reyes", Role: "mayor", Kind: news.Person, Mentions: []news.Mention{
		{Span: spans("Ana Reyes")[0], By: news.ByName}, {Span: spans("the mayor")[0], By: news.ByDescription},
	}}
	board := &news.Speaker{Name: "Harbour Board", Kind: news.Organisation}
	ekstrom := &news.Speaker{Name: "Zoë Ekström", Kind: news.Person}
	critics := &news.Speaker{Description: "critics", Kind: news.Generic}
	official := &news.Speaker{Description: "a port official", Role: "port official", Kind: news.Anonymous}
	return &news.Article{
		Outlet: "The Porthaven Courier", Published: "2031-04-20T08:00:00Z", Text: text,
		Speakers: []*news.Speaker{reyes, board, ekstrom, critics, official},
		Statements: []news.Statement{
			{
				ID: "s1", Form: news.Direct, Mode: news.Said, Polarity: news.Asserted, Speaker: reyes, Confidence: 0.95,
				Content: spans("“The café on the Harbour Bridge will close,”"), SaidOn: &news.SaidOn{Text: "March", Date: "2031-03"},
			},
			{
				ID: "s2", Form: news.Indirect, Mode: news.Said, Polarity: news.Asserted, Speaker: board,
				Content: spans("Zoë Ekström had called over 1 million crowns “too much.”"), Figures: []news.Figure{{Low: "1000000", Unit: "crowns"}},
			},
			{
				ID: "s3", Form: news.Mixed, Mode: news.Said, Polarity: news.Asserted, Speaker: ekstrom, Parent: "s2",
				Content: spans("over 1 million crowns “too much.”"), Figures: []news.Figure{{Low: "1000000", Unit: "crowns"}},
			},
			{
				ID: "s4", Form: news.Indirect, Mode: news.Said, Polarity: news.Denied, Speaker: ekstrom, Confidence: 0.5,
				Content: spans("whether the mayor would pay 2.5 dollars"), Figures: []news.Figure{{Low: "2.5", High: "2.5", Unit: "dollars"}},
			},
			{
				ID: "s5", Form: news.Indirect, Mode: news.Wants, Polarity: news.Asserted, Speaker: critics,
				Content: spans("up to 40 ferries"), Figures: []news.Figure{{Low: "0", High: "40", Unit: "ferries"}},
			},
			{
				ID: "s6", Form: news.Indirect, Mode: news.Said, Polarity: news.Asserted, Speaker: official,
				Content: spans("it was 30 to 50 kilometres"), Figures: []news.Figure{{Low: "30", High: "50", Unit: "kilometres"}},
				SaidOn: &news.SaidOn{Date: "2030-10/2030-12"},
			},
		},
	}
}

func TestMatch(t *testing.T) {
	article := toll()
	for _, c := range []struct{ query, want string }{
		{"", "s1 s2 s3 s4 s5 s6"},
		{"bridge", "s1"},
		{"HARBOUR cafe", "s1"},
		{`"bridge harbour"`, ""},
		{"bridg", ""},
		{"bridg*", "s1"},
		{`"harbour bri*"`, "s1"},
		{"bridge or ferries", "s1 s5"},
		{"crowns -ekstrom", "s3"},

		{"by:reyes", "s1"},
		{`by:"Zoe Ekstrom"`, "s3 s4"},
		{`by:"port official"`, "s6"}, // who has no name
		{"by:(Reyes or critics)", "s1 s5"},
		{"about:Ekström", "s2"},
		{"about:Reyes", "s4"}, // "the mayor"
		{"through:board", "s3"},
		{"outlet:Courier by:reyes", "s1"},
		{"outlet:Herald", ""},
		{"role:official", "s6"},

		{"kind:person", "s1 s3 s4"},
		{"form:(direct or mixed)", "s1 s3"},
		{"mode:wants", "s5"},
		{"polarity:denied", "s4"},
		{"is:denied or is:anonymous or is:nested", "s3 s4 s6"},
		{"is:altered", "s2"}, // by decree of this test
		{"has:variants", "s3"},
		{"not has:figures", "s1"},

		{"from:2031-04", "s2 s3 s4 s5"}, // on the day of the article
		{"from:2031-03-31", "s1 s2 s3 s4 s5"},
		{"to:2031-03-01", "s1 s6"},
		{"to:2030-10-01", "s6"},
		{"to:2030-09", ""},
		{"from:2030 to:2030", "s6"},

		{"figure:1m", "s2 s3"},
		{"figure:>1m", "s2 s3"}, // over 1 million
		{"figure:>1.1m", ""},
		{"figure:<1m", "s4 s5 s6"},
		{"figure:2.5", "s4 s5"}, // up to 40
		{"figure:40", "s5 s6"},
		{"figure:40..100", "s5 s6"},
		{"figure:>40 figure:<100", "s6"},
		{"figure:41..45", "s6"},
		{"unit:crowns", "s2 s3"},
		{"figure:>2 unit:(dollars or ferries)", "s4 s5"},
		{"figure:>1000 unit:dollars", ""},
		{"figure:<1000 -unit:dollars", "s5 s6"},
		{"-unit:crowns -unit:dollars", "s1 s5 s6"},

		{"confidence:>0.5", "s1"},
		{"confidence:>=50%", "s1 s4"},
		{"confidence:<1", "s1 s4"}, // not where it is unknown
	} {
		q, err := query.Parse(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		var got []string
		for i := range article.Statements {
			s := &article.Statements[i]
			if q.Match(query.Subject{Article: article, Statement: s, Altered: s.ID == "s2", Variants: s.ID == "s3"}) {
				got = append(got, s.ID)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s finds %s, want %s", c.query, got, c.want)
		}
	}
}

// One amount is asked for, not a crowd and a price.
func TestFigureAndUnitAreOneFigure(t *testing.T) {
	article := &news.Article{Text: "x"}
	statement := &news.Statement{Figures: []news.Figure{
		{Low: "2000000", High: "2000000", Unit: "passengers"},
		{Low: "5", High: "5", Unit: "dollars"},
	}}
	for text, want := range map[string]bool{
		"figure:>1m unit:passengers":                   true,
		"figure:>1m unit:dollars":                      false,
		"figure:>1m -unit:dollars":                     true,
		"figure:>1m -unit:passengers":                  false,
		"-unit:dollars":                                false,
		"figure:>1m (unit:dollars or unit:crowns)":     false,
		"figure:<9 (unit:dollars or unit:crowns)":      true,
		"(figure:>1m unit:dollars) or unit:passengers": true,
		"figure:>4 figure:<6":                          true,
		"figure:>6 figure:<9":                          false,
		"-(figure:>1m unit:dollars)":                   true,
	} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Match(query.Subject{Article: article, Statement: statement}); got != want {
			t.Errorf("%s: %t, want %t", text, got, want)
		}
	}
}

// Parents that go in a circle end.
func TestThroughACircle(t *testing.T) {
	article := &news.Article{Statements: []news.Statement{{ID: "s1", Parent: "s2"}, {ID: "s2", Parent: "s1"}}}
	q, err := query.Parse("through:Reyes")
	if err != nil {
		t.Fatal(err)
	}
	if q.Match(query.Subject{Article: article, Statement: &article.Statements[0]}) {
		t.Error("found")
	}
}
