package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"quoth/news"
)

const ruling = "Judge Sefa Tuilagi said the bank had hidden its losses.\n" +
	"“We will appeal,” the bank’s lawyer said, “and we will win.” He said the ruling\n" +
	"was “a surprise”.\n" +
	"Tuilagi said on Friday that the trial [of 2029] had cost 3 million tala."

func TestFindWords(t *testing.T) {
	lawyer := part(ruling, "“We will appeal,”", "“and we will win.”")
	for _, test := range []struct {
		name, words string
		near        news.Part
		want        string // spans, joined by |
		err         string
	}{
		{name: "words that stand once", words: "hidden its losses", want: "hidden its losses"},
		{name: "capitals count", words: "HE", near: part(ruling, "“a surprise”"), err: `does not have the words "HE"`},
		{name: "the one inside the statement", words: "said", near: lawyer, want: "said"},
		{name: "straight marks for curly ones", words: `"and we will win."`, want: "“and we will win.”"},
		{name: "an apostrophe, and blanks", words: "the  bank's lawyer", want: "the bank’s lawyer"},
		{name: "over the end of a line", words: "the ruling was", want: "the ruling\nwas"},
		{name: "no half words", words: "appea", err: `the article does not have the words "appea"; give them as they stand there`},
		{name: "words without end", words: "said", err: `the words "said" stand there 4 times: "Judge Sefa Tuilagi [said] the bank had", "the bank’s lawyer [said], “and we", "will win.” He [said] the ruling was" and 1 more; give one of these, brackets and all`},
		{name: "brackets say which", words: "He [said] the ruling", want: "said"},
		{name: "what the error shows can be given", words: "the bank’s lawyer [said], “and we will", want: "said"},
		{name: "brackets of the article", words: "trial [of 2029]", want: "trial [of 2029]"},
		{name: "two brackets, two spans", words: `["We will appeal,"] the bank's lawyer said, ["and we will win."]`, want: "“We will appeal,”|“and we will win.”"},
		{name: "pieces, as quoth shows them", words: "“We will appeal,” … “and we will win.”", want: "“We will appeal,”|“and we will win.”"},
		{name: "pieces in the wrong order", words: "“and we will win.” … “We will appeal,”", err: "does not have the words"},
		{name: "a bracket left open", words: "lawyer [said, loudly", err: "do not pair"},
		{name: "nothing in brackets", words: "lawyer [ ] said", err: "nothing between two brackets"},
		{name: "no words", words: " ", want: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := findWords(ruling, test.words, test.near)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("got %v\nwant %s", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range p {
				got = append(got, ruling[s.Start:s.End])
			}
			if strings.Join(got, "|") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Of the same words those in the statement's own paragraph are meant.
func TestFindWordsNearby(t *testing.T) {
	friday := part(ruling, "on Friday")
	p, err := findWords(ruling, "Tuilagi", friday)
	if err != nil || p[0].Start != strings.LastIndex(ruling, "Tuilagi") {
		t.Errorf("got %v, %v", p, err)
	}
}

// What is found lies in the text, in order, on characters' edges, and reads as
// what was typed.
func FuzzFindWords(f *testing.F) {
	f.Add(ruling, "He [said] the ruling", 60, 90)
	f.Add(ruling, "“We will appeal,” … win", 0, 10)
	f.Add("a\u0301 b\xff c", "b\xff", 0, 3)
	f.Fuzz(func(t *testing.T, text, words string, from, to int) {
		if len(text) > 1<<14 || len(words) > 1<<10 || from < 0 || to < from || to > len(text) {
			return
		}
		p, err := findWords(text, words, news.Part{{Start: from, End: to}})
		if err != nil {
			return
		}
		at := 0
		for _, s := range p {
			if s.Start < at || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%v in a text of %d bytes", p, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("%q is no text", text[s.Start:s.End])
			}
			at = s.End
			if utf8.ValidString(text) && utf8.ValidString(words) && !strings.Contains(fold(words).text, strings.TrimSpace(fold(text[s.Start:s.End]).text)) {
				t.Fatalf("%q was found for %q", text[s.Start:s.End], words)
			}
		}
	})
}
