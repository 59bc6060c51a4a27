package article

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Body returns the text of an article's body that came without its page, as
// feeds give it: markup, or text with entities. Title is left out where it
// opens the body. "" when the body has no text, or is beyond the limits in
// parse.go.
func Body(raw, title string) (text string) {
	defer func() {
		if recover() != nil { // as in FromHTML
			text = ""
		}
	}()
	return strings.Join(tidy(fragment(raw, unwanted), title), "\n")
}

var markup = regexp.MustCompile(`</[a-zA-Z]|<(?:p|br|div|ul|li|img|hr)[\s/>]`)

// fragment splits an article's body, which may hold markup or entities, into
// its paragraphs, without what is not wanted.
func fragment(raw string, not func(*html.Node) bool) []paragraph {
	if markup.MatchString(raw) {
		if doc, err := parse([]byte(raw)); err == nil {
			prune(doc, not)
			return paragraphsOf(doc)
		}
	}
	var out []paragraph
	for p := range strings.SplitSeq(html.UnescapeString(raw), "\n") {
		if p = collapse(p); p != "" {
			out = append(out, paragraph{text: p})
		}
	}
	return out
}
