package article

import (
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A paragraph is a block of text, its blanks collapsed.
type paragraph struct {
	text   string
	linked int  // bytes of text that stand inside links
	title  bool // a heading
}

// enough is how many bytes of text a candidate for the body must have; fewer
// are as likely a teaser or a picture's caption.
const enough = 250

// mostElements bounds what is given to go-readability, whose work is not
// linear in the size of a page.
const mostElements = 40_000

// body returns the paragraphs of the article. It changes the tree.
func body(doc *html.Node) []paragraph {
	all := paragraphsOf(doc)
	prepare(doc)
	if elements(doc) <= mostElements {
		p := readability.NewParser()
		p.DisableJSONLD = true
		if a, err := p.ParseAndMutate(doc, nil); err == nil && a.Node != nil {
			if found := paragraphsOf(a.Node); size(found) >= enough || size(found)*2 >= size(all) {
				return found
			}
		}
	}
	return all
}

// prepare keeps go-readability from losing line breaks and who is quoted in a
// block: it runs lines together and drops every footer.
func prepare(doc *html.Node) {
	for n := doc; n != nil; n = next(n) {
		switch n.DataAtom {
		case atom.Br:
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: string(lineBreak)}, n)
		case atom.Footer:
			n.DataAtom, n.Data = atom.P, "p"
		}
	}
}

func size(paragraphs []paragraph) int {
	n := 0
	for _, p := range paragraphs {
		n += len(p.text) - p.linked
	}
	return n
}

// prune removes what is unwanted, unless it holds half of the text.
func prune(doc *html.Node, unwanted func(*html.Node) bool) {
	whole := textSize(doc)
	for n := doc; n != nil; {
		if n.Type == html.ElementNode && n.Parent != nil && unwanted(n) && textSize(n)*2 <= whole {
			gone := n
			n = after(n)
			gone.Parent.RemoveChild(gone)
			continue
		}
		n = next(n)
	}
}

// unwanted elements: navigation, pictures with their captions, what is not
// shown, and what content.txt names.
func unwanted(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Main, atom.Article:
		return false
	case atom.Figure:
		return !holds(n, atom.Blockquote) && !holds(n, atom.P)
	case atom.Figcaption, atom.Aside, atom.Form:
		return true
	}
	return neverText(n) || unwantedNames.match(n) || linkNames.match(n) && mostlyLinks(n)
}

// mostlyLinks holds where a third of the text is links, or little text stands
// outside them.
func mostlyLinks(n *html.Node) bool {
	all, free := 0, 0
	for _, p := range paragraphsOf(n) {
		all += len(p.text)
		free += len(p.text) - p.linked
	}
	return free < 100 || (all-free)*3 > all
}

// neverText holds for elements that are no part of an article on any page.
func neverText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Button, atom.Script, atom.Audio, atom.Video, atom.Object, atom.Menu, atom.Dialog, atom.Input:
		return true
	case atom.Footer:
		return !within(n, atom.Blockquote)
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if s := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func holds(n *html.Node, tag atom.Atom) bool {
	for d := range n.Descendants() {
		if d.DataAtom == tag {
			return true
		}
	}
	return false
}

func within(n *html.Node, tag atom.Atom) bool {
	for a := range n.Ancestors() {
		if a.DataAtom == tag {
			return true
		}
	}
	return false
}

func elements(root *html.Node) int {
	count := 0
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			count++
		}
	}
	return count
}

func textSize(root *html.Node) int {
	count := 0
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.DataAtom != atom.Script {
			count += len(strings.TrimSpace(n.Data))
		}
	}
	return count
}

// next is the node after n in document order; after skips what n holds.
func next(n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return after(n)
}

func after(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}
