package read

import (
	"bytes"
	"errors"
	"regexp"
)

// blanks may stand before what an input is recognised by.
const blanks = " \t\r\n\f\v"

// prolog is what may stand before the root of an XML document.
const prolog = `(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype\s+(?:\w+:)?(?:rss|rdf|feed)\b[^>]*>\s*)*`

// recognise names the format of an input by its first bytes. JSON Lines may
// turn out to be plain text that begins with a brace; see json.
func recognise(head []byte) (Format, error) {
	head = bytes.TrimLeft(head, blanks)
	switch {
	case bytes.Contains(head, []byte("jsonfeed.org")) && jsonFeed.Match(head), xmlFeed.Match(head), rdfFeed.Match(head):
		return Feed, nil
	case len(head) > 0 && head[0] == '{':
		return JSONL, nil
	case bytes.HasPrefix(head, ownTable):
		return "", errors.New("this is a table that quoth wrote, which has no articles in it: quoth export --format jsonl writes what quoth import reads")
	case jsonArray.Match(head):
		return "", errors.New("this is a JSON array: give one object a line (JSON Lines)")
	case xmlStart.Match(head) && !htmlAnywhere.Match(head):
		return "", errors.New("this is an XML document, not an article: give quoth the HTML page or the text itself")
	case htmlStart.Match(head), htmlAnywhere.Match(head[:min(len(head), 4096)]):
		return HTML, nil
	}
	return Text, nil
}

// ownTable begins the CSV that quoth writes.
var ownTable = []byte("article,url,title,published,outlet,statement,form,")

var (
	jsonArray = regexp.MustCompile(`^\[\s*\{\s*"`)
	xmlStart  = regexp.MustCompile(`^<\?xml\b`)
	// A quotation mark inside a JSON string would have a backslash before it.
	jsonFeed = regexp.MustCompile(`^\{(?:[^"]|"(?:[^"\\]|\\.)*")*?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\b`)
	xmlFeed  = regexp.MustCompile(`(?is)^` + prolog + `<(?:rss\s[^>]*\bversion\s*=|rss\s*>\s*<channel\b|(?:\w+:)?feed\s[^>]*(?:w3\.org/2005/atom|purl\.org/atom/))`)
	rdfFeed  = regexp.MustCompile(`(?is)^` + prolog + `<\w+:rdf\s[^>]*(?:purl\.org/rss/|netscape\.com/rdf/)`)
	// A comment is not enough: it says nothing about what follows it.
	htmlStart = regexp.MustCompile(`(?is)^(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|(?:html|head|body|title|meta|link|base|script|style|noscript|main|article|section|header|footer|nav|aside|div|span|p|h[1-6]|ul|ol|dl|table|blockquote|figure|img|br|hr|a|b|i|em|strong|font|center|form|iframe)[\s/>])`)
	// Saved pages may begin with headers or stray text.
	htmlAnywhere = regexp.MustCompile(`(?im)^\s*<(?:!doctype\s+html|html[\s>])`)
)
