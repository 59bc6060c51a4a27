// Package store opens the database that a record is kept in: one SQLite file,
// or a PostgreSQL database.
//
// In: the place of a record. Out: a DB with all migrations applied, through
// which package record reads and writes. The statements of SQL are the same
// for both; what differs (full-text search, lists as parameters, the lock of
// the one writer) is here. The package knows tables, and nothing of what they
// mean.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// A DB is an open database. It may be used by several goroutines.
type DB struct {
	Place    string // as messages name it; without a password
	Postgres bool
	ReadOnly bool

	write, read *sql.DB
	salvaged    bool // it is damaged, and read as far as it goes
}

// A NewerError is a record that a newer quoth has written.
type NewerError struct{ Have, Known int64 }

func (e *NewerError) Error() string {
	return fmt.Sprintf("was written by a newer quoth (format %d; this one knows %d); install that version to open it", e.Have, e.Known)
}

// Options say how to open a database.
type Options struct {
	// Existing refuses to make a new one.
	Existing bool
	// MakeFolder makes the folder in which a new one is to be.
	MakeFolder bool
	// ReadOnly neither writes nor migrates.
	ReadOnly bool
}

// Open opens a database, makes it where there is none, and brings it up to
// date. Errors say what is wrong without naming the place.
func Open(ctx context.Context, place string, o Options) (*DB, error) {
	if IsPostgres(place) {
		return openPostgres(ctx, place, o)
	}
	return openSQLite(ctx, place, o)
}

// IsPostgres reports whether a place is the address of a PostgreSQL database.
func IsPostgres(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Close closes the database.
func (d *DB) Close() error {
	err := d.read.Close()
	if d.write != nil && d.write != d.read {
		err = errors.Join(err, d.write.Close())
	}
	return err
}

// A Queryer answers SQL: a DB outside transactions, or a Tx.
type Queryer interface {
	Query(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRow(ctx context.Context, text string, args ...any) Row
	Fault(err error) error
}

// A Row is the answer to QueryRow.
type Row struct {
	row *sql.Row
	db  *DB
}

// Scan is that of sql.Row.
func (r Row) Scan(into ...any) error { return r.db.Fault(r.row.Scan(into...)) }

// Query asks outside any transaction.
func (d *DB) Query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	rows, err := d.read.QueryContext(ctx, text, args...)
	return rows, d.Fault(err)
}

// QueryRow asks for one row outside any transaction.
func (d *DB) QueryRow(ctx context.Context, text string, args ...any) Row {
	return Row{d.read.QueryRowContext(ctx, text, args...), d}
}

// View runs f on one unchanging state of the record.
func (d *DB) View(ctx context.Context, f func(*Tx) error) error {
	tx, err := d.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: d.isolation()})
	if err != nil {
		return d.Fault(err)
	}
	defer tx.Rollback()
	return d.Fault(f(&Tx{d, tx, map[string]*sql.Stmt{}}))
}

func (d *DB) isolation() sql.IsolationLevel {
	if d.Postgres {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

// ErrReadOnly is what Update returns where nothing may be written.
var ErrReadOnly = errors.New("may not be written; make sure that you may write the file and its folder")

// Update runs f as the one writer; what it wrote is kept whole, or, if it
// returns an error, not at all.
func (d *DB) Update(ctx context.Context, f func(*Tx) error) error {
	if err := d.MayWrite(); err != nil {
		return err
	}
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return d.Fault(err)
	}
	defer tx.Rollback()
	if d.Postgres { // SQLite's transactions of the writing pool begin with its lock
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, writerLock); err != nil {
			return err
		}
	}
	if err := f(&Tx{d, tx, map[string]*sql.Stmt{}}); err != nil {
		return d.Fault(err)
	}
	return d.Fault(tx.Commit())
}

// MayWrite is an error where nothing may be written.
func (d *DB) MayWrite() error {
	switch {
	case d.salvaged:
		return &Fault{d.Place, errors.New(damage)}
	case d.ReadOnly:
		return &Fault{d.Place, ErrReadOnly}
	}
	return nil
}

// A Tx is a transaction. It is for one goroutine. One answer has to be read
// before the next question is asked.
type Tx struct {
	*DB
	tx       *sql.Tx
	prepared map[string]*sql.Stmt // closed with the transaction
}

// prepare parses each text once. PostgreSQL's driver does so by itself, and for
// longer than a transaction.
func (t *Tx) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if s := t.prepared[text]; s != nil {
		return s, nil
	}
	s, err := t.tx.PrepareContext(ctx, text)
	if err == nil {
		t.prepared[text] = s
	}
	return s, err
}

// Exec carries out SQL.
func (t *Tx) Exec(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if t.Postgres {
		return t.tx.ExecContext(ctx, text, args...)
	}
	s, err := t.prepare(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// Query asks inside the transaction.
func (t *Tx) Query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if t.Postgres {
		return t.tx.QueryContext(ctx, text, args...)
	}
	s, err := t.prepare(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRow asks for one row inside the transaction.
func (t *Tx) QueryRow(ctx context.Context, text string, args ...any) Row {
	if t.Postgres {
		return Row{t.tx.QueryRowContext(ctx, text, args...), t.DB}
	}
	s, err := t.prepare(ctx, text)
	if err != nil {
		return Row{t.tx.QueryRowContext(ctx, text, args...), t.DB} // says what is wrong with it
	}
	return Row{s.QueryRowContext(ctx, args...), t.DB}
}
