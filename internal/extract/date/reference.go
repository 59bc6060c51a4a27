package date

import "strings"

// Reference is the day that an article's dates are counted from: the day it
// was published on, an ISO 8601 date or date and time, else the one that its
// dateline states ("LONDON, March 3, 2021 (Agency) —") or a first line that is
// only a date. False when the article says neither.
func Reference(published, text string) (Day, bool) {
	if d, ok := ParseDay(strings.TrimSpace(published)); ok {
		return d, true
	}
	const farthest = 120 // bytes that a dateline can take
	head := strings.TrimLeft(text, " \t\r\n")
	line, _, _ := strings.Cut(head[:min(len(head), farthest)], "\n")
	for _, e := range Find(line) {
		f, ok := e.meaning.(fixed)
		if !ok || f.year == 0 || f.day == 0 {
			continue
		}
		d, ok := DayOf(f.year, f.month, f.day)
		before, after := line[:e.Span.Start], strings.TrimSpace(line[e.Span.End:])
		return d, ok && (dateline(before, after) || strings.Trim(before+after, " .,:\t\r") == "" || label(before) && after == "")
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
