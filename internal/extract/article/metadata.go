package article

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says about its article outside the article's text.
type metadata struct {
	url, title, published, outlet, language string
	body                                    []paragraph // JSON-LD's articleBody
}

// Names of <meta> elements (their name, property or itemprop), in the order
// in which they are believed.
var (
	metaTitle     = []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "headline"}
	metaOutlet    = []string{"og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name"}
	metaPublished = []string{
		"article:published_time", "og:article:published_time", "datepublished", "article.published", "sailthru.date", "parsely-pub-date",
		"cxenseparse:recs:publishtime", "publishdate", "publish-date", "publish_date", "pubdate", "date.issued", "dc.date.issued",
		"dcterms.issued", "dcterms.created", "dc.date", "date", "datecreated",
	}
)

// readMetadata believes JSON-LD first, then <meta>, then what readers see.
func readMetadata(doc *html.Node) metadata {
	var (
		m         metadata
		meta      = map[string]string{}
		scripts   []string
		canonical string
		title     string
		headings  []string
		times     []string
	)
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.language = languageTag(attribute(n, "lang"))
		case atom.Meta:
			content := strings.TrimSpace(attribute(n, "content"))
			for _, key := range []string{"name", "property", "itemprop"} {
				if k := strings.ToLower(attribute(n, key)); k != "" && content != "" && meta[k] == "" {
					meta[k] = content
				}
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") && canonical == "" {
				canonical = attribute(n, "href")
			}
		case atom.Title:
			if title == "" {
				title = line(n)
			}
		case atom.H1:
			headings = append(headings, line(n))
		case atom.Script:
			if n.FirstChild != nil {
				scripts = append(scripts, n.FirstChild.Data)
			}
		case atom.Time:
			if d := attribute(n, "datetime"); strings.EqualFold(attribute(n, "itemprop"), "datePublished") {
				times = append([]string{d}, times...)
			} else {
				times = append(times, d)
			}
		}
	}
	linked := readLinkedData(scripts)
	m.body = linked.body
	m.url = firstURL(canonical, meta["og:url"], linked.url)
	m.outlet = first(linked.publisher, values(meta, metaOutlet)...)
	m.title = first(linked.headline, values(meta, metaTitle)...)
	if m.title == "" && len(headings) == 1 {
		m.title = headings[0]
	}
	if m.title == "" {
		m.title = withoutOutlet(title, m.outlet)
	}
	m.title = withoutOutlet(m.title, m.outlet)
	for _, stated := range append(append([]string{linked.published}, values(meta, metaPublished)...), times...) {
		if m.published = isoDate(stated); m.published != "" {
			break
		}
	}
	if m.published == "" {
		m.published = urlDate(m.url)
	}
	if m.published == "" {
		m.published = visibleDate(doc)
	}
	return m
}

func values(meta map[string]string, names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, meta[n])
	}
	return out
}

// first returns the first text that is not blank, its blanks collapsed.
func first(a string, more ...string) string {
	for _, s := range append([]string{a}, more...) {
		if s = collapse(s); s != "" {
			return s
		}
	}
	return ""
}

func firstURL(candidates ...string) string {
	for _, c := range candidates {
		u, err := url.Parse(strings.TrimSpace(c))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return u.String()
		}
	}
	return ""
}

// withoutOutlet cuts the outlet's name off a title: "Bridge closes | Harbour
// Gazette". With no name known, only what follows " | " is taken for one.
func withoutOutlet(title, outlet string) string {
	for _, separator := range []string{" | ", " - ", " – ", " — ", " :: ", " · "} {
		i := strings.LastIndex(title, separator)
		if i < 1 {
			continue
		}
		tail := strings.TrimSpace(title[i+len(separator):])
		if strings.EqualFold(tail, outlet) || outlet == "" && separator == " | " {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// languageTag reduces "en-GB" to "en".
func languageTag(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	tag, _, _ = strings.Cut(tag, "_")
	if len(tag) != 2 || tag[0] < 'a' || tag[0] > 'z' || tag[1] < 'a' || tag[1] > 'z' {
		return ""
	}
	return tag
}

// line is the text of an element on one line.
func line(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return collapse(b.String())
}

// collapse puts one space where there were blanks.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
