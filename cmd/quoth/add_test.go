package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"quoth"
	"quoth/internal/tell"
	"quoth/news"
)

func TestAddSum(t *testing.T) {
	gone := errors.New("no such file; check its name")
	for _, test := range []struct {
		name string
		all  []quoth.Addition
		want string
	}{
		{"nothing", nil, "No articles came in.\n"},
		{
			"one article",
			[]quoth.Addition{{Outcome: quoth.Added, Statements: 1, Language: "en"}},
			"added     1 article with 1 statement\n",
		},
		{
			"everything at once", append(slices.Repeat([]quoth.Addition{{Outcome: quoth.Added, Statements: 14, Language: "en"}}, 1200),
				quoth.Addition{Outcome: quoth.Added, Language: "de"}, quoth.Addition{Outcome: quoth.Added, Language: "de"}, quoth.Addition{Outcome: quoth.Added, Language: "fr"},
				quoth.Addition{Outcome: quoth.Added, Statements: 3, CopyOf: "a1", Language: "en"},
				quoth.Addition{Outcome: quoth.Changed, Name: "https://courier.example/toll", Statements: 12, Altered: 2},
				quoth.Addition{Outcome: quoth.Changed, Name: "https://courier.example/ferry", Statements: 3},
				quoth.Addition{Outcome: quoth.Known, CopyOf: "a1"},
				quoth.Addition{Outcome: quoth.Failed, Name: "https://courier.example/lost", Err: errors.New("https://courier.example/lost: the page is gone\x1b[2J (status 410)")},
				quoth.Addition{Outcome: quoth.Failed, Name: "old.txt", Err: gone}, quoth.Addition{Outcome: quoth.Failed, Name: "older.txt", Err: gone}),
			`added     1,204 articles with 16,803 statements
changed   2 articles with 15 statements
          2 quotations altered in https://courier.example/toll
known     1 article
copies    1 of these is a near-copy of another article
not read  2 articles in German, 1 in French: quoth reads English
failed    3
          no such file; check its name:
            old.txt
            older.txt
          https://courier.example/lost: the page is gone␛[2J (status 410)
`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var sum addSum
			for _, a := range test.all {
				sum.add(a)
			}
			if got := sum.text(); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestPace(t *testing.T) {
	for _, test := range []struct {
		sum  addSum
		took time.Duration
		want string
	}{
		{addSum{}, 0, "0 articles"},
		{addSum{added: 1}, 20 * time.Second, "1 article, 3 a minute"},
		{addSum{added: 30, changed: 1}, 10 * time.Second, "31 articles, 3.1 a second"},
		{addSum{known: 120000, failures: make([]failedInput, 2)}, time.Minute, "120,000 articles, 2,000 a second, 2 failed"},
	} {
		if got := pace(test.sum, test.took); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// The lines of --format jsonl have every field.
func TestAddLines(t *testing.T) {
	for _, test := range []struct {
		a    quoth.Addition
		want string
	}{
		{
			quoth.Addition{Outcome: quoth.Changed, Name: "toll.txt", Article: "a1", Version: 2, Statements: 4, Language: "en"},
			`{"outcome":"changed","name":"toll.txt","article":"a1","version":2,"statements":4,"altered":0,"copy_of":null,"language":"en","error":null}`,
		},
		{
			quoth.Addition{Outcome: quoth.Failed, Name: "toll.txt", Err: errors.New("is a directory")},
			`{"outcome":"failed","name":"toll.txt","article":null,"version":null,"statements":null,"altered":null,"copy_of":null,"language":null,"error":"is a directory"}`,
		},
	} {
		if got, err := json.Marshal(lineOf(test.a)); err != nil || string(got) != test.want {
			t.Errorf("got %s, %v\nwant %s", got, err, test.want)
		}
	}
}

// What the command line tells of articles is for those that do not say it.
func TestCompleted(t *testing.T) {
	x := &batch{outlet: "Harbour Courier", published: "2031-10-18"}
	in := []news.Article{{ID: "toll.txt"}, {ID: "page", URL: "https://post.example/1", Outlet: "Evening Post", Published: "2031"}}
	var out []news.Article
	for a, err := range x.completed(func(yield func(news.Article, error) bool) {
		for _, a := range in {
			if !yield(a, nil) {
				return
			}
		}
	}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	if out[0].Outlet != "Harbour Courier" || out[0].Published != "2031-10-18" || out[1].Outlet != "Evening Post" || out[1].Published != "2031" {
		t.Errorf("got %+v", out[:2])
	}
}

func TestArticleLines(t *testing.T) {
	line, err := json.Marshal(bridge())
	if err != nil {
		t.Fatal(err)
	}
	input := "\ufeff" + string(line) + "\r\n\n{\"id\":7}\n{\"text\":\"Rain.\"}\nRain.\n" +
		`{"id":"a","text":"Rain.","statements":[{"id":"s1","cue":{"text":"said","spans":[[0,9]]}}]}` + "\n" + `{"id":"last","text":"Sun."}`
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte(input))
	z.Close()
	for name, r := range map[string]*bytes.Reader{"plain": bytes.NewReader([]byte(input)), "gzip": bytes.NewReader(zipped.Bytes())} {
		var got []string
		for a, err := range articleLines(r) {
			if err != nil {
				got = append(got, err.Error())
			} else {
				got = append(got, a.ID+" "+tell.Plural(len(a.Statements), "statement", "statements"))
			}
		}
		want := []string{
			"bridge.txt 10 statements",
			"line 3: is no article as quoth writes them: id cannot be a number",
			`line 4: the article has neither "id" nor "url"; quoth add takes such lines`,
			"line 5: is no article as quoth writes them: invalid character 'R' looking for beginning of value",
			`line 6: is no article as quoth writes them: article "a", statement "s1", cue: span [0,9] is outside the text of 5 code points`,
			"last 0 statements",
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// Whatever comes in ends, and every article that comes out can be written.
func FuzzArticleLines(f *testing.F) {
	f.Add([]byte(`{"id":"a","text":"Rain.","statements":[{"id":"s1","form":"direct","content":{"text":"Rain.","spans":[[0,5]]}}]}` + "\nx"))
	f.Add([]byte("{\"id\":\"a\"}\r\n\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<12 {
			return
		}
		n := 0
		for a, err := range articleLines(bytes.NewReader(data)) {
			if n++; n > len(data)*1100+1 { // gzip makes at most about 1,000 bytes of one
				t.Fatal("more lines than bytes")
			}
			if err == nil && a.ID == "" && a.URL == "" {
				t.Fatal("an article without a name")
			}
		}
	})
}

func TestStatsText(t *testing.T) {
	got := statsText(news.Stats{
		Place: "archive.db", Articles: 1204, Versions: 1216, Copies: 31, Statements: 16310, Identities: 812, Outlets: 14, Corrections: 3, Failures: 2,
		Bytes: 48_200_000, First: "2024-02-11", Last: "2031-10-17",
		Models: []news.Count{{Key: "quoth-en-3", N: 1204}}, Languages: []news.Count{{Key: "en", Label: "English", N: 1190}, {Key: "de", Label: "German", N: 14}},
	})
	const want = `archive.db, 48 MB

articles     1,204  from 14 outlets; 31 are near-copies of others; 12 earlier versions
statements  16,310  of 11 February 2024 to 17 October 2031
speakers       812
corrections      3
failures         2  quoth failures shows them, quoth add --retry tries again
languages   English 1,190 · German 14
read by     quoth-en-3 1,204
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := statsText(news.Stats{Place: "new.db"}); !strings.Contains(got, "articles    0\n") {
		t.Errorf("got\n%s", got)
	}
}

func TestByteSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 999: "999 bytes", 1000: "1.0 kB", 9960: "10 kB", 48_200_000: "48 MB", 999_600_000: "1.0 GB"} {
		if got := byteSize(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
