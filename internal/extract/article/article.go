// Package article turns the HTML of one page into the article that the page
// holds: its body as text, and what the page says about title, date, outlet,
// address and language.
//
// In goes a page in UTF-8; out comes a news.Article without statements. Text
// is the body's paragraphs joined by "\n": no markup, blanks collapsed, the
// title left out. Boilerplate that extractors leave behind (links to other
// articles, share bars, picture credits, notices about cookies) is dropped by
// the lists in boilerplate.txt and content.txt.
//
// The body is what go-readability takes for the article once pictures,
// navigation and everything named in content.txt are gone; where that is
// little text, every paragraph of the page. JSON-LD's articleBody replaces it
// only where that keeps paragraphs, or where the page itself shows far less.
//
// go-readability and not go-trafilatura, for the time of one start: the date
// parser that trafilatura links builds tables for 200 languages in every
// process, which costs 0.25 s and 65 MB before main runs, even for -help. On
// the 983 annotated pages of trafilatura's own corpus this package reaches
// F1 .885 in 9 ms a page; go-readability alone .870 in 21 ms; trafilatura
// .904 in 27 ms, with its fallback .915 in 42 ms (both on 960 of them).
//
// Not done: authors, comments, tables of figures, pages that scripts draw,
// articles that continue on another page. Nothing is fetched.
package article

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"quoth/news"
)

// ErrNoText says that a page was read but holds no article.
var ErrNoText = errors.New("no article text on this page")

// FromHTML returns the article in a page encoded in UTF-8. Every error means
// that there is no article: ErrNoText, or a page beyond the limits in
// parse.go. A panic in the extractor is an error too.
func FromHTML(id string, page []byte) (a news.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			a, err = news.Article{}, fmt.Errorf("find the article in the page: internal fault: %v", r)
		}
	}()
	doc, err := parse(page)
	if err != nil {
		return news.Article{}, err
	}
	m := readMetadata(doc)
	prune(doc, unwanted)
	paragraphs := tidy(body(doc), m.title)
	if letters(paragraphs) < enough { // too much was unwanted
		if doc, err = parse(page); err != nil {
			return news.Article{}, err
		}
		prune(doc, neverText)
		if more := tidy(body(doc), m.title); letters(more) >= enough || len(paragraphs) == 0 {
			paragraphs = more
		}
	}
	paragraphs = choose(paragraphs, tidy(m.body, m.title))
	if len(paragraphs) == 0 {
		return news.Article{}, noText(page)
	}
	text := strings.Join(paragraphs, "\n")
	a = news.Article{ID: id, URL: m.url, Title: m.title, Published: m.published, Outlet: m.outlet, Text: text}
	if a.Language = Language(text); a.Language == "" {
		a.Language = m.language
	}
	return a, nil
}

// choose prefers JSON-LD's copy of the body where it is the better one. Its
// paragraphs are free of everything around an article, but many sites run
// them together, cut them short or put a summary there.
func choose(page, stated []string) []string {
	onPage, inData := letters(page), letters(stated)
	switch {
	case inData == 0:
		return page
	case onPage*2 < inData:
		return stated
	case len(stated) >= 3 && inData/len(stated) < 1500 && inData*10 > onPage*7:
		return stated
	}
	return page
}

func letters(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		n += len(p)
	}
	return n
}

// noText adds the likely cause to ErrNoText.
func noText(page []byte) error {
	scripts := strings.Count(string(page), "<script")
	if scripts > 0 {
		return fmt.Errorf("%w: scripts may draw its text (%d script elements); save the page from a browser, or give the text itself", ErrNoText, scripts)
	}
	return fmt.Errorf("%w: give the page of one article, or the text itself", ErrNoText)
}

// attribute returns the value of a node's attribute, or "".
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
