package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"quoth/internal/plot"
	"quoth/internal/record/match"
	"quoth/news"
	"quoth/query"
)

// told is an entry of a record: source, cue, and pieces of content, as an
// article has them.
func told(id, outlet, day, title, text string, who *news.Speaker, source, cue string, content ...string) news.Entry {
	e := news.Entry{
		ID: id, Version: 1, Day: day,
		Article: &news.Article{
			ID: "a-" + id, Outlet: outlet, Published: day, Title: title, Language: "en", Text: text,
			URL: "https://" + strings.ToLower(strings.ReplaceAll(outlet, " ", "")) + ".example/" + id,
		},
		Statement: news.Statement{ID: id, Form: news.Direct, Mode: news.Said, Polarity: news.Asserted, Speaker: who, Confidence: .93},
	}
	find := func(phrases ...string) news.Part {
		if phrases[0] == "" {
			return nil
		}
		return part(text, phrases...)
	}
	e.Source, e.Cue, e.Content = find(source), find(cue), find(content...)
	return e
}

// The people, places and papers below are invented, with all that they say.

var (
	etxeberria = &news.Speaker{ID: "rauletxeberr", Name: "Raúl Etxeberria", Role: "coach", Kind: news.Person}
	okafor     = &news.Speaker{ID: "okaforbrandt", Name: "Wilhelmina Okafor-Brandt", Role: "judge", Kind: news.Person}
)

// match of the season: four outlets on one coach.
func theCoach() news.Entry {
	e := told("k7tq2", "Larrun Sport", "2031-05-18", "Ibaiondo go down after 31 years",
		"“We ran 12 kilometres a head, and we ran out of legs,” said coach Raúl Etxeberria. “I am to blame, nobody else.”",
		etxeberria, "coach Raúl Etxeberria", "said", "“We ran 12 kilometres a head, and we ran out of legs,”", "“I am to blame, nobody else.”")
	e.Variants, e.Copies = 3, 2
	e.Figures = []news.Figure{{Text: "12", Low: "12", High: "12", Unit: "kilometres", Span: part(e.Article.Text, "12")[0]}}
	return e
}

func otherCoaches() []news.Entry {
	altered := told("m2xw9", "Costa Gazette", "2031-05-19", "‘Out of legs’",
		"Etxeberria said after the game: “We ran 14 kilometres each, and we ran out of legs. I am to blame, nobody else.”",
		etxeberria, "Etxeberria", "said after the game", "“We ran 14 kilometres each, and we ran out of legs. I am to blame, nobody else.”")
	altered.Figures = []news.Figure{{Text: "14", Low: "14", High: "14", Unit: "kilometres", Span: part(altered.Article.Text, "14")[0]}}
	altered.AlteredTo = "m2xx0"
	same := told("b4na1", "Harbour Wire", "2031-05-18", "Ibaiondo relegated",
		"“We ran 12 kilometres a head, and we ran out of legs. I am to blame, nobody else,” Raúl Etxeberria, the coach, told reporters.",
		etxeberria, "Raúl Etxeberria, the coach", "told reporters", "“We ran 12 kilometres a head, and we ran out of legs. I am to blame, nobody else,”")
	same.Figures = []news.Figure{{Text: "12", Low: "12", High: "12", Unit: "kilometres", Span: part(same.Article.Text, "12")[0]}}
	short := told("z9pl3", "The Evening Larch", "2031-05-20", "A town without a club",
		"The coach had said: “We ran out of legs. I am to blame, nobody else.”", &news.Speaker{Description: "The coach", Kind: news.Person},
		"The coach", "had said", "“We ran out of legs. I am to blame, nobody else.”")
	told := told("q1rr8", "Harbour Wire", "2031-05-20", "Etxeberria to stay",
		"Raúl Etxeberria conceded that his side had run out of legs after 12 kilometres a head, and that he was to blame and nobody else.", etxeberria,
		"Raúl Etxeberria", "conceded", "his side had run out of legs after 12 kilometres a head, and that he was to blame and nobody else")
	told.Form = news.Indirect
	return []news.Entry{same, altered, short, told}
}

// variantsOf are entries with how they relate to e.
func variantsOf(e news.Entry, others []news.Entry) []news.Variant {
	read := func(e *news.Entry) *match.Statement {
		s := &match.Statement{Article: e.Article.ID, Polarity: e.Polarity, Wording: match.Read(e.Article.Text, &e.Statement)}
		if e.Speaker != nil {
			s.Speaker = match.Speaker{Identity: e.Speaker.ID, Name: e.Speaker.Name, Description: e.Speaker.Description, Kind: e.Speaker.Kind}
		}
		return s
	}
	var out []news.Variant
	for i := range others {
		v := match.Compare(read(&e), read(&others[i]))
		out = append(out, news.Variant{Entry: others[i], Relation: v.Relation, Score: v.Score, Speakers: v.Speakers, Runs: v.Runs, Figures: v.Figures})
	}
	return out
}

// answers are statements of all kinds.
func answers() []news.Entry {
	ruling := told("c0urt", "The Assize Reporter", "2031-03-03", "Ferry line must pay for lost cellos",
		"Judge Wilhelmina Okafor-Brandt ruled on Monday that the ferry line must pay 2.5 million crowns for the cellos.",
		okafor, "Judge Wilhelmina Okafor-Brandt", "ruled", "the ferry line must pay 2.5 million crowns for the cellos")
	ruling.Form, ruling.Mode = news.Indirect, news.Decided
	ruling.SaidOn = &news.SaidOn{Text: "on Monday", Date: "2031-03-03"}
	denial := told("w4rno", "Harbour Wire", "2031-04", "Shells fall on Tessaly",
		"The army of the north did not say whether its shells had fallen on the ferry port.",
		&news.Speaker{Name: "army of the north", Kind: news.Government}, "The army of the north", "did not say", "whether its shells had fallen on the ferry port")
	denial.Form, denial.Polarity, denial.Withdrawn, denial.Parent = news.Indirect, news.Denied, true, "w4rna"
	she := told("tele5", "Orbit Weekly", "2031-06-30", "A dish the size of a ferry",
		"She said that the dish, “as big as the Tessaly ferry”, would hear a telephone on Mars.",
		&news.Speaker{Name: "Niamh Mac Giolla", Role: "radio astronomer", Kind: news.Person}, "She", "said", "the dish, “as big as the Tessaly ferry”, would hear a telephone on Mars")
	she.Form, she.Corrected, she.Confidence = news.Mixed, true, .41
	japanese := told("cjk01", "港日報", "2031-07-01", "連絡船は続く",
		"「連絡船は冬の間も毎日出ます。切符の値段は変わりません。犬も乗れます」と船長の森田さんは述べた。",
		&news.Speaker{Name: "森田", Role: "船長", Kind: news.Person}, "船長の森田さん", "述べた", "「連絡船は冬の間も毎日出ます。切符の値段は変わりません。犬も乗れます」")
	none := told("none1", "", "", "", "The ferry is late again, it is said.", nil, "", "it is said", "The ferry is late again")
	none.Article.URL = ""
	return []news.Entry{theCoach(), ruling, denial, she, japanese, none}
}

// sheet is a printer to a buffer on a screen of so many columns.
func sheet(width int, asked string) (*entryText, *bytes.Buffer) {
	var b bytes.Buffer
	q, err := query.Parse(asked)
	if err != nil {
		panic(err)
	}
	s := screen{width: width}
	return &entryText{textFormat: newText(&b, s), query: q, pair: pairWidth(width)}, &b
}

func TestAnswers(t *testing.T) {
	months := []news.Count{{Key: "2030-11", N: 2}, {Key: "2031-01", N: 7}, {Key: "2031-02", N: 4}, {Key: "2031-05", N: 18}, {Key: "2031-06", N: 1}}
	coach := theCoach()
	profile := news.Profile{
		Identity: coachIdentity(), Months: months,
		Outlets:  []news.Count{{Label: "Larrun Sport", N: 21}, {Label: "Costa Gazette", N: 11}},
		Through:  []news.Count{{Key: "ibaiondofc01", Label: "Ibaiondo FC", N: 3}},
		Speaks:   []news.Count{{Key: "x", Label: "Iker Zubia", N: 5}, {Key: "y", Label: "the referees' board", N: 2}},
		SpokenOf: []news.Count{{Key: "x", Label: "Iker Zubia", N: 1}},
		Latest:   []news.Entry{coach}, About: answers()[3:4],
		Evidence: []news.Merge{{
			A:    news.Observed{Key: "a1:p1", Article: "a1", Outlet: "Larrun Sport", Day: "2031-05-18", Name: "Raúl Etxeberria", Role: "coach"},
			B:    news.Observed{Key: "a2:p4", Article: "a2", Outlet: "Costa Gazette", Day: "2031-05-19", Name: "R. Etxeberria", Role: "head coach"},
			Rule: "initials that fit, same role or outlet", Score: .9,
		}},
		Candidates: []news.Candidate{{Identity: news.Identity{ID: "etxeberria07", Name: "Etxeberria", Roles: []news.Seen{{Text: "physiotherapist", Last: "2029"}}}, Rule: "family name, in the same months", Score: .55}},
	}
	two := news.Comparison{
		A: news.Side{Name: "Larrun Sport", Count: 32, Months: months}, B: news.Side{Name: "Costa Gazette", Count: 3, Months: []news.Count{{Key: "2031-05", N: 3}}},
	}
	others := variantsOf(coach, otherCoaches())
	ruling := answers()[1]
	two.Rows = []news.Row{
		{Day: "2031-03-03", A: &ruling}, {Day: "2031-05-18", A: &coach, B: &others[1].Entry, Variant: &others[1]}, {Day: "2031-05-20", B: &others[2].Entry},
	}
	for file, draw := range map[string]func(f *entryText){
		"search": func(f *entryText) {
			p := &found{entryText: f, sum: shownOf(6, 1234, "statement")}
			for _, e := range answers() {
				if err := p.Entry(e); err != nil {
					t.Fatal(err)
				}
			}
			if err := p.End(); err != nil {
				t.Fatal(err)
			}
		},
		"who": func(f *entryText) {
			f.print(func(b *bytes.Buffer) {
				f.bearers(b, []news.Identity{coachIdentity(), {ID: "etxeberria07", Name: "Etxeberria", Kind: news.Person, Statements: 1}}, true)
				b.WriteString("\n\n")
				f.profile(b, &profile, true)
			})
		},
		"timeline": func(f *entryText) {
			f.print(func(b *bytes.Buffer) {
				f.timeline(b, plot.Chart{Title: "by:Etxeberria", Period: news.Monthly, Rows: []plot.Row{{Counts: months}}}, news.Timeline{Undated: 3})
			})
		},
		"same":    func(f *entryText) { f.print(func(b *bytes.Buffer) { f.same(b, &coach, others, 1204) }) },
		"compare": func(f *entryText) { f.print(func(b *bytes.Buffer) { f.comparison(b, &two, "legs", 3) }) },
	} {
		for name, width := range map[string]int{file + "-80.text": 80, file + "-120.text": 120, file + "-40.text": 40} {
			t.Run(name, func(t *testing.T) {
				f, b := sheet(width, "ferry or legs or Mars or 船")
				draw(f)
				golden(t, filepath.Join("ask", name), b.String())
			})
		}
	}
}

func coachIdentity() news.Identity {
	return news.Identity{
		ID: "rauletxeberr", Name: "Raúl Etxeberria", Kind: news.Person, First: "2030-11-02", Last: "2031-06-01", Articles: 24, Statements: 32,
		Names: []news.Seen{{Text: "Raúl Etxeberria", First: "2030-11-02", Last: "2031-06-01", Count: 22}, {Text: "R. Etxeberria", First: "2031-05-19", Last: "2031-05-19", Count: 2}},
		Roles: []news.Seen{{Text: "coach", First: "2031-01-07", Last: "2031-05-20", Count: 20}, {Text: "assistant coach", First: "2030-11-02", Last: "2030-12-24", Count: 3}, {Text: "former coach", First: "2031-06-01", Last: "2031-06-01", Count: 1, Former: true}},
	}
}

// Colours take the place of the signs, and words looked for are bold.
func TestColours(t *testing.T) {
	coach := theCoach()
	v := variantsOf(coach, otherCoaches()[1:2])
	f, b := sheet(120, "legs")
	f.color = true
	f.style = newStyles(true)
	f.print(func(b *bytes.Buffer) { f.same(b, &coach, v, 1) })
	for _, want := range []string{"\x1b[1;4mlegs\x1b", "\x1b[31;9m12\x1b", "\x1b[32;4m14\x1b", "12 → 14 kilometres"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%q", want, b)
		}
	}
	if strings.Contains(b.String(), "[-") || strings.Contains(b.String(), "{+") {
		t.Errorf("signs besides colours in\n%s", b)
	}
}
