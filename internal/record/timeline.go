package record

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"quoth/internal/record/search"
	"quoth/internal/record/store"
	"quoth/news"
	"quoth/query"
)

// Timeline counts what a query finds by period; "" is chosen by how long it
// lasts: days for up to a quarter of a year, months for up to ten years.
func (r *Record) Timeline(ctx context.Context, q query.Query, p news.Period) (news.Timeline, error) {
	var t news.Timeline
	err := r.db.View(ctx, func(tx *store.Tx) error {
		f, err := r.finder(ctx, tx, q, false)
		if err != nil {
			return err
		}
		from, args := f.from()
		t, err = timeline(ctx, tx, p, from, args...)
		return err
	})
	return t, err
}

func timeline(ctx context.Context, q store.Queryer, p news.Period, from string, args ...any) (news.Timeline, error) {
	t := news.Timeline{Period: p}
	perDay := map[int]int{}
	first, last := 0, 0
	if err := each(ctx, q, func(rows *sql.Rows) error {
		var day, n int
		if err := rows.Scan(&day, &n); err != nil {
			return err
		}
		t.Total += n
		if day == 0 {
			t.Undated += n
			return nil
		}
		perDay[day] += n
		if first == 0 || day < first {
			first = day
		}
		last = max(last, day)
		return nil
	}, fmt.Sprintf(`SELECT s.id >> %d AS day, count(*) %s GROUP BY s.id >> %d`, search.DayBits, from, search.DayBits), args...); err != nil {
		return t, err
	}
	const quarter, decade = 92, 3660
	if t.Period == "" {
		switch days := last - first; {
		case days <= quarter:
			t.Period = news.Daily
		case days <= decade:
			t.Period = news.Monthly
		default:
			t.Period = news.Yearly
		}
	}
	if first == 0 {
		return t, nil
	}
	layout := map[news.Period]string{news.Daily: time.DateOnly, news.Monthly: "2006-01", news.Yearly: "2006"}[t.Period]
	if layout == "" {
		return t, fmt.Errorf("there is no period %q; it can be day, month or year", t.Period)
	}
	sums := map[string]int{}
	for day, n := range perDay {
		sums[date(day).Format(layout)] += n
	}
	const most = 20000 // periods; a day in the year 1 and one today are 700,000 days apart
	end := date(last).Format(layout)
	for at := date(first); len(t.Points) < most; {
		key := at.Format(layout)
		t.Points = append(t.Points, news.Count{Key: key, Label: key, N: sums[key]})
		if key == end {
			break
		}
		switch t.Period {
		case news.Daily:
			at = at.AddDate(0, 0, 1)
		case news.Monthly:
			at = time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		default:
			at = time.Date(at.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC)
		}
	}
	return t, nil
}

func date(day int) time.Time {
	t, _ := time.Parse(time.DateOnly, search.Day(day)) // a day has one
	return t
}

// months counts the statements of a question by month, those without any left
// out, and all of them.
func months(ctx context.Context, q store.Queryer, from string, args ...any) ([]news.Count, int, error) {
	t, err := timeline(ctx, q, news.Monthly, from, args...)
	var out []news.Count
	for _, c := range t.Points {
		if c.N > 0 {
			out = append(out, c)
		}
	}
	return out, t.Total, err
}
