package search

import (
	"time"

	"quoth/query"
)

var firstDay = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)

// DayNumber counts days from 0001-01-01, which is day 1; 0 is no day.
func DayNumber(iso string) int {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return 0
	}
	return int((t.Unix()-firstDay.Unix())/(24*60*60)) + 1
}

// Day is a day by its number, "" for 0.
func Day(n int) string {
	if n <= 0 {
		return ""
	}
	return firstDay.AddDate(0, 0, n-1).Format(time.DateOnly)
}

// Days are the first and last day that an ISO 8601 date or interval means, as
// numbers; 0 when it means none.
func Days(iso string) (first, last int) {
	a, b, ok := query.Interval(iso)
	if !ok {
		return 0, 0
	}
	first, last = DayNumber(a), DayNumber(b)
	return first, max(first, last)
}
