package correct

import (
	"errors"
	"slices"
	"strings"
	"time"
)

var errDate = errors.New("give a day (2031-10-17), a month (2031-10), a year (2031), or an interval of them (2031-06/2031-08, 2010/.., ../2010)")

// checkDate says what is wrong with a date in the form of docs/format.md.
func checkDate(s string) error {
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		_, _, err := days(s)
		return err
	}
	const open = ".."
	var first, last time.Time
	var err error
	if from != open {
		if first, _, err = days(from); err != nil {
			return err
		}
	}
	if to != open {
		if _, last, err = days(to); err != nil {
			return err
		}
	}
	switch {
	case from == open && to == open:
		return errDate
	case from != open && to != open && last.Before(first):
		return errors.New("the interval ends before it begins")
	}
	return nil
}

// days are the first and the last day of a date. Months 21 to 24 are seasons of
// the north, spring first, as ISO 8601-2 has them.
func days(s string) (first, last time.Time, err error) {
	year, month, _ := strings.Cut(s, "-")
	if season := slices.Index([]string{"21", "22", "23", "24"}, month); season >= 0 {
		if first, err = time.Parse("2006", year); err != nil {
			return first, last, errDate
		}
		first = first.AddDate(0, 3*season+2, 0)
		return first, first.AddDate(0, 3, -1), nil
	}
	for _, f := range []struct {
		layout       string
		years, month int
	}{{"2006-01-02", 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		if first, err = time.Parse(f.layout, s); err == nil {
			last = first
			if f.years+f.month > 0 {
				last = first.AddDate(f.years, f.month, -1)
			}
			return first, last, nil
		}
	}
	return first, last, errDate
}
