package news_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"quoth/news"
)

func ptr[T any](v T) *T { return &v }

// lock is a correction with every field filled.
func lock() news.Correction {
	text := "Im Sommer “schließt die Schleuse 🛥 für immer,” sagte Zoë Ekström."
	content := part(text, "“schließt", "für immer,”").Quote(text)
	return news.Correction{
		ID: "c1", Verb: news.Change, Article: "a1", Statement: "e1",
		Anchor: news.Anchor{
			Source: part(text, "Zoë").Quote(text), Cue: part(text, "sagte").Quote(text), Content: content,
			Form: news.Mixed, Mode: news.Said, Polarity: news.Asserted, Speaker: "Zoë", Description: "eine Frau", Role: "Chefin", Kind: news.Person, Date: "2031",
		},
		Set: news.Fields{
			Source: ptr(part(text, "Zoë Ekström").Quote(text)), Cue: &[]news.Quote{}, Content: &content,
			Form: ptr(news.Direct), Mode: ptr(news.Wants), Polarity: ptr(news.Denied), Speaker: ptr(""), Kind: ptr(news.None), Date: ptr("2031-10"),
		},
		These: []string{"i1"}, Those: []string{"i2", "i3"},
		By: "desk", Time: "2031-10-18T09:30:00Z", Reason: "heard it", Undone: &news.Undone{By: "ana", Time: "2031-10-19T09:30:00Z", Reason: "no"}, Conflict: "two fit",
	}
}

func TestCorrectionComesBackAsItWent(t *testing.T) {
	for _, want := range []news.Correction{
		lock(),
		{},
		{Verb: news.Hide, Statement: "e1"},
		{Set: news.Fields{Content: &[]news.Quote{{Text: "only words"}}, Date: ptr("")}},
	} {
		line, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got news.Correction
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if want.Set.Cue != nil {
			*want.Set.Cue = nil // without quotes is without quotes
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngot  %+v\nwant %+v", line, got, want)
		}
	}
}

func TestCorrectionIsAsDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## Corrections\n")
	_, block, _ := strings.Cut(section, "```json\n")
	block, _, _ = strings.Cut(block, "```")
	var want bytes.Buffer
	if err := json.Compact(&want, []byte(block)); err != nil {
		t.Fatal(err)
	}
	var c news.Correction
	if err := json.Unmarshal([]byte(block), &c); err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(c)
	if err != nil || string(got) != want.String() {
		t.Errorf("%v\ngot  %s\nwant %s", err, got, want.String())
	}
	// Its quotes are those of the article that the page shows.
	_, block, _ = strings.Cut(string(page), "```json\n")
	block, _, _ = strings.Cut(block, "```")
	var a news.Article
	if err := json.Unmarshal([]byte(block), &a); err != nil {
		t.Fatal(err)
	}
	s := a.Statements[3]
	if q := s.Content.Quote(a.Text); !reflect.DeepEqual(q, c.Anchor.Content) {
		t.Errorf("content is %+v", q)
	}
	if q := s.Cue.Quote(a.Text); !reflect.DeepEqual(q, c.Anchor.Cue) {
		t.Errorf("cue is %+v", q)
	}
	if q := s.Source.Quote(a.Text); !reflect.DeepEqual(q, c.Anchor.Source) {
		t.Errorf("source is %+v", q)
	}
}

func TestCorrectionErrors(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":"c1","set":{"said":"2031"}}`:              `set: json: unknown field "said"`,
		`{"id":"c1","set":{"mode":7}}`:                   `correction "c1", set: mode: `,
		`{"id":"c1","set":{"content":"words"}}`:          `correction "c1", set: content: `,
		`{"id":"c1","set":{"content":[{"start":"one"}]}`: `unexpected end`,
	} {
		c := news.Correction{ID: "before"}
		if err := json.Unmarshal([]byte(line), &c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", line, err, want)
		}
		if c.ID != "before" {
			t.Errorf("%s: the correction was changed", line)
		}
	}
	c := news.Correction{Anchor: news.Anchor{Cue: []news.Quote{{Text: "s\xff"}}}}
	if _, err := json.Marshal(c); err == nil || !strings.Contains(err.Error(), "not valid UTF-8") {
		t.Errorf("got %v", err)
	}
}

func TestQuotesAreCutBetweenCodePoints(t *testing.T) {
	text := strings.Repeat("橋", 20) + "said" + strings.Repeat("🛥", 20)
	got := part(text, "said").Quote(text)[0]
	want := news.Quote{Text: "said", Before: strings.Repeat("橋", 10), After: strings.Repeat("🛥", 8), Start: 20}
	if got != want {
		t.Errorf("got %+v", got)
	}
}

// FuzzCorrection reads any JSON: what is read can be written and comes back.
func FuzzCorrection(f *testing.F) {
	line, err := json.Marshal(lock())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line)
	f.Add([]byte(`{"set":{"content":null,"speaker":null},"anchor":{"cue":[{"text":"x","start":-1}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c, back news.Correction
		if json.Unmarshal(data, &c) != nil {
			return
		}
		line, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(line, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil || !bytes.Equal(line, again) {
			t.Errorf("%v\n%s\n%s", err, line, again)
		}
	})
}
