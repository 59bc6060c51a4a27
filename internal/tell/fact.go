package tell

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"

	"quoth/news"
)

// Facts tells what quoth found out about a statement besides its words: how
// directly it is quoted, what sort of act it is unless words were said, when,
// through whom, what its figures mean, and how sure all this is.
func Facts(s news.Statement, relay string) []string {
	var out []string
	add := func(fact string) {
		if fact != "" {
			out = append(out, fact)
		}
	}
	add(string(s.Form))
	if s.Mode != news.Said {
		add(string(s.Mode))
	}
	if s.SaidOn != nil {
		add(When(*s.SaidOn))
	}
	add(Present("through ", relay))
	for _, f := range s.Figures {
		add(Meaning(f))
	}
	if s.Confidence > 0 {
		add("confidence " + Probability(s.Confidence))
	}
	return out
}

// Warnings tells why a statement is not to be quoted as it stands: that it was
// not made, or that it is more likely wrongly marked than rightly.
func Warnings(s news.Statement) []string {
	var out []string
	if s.Polarity != "" && s.Polarity != news.Asserted {
		out = append(out, string(s.Polarity))
	}
	if s.Confidence > 0 && s.Confidence < 0.5 {
		out = append(out, "uncertain")
	}
	return out
}

// Relays names, for each statement of an article that stands inside another
// one's content, who relays it: the speaker of that other one. Nobody relays
// his own words.
func Relays(a news.Article) []string {
	index := make(map[string]int, len(a.Statements))
	for i, s := range a.Statements {
		index[s.ID] = i
	}
	out := make([]string, len(a.Statements))
	for i, s := range a.Statements {
		p, ok := index[s.Parent]
		if !ok || p == i {
			continue
		}
		outer := a.Statements[p]
		if outer.Speaker != nil && s.Speaker != nil && outer.Speaker.ID == s.Speaker.ID {
			continue
		}
		if out[i] = Called(outer.Speaker); out[i] == "" {
			out[i] = Pieces(a.Text, outer.Source)
		}
	}
	return out
}

// Called is a speaker's name, or the article's words for one without a name.
func Called(s *news.Speaker) string {
	if s == nil {
		return ""
	}
	if s.Name != "" {
		return Line(s.Name)
	}
	return Line(s.Description)
}

// WhoIs tells in brackets what the source's own words leave open: "she" is
// [Ana Reyes, port director].
func WhoIs(s *news.Speaker, source string) string {
	if s == nil {
		return ""
	}
	var known []string
	for _, fact := range []string{Called(s), Line(s.Role)} {
		if fact != "" && !strings.Contains(strings.ToLower(source), strings.ToLower(fact)) {
			known = append(known, fact)
		}
	}
	if len(known) == 0 {
		return ""
	}
	return "[" + strings.Join(known, ", ") + "]"
}

// When tells the day a statement was made: "Friday = 13 October 2023", or the
// article's words alone where they name the day.
func When(d news.SaidOn) string {
	date := Date(d.Date)
	switch {
	case d.Text == "":
		return date
	case date == "" || strings.Contains(squeezed(d.Text), squeezed(date)):
		return Line(d.Text)
	}
	return Line(d.Text) + " = " + date
}

// Meaning tells what a figure means, "six to eight = 6 to 8 weeks", unless it
// is plain: written in digits, or one number in one word.
func Meaning(f news.Figure) string {
	amount := Amount(f)
	oneWord := f.Low == f.High && !strings.ContainsFunc(strings.TrimSpace(f.Text), unicode.IsSpace)
	if amount == "" || oneWord || inDigits(f.Text, f.Low) && inDigits(f.Text, f.High) {
		return ""
	}
	return Line(f.Text) + " = " + amount
}

// inDigits reports whether the words have the number's digits in one piece.
func inDigits(words, decimal string) bool {
	return strings.Contains(squeezed(words), strings.TrimPrefix(decimal, "-"))
}

// squeezed is text in lower case without blanks and commas.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ',' {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// Amount spells a figure's bounds: "4", "4 to 6", "4 or more", "up to 6".
func Amount(g news.Figure) string {
	low, high := Grouped(g.Low), Grouped(g.High)
	var n string
	switch {
	case low == "" && high == "":
		return ""
	case low == high:
		n = low
	case high == "":
		n = low + " or more"
	case low == "" || low == "0":
		n = "up to " + high
	default:
		n = low + " to " + high
	}
	return Join(" ", n, g.Unit)
}

// Grouped writes 1234567.5 as 1,234,567.5.
func Grouped(decimal string) string {
	whole, fraction, _ := strings.Cut(decimal, ".")
	start := 0
	if strings.HasPrefix(whole, "-") {
		start = 1
	}
	for i := len(whole) - 3; i > start; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + Present(".", fraction)
}

// Probability writes two digits and never makes sure of what is not.
func Probability(p float64) string {
	return fmt.Sprintf("%.2f", math.Floor(p*100+1e-9)/100)
}

// Date spells an ISO 8601 date, or an interval of two of which one may
// be open; what is neither stays as it is.
func Date(iso string) string {
	from, to, interval := strings.Cut(iso, "/")
	first, isDate := readableDay(from, to)
	last, isLast := readableDay(to, "")
	switch {
	case !interval && isDate:
		return first
	case isDate && isLast:
		return first + " to " + last
	case isDate && to == "..":
		return first + " or later"
	case from == ".." && isLast:
		return last + " or earlier"
	}
	return Line(iso)
}

// IsDate reports whether a text is a date in ISO 8601, with or without a time.
func IsDate(iso string) bool {
	_, ok := readableDay(iso, "")
	return ok
}

// readableDay spells a date without what it has in common with a later one,
// said next: "1" of "1 to 5 October 2031", "June" of "June to August 2031".
func readableDay(iso, next string) (string, bool) {
	for _, form := range []struct{ iso, full, year, month string }{
		{time.DateOnly, "2 January 2006", "2 January", "2"},
		{"2006-01", "January 2006", "January", "January"},
		{"2006", "2006", "2006", "2006"},
		{iso: time.RFC3339, full: "2 January 2006, 15:04"},
		{iso: "2006-01-02T15:04:05", full: "2 January 2006, 15:04"},
		{iso: "2006-01-02T15:04", full: "2 January 2006, 15:04"},
	} {
		t, err := time.Parse(form.iso, iso)
		if err != nil {
			continue
		}
		u, err := time.Parse(form.iso, next)
		switch {
		case err != nil || form.year == "" || t.Year() != u.Year():
			return t.Format(form.full), true
		case t.Month() != u.Month():
			return t.Format(form.year), true
		}
		return t.Format(form.month), true
	}
	return "", false
}
