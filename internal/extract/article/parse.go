package article

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits on a page. The parser and the extractor walk trees recursively and
// repeat open formatting elements in every paragraph, so that a few megabytes
// of hostile or broken markup could fill memory; real articles stay far
// below. (The largest of 1,096 saved pages has 19,600 tags.)
const (
	MaxPage       = 32 << 20 // bytes of UTF-8
	maxTags       = 300_000
	maxDepth      = 256 // elements; the parser itself refuses 512
	maxFormatting = 64  // formatting elements open at once
	maxRoots      = 8   // <html> and <body> tags; each copies its attributes
)

// parse builds the tree of a page, at most maxDepth deep, from its markup
// without scripts, drawings and comments. A page whose markup is beyond the
// limits is read as flat paragraphs instead.
func parse(page []byte) (*html.Node, error) {
	if len(page) > MaxPage {
		return nil, fmt.Errorf("the page is larger than %d MB: give the article's text itself", MaxPage>>20)
	}
	clean, plain, err := rewrite(page, false)
	if err != nil {
		return nil, err
	}
	if plain {
		doc, err := html.Parse(bytes.NewReader(clean))
		if err == nil && depth(doc) <= maxDepth {
			return doc, nil
		}
	}
	if clean, _, err = rewrite(page, true); err != nil {
		return nil, err
	}
	doc, err := html.Parse(bytes.NewReader(clean))
	if err != nil {
		return nil, fmt.Errorf("parse HTML: %w", err)
	}
	return doc, nil
}

// formatting lists the elements that the parser opens again in every new
// paragraph until they are closed.
var formatting = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true,
	atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// hidden lists the elements that are left out with all that they hold.
var hidden = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Textarea: true,
	atom.Noframes: true, atom.Noembed: true, atom.Xmp: true, atom.Select: true,
}

// dropped lists the elements whose tags are left out. In drawings and
// formulas the parser follows other rules than the tokenizer.
var dropped = map[atom.Atom]bool{atom.Svg: true, atom.Math: true, atom.Plaintext: true, atom.Frameset: true, atom.Frame: true}

// flat says what becomes of an element in a flat page. Others lose their tags
// and keep their text.
var flat = map[atom.Atom]string{
	atom.P: "p", atom.Div: "p", atom.Blockquote: "p", atom.Li: "p", atom.Td: "p", atom.Section: "p", atom.Article: "p", atom.Br: "p", atom.Pre: "p",
	atom.H1: "h2", atom.H2: "h2", atom.H3: "h2", atom.H4: "h2", atom.H5: "h2", atom.H6: "h2",
}

// rewrite copies the markup of a page without what is hidden or dropped. Flat,
// it keeps only paragraphs, headings and what metadata is read from, none
// inside another. Plain is false when the parser should not be given the
// result of a page that was not flattened.
func rewrite(page []byte, flatten bool) (out []byte, plain bool, err error) {
	var (
		tags, roots, openNow int
		open                 = map[atom.Atom]int{}
		inside               atom.Atom // the hidden element being skipped
		data                 bool      // inside a script that holds JSON-LD
		titled               bool
	)
	plain = true
	out = make([]byte, 0, len(page)/2)
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return out, plain, nil
		case html.TextToken:
			switch {
			case data:
				out = append(out, z.Raw()...)
			case inside == 0:
				out = append(out, html.EscapeString(string(z.Text()))...)
			}
			continue
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		default:
			continue
		}
		raw := string(z.Raw()) // TagName lowers letters in place
		name, _ := z.TagName()
		at := atom.Lookup(name)
		if tags++; tags > maxTags {
			return nil, false, fmt.Errorf("the page has more than %d tags: give the article's text itself", maxTags)
		}
		if kind == html.EndTagToken {
			switch {
			case at == atom.Script && data:
				data = false
				out = append(out, "</script>"...)
			case inside != 0:
				if at == inside {
					inside = 0
				}
			case at == atom.Title:
				out = append(out, "</title>"...)
			case hidden[at] || dropped[at]:
			case flatten && flat[at] != "":
				out = append(out, "</"+flat[at]+">"...)
			case !flatten:
				if open[at] > 0 {
					open[at]--
					openNow--
				}
				out = append(out, raw...)
			}
			continue
		}
		switch {
		case inside != 0:
		case at == atom.Script && strings.Contains(strings.ToLower(raw), "ld+json"):
			data = true
			out = append(out, `<script type="application/ld+json">`...)
		case at == atom.Title && !titled:
			titled = true
			out = append(out, "<title>"...)
		case hidden[at] || at == atom.Title:
			inside = at
		case dropped[at]:
		case flatten && (at == atom.Meta || at == atom.Link):
			out = append(out, raw...)
		case flatten && flat[at] != "":
			out = append(out, "<"+flat[at]+">"...)
		case !flatten:
			switch {
			case at == atom.Html || at == atom.Body:
				roots++
			case at == atom.A && open[at] > 0: // a link closes the one before
			case formatting[at]:
				open[at]++
				openNow++
			}
			plain = plain && roots <= maxRoots && openNow <= maxFormatting
			out = append(out, raw...)
		}
	}
}

// depth is the number of elements on the longest way down the tree.
func depth(root *html.Node) int {
	deepest, here := 0, 0
	for n := root; n != nil; {
		deepest = max(deepest, here)
		if n.FirstChild != nil {
			n, here = n.FirstChild, here+1
			continue
		}
		for n != nil && n != root && n.NextSibling == nil {
			n, here = n.Parent, here-1
		}
		if n == nil || n == root {
			break
		}
		n = n.NextSibling
	}
	return deepest
}
