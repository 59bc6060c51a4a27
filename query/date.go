package query

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Date is a year, a month or a day of the Gregorian calendar.
type Date struct {
	Year       int // 1 to 9999
	Month, Day int // 0 where the date is less exact
}

// String is the date in ISO 8601: 2026, 2026-03 or 2026-03-14.
func (d Date) String() string {
	s := fmt.Sprintf("%04d", d.Year)
	if d.Month > 0 {
		s += fmt.Sprintf("-%02d", d.Month)
	}
	if d.Day > 0 {
		s += fmt.Sprintf("-%02d", d.Day)
	}
	return s
}

// First is the first day of the date: 2026-03-01. Days compare as text.
func (d Date) First() string {
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}.String()
}

// Last is the last day of the date: 2026-03-31.
func (d Date) Last() string {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = days(d.Year, d.Month)
	}
	return d.String()
}

// days is the length of a month.
func days(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

var dateShape = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$`)

// parseDate reads a date, or says what keeps s from being one.
func parseDate(s string) (d Date, problem string) {
	m := dateShape.FindStringSubmatch(s)
	if m == nil {
		return Date{}, fmt.Sprintf("%q is not a date", s)
	}
	d.Year, _ = strconv.Atoi(m[1])
	d.Month, _ = strconv.Atoi(m[2])
	d.Day, _ = strconv.Atoi(m[3])
	switch {
	case d.Year == 0:
		return Date{}, "there is no year 0"
	case m[2] != "" && (d.Month < 1 || d.Month > 12):
		return Date{}, fmt.Sprintf("there is no month %d", d.Month)
	case m[3] != "" && (d.Day < 1 || d.Day > days(d.Year, d.Month)):
		return Date{}, fmt.Sprintf("%s %04d has no day %d", time.Month(d.Month), d.Year, d.Day)
	}
	return d, ""
}

// Interval reads the days that news.SaidOn.Date or news.Article.Published
// means: "2026-03", "2025-10/2025-12", "2026-03-14T09:30:00Z".
func Interval(s string) (first, last string, ok bool) {
	from, to, isInterval := strings.Cut(s, "/")
	if !isInterval {
		to = from
	}
	a, b := dayOf(from), dayOf(to)
	if a.Year == 0 || b.Year == 0 {
		return "", "", false
	}
	return a.First(), b.Last(), true
}

// dayOf is a date without its time of day; its year is 0 if it is none.
func dayOf(s string) Date {
	day, _, _ := strings.Cut(s, "T")
	d, _ := parseDate(day)
	return d
}
