package article

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

//go:embed boilerplate.txt
var boilerplateText string

// longestBoilerplate bounds the paragraphs that the list may drop.
const longestBoilerplate = 200

// boilerplate is one expression for all lines of boilerplate.txt.
var boilerplate = sync.OnceValue(func() *regexp.Regexp {
	var lines []string
	for l := range strings.Lines(boilerplateText) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			lines = append(lines, "(?:"+l+")")
		}
	}
	return regexp.MustCompile(`(?is)^(?:` + strings.Join(lines, "|") + `)$`)
})

// tidy drops the paragraphs that are not the article's, the title among them,
// and a paragraph that repeats the one before.
func tidy(body []paragraph, title string) []string {
	var out []string
	for _, p := range body {
		switch {
		case p.text == "" || !hasLetter(p.text):
		case len(out) < 3 && title != "" && strings.EqualFold(p.text, title):
		case len(p.text) <= longestBoilerplate && !quoted(p.text) && (isLink(p) || boilerplate().MatchString(p.text)):
		case len(out) > 0 && out[len(out)-1] == p.text:
		default:
			out = append(out, p.text)
		}
	}
	return out
}

// isLink reports whether the whole paragraph is one link or several.
func isLink(p paragraph) bool {
	return p.linked > 0 && p.linked*10 >= (len(p.text)-strings.Count(p.text, " "))*9
}

func quoted(s string) bool { return strings.ContainsAny(s, "\"“”„«»") }

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
