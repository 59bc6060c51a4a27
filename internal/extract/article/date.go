package article

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// The forms in which pages state a date for programs. A time without a zone
// stays without one.
var dateLayouts = []struct{ in, out string }{
	{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02T15:04Z0700", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02 15:04:05 Z07:00", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02 15:04:05 MST", "2006-01-02T15:04:05"},
	{time.RFC1123Z, "2006-01-02T15:04:05Z07:00"},
	{time.RFC1123, "2006-01-02T15:04:05"},
	{"2006-01-02T15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02 15:04:05", "2006-01-02T15:04:05"},
	{"2006-01-02T15:04", "2006-01-02T15:04:05"},
	{"2006-01-02 15:04", "2006-01-02T15:04:05"},
	{"2006-01-02", "2006-01-02"},
	{"2006/01/02", "2006-01-02"},
	{"20060102", "2006-01-02"},
	{"2 January 2006", "2006-01-02"},
	{"January 2, 2006", "2006-01-02"},
	{"2 Jan 2006", "2006-01-02"},
	{"Jan 2, 2006", "2006-01-02"},
	{"Mon, 2 Jan 2006", "2006-01-02"},
	{"Monday, January 2, 2006", "2006-01-02"},
	{"Monday, 2 January 2006", "2006-01-02"},
	{"January 2, 2006 3:04 pm", "2006-01-02T15:04:05"},
	{"January 2, 2006 3:04 PM", "2006-01-02T15:04:05"},
}

// isoDate reads a stated date; "" when it is none or no date of news.
func isoDate(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) < 8 || len(s) > 60 {
		return ""
	}
	for _, l := range dateLayouts {
		if t, err := time.Parse(l.in, s); err == nil {
			if t.Year() < 1600 || t.Year() > 2200 {
				return ""
			}
			return t.Format(l.out)
		}
	}
	if m := leadingDate.FindString(s); m != "" && m != s {
		return isoDate(m) // "2024-05-06T07:08:09.5+01:00[Europe/London]"
	}
	return ""
}

var (
	leadingDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d`)
	datedPath   = regexp.MustCompile(`/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|[a-z]{3})[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)`)
	longDate    = regexp.MustCompile(`(?i)\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+(` + months + `)\.?,?|(` + months + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)\s+((?:19|20)\d\d)\b`)
	isoInText   = regexp.MustCompile(`\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b`)
)

const months = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// urlDate reads the date that many outlets put in an article's address.
func urlDate(address string) string {
	m := datedPath.FindStringSubmatch(strings.ToLower(address))
	if m == nil {
		return ""
	}
	return calendarDate(m[1], m[2], m[3])
}

// visibleDate is the first date, year included, that makes up a third of a
// short run of text: "Published: 6 May 2024, 10:30".
func visibleDate(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.Type != html.TextNode || n.Parent == nil || len(n.Data) > 200 || n.Parent.Data == "script" || n.Parent.Data == "title" {
			continue
		}
		s := collapse(n.Data)
		if len(s) < 8 || len(s) > 60 {
			continue
		}
		if m := longDate.FindStringSubmatch(s); m != nil && len(m[0])*3 >= len(s) {
			if d := calendarDate(m[5], m[2]+m[3], m[1]+m[4]); d != "" {
				return d
			}
		}
		if m := isoInText.FindString(s); len(m)*3 >= len(s) && isoDate(m) != "" {
			return m
		}
	}
	return ""
}

// calendarDate joins year, month (a number or an English name) and day.
func calendarDate(year, month, day string) string {
	if len(month) >= 3 {
		month = strings.ToUpper(month[:1]) + strings.ToLower(month[1:3])
	}
	for _, layout := range []string{"2006 1 2", "2006 Jan 2"} {
		if t, err := time.Parse(layout, year+" "+month+" "+day); err == nil {
			return t.Format("2006-01-02")
		}
	}
	return ""
}
