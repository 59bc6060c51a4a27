package fetch

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
)

const accepted = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, " +
	"application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8, */*;q=0.1"

// readable refuses what is neither page, feed, JSON nor text, by what the
// server calls it, or where that says nothing by how it begins.
func readable(kind string, head []byte) error {
	name, _, err := mime.ParseMediaType(kind)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) || name == "application/octet-stream" {
		name, _, _ = mime.ParseMediaType(http.DetectContentType(head))
	}
	major, minor, _ := strings.Cut(name, "/")
	switch {
	case name == "image/svg+xml":
	case strings.HasSuffix(minor, "+xml"), strings.HasSuffix(minor, "+json"):
		return nil
	case major == "text" && minor != "css" && minor != "javascript" && minor != "calendar":
		return nil
	case major == "application":
		switch minor {
		case "xml", "json", "ndjson", "x-ndjson", "jsonl", "x-jsonlines", "jsonlines", "gzip", "x-gzip":
			return nil
		}
	}
	return fmt.Errorf("this is %s (%.60s), not a page, a feed or text", kindName(major, minor), name)
}

func kindName(major, minor string) string {
	switch major {
	case "image":
		return "an image"
	case "video":
		return "a video"
	case "audio":
		return "a recording"
	case "font":
		return "a font"
	}
	for _, k := range []struct{ part, name string }{
		{"pdf", "a PDF document"},
		{"zip", "an archive"},
		{"tar", "an archive"},
		{"compressed", "an archive"},
		{"msword", "an Office document"},
		{"officedocument", "an Office document"},
		{"ms-excel", "an Office document"},
		{"ms-powerpoint", "an Office document"},
		{"javascript", "a script"},
		{"css", "a style sheet"},
		{"calendar", "a calendar"},
	} {
		if strings.Contains(minor, k.part) {
			return k.name
		}
	}
	return "a file of another kind"
}
