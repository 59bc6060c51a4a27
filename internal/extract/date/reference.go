package date

import "strings"

// Reference is the day that an article's dates are counted from: the day it
// was published on, an ISO 8601 date or date and time, else the one that its
// dateline states ("LONDON, March 3, 2021 (Agency) —"), or a short line among
// the first three that is a date or ends with one ("Pacific Wire, 16 February
// 2026"). False when the article says neither.
func Reference(published, text string) (Day, bool) {
	if d, ok := ParseDay(strings.TrimSpace(published)); ok {
		return d, true
	}
	const (
		farthest = 300 // bytes that headline and dateline can take
		lines    = 3
	)
	head := strings.TrimLeft(text[:min(len(text), farthest)], " \t\r\n")
	for range lines {
		line, rest, more := strings.Cut(head, "\n")
		if d, ok := stated(line, more); ok {
			return d, true
		}
		if !more {
			break
		}
		head = strings.TrimLeft(rest, " \t\r\n")
	}
	return 0, false
}

// stated is the day that a line states as its own; whole says that the line
// does not go on.
func stated(line string, whole bool) (Day, bool) {
	const short = 60 // bytes before a date that ends a line, a source and a place
	for _, e := range Find(line) {
		f, ok := e.meaning.(fixed)
		if !ok || f.year == 0 || f.day == 0 {
			continue
		}
		d, ok := DayOf(f.year, f.month, f.day)
		before, after := line[:e.Span.Start], strings.TrimSpace(line[e.Span.End:])
		ends := whole && after == "" && len(before) < short && strings.HasSuffix(strings.TrimRight(before, " "), ",")
		return d, ok && (dateline(before, after) || ends || strings.Trim(before+after, " .,:\t\r") == "" || label(before) && after == "")
	}
	return 0, false
}

// dateline reports whether a place stands before the date, and after it what
// parts a dateline from the story.
func dateline(before, after string) bool {
	place := strings.TrimRight(before, " ,\t\u00a0")
	if word, _, _ := strings.Cut(place, ","); word == "" || strings.ToUpper(word) != word {
		return false
	}
	for _, mark := range []string{"(", "-", "–", "—", "/", ":", ". "} {
		if strings.HasPrefix(strings.TrimLeft(after, " ,"), mark) {
			return true
		}
	}
	return false
}

// label reports whether the words before a date only say what it is:
// "Published:", "Updated on".
func label(before string) bool {
	switch strings.ToLower(strings.Trim(before, " :\t")) {
	case "published", "published on", "posted", "posted on", "updated", "date", "last updated":
		return true
	}
	return false
}
