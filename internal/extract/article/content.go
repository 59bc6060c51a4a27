package article

import (
	_ "embed"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

//go:embed content.txt
var contentText string

// Names of what is unwanted always, and where it is mostly links.
var unwantedNames, linkNames = readNames(contentText)

// names of page parts, by phrase: words joined by spaces.
type names struct {
	phrases map[string]bool
	most    int // words in the longest phrase
}

func readNames(text string) (unwanted, links names) {
	unwanted.phrases, links.phrases = map[string]bool{}, map[string]bool{}
	to := &unwanted
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case strings.HasPrefix(line, "[links"):
			to = &links
		case line[0] == '[':
			to = &unwanted
		default:
			to.phrases[line] = true
			to.most = max(to.most, strings.Count(line, " ")+1)
		}
	}
	return unwanted, links
}

// match reports whether an element has one of the names.
func (l names) match(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" && a.Key != "itemprop" && a.Key != "role" || len(a.Val) > 1000 {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			words := nameWords(name)
			for i := range words {
				phrase := ""
				for j := i; j < len(words) && j < i+l.most; j++ {
					if phrase != "" {
						phrase += " "
					}
					if phrase += words[j]; l.phrases[phrase] {
						return true
					}
				}
			}
		}
	}
	return false
}

// nameWords splits "article__bodyText" into article, body, text.
func nameWords(name string) []string {
	var out []string
	start, lower := 0, false
	cut := func(end int) {
		if end > start {
			out = append(out, strings.ToLower(name[start:end]))
		}
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			cut(i)
			start = i + 1
			for start < len(name) && name[start]&0xC0 == 0x80 {
				start++
			}
			lower = false
		case unicode.IsUpper(r):
			if lower {
				cut(i)
				start = i
			}
			lower = false
		default:
			lower = true
		}
	}
	cut(len(name))
	return out
}
