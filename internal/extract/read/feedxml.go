package read

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
)

// Limits on the markup of a feed. gofeed builds what it reads in memory,
// recurses into extensions, copies the namespaces in scope with every element
// and the text of an extension with every piece of it.
const (
	maxFeedDepth    = 128
	maxFeedElements = 500_000
	maxFeedWork     = 1 << 30 // bytes copied; a namespace counts as costOfName
	costOfName      = 64
)

var xmlDeclaration = regexp.MustCompile(`(?s)^\s*<\?xml\b.*?\?>`)

// tame checks the markup of a feed against the limits, before gofeed sees it,
// and blanks what would have gofeed parse HTML inside of it, whose cost has no
// bound: Atom's type attributes and xml:base. It returns the name of the root
// and the first xml:base. The feed must be UTF-8; it is changed.
func tame(feed *[]byte) (root, base string, err error) {
	data := xmlDeclaration.ReplaceAll(*feed, nil)
	data = bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			return ' '
		}
		return r
	}, data)
	*feed = data
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false // as gofeed has it
	type element struct{ names, text int }
	var (
		open                  []element
		elements, items, work int
	)
	for {
		start := d.InputOffset()
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && root == "":
			return "", "", errors.New("the feed has no content")
		case err != nil:
			return "", "", brokenFeed(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			here := element{}
			if len(open) > 0 {
				here.names = open[len(open)-1].names
			} else {
				root = t.Name.Local
			}
			for _, a := range t.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
					here.names++
				}
			}
			open = append(open, here)
			elements++
			work += here.names * costOfName
			if n := strings.ToLower(t.Name.Local); n == "item" || n == "entry" {
				items++
			}
			found, err := blankAttributes(data[start:d.InputOffset()], t)
			if err != nil {
				return "", "", err
			}
			if base == "" {
				base = found
			}
		case xml.EndElement:
			if open = open[:len(open)-1]; len(open) == 0 {
				return root, base, nil
			}
		case xml.CharData:
			if len(open) > 0 {
				here := &open[len(open)-1]
				work += here.text
				here.text += len(t)
			}
		}
		switch {
		case items > maxItems:
			return "", "", errManyItems
		case len(open) > maxFeedDepth, elements > maxFeedElements, work > maxFeedWork:
			return "", "", fmt.Errorf("the feed's markup is too large (%d elements, %d deep): give the addresses of its articles", elements, len(open))
		}
	}
}

// attributePattern finds the attributes of a start tag one after the other.
var attributePattern = regexp.MustCompile(`\s([^\s=<>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?`)

// blankAttributes overwrites type and xml:base in the bytes of a start tag. A
// link keeps its type.
func blankAttributes(tag []byte, t xml.StartElement) (base string, err error) {
	unwanted := func(name string) bool {
		prefix, local, ok := strings.Cut(name, ":")
		return ok && local == "base" || !ok && prefix == "type" && t.Name.Local != "link"
	}
	todo := 0
	for _, a := range t.Attr {
		if a.Name.Space != "" && a.Name.Local == "base" {
			base = a.Value
			todo++
		} else if a.Name.Space == "" && a.Name.Local == "type" && t.Name.Local != "link" {
			todo++
		}
	}
	if todo == 0 {
		return "", nil
	}
	for _, m := range attributePattern.FindAllSubmatchIndex(tag, -1) {
		if unwanted(string(tag[m[2]:m[3]])) {
			todo--
			copy(tag[m[0]:m[1]], bytes.Repeat([]byte(" "), m[1]-m[0]))
		}
	}
	if todo > 0 {
		return "", fmt.Errorf("the feed is faulty: the attributes of <%s> cannot be told apart", t.Name.Local)
	}
	return base, nil
}

var declaredEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// decodeXML returns XML as UTF-8, from the encoding that a server or else the
// document itself declares.
func decodeXML(data []byte, contentType string) ([]byte, error) {
	label := charsetOf(contentType)
	if m := declaredEncoding.FindSubmatch(data[:min(len(data), 1024)]); label == "" && m != nil {
		label = string(m[1])
	}
	encoding, name := charset.Lookup(label)
	if encoding == nil || name == "utf-8" || mayBeUTF8(name, data) {
		text, err := decodeText(data)
		return []byte(text), err
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("decode %s: %w", name, err)
	}
	return out, nil
}
