package record

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"quoth/internal/record/store"
	"quoth/news"
)

// A Failure is an input that could not be added, and how to try it again.
type Failure struct {
	Input, Reason string
	First, Last   string // RFC 3339
	Tries         int
	Format        string // in which it was to be read, "" where that was to be recognised
	// What was said of its articles besides.
	Outlet, Published string
}

// An inputError names the input that failed, by which it can be tried again,
// and the format in which it was read.
type inputError interface {
	FailedInput() (input, format string)
}

func inputOf(a *news.Article, err error) (input, format string) {
	var named inputError
	switch {
	case errors.As(err, &named):
		return named.FailedInput()
	case a.URL != "":
		return a.URL, ""
	}
	return a.ID, ""
}

// fail remembers an input that failed. It returns its name.
func (w *writer) fail(a *news.Article, reason error) (string, error) {
	input, format := inputOf(a, reason)
	_, err := w.tx.Exec(w.ctx, `INSERT INTO failure (input, reason, first, last, tries, format, outlet, published) VALUES ($1, $2, $3, $3, 1, $4, $5, $6)
		ON CONFLICT (input) DO UPDATE SET reason = excluded.reason, last = excluded.last, tries = failure.tries + 1,
			format = excluded.format, outlet = excluded.outlet, published = excluded.published`,
		clean(input, longestInput), clean(reason.Error(), longestReason), w.stamp(), format, clean(a.Outlet, longestOutlet), clean(a.Published, 0))
	return input, err
}

// forgetFailures takes off the list what is in the record now.
func (w *writer) forgetFailures(names ...string) error {
	kept := make([]string, len(names))
	for i, n := range names {
		kept[i] = clean(n, longestInput)
	}
	_, err := w.tx.Exec(w.ctx, `DELETE FROM failure WHERE input IN `+w.tx.InTexts(1), w.tx.Texts(kept))
	return err
}

// Failures yields what could not be added, in the order of names.
func (r *Record) Failures(ctx context.Context) iter.Seq2[Failure, error] {
	return func(yield func(Failure, error) bool) {
		// All at once: there are few, and whoever tries them again writes the table.
		all, err := collect(ctx, r.db, func(rows *sql.Rows, f *Failure) error {
			return rows.Scan(&f.Input, &f.Reason, &f.First, &f.Last, &f.Tries, &f.Format, &f.Outlet, &f.Published)
		}, `SELECT input, reason, first, last, tries, format, outlet, published FROM failure ORDER BY input`)
		for _, f := range all {
			if !yield(f, nil) {
				return
			}
		}
		if err != nil {
			yield(Failure{}, err)
		}
	}
}

// Forget takes inputs off the list of failures.
func (r *Record) Forget(ctx context.Context, inputs ...string) error {
	return r.db.Update(ctx, func(tx *store.Tx) error { return r.writer(ctx, tx).forgetFailures(inputs...) })
}
