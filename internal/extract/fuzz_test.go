package extract

import (
	"context"
	"testing"

	"quoth/news"
)

// FuzzExtract holds reading, decoding and layout to any text: no panic, and
// statements that satisfy checkStatements.
func FuzzExtract(f *testing.F) {
	for _, text := range []string{
		"“It's over,” Reyes said. “Go home.\n\n“All of you.”",
		"Q: Why?\nA: \"Because.\"\nQ: Really?",
		"He said\x00 \xff\xfe that «no» — Ana (@ana) March 1, 2026",
		"MINISTER RESIGNS -- STATE TV\n''a'' 'b' \"c",
	} {
		f.Add(text)
	}
	e := newExtractor(f)
	f.Fuzz(func(t *testing.T, text string) {
		a, err := e.Extract(context.Background(), news.Article{ID: "fuzz", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		checkStatements(t, a)
	})
}

func TestSections(t *testing.T) {
	text := ""
	for range 300 {
		text += "The port's director said the bridge would stay shut until May. \n"
	}
	at := 0
	for _, s := range sections(text, 1000) {
		if s.Start != at || s.Len() == 0 || s.Len() > 1000 {
			t.Fatalf("section %v after %d", s, at)
		}
		if text[s.End-1] != '\n' {
			t.Errorf("section %v ends inside a line", s)
		}
		at = s.End
	}
	if at != len(text) {
		t.Errorf("sections end at %d of %d", at, len(text))
	}
}
