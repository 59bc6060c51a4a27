package news_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"quoth/news"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

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

// ferry fills every field there is. Its text has characters of one to four
// bytes, so that a byte taken for a code point shows.
func ferry() news.Article {
	t := "“The ferry 🛥 sails again,” harbour chief Zoë Ekström said on Friday. " +
		"She expects “between 1.5 and 2 million” passengers, the Løkøy Courier reported. A deckhand — who is he? — would not say."
	ekstrom := &news.Speaker{ID: "p1", Name: "Zoë Ekström", Role: "harbour chief", Kind: news.Person, Mentions: []news.Mention{
		{Span: part(t, "Zoë Ekström")[0], By: news.ByName},
		{Span: part(t, "She")[0], By: news.ByPronoun},
	}}
	courier := &news.Speaker{ID: "p2", Name: "Løkøy Courier", Kind: news.Organisation, Mentions: []news.Mention{{Span: part(t, "Løkøy Courier")[0], By: news.ByName}}}
	hand := &news.Speaker{ID: "p3", Description: "A deckhand", Kind: news.Anonymous, Mentions: []news.Mention{{Span: part(t, "A deckhand")[0], By: news.ByDescription}}}
	return news.Article{
		ID: "ferry", URL: "https://courier.example/ferry", Title: "Ferry sails", Published: "2031-10-19", Outlet: "Løkøy Courier", Language: "en", Text: t,
		Statements: []news.Statement{
			{
				ID: "s1", Form: news.Direct, Mode: news.Said, Polarity: news.Asserted, Source: part(t, "harbour chief Zoë Ekström"), Cue: part(t, "said"),
				Content: part(t, "“The ferry 🛥 sails again,”"), Speaker: ekstrom, Confidence: 0.9375,
				SaidOn: &news.SaidOn{Text: "Friday", Date: "2031-10-17", Span: part(t, "Friday")[0]},
			},
			{
				ID: "s2", Form: news.Mixed, Mode: news.Thought, Polarity: news.Asserted, Source: part(t, "She"), Cue: part(t, "expects"),
				Content: part(t, "“between 1.5 and 2 million” passengers"), Speaker: ekstrom, Parent: "s3", Confidence: 0.5,
				Figures: []news.Figure{{Text: "between 1.5 and 2 million", Low: "1500000", High: "2000000", Unit: "passengers", Span: part(t, "between 1.5 and 2 million")[0]}},
				Evidence: &news.Evidence{
					Statement: 0.75, Margin: 4.5, Labelling: -0.25,
					Modes:      map[news.Mode]float64{news.Thought: 0.875, news.Said: 0.125},
					Polarities: map[news.Polarity]float64{news.Asserted: 1},
					Kinds:      map[news.Kind]float64{news.Person: 1},
					Speaker: []news.Step{
						{Span: part(t, "harbour chief")[0], Why: "means the same", P: 0.75},
						{Span: part(t, "Zoë Ekström")[0], Why: "named right behind"},
					},
					SaidOn: "no date stands beside the cue",
				},
			},
			{
				ID: "s3", Form: news.Mixed, Mode: news.Said, Polarity: news.Asserted, Source: part(t, "the Løkøy Courier"), Cue: part(t, "reported"),
				Content: part(t, "She expects “between 1.5 and 2 million” passengers"), Speaker: courier,
				Figures: []news.Figure{{Text: "2 million", Low: "-0.000000000000000000001", Span: part(t, "2 million")[0]}},
			},
			{
				ID: "s4", Form: news.Indirect, Mode: news.Said, Polarity: news.Denied, Source: part(t, "A deckhand"), Cue: part(t, "would not say"),
				Content: part(t, "would not", "say"), Speaker: hand,
			},
		},
		Speakers: []*news.Speaker{ekstrom, courier, hand},
	}
}

func TestJSONIsTheContract(t *testing.T) {
	line, err := json.Marshal(ferry())
	if err != nil {
		t.Fatal(err)
	}
	got := strings.NewReplacer(`[{"id"`, "[\n{\"id\"", `,{"id"`, ",\n{\"id\"").Replace(string(line)) + "\n" // made fit to be read
	golden := filepath.Join("testdata", "ferry.json")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; go test ./news -update rewrites it. Got:\n%s", golden, got)
	}
}

func TestJSONComesBackAsItWent(t *testing.T) {
	for _, want := range []news.Article{ferry(), {}, {ID: "silent", Text: "It will rain.\r\n\x00 until Sunday"}} {
		line, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got news.Article
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v\nwant %+v", got, want)
		}
		for i, s := range got.Statements {
			if s.Speaker != nil && !contains(got.Speakers, s.Speaker) {
				t.Errorf("the speaker of statement %d is not the article's", i+1)
			}
		}
	}
}

func contains(all []*news.Speaker, one *news.Speaker) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

// Lines written before a field was there, or by others who left it out.
func TestJSONReadsWithoutTheFieldsThatMayBeMissing(t *testing.T) {
	for line, want := range map[string]news.Statement{
		`{"text":"no","statements":[{"id":"s1"}]}`: {ID: "s1"},
		`{"text":"no","statements":[{"id":"s1","speaker":{"id":"p9","name":"Bo","kind":"person"}}]}`: {
			ID: "s1", Speaker: &news.Speaker{ID: "p9", Name: "Bo", Kind: news.Person},
		},
		`{"text":"no","statements":[{"said_on":{"text":"today","date":"2031-10-17"},"figures":[{"text":"no","low":0,"span":[0,2]}],"evidence":{}}]}`: {
			SaidOn: &news.SaidOn{Text: "today", Date: "2031-10-17"}, Figures: []news.Figure{{Text: "no", Low: "0", Span: news.Span{End: 2}}},
			Evidence: &news.Evidence{},
		},
	} {
		var got news.Article
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if !reflect.DeepEqual(got.Statements[0], want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", line, got.Statements[0], want)
		}
	}
}

// Programs that keep numbers as floats write large ones with a power of ten.
func TestJSONBoundsAreExact(t *testing.T) {
	for number, want := range map[string]string{
		"12345678901234567890.125": "12345678901234567890.125", "1e21": "1" + strings.Repeat("0", 21), "1.25E+3": "1250",
		"-1.25e1": "-12.5", "2.5e-3": "0.0025", "0": "0", "null": "",
	} {
		var a news.Article
		if err := json.Unmarshal([]byte(`{"text":"","statements":[{"figures":[{"low":`+number+`}]}]}`), &a); err != nil {
			t.Fatalf("%s: %v", number, err)
		}
		if got := a.Statements[0].Figures[0].Low; got != want {
			t.Errorf("%s was read as %q, want %q", number, got, want)
		}
	}
}

func TestJSONErrorsNameThePlace(t *testing.T) {
	start := `{"id":"a","text":"zwölf",`
	for line, want := range map[string]string{
		`"statements":[{"id":"s1","source":{"spans":[[0,6]]}}]}`:                                     `article "a", statement "s1", source: span [0,6] is outside the text of 5 code points`,
		`"statements":[{"id":"s1"},{"id":"s2","cue":{"spans":[[0,1],[3,2]]}}]}`:                      `article "a", statement "s2", cue: span [3,2]`,
		`"statements":[{"id":"s1","content":{"spans":[[-1,2]]}}]}`:                                   `statement "s1", content: span [-1,2]`,
		`"statements":[{"id":"s1","said_on":{"span":[9,10]}}]}`:                                      `statement "s1", said_on: span [9,10]`,
		`"statements":[{"id":"s1","figures":[{"text":"ten","span":[2,99]}]}]}`:                       `statement "s1", figure "ten": span [2,99]`,
		`"statements":[{"id":"s1","figures":[{"text":"ten","low":1e999999999}]}]}`:                   `statement "s1", figure "ten": 1e999999999 is too large`,
		`"statements":[{"id":"s1","evidence":{"speaker":[{},{"span":[7,7]}]}}]}`:                     `statement "s1", evidence, step 2: span [7,7]`,
		`"speakers":[{"id":"p1","mentions":[{"span":[0,1]},{"span":[4,8]}]}]}`:                       `speaker "p1", mention 2: span [4,8]`,
		`"speakers":[{"id":"p1"},{"id":"p1"}]}`:                                                      `speaker "p1", id: two speakers have it`,
		`"speakers":[{"id":"p1","mentions":[{"span":[9223372036854775807,-9223372036854775808]}]}]}`: `speaker "p1", mention 1: span`,
	} {
		a := news.Article{ID: "before"}
		err := json.Unmarshal([]byte(start+line), &a)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", line, err, want)
		}
		if a.ID != "before" {
			t.Errorf("%s: the article was changed", line)
		}
	}
	for want, a := range map[string]news.Article{
		`article "a", statement "s1", source: span [0,7] is outside the text of 6 bytes`: {Statements: []news.Statement{{ID: "s1", Source: news.Part{{Start: 0, End: 7}}}}},
		`statement "s1", figure "x": "1,000" is no decimal`:                              {Statements: []news.Statement{{ID: "s1", Figures: []news.Figure{{Text: "x", High: "1,000"}}}}},
		`statement "s1", figure "x": "true" is no decimal`:                               {Statements: []news.Statement{{ID: "s1", Figures: []news.Figure{{Text: "x", Low: "true"}}}}},
		`speaker "p1", mention 1: span [3,2]`:                                            {Speakers: []*news.Speaker{{ID: "p1", Mentions: []news.Mention{{Span: news.Span{Start: 3, End: 2}}}}}},
	} {
		a.ID, a.Text = "a", "zwölf"
		if _, err := json.Marshal(a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestCodePoints(t *testing.T) {
	for _, text := range []string{"", "a", strings.Repeat("aö橋🛥", 300), "broken \xff\xfe utf8 \xf0\x9f"} {
		c := news.CountCodePoints(text)
		n := 0
		for at := range text {
			if c.At(at) != n || c.Byte(n) != at {
				t.Fatalf("%.20q: byte %d is code point %d; got %d, and back %d", text, at, n, c.At(at), c.Byte(n))
			}
			n++
		}
		if c.Len() != n || c.At(len(text)) != n || c.Byte(n) != len(text) {
			t.Errorf("%.20q has %d code points, got %d", text, n, c.Len())
		}
	}
}

// Thousands of statements in a megabyte take a moment, not a minute.
func TestJSONTakesLinearTime(t *testing.T) {
	a := news.Article{Text: strings.Repeat("“Ü,” said she of 5 boats. ", 40000)}
	she := &news.Speaker{ID: "p1", Kind: news.Person}
	a.Speakers = []*news.Speaker{she}
	for at := 0; at < len(a.Text); at += 31 {
		span := func(from, to int) news.Span { return news.Span{Start: at + from, End: min(at+to, len(a.Text))} }
		she.Mentions = append(she.Mentions, news.Mention{Span: span(0, 1), By: news.ByPronoun})
		a.Statements = append(a.Statements, news.Statement{ID: "s", Content: news.Part{span(0, 9)}, Speaker: she, Figures: []news.Figure{{Text: "5", Low: "5", High: "5", Span: span(1, 2)}}})
	}
	began := time.Now()
	line, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var back news.Article
	if err := json.Unmarshal(line, &back); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 2*time.Minute {
		t.Errorf("took %v for %d statements", took, len(a.Statements))
	}
}

func FuzzJSON(f *testing.F) {
	line, err := json.Marshal(ferry())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line)
	f.Add([]byte(`{"text":"é","statements":[{"source":{"spans":[[0,1]]},"figures":[{"low":1e3,"span":[0,1]}]}],"speakers":[{"id":"p1"}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		var a, b news.Article
		if json.Unmarshal(line, &a) != nil {
			return
		}
		again, err := json.Marshal(a)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		if err := json.Unmarshal(again, &b); err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if third, err := json.Marshal(b); err != nil || string(third) != string(again) {
			t.Errorf("%s\nbecame %s, %v", again, third, err)
		}
	})
}
