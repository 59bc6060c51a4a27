package read

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"strings"
	"unicode"

	"github.com/mmcdole/gofeed/atom"
	jsonfeed "github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"

	"quoth/internal/extract/article"
	"quoth/news"
)

// Limits on a feed. Those on its markup stand in feedxml.go.
const (
	MaxFeed  = 16 << 20 // bytes
	maxItems = 10_000
)

// What counts as an article's full text, in letters and digits: a content
// element may be long or short, a description is a summary unless it is long.
// Text that ends in an ellipsis goes on elsewhere.
const (
	fullContent     = 250
	fullDescription = 1000
)

// A SummaryError stands in the place of a feed's item that has no full text.
type SummaryError struct {
	// Item has what the feed tells of the article; its URL is where it can be
	// read, or "".
	Item news.Article
}

func (e *SummaryError) Error() string {
	if e.Item.URL == "" {
		return fmt.Sprintf("the feed gives neither the text of its item %.80q nor a link to it", e.Item.Title)
	}
	return "the feed gives only a summary; quoth add fetches the article from " + e.Item.URL
}

// feedItem is an item as any kind of feed gives it.
type feedItem struct {
	title, link, published string
	content                string // meant to be the whole text
	description            string // a summary, as a rule
	plain                  bool   // content is text, not markup
}

type feed struct {
	title, link string
	items       []feedItem
}

// feed reads an RSS, Atom or JSON feed.
func (in *input) feed(r io.Reader, decoded bool) error {
	data, err := in.all(r, min(in.opt.MaxBytes, MaxFeed), "the feed")
	if errors.Is(err, errTooLarge) {
		return fmt.Errorf("the feed is larger than %d MB: give the addresses of its articles", MaxFeed>>20)
	}
	if err != nil {
		return err
	}
	f, err := in.parseFeed(data, decoded)
	if err != nil {
		return err
	}
	if len(f.items) == 0 {
		return errors.New("the feed has no items")
	}
	bases := []string{f.link, in.name}
	for i, item := range f.items {
		a := news.Article{
			URL: absolute(item.link, bases), Title: title(item.title), Published: feedDate(item.published), Outlet: title(f.title),
		}
		if a.ID = a.URL; a.ID == "" {
			a.ID = fmt.Sprintf("%s:item%d", in.name, i+1)
		}
		if a.Text = item.text(a.Title); a.Text == "" {
			if !in.yield(news.Article{}, &Error{Input: in.name, Item: i + 1, Err: &SummaryError{Item: a}}) {
				return nil
			}
			continue
		}
		a.Language = article.Language(a.Text)
		if !in.yield(a, nil) {
			return nil
		}
	}
	return nil
}

// text is the item's full text, or "".
func (item feedItem) text(title string) string {
	if text := item.body(item.content, item.plain, title); isFull(text, fullContent) {
		return text
	}
	if text := item.body(item.description, false, title); isFull(text, fullDescription) {
		return text
	}
	return ""
}

func (feedItem) body(content string, plain bool, title string) string {
	if plain {
		return strings.TrimSpace(content)
	}
	return article.Body(content, title)
}

func isFull(text string, enough int) bool {
	end := strings.TrimRight(text, " \n)]")
	if strings.HasSuffix(end, "…") || strings.HasSuffix(end, "...") {
		return false
	}
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if enough--; enough == 0 {
				return true
			}
		}
	}
	return false
}

// parseFeed takes a panic in gofeed for a fault of the feed.
func (in *input) parseFeed(data []byte, decoded bool) (f feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = feed{}, fmt.Errorf("read the feed: internal fault: %v", r)
		}
	}()
	if bytes.HasPrefix(bytes.TrimLeft(data, blanks), []byte("{")) {
		return parseJSONFeed(data)
	}
	if !decoded {
		if data, err = decodeXML(data, in.opt.ContentType); err != nil {
			return feed{}, err
		}
	}
	root, base, err := tame(&data)
	if err != nil {
		return feed{}, err
	}
	if strings.EqualFold(root, "feed") {
		f, err = parseAtom(data)
	} else {
		f, err = parseRSS(data)
	}
	if base != "" {
		f.link = base
	}
	return f, err
}

func parseRSS(data []byte) (feed, error) {
	in, err := (&rss.Parser{}).Parse(bytes.NewReader(data))
	if err != nil {
		return feed{}, brokenFeed(err)
	}
	f := feed{title: in.Title, link: in.Link}
	for _, i := range in.Items {
		item := feedItem{title: i.Title, link: i.Link, published: i.PubDate, content: i.Content, description: i.Description}
		if i.GUID != nil && item.link == "" && isAddress(i.GUID.Value) && !strings.EqualFold(i.GUID.IsPermalink, "false") {
			item.link = i.GUID.Value
		}
		if dc := i.DublinCoreExt; dc != nil && item.published == "" && len(dc.Date) > 0 {
			item.published = dc.Date[0]
		}
		if origin := i.Extensions["feedburner"]["origLink"]; len(origin) > 0 && isAddress(origin[0].Value) {
			item.link = origin[0].Value
		}
		f.items = append(f.items, item)
	}
	return f, nil
}

func parseAtom(data []byte) (feed, error) {
	in, err := (&atom.Parser{}).Parse(bytes.NewReader(data))
	if err != nil {
		return feed{}, brokenFeed(err)
	}
	f := feed{title: in.Title, link: alternate(in.Links)}
	for _, e := range in.Entries {
		item := feedItem{title: e.Title, link: alternate(e.Links), published: e.Published, description: e.Summary}
		if item.published == "" {
			item.published = e.Updated
		}
		if e.Content != nil {
			item.content = e.Content.Value
			if item.link == "" {
				item.link = e.Content.Src
			}
		}
		f.items = append(f.items, item)
	}
	return f, nil
}

// alternate is the link to the page that an entry stands for.
func alternate(links []*atom.Link) string {
	for _, l := range links {
		if strings.EqualFold(l.Rel, "alternate") {
			return l.Href
		}
	}
	return ""
}

// title takes out markup and entities, which Atom allows and others do not.
func title(s string) string {
	if strings.Contains(s, "</") {
		s = article.Body(s, "")
	}
	return oneLine(html.UnescapeString(s))
}

func parseJSONFeed(data []byte) (feed, error) {
	if bytes.Count(data, []byte("{")) > 10*maxItems {
		return feed{}, errManyItems
	}
	in, err := (&jsonfeed.Parser{}).Parse(bytes.NewReader(data))
	if err != nil {
		return feed{}, brokenFeed(err)
	}
	if len(in.Items) > maxItems {
		return feed{}, errManyItems
	}
	f := feed{title: in.Title, link: in.HomePageURL}
	for _, i := range in.Items {
		if i == nil {
			continue
		}
		item := feedItem{title: i.Title, link: i.URL, published: i.DatePublished, content: i.ContentHTML, description: i.Summary}
		if item.content == "" {
			item.content, item.plain = i.ContentText, true
		}
		if item.link == "" && isAddress(i.ID) {
			item.link = i.ID
		}
		f.items = append(f.items, item)
	}
	return f, nil
}

var errManyItems = fmt.Errorf("the feed has more than %d items: give the addresses of those that you want", maxItems)

func brokenFeed(err error) error {
	return fmt.Errorf("the feed is faulty or breaks off: %w", err)
}

// absolute resolves a link against the first base that is an address; "" when
// the result is none.
func absolute(link string, bases []string) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || link == "" {
		return ""
	}
	for _, b := range bases {
		if u.IsAbs() {
			break
		}
		if base, err := url.Parse(strings.TrimSpace(b)); err == nil && isAddress(b) {
			u = base.ResolveReference(u)
		}
	}
	if link = u.String(); !isAddress(link) || u.Host == "" {
		return ""
	}
	return link
}

func isAddress(s string) bool {
	lower := strings.ToLower(strings.TrimSpace(s))
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
