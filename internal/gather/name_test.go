package gather

import (
	"testing"

	"quoth/news"
)

func TestCleaned(t *testing.T) {
	for in, want := range map[string]string{
		"https://Ledger.example/a?utm_source=x&id=5&UTM_Medium=y#top": "https://ledger.example/a?id=5",
		"https://ledger.example/a?fbclid=1":                           "https://ledger.example/a",
		"https://ledger.example:443/a?":                               "https://ledger.example/a",
		"http://ledger.example:443/a":                                 "http://ledger.example:443/a",
		"http://ledger.example:80":                                    "http://ledger.example/",
		"https://ledger.example/a?b=2&a=1&&c":                         "https://ledger.example/a?b=2&a=1&c",
		"https://ledger.example/?q=a%26utm_source":                    "https://ledger.example/?q=a%26utm_source",
		"tag:ledger.example,2026:1":                                   "tag:ledger.example,2026:1",
		"":                                                            "",
	} {
		if got := cleaned(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ stated, found, want string }{
		{"https://ledger.example/a", "https://ledger.example/a?page=2", "https://ledger.example/a"},
		{"https://www.ledger.example/a", "https://amp.ledger.example/a/amp", "https://www.ledger.example/a"},
		{"https://ledger.example/a?utm_source=self", "https://ledger.example/a", "https://ledger.example/a"},
		{"https://courier.example/a", "https://ledger.example/a?utm_source=x", "https://ledger.example/a"}, // another outlet's
		{"https://ledger.example/", "https://ledger.example/a", "https://ledger.example/a"},                // every page says so
		{"https://ledger.example/?p=5", "https://ledger.example/a", "https://ledger.example/?p=5"},
		{"https://ledger.example/", "https://ledger.example/", "https://ledger.example/"},
		{"", "https://ledger.example/a#b", "https://ledger.example/a"},
		{"javascript:alert(1)", "https://ledger.example/a", "https://ledger.example/a"},
	} {
		if got := canonical(c.stated, c.found); got != c.want {
			t.Errorf("%s at %s: got %s, want %s", c.stated, c.found, got, c.want)
		}
	}
}

// An article gets the same ID each time that it comes the same way.
func TestIdentified(t *testing.T) {
	web := &page{final: "https://ledger.example/a?utm_source=x", item: news.Article{Title: "From the feed", Published: "2026-10-06"}}
	for _, c := range []struct {
		what    string
		article news.Article
		name    string
		from    *page
		id, url string
	}{
		{"a file", news.Article{ID: "/n/a.txt"}, "/n/a.txt", nil, "/n/a.txt", ""},
		{"a saved page", news.Article{ID: "/n/a.html", URL: "https://ledger.example/a"}, "/n/a.html", nil, "https://ledger.example/a", "https://ledger.example/a"},
		{"a line with an id", news.Article{ID: "a1"}, "/n/a.jsonl", nil, "/n/a.jsonl#a1", ""},
		{"a line with both", news.Article{ID: "a1", URL: "https://ledger.example/a"}, "/n/a.jsonl", nil, "a1", "https://ledger.example/a"},
		{"a line with a URL", news.Article{ID: "/n/a.jsonl:3", URL: "https://ledger.example/a"}, "/n/a.jsonl", nil, "https://ledger.example/a", "https://ledger.example/a"},
		{"a line with neither", news.Article{ID: "/n/a.jsonl:3", Text: "One."}, "/n/a.jsonl", nil, "/n/a.jsonl#70277bfc409b5021", ""},
		{"standard input", news.Article{ID: "stdin", Text: "One."}, "stdin", nil, "stdin#70277bfc409b5021", ""},
		{"its lines", news.Article{ID: "stdin:2", Text: "One."}, "stdin", nil, "stdin#70277bfc409b5021", ""},
		{"its lines with ids", news.Article{ID: "a1", Text: "One."}, "stdin", nil, "stdin#a1#70277bfc409b5021", ""},
		{"a feed's item", news.Article{ID: "https://ledger.example/a?utm_source=rss", URL: "https://ledger.example/a?utm_source=rss"}, "/n/feed.xml", nil, "https://ledger.example/a", "https://ledger.example/a"},
		{"one without a link", news.Article{ID: "/n/feed.xml:item2", Text: "One."}, "/n/feed.xml", nil, "/n/feed.xml#70277bfc409b5021", ""},
		{"a page", news.Article{ID: web.final, URL: "https://www.ledger.example/a"}, web.final, web, "https://www.ledger.example/a", "https://www.ledger.example/a"},
		{"a text on the web", news.Article{ID: web.final}, web.final, web, "https://ledger.example/a", "https://ledger.example/a"},
		{"a line on the web", news.Article{ID: "a1"}, web.final, web, web.final + "#a1", ""},
	} {
		got := identified(c.article, c.name, c.from)
		if got.ID != c.id || got.URL != c.url {
			t.Errorf("%s: got %s, %s, want %s, %s", c.what, got.ID, got.URL, c.id, c.url)
		}
	}
	if got := identified(news.Article{ID: web.final, Title: "Its own"}, web.final, web); got.Title != "Its own" || got.Published != "2026-10-06" {
		t.Errorf("got %+v", got)
	}
}
