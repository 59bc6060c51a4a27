package search

import (
	"strconv"
	"unicode/utf8"

	"quoth/news"
	"quoth/query"
)

// A Document is what a statement is found by.
type Document struct {
	Content string
	Role    string
	Outlet  string
	// By describes a speaker who has no identity; others are found by it.
	By       string
	Identity int64    // 0 for none
	About    []string // names of whom the content means
	Through  []string // names of whose statements it stands in

	Form     news.Form
	Mode     news.Mode
	Polarity news.Polarity
	Kind     news.Kind
	Nested   bool
	Figures  bool
}

// A term is a word with a letter in front that says where it stands, so that
// one table of words answers for all fields.
const (
	inContent  = 'c'
	inAbout    = 'a'
	inThrough  = 't'
	inBy       = 'b'
	inRole     = 'r'
	inOutlet   = 'o'
	inName     = 'n' // of an identity, in the table of names
	ofForm     = 'f'
	ofMode     = 'm'
	ofPolarity = 'p'
	ofKind     = 'k'
	ofIdentity = 'i'
	property   = 'x'
)

const (
	gap        = "z" // between texts, so that no phrase reaches over
	every      = "xall"
	nested     = "xnested"
	hasFigures = "xfigures"
)

// longest bounds a term; what is longer is no word, and PostgreSQL keeps none
// above 2 KB. Words that begin alike up to there are found together.
const longest = 100

// most bounds the bytes of a statement's words, a blank behind each. PostgreSQL
// keeps 1 MiB of a text with what it notes of its words, 7 bytes for one of 2.
// What stands behind, in a content of some 60,000 words, is not found.
const most = 400_000

func term(field byte, word string) string {
	if len(word) > longest {
		n := longest
		for !utf8.RuneStart(word[n]) {
			n--
		}
		word = word[:n]
	}
	return string(field) + word
}

func terms(to []string, field byte, text string) []string {
	for _, w := range query.Words(text) {
		to = append(to, term(field, w))
	}
	return append(to, gap)
}

// upTo is as many of the terms as fit into n bytes.
func upTo(n int, all []string) []string {
	for i, t := range all {
		if n -= len(t) + 1; n < 0 {
			return all[:i]
		}
	}
	return all
}

// Terms are the document's, in order.
func (d *Document) Terms() []string {
	out := terms(nil, inContent, d.Content)
	for _, f := range []struct {
		field byte
		text  string
	}{{inRole, d.Role}, {inOutlet, d.Outlet}, {inBy, d.By}} {
		if f.text != "" {
			out = terms(out, f.field, f.text)
		}
	}
	for _, name := range d.About {
		out = terms(out, inAbout, name)
	}
	for _, name := range d.Through {
		out = terms(out, inThrough, name)
	}
	out = upTo(most, out)
	out = append(out, every, choice(ofForm, string(d.Form)), choice(ofMode, string(d.Mode)),
		choice(ofPolarity, string(d.Polarity)), choice(ofKind, string(d.Kind)))
	if d.Identity != 0 {
		out = append(out, identity(d.Identity))
	}
	if d.Nested {
		out = append(out, nested)
	}
	if d.Figures {
		out = append(out, hasFigures)
	}
	return out
}

func choice(field byte, value string) string { return string(field) + value }

func identity(id int64) string { return string(rune(ofIdentity)) + strconv.FormatInt(id, 10) }

// NameTerms are those under which the names of one sighting are kept.
func NameTerms(names []string) []string {
	var out []string
	for _, n := range names {
		out = terms(out, inName, n)
	}
	return out
}
