package main

import (
	"strings"

	"quoth/news"
)

// part finds the phrases in text, each behind the one before.
func part(text string, phrases ...string) news.Part {
	var p news.Part
	at := 0
	for _, phrase := range phrases {
		i := strings.Index(text[at:], phrase)
		if i < 0 {
			panic("no such phrase: " + phrase)
		}
		p = append(p, news.Span{Start: at + i, End: at + i + len(phrase)})
		at += i + len(phrase)
	}
	return p
}

// from is part for a phrase which occurs earlier as well: it looks behind mark.
func from(text, mark, phrase string) news.Part {
	i := strings.Index(text, mark)
	if i < 0 {
		panic("no such phrase: " + mark)
	}
	p := part(text[i:], phrase)
	return news.Part{{Start: p[0].Start + i, End: p[0].End + i}}
}

// The articles below are invented, with all their people, places and papers.

func bridge() news.Article {
	t := "The Harbour Bridge will stay open through the winter after all, the port of Porthaven announced on Friday.\n\n" +
		"“We looked at the cables twice,” said port director Ana Reyes. “They will hold — and so will the ferry.”\n\n" +
		"She told reporters that the repairs would cost “a little over 4 million crowns” and take six to eight weeks.\n\n" +
		"According to a report by the Coastal Engineers’ Guild, the deputy minister, Tomas Lindqvist, warned in March that salt had reached the inner strands.\n\n" +
		"Lindqvist did not say whether the ministry would pay. Drivers hope the toll will be dropped while work goes on.\n\n" +
		"A ferry pilot, who asked not to be named, said he had heard the mayor promise that “nobody will lose a day’s pay”."
	s := func(id string, form news.Form, mode news.Mode, source, cue, content news.Part, who *news.Speaker) news.Statement {
		return news.Statement{
			ID: id, Form: form, Mode: mode, Polarity: news.Asserted, Source: source, Cue: cue, Content: content,
			Speaker: who, Confidence: 0.9,
		}
	}
	reyes := &news.Speaker{ID: "p2", Name: "Ana Reyes", Role: "port director", Kind: news.Person}
	lindqvist := &news.Speaker{ID: "p4", Name: "Tomas Lindqvist", Role: "deputy minister", Kind: news.Person}
	a := news.Article{
		ID: "bridge.txt", URL: "https://courier.example/2031/bridge", Title: "Harbour Bridge to stay open, port says",
		Published: "2031-10-17", Outlet: "The Porthaven Courier", Language: "en", Text: t,
		Statements: []news.Statement{
			s("s1", news.Indirect, news.Said, part(t, "the port of Porthaven"), part(t, "announced"),
				part(t, "The Harbour Bridge will stay open through the winter after all"),
				&news.Speaker{ID: "p1", Name: "port of Porthaven", Kind: news.Organisation}),
			s("s2", news.Direct, news.Said, part(t, "port director Ana Reyes"), part(t, "said"),
				part(t, "“We looked at the cables twice,”", "“They will hold — and so will the ferry.”"), reyes),
			s("s3", news.Mixed, news.Said, part(t, "She"), part(t, "told reporters"),
				part(t, "the repairs would cost “a little over 4 million crowns” and take six to eight weeks"), reyes),
			s("s4", news.Indirect, news.Shows, part(t, "a report by the Coastal Engineers’ Guild"), part(t, "According to"),
				part(t, "the deputy minister, Tomas Lindqvist, warned in March that salt had reached the inner strands"),
				&news.Speaker{ID: "p3", Description: "a report by the Coastal Engineers’ Guild", Kind: news.Document}),
			s("s5", news.Indirect, news.Said, part(t, "the deputy minister, Tomas Lindqvist"), part(t, "warned"),
				part(t, "salt had reached the inner strands"), lindqvist),
			s("s6", news.Indirect, news.Said, from(t, "Lindqvist did", "Lindqvist"), part(t, "did not say"),
				part(t, "whether the ministry would pay"), lindqvist),
			s("s7", news.Indirect, news.Wants, part(t, "Drivers"), part(t, "hope"),
				part(t, "the toll will be dropped while work goes on"), &news.Speaker{ID: "p5", Description: "Drivers", Kind: news.Group}),
			s("s8", news.Indirect, news.Said, part(t, "A ferry pilot, who asked not to be named"), from(t, "named, said", "said"),
				part(t, "he had heard the mayor promise that “nobody will lose a day’s pay”"),
				&news.Speaker{ID: "p6", Description: "A ferry pilot", Kind: news.Anonymous}),
			s("s9", news.Indirect, news.Thought, from(t, "said he", "he"), part(t, "had heard"),
				part(t, "the mayor promise that “nobody will lose a day’s pay”"),
				&news.Speaker{ID: "p6", Description: "A ferry pilot", Kind: news.Anonymous}),
			s("s10", news.Direct, news.Said, part(t, "the mayor"), part(t, "promise"),
				part(t, "“nobody will lose a day’s pay”"), &news.Speaker{ID: "p7", Description: "the mayor", Kind: news.Person}),
		},
	}
	a.Statements[0].SaidOn = &news.SaidOn{Text: "Friday", Date: "2031-10-17", Span: part(t, "Friday")[0]}
	a.Statements[4].SaidOn = &news.SaidOn{Text: "in March", Date: "2031-03", Span: part(t, "in March")[0]}
	a.Statements[2].Figures = []news.Figure{
		{Text: "a little over 4 million", Low: "4000000", Unit: "crowns", Span: part(t, "a little over 4 million")[0]},
		{Text: "six to eight", Low: "6", High: "8", Unit: "weeks", Span: part(t, "six to eight")[0]},
	}
	a.Statements[4].Parent = "s4"
	a.Statements[5].Polarity = news.Denied
	a.Statements[7].Confidence = 0.4
	a.Statements[8].Parent = "s8"
	a.Statements[9].Parent = "s9"
	mentions := func(s *news.Speaker, by news.MentionKind, parts ...news.Part) {
		if len(s.Mentions) == 0 {
			a.Speakers = append(a.Speakers, s)
		}
		for _, p := range parts {
			s.Mentions = append(s.Mentions, news.Mention{Span: p[0], By: by})
		}
	}
	mentions(a.Statements[0].Speaker, news.ByName, part(t, "port of Porthaven"))
	mentions(reyes, news.ByName, part(t, "Ana Reyes"))
	mentions(reyes, news.ByPronoun, part(t, "She"))
	mentions(a.Statements[3].Speaker, news.ByDescription, a.Statements[3].Source)
	mentions(lindqvist, news.ByDescription, part(t, "the deputy minister"))
	mentions(lindqvist, news.ByName, part(t, "Tomas Lindqvist"), from(t, "Lindqvist did", "Lindqvist"))
	mentions(a.Statements[6].Speaker, news.ByDescription, part(t, "Drivers"))
	a.Statements[8].Speaker = a.Statements[7].Speaker
	mentions(a.Statements[7].Speaker, news.ByDescription, part(t, "A ferry pilot, who asked not to be named"))
	mentions(a.Statements[7].Speaker, news.ByPronoun, from(t, "said he", "he"))
	mentions(a.Statements[9].Speaker, news.ByDescription, part(t, "the mayor"))
	return a
}

// explained is bridge with the evidence of two statements.
func explained() news.Article {
	a := bridge()
	reyes := a.Statements[1].Speaker
	a.Statements[0].Evidence = &news.Evidence{
		Statement: 0.994, Margin: 21.27, Labelling: -0.05,
		Modes:      map[news.Mode]float64{news.Said: 0.92, news.Decided: 0.07, news.Wants: 0.008},
		Polarities: map[news.Polarity]float64{news.Asserted: 0.998, news.Denied: 0.001},
		Kinds:      map[news.Kind]float64{news.Organisation: 0.88, news.Government: 0.11},
		Speaker:    []news.Step{{Span: a.Statements[0].Speaker.Mentions[0].Span, Why: "name in the source"}},
		SaidOn:     "\"Friday\" is 2031-10-17, counted from 2031-10-17, the day of publication",
	}
	a.Statements[2].Evidence = &news.Evidence{
		Statement: 0.97, Margin: 14.02, Labelling: -0.41,
		Modes:   map[news.Mode]float64{news.Said: 1},
		Kinds:   map[news.Kind]float64{news.Anonymous: 0.5, news.Person: 0.48},
		Speaker: []news.Step{{Span: reyes.Mentions[0].Span, Why: "means the same", P: 0.87}},
		SaidOn:  "no words say when; counted from 2031-10-17, the day of publication",
	}
	return a
}

// hostile tries to break out of every format.
func hostile() news.Article {
	t := "\x1b]0;owned\x07\x1b[31mRed\x1b[0m said: =HYPERLINK(\"x\") </script><script>alert(1)</script> & <b>bold</b>\r\n" +
		"+1 <!-- \u202eesrever\u202c “x” \x00 end"
	return news.Article{
		ID: "<i>id</i>\x1b[2J", URL: "javascript:alert(1)", Title: "</title><script>alert(\"t\")</script>\x1b[5m",
		Published: "\"><img src=x onerror=alert(2)>", Outlet: "@SUM(A1)", Language: "en", Text: t,
		Statements: []news.Statement{
			{
				ID: "s\"1>", Form: news.Direct, Mode: news.Said, Polarity: news.Asserted,
				Source: part(t, "\x1b[31mRed\x1b[0m"), Cue: part(t, "said"), Content: part(t, "=HYPERLINK(\"x\") </script><script>alert(1)</script>", "+1 <!--"),
				Speaker: &news.Speaker{ID: "p1", Name: "-2+3", Role: "</a><svg onload=alert(3)>", Kind: news.Person},
			},
			{ID: "ring1", Form: news.Mixed, Content: part(t, "<b>bold</b>"), Parent: "ring2"},
			{ID: "ring2", Form: news.Mixed, Content: part(t, "& <b>bo"), Parent: "ring1"},
		},
	}
}

// wide has characters that fill two columns, one or none.
func wide() news.Article {
	t := "港湾局の田中さんは「橋は冬の間もずっと開いたままです。ケーブルは二度調べました。心配はいりません」と述べた。 " +
		"“👩‍🔧👩‍🔧 will fix it — cafe\u0301 style 🇳🇴🇸🇪,” wrote Zoe\u0308, who linked to https://courier.example/a/very/long/address/that/no/line/of/a/terminal/can/hold/in/one/piece/index.html"
	return news.Article{
		ID: "wide", Title: "橋は開いたまま", Language: "en", Text: t,
		Statements: []news.Statement{
			{
				ID: "s1", Form: news.Direct, Mode: news.Said, Polarity: news.Asserted, Source: part(t, "港湾局の田中さん"), Cue: part(t, "述べた"),
				Content: part(t, "「橋は冬の間もずっと開いたままです。ケーブルは二度調べました。心配はいりません」"),
			},
			{
				ID: "s2", Form: news.Mixed, Mode: news.Said, Polarity: news.Hypothetical, Source: part(t, "Zoe\u0308"), Cue: part(t, "wrote"),
				Content: part(t, "“👩‍🔧👩‍🔧 will fix it — cafe\u0301 style 🇳🇴🇸🇪,”", "https://courier.example/a/very/long/address/that/no/line/of/a/terminal/can/hold/in/one/piece/index.html"),
			},
		},
	}
}

func silent() news.Article {
	return news.Article{ID: "weather.txt", Title: "Rain until Sunday", Published: "2031-10-18T06:30:00Z", Outlet: "Saltmarsh Evening Post", Language: "en", Text: "It will rain until Sunday."}
}

func german() news.Article {
	return news.Article{ID: "bruecke.txt", Language: "de", Text: "Die Brücke bleibt offen, sagte die Hafenmeisterin."}
}
