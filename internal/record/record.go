// Package record keeps the statements of many articles, and answers questions
// about them.
//
// In: articles, and the function that finds statements in one. Out: what
// became of each; entries, profiles, timelines, variants, comparisons.
//
// The flow of an article: add.go reads several side by side and puts them,
// in order, into one transaction after the other; writer.go writes one article
// (amend.go one that is known, statement.go its statements, observe.go its
// speakers, variant.go what other articles have of it, version.go what became
// of its statements of before);
// at the end of a transaction settle.go works out the identities that changed
// and words.go fills the table of words. The other files answer questions,
// one a file.
//
// What it leaves undone: reading files and addresses, and finding statements.
package record

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"quoth/internal/record/identity"
	"quoth/internal/record/match"
	"quoth/internal/record/store"
)

// A Record is an open record. It may be used by several goroutines.
type Record struct {
	db  *store.DB
	now func() time.Time

	writes   atomic.Int64           // transactions begun
	compared atomic.Pointer[recent] // see keepCompared
}

// Options say how to open a record.
type Options = store.Options

// Open opens the record at a place, a file or the address of a PostgreSQL
// database. Errors name the place.
func Open(ctx context.Context, place string, o Options) (*Record, error) {
	db, err := store.Open(ctx, place, o)
	if err != nil {
		return nil, &OpenError{place, err}
	}
	r := &Record{db: db, now: time.Now}
	var named *store.Fault
	switch err := r.checkScheme(ctx); {
	case store.Damaged(err) && o.Existing: // check and export read what is left
	case errors.As(err, &named):
		db.Close()
		return nil, err
	case err != nil:
		db.Close()
		return nil, &OpenError{place, err}
	}
	return r, nil
}

// An OpenError is why a record cannot be opened.
type OpenError struct {
	Place string
	Err   error
}

func (e *OpenError) Error() string {
	place := e.Place
	if store.IsPostgres(place) {
		place = "the PostgreSQL database"
	}
	var empty *store.EmptyError
	switch {
	case errors.As(e.Err, &empty):
		return fmt.Sprintf("there is no record at %s: %v", place, empty)
	case errors.Is(e.Err, fs.ErrNotExist):
		return fmt.Sprintf("there is no record at %s", place)
	}
	return fmt.Sprintf("record %s: %v", place, e.Err)
}

func (e *OpenError) Unwrap() error { return e.Err }

// Is makes a record that is not there something that was not found.
func (e *OpenError) Is(target error) bool {
	return target == ErrNotFound && errors.Is(e.Err, fs.ErrNotExist)
}

// Close closes the record.
func (r *Record) Close() error { return r.db.Close() }

// Place is where the record is, without a password.
func (r *Record) Place() string { return r.db.Place }

// ErrNotFound is what asking for something that the record does not have gives.
var ErrNotFound = errors.New("not in the record")

// A notFound names what is not there.
type notFound struct{ what, name string }

func (e *notFound) Error() string {
	return fmt.Sprintf("there is no %s %q in the record", e.what, e.name)
}

func (e *notFound) Is(target error) bool {
	return target == ErrNotFound
}

// ErrUnclear is what a question gives that can be meant in several ways.
var ErrUnclear = errors.New("unclear")

// An unclear says what would make a question clear.
type unclear string

func (e unclear) Error() string { return string(e) }

func (e unclear) Is(target error) bool { return target == ErrUnclear }

const (
	settingScheme  = "match scheme"
	settingLongest = "longest interval" // days in which one statement may have been made
)

// checkScheme sees to it that keys in the record are of the scheme by which
// this program makes them.
func (r *Record) checkScheme(ctx context.Context) error {
	have, err := setting(ctx, r.db, settingScheme)
	if err != nil || have == strconv.Itoa(match.Scheme) || r.db.ReadOnly {
		return err
	}
	return r.db.Update(ctx, func(tx *store.Tx) error {
		w := r.writer(ctx, tx)
		if have != "" {
			if err := w.rekey(); err != nil {
				return err
			}
		}
		return putSetting(ctx, tx, settingScheme, strconv.Itoa(match.Scheme))
	})
}

// setting is a setting of the record, "" where there is none.
func setting(ctx context.Context, q store.Queryer, name string) (value string, err error) {
	err = q.QueryRow(ctx, `SELECT value FROM setting WHERE name = $1`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

func putSetting(ctx context.Context, tx *store.Tx, name, value string) error {
	_, err := tx.Exec(ctx, `INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}

// longest is the longest interval of days in the record.
func longest(ctx context.Context, q store.Queryer) (int, error) {
	s, err := setting(ctx, q, settingLongest)
	n, _ := strconv.Atoi(s) // none is 0
	return n, err
}

// ref makes an ID, of the form of identities', that is the same wherever its
// parts are.
func ref(parts ...string) string { return identity.ID(strings.Join(parts, "\x00")) }

// errStop ends each early.
var errStop = errors.New("enough")

// each calls f for every row of a question; f scans it.
func each(ctx context.Context, q store.Queryer, f func(*sql.Rows) error, text string, args ...any) error {
	rows, err := q.Query(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return q.Fault(rows.Err())
}

// collect reads all rows of a question; scan reads one.
func collect[T any](ctx context.Context, q store.Queryer, scan func(*sql.Rows, *T) error, text string, args ...any) ([]T, error) {
	var out []T
	err := each(ctx, q, func(rows *sql.Rows) error {
		var v T
		err := scan(rows, &v)
		out = append(out, v)
		return err
	}, text, args...)
	return out, err
}

// column is collect for a question for one column.
func column[T any](ctx context.Context, q store.Queryer, text string, args ...any) ([]T, error) {
	return collect(ctx, q, func(rows *sql.Rows, v *T) error { return rows.Scan(v) }, text, args...)
}

// null is v, or NULL for zero.
func null(v int64) any {
	if v == 0 {
		return nil
	}
	return v
}
