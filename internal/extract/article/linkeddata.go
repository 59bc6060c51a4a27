package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// linkedData is what a page's JSON-LD says about its article.
type linkedData struct {
	headline, published, publisher, url string
	body                                []paragraph
}

// readLinkedData takes the outermost object that is an article and the first
// of those. Blocks that are not JSON are passed over.
func readLinkedData(scripts []string) linkedData {
	var level []any
	for _, s := range scripts {
		if v, ok := decodeLoose(s); ok {
			level = append(level, v)
		}
	}
	var found map[string]any
	names := map[string]string{} // of the objects that have an @id
	for seen := 0; len(level) > 0 && seen < 100_000; {
		var next []any
		for _, v := range level {
			seen++
			switch v := v.(type) {
			case []any:
				next = append(next, v...)
			case map[string]any:
				if id, ok := v["@id"].(string); ok && text(v["name"]) != "" {
					names[id] = text(v["name"])
				}
				if found == nil && isArticle(v["@type"]) && (v["headline"] != nil || v["articleBody"] != nil || v["datePublished"] != nil) {
					found = v
				}
				for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "publisher", "itemListElement", "hasPart"} {
					if x := v[key]; x != nil {
						next = append(next, x)
					}
				}
			}
		}
		level = next
	}
	if found == nil {
		return linkedData{}
	}
	out := linkedData{
		headline:  text(found["headline"]),
		published: first(text(found["datePublished"]), text(found["dateCreated"])),
		publisher: named(found["publisher"], names),
		url:       firstURL(text(found["url"]), reference(found["mainEntityOfPage"])),
	}
	if out.headline == "" {
		out.headline = text(found["name"])
	}
	if raw, ok := found["articleBody"].(string); ok {
		out.body = fragment(raw, neverText)
	}
	return out
}

// decodeLoose forgives what sites do to JSON: comment marks around it, line
// breaks inside strings, a semicolon at its end.
func decodeLoose(s string) (any, bool) {
	s = strings.TrimSpace(s)
	for _, mark := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, mark))
	}
	for _, mark := range []string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, mark))
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	return v, json.Unmarshal([]byte(escapeControls(s)), &v) == nil
}

// escapeControls escapes control characters inside strings.
func escapeControls(s string) string {
	var b strings.Builder
	quoted, escaped := false, false
	for i := range len(s) {
		c := s[i]
		switch {
		case quoted && c < ' ':
			b.WriteString(map[byte]string{'\n': `\n`}[c])
			if c != '\n' {
				b.WriteByte(' ')
			}
			escaped = false
			continue
		case escaped:
			escaped = false
		case c == '\\':
			escaped = quoted
		case c == '"':
			quoted = !quoted
		}
		b.WriteByte(c)
	}
	return b.String()
}

// isArticle accepts NewsArticle, ReportageNewsArticle, BlogPosting and the
// like, alone or in a list.
func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "Posting") || v == "Report"
	case []any:
		for _, x := range v {
			if s, ok := x.(string); ok && isArticle(s) {
				return true
			}
		}
	}
	return false
}

// text is a string value without entities, on one line.
func text(v any) string {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	s, _ := v.(string)
	return collapse(html.UnescapeString(s))
}

func named(v any, names map[string]string) string {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	if o, ok := v.(map[string]any); ok {
		id, _ := o["@id"].(string)
		return first(text(o["name"]), names[id])
	}
	return text(v)
}

func reference(v any) string {
	if o, ok := v.(map[string]any); ok {
		v = o["@id"]
	}
	return text(v)
}
