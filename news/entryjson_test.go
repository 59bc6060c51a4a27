package news_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"quoth/news"
)

// ferryEntries are the statements of testdata/ferry.json as a record has them.
func ferryEntries(t testing.TB) []news.Entry {
	t.Helper()
	data, err := os.ReadFile("testdata/ferry.json")
	if err != nil {
		t.Fatal(err)
	}
	var a news.Article
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	var out []news.Entry
	for i, s := range a.Statements {
		out = append(out, news.Entry{
			ID: "e" + s.ID, Article: &a, Version: i + 1, Statement: s, Day: "2031-10", Variants: i, Copies: 1,
			CopyOf: "e0", AlteredTo: "e8", AlteredOf: "e9", Withdrawn: true, Corrected: i == 0,
		})
	}
	return out
}

// What is read back has the same words in the same places, and is written as
// the same line.
func TestEntriesRoundTrip(t *testing.T) {
	for _, e := range ferryEntries(t) {
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var back news.Entry
		if err := json.Unmarshal(line, &back); err != nil {
			t.Fatal(err)
		}
		for _, p := range []struct{ was, is news.Part }{{e.Source, back.Source}, {e.Cue, back.Cue}, {e.Content, back.Content}} {
			if was, is := p.was.Text(e.Article.Text), p.is.Text(back.Article.Text); was != is {
				t.Errorf("%q was read back as %q", was, is)
			}
		}
		again, err := json.Marshal(back)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(line) {
			t.Errorf("written\n%s\nread and written\n%s", line, again)
		}
	}
}

func TestEntriesHaveEveryField(t *testing.T) {
	line, err := json.Marshal(news.Entry{ID: "k3f9", Article: &news.Article{ID: "a1"}, Version: 1, Statement: news.Statement{ID: "s1", Form: news.Direct}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"id":"k3f9","form":"direct","mode":null,"polarity":null,"source":null,"cue":null,"content":null,"speaker":null,` +
		`"parent":null,"said_on":null,"figures":[],"confidence":null,` +
		`"article":{"id":"a1","url":null,"title":null,"published":null,"outlet":null,"language":null,"version":1},` +
		`"identity":null,"day":null,"variants":0,"copies":0,"copy_of":null,"altered_to":null,"altered_of":null,"withdrawn":false,"corrected":false}`
	if string(line) != want {
		t.Errorf("got\n%s\nwant\n%s", line, want)
	}
}

func TestFaultyEntries(t *testing.T) {
	for _, test := range []struct{ name, line, want string }{
		{"words longer than spans", `{"id":"k","cue":{"text":"announced","spans":[[0,4]]}}`, `entry "k", cue: its text of 9 code points does not fill its spans`},
		{"words shorter than spans", `{"id":"k","cue":{"text":"said","spans":[[0,4],[6,8]]}}`, "does not fill"},
		{"words without spans", `{"id":"k","source":{"text":"the court","spans":[]}}`, "does not fill"},
		{"a span backwards", `{"id":"k","content":{"text":"no","spans":[[4,2]]}}`, `content: [4,2] is no span of a text`},
		{"a span of a text that nobody wrote", `{"id":"k","content":{"text":"no","spans":[[99999999,100000001]]}}`, "is no span of a text"},
		{"a figure before the text", `{"id":"k","figures":[{"text":"37","span":[-2,0]}]}`, `figure "37": [-2,0]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var e news.Entry
			if err := json.Unmarshal([]byte(test.line), &e); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if !reflect.DeepEqual(e, news.Entry{}) {
				t.Errorf("half an entry: %+v", e)
			}
		})
	}
}

// Whatever is read is written as the same line from then on.
func FuzzEntries(f *testing.F) {
	for _, e := range ferryEntries(f) {
		line, err := json.Marshal(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if len(line) > 1<<16 {
			return
		}
		var e news.Entry
		if json.Unmarshal(line, &e) != nil {
			return
		}
		first, err := json.Marshal(e)
		if err != nil {
			return // such as a bound that is no decimal
		}
		var back news.Entry
		if err := json.Unmarshal(first, &back); err != nil {
			t.Fatalf("%s\nis not read back: %v", first, err)
		}
		second, err := json.Marshal(back)
		if err != nil || string(second) != string(first) {
			t.Fatalf("written\n%s\nread and written\n%s\n%v", first, second, err)
		}
	})
}
