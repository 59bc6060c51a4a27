// Package fragment makes links that open a web page at the words of a
// statement.
//
// In: the page's address, the article's text, and the spans of its content.
// Out: the address with a text fragment (https://wicg.github.io/scroll-to-text-fragment/),
// which browsers scroll to and mark. A browser that does not know them, or does
// not find the words because the page has changed, opens the page as usual.
// Links consist of printable ASCII, whatever the address was, so that they can
// stand in a terminal and in an attribute of HTML.
//
// What it leaves undone: it does not look at the page. Words that the page has
// twice are found at their first place.
package fragment

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"quoth/news"
)

const (
	longest  = 8   // words; a longer piece is named by its first and last ones
	ends     = 3   // words at each end of it
	fewest   = 4   // words that are enough to be found by; fewer take some from in front
	before   = 3   // words from in front
	maxBytes = 120 // of one end, for texts without blanks
	maxURL   = 2048
)

// Link is address, opened at content. It is "" for an address that is not one
// of the web, or too long for any browser.
func Link(address, text string, content news.Part) string {
	page := Page(address)
	if page == "" {
		return ""
	}
	directive := directive(text, content)
	switch {
	case directive == "" || len(page)+len(directive) > maxURL:
		return page
	case strings.Contains(page, "#"):
		return page + ":~:text=" + directive
	}
	return page + "#:~:text=" + directive
}

// Page is a web address in printable ASCII, "" for what is none.
func Page(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	host, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil {
		return ""
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	page, _, _ := strings.Cut(u.String(), ":~:")
	page = strings.TrimSuffix(escape(page, false), "#")
	if len(page) > maxURL {
		return ""
	}
	return page
}

// directive names the words of the first piece of content.
func directive(text string, content news.Part) string {
	for _, span := range content {
		start, end := max(0, span.Start), min(span.End, len(text))
		if start >= end {
			continue
		}
		if d := piece(text, start, end); d != "" {
			return d
		}
	}
	return ""
}

// piece names text[start:end]. Both ends of it stay within one line of text,
// since a browser looks for neither over the border of a paragraph.
func piece(text string, start, end int) string {
	words := bare(text[start:end])
	if words == "" {
		return ""
	}
	start += strings.Index(text[start:end], words)
	fields := strings.Fields(words)
	oneLine := !strings.ContainsAny(words, "\n\r\u2028")
	if len(fields) <= longest && oneLine && len(words) <= 2*maxBytes {
		d := escape(strings.Join(fields, " "), true)
		if len(fields) < fewest {
			if front := lastWords(text[:start], before); front != "" {
				d = escape(front, true) + "-," + d
			}
		}
		return d
	}
	first, last := firstWords(words, ends), lastWords(words, ends)
	if first == "" || last == "" {
		return ""
	}
	return escape(first, true) + "," + escape(last, true)
}

// bare is text without the marks and blanks around its words: browsers compare
// words, and pages spell quotation marks in many ways.
func bare(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// firstWords is the beginning of text within its first line.
func firstWords(text string, n int) string {
	line, _, _ := strings.Cut(text, "\n")
	fields := strings.Fields(line)
	words := strings.Join(fields[:min(n, len(fields))], " ")
	if len(words) > maxBytes {
		cut := maxBytes
		for cut > 0 && !utf8.RuneStart(words[cut]) {
			cut--
		}
		words = words[:cut]
	}
	return bare(words)
}

// lastWords is the end of text within its last line.
func lastWords(text string, n int) string {
	line := bare(text[strings.LastIndexByte(text, '\n')+1:])
	fields := strings.Fields(line)
	words := strings.Join(fields[max(0, len(fields)-n):], " ")
	if len(words) > maxBytes {
		cut := len(words) - maxBytes
		for cut < len(words) && !utf8.RuneStart(words[cut]) {
			cut++
		}
		words = words[cut:]
	}
	return bare(words)
}

// escape writes what is not printable ASCII in per cent; in a directive also
// all that has a meaning there.
func escape(text string, directive bool) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		plain := c > ' ' && c < 0x7f && !strings.ContainsRune("\"<>`\\^{|}'", rune(c))
		if directive {
			plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("._~!*", rune(c))
		}
		if plain {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}
