package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks begin and end a paragraph. <br> does too: pages that set one use it
// for paragraphs and lists far more than inside a sentence.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Br: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true,
	atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Nav: true,
	atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true,
	atom.Td: true, atom.Tfoot: true, atom.Th: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// paragraphsOf cuts the text under root into paragraphs. Its recursion is as
// deep as the tree, which parse bounds.
func paragraphsOf(root *html.Node) []paragraph {
	w := writer{}
	w.walk(root)
	w.flush()
	return w.done
}

// lineBreak ends a line as <br> does.
const lineBreak = '\u2028'

// writer gathers the text of the open paragraph.
type writer struct {
	done     []paragraph
	text     strings.Builder
	blank    bool // a blank stands before what comes next
	linked   int
	inLink   bool
	headings int
	title    bool
}

func (w *writer) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.add(n.Data)
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Head, atom.Script, atom.Style, atom.Title, atom.Rp, atom.Rt:
			return
		case atom.Q:
			w.add("“")
			defer w.add("”")
		}
	case html.DocumentNode:
	default:
		return
	}
	block := blocks[n.DataAtom]
	heading := n.DataAtom == atom.H1 || n.DataAtom == atom.H2 || n.DataAtom == atom.H3 || n.DataAtom == atom.H4 || n.DataAtom == atom.H5 || n.DataAtom == atom.H6
	if block {
		w.flush()
	}
	if heading {
		w.headings++
	}
	link := n.DataAtom == atom.A && !w.inLink
	if link {
		w.inLink = true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if link {
		w.inLink = false
	}
	if block {
		w.flush()
	}
	if heading {
		w.headings--
	}
}

func (w *writer) add(s string) {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		piece := s[:n]
		s = s[n:]
		if r == lineBreak {
			w.flush()
			continue
		}
		if unicode.IsSpace(r) {
			w.blank = true
			continue
		}
		if unwritten(r) {
			continue
		}
		if w.blank && w.text.Len() > 0 {
			w.text.WriteByte(' ')
		}
		w.blank = false
		if w.headings > 0 {
			w.title = true
		}
		if w.inLink {
			w.linked += n
		}
		w.text.WriteString(piece)
	}
}

// unwritten runes have no place in text: controls, soft hyphens, and marks
// that only allow or forbid a line break.
func unwritten(r rune) bool {
	switch r {
	case 0x00AD, 0x200B, 0x2060, 0xFEFF:
		return true
	}
	return unicode.IsControl(r)
}

func (w *writer) flush() {
	if w.text.Len() > 0 {
		w.done = append(w.done, paragraph{text: w.text.String(), linked: w.linked, title: w.title})
		w.text.Reset()
	}
	w.blank, w.linked, w.title = false, 0, false
}
