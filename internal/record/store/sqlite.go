package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// head is how every SQLite file begins.
const head = "SQLite format 3\x00"

// openSQLite opens a file. One connection writes, a few read beside it.
func openSQLite(ctx context.Context, place string, o Options) (*DB, error) {
	d := &DB{Place: place, ReadOnly: o.ReadOnly}
	mustBe := o.Existing || o.ReadOnly
	has, err := inspect(ctx, place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if mustBe {
			return nil, fs.ErrNotExist
		}
		if err := folderOf(place, o.MakeFolder); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	case has == nothing && mustBe: // perhaps another program is about to make one of it
		return nil, &EmptyError{}
	case has == other:
		return nil, errors.New("is no record: it does not begin like an SQLite file; give another name, or go on with the last copy of quoth backup if this was one")
	case has == foreign:
		return nil, errors.New("is no record: it is the database of another program; give another name")
	case !o.ReadOnly && !writable(place):
		if !o.Existing {
			return nil, ErrReadOnly
		}
		d.ReadOnly = true
	}
	if d.ReadOnly {
		return d.openToRead(ctx)
	}
	if d.write, err = connect(place, "rwc", toWrite); err != nil {
		return nil, err
	}
	d.write.SetMaxOpenConns(1)
	if err := d.migrateAlone(ctx); err != nil {
		d.write.Close()
		if Damaged(err) && o.Existing {
			return d.salvage(ctx)
		}
		return nil, explain(err)
	}
	if d.read, err = connect(place, "rw", toRead); err != nil {
		d.write.Close()
		return nil, err
	}
	d.read.SetMaxOpenConns(max(4, runtime.GOMAXPROCS(0)))
	d.read.SetMaxIdleConns(max(4, runtime.GOMAXPROCS(0)))
	return d, nil
}

// openToRead opens a file that may not be written.
func (d *DB) openToRead(ctx context.Context) (*DB, error) {
	var err error
	if d.read, err = connect(d.Place, readMode(d.Place), toRead); err != nil {
		return nil, err
	}
	if err := migrate(ctx, d.read, goose.DialectSQLite3, "sqlite", true); err != nil {
		d.read.Close()
		if Damaged(err) {
			return d.salvage(ctx)
		}
		return nil, explain(err)
	}
	return d, nil
}

func readMode(place string) string {
	if _, err := os.Stat(place + "-wal"); err != nil && !writable(filepath.Dir(place)) {
		return "ro&immutable=1" // nobody can write it, and no log can be made beside it
	}
	return "ro"
}

// salvage opens a file that SQLite refuses, such as one that was cut short, as
// far as it can be read.
func (d *DB) salvage(ctx context.Context) (*DB, error) {
	d.ReadOnly, d.salvaged = true, true
	var err error
	if d.read, err = connect(d.Place, readMode(d.Place), toSalvage); err != nil {
		return nil, err
	}
	if err = migrate(ctx, d.read, goose.DialectSQLite3, "sqlite", true); err == nil {
		return d, nil
	}
	d.read.Close()
	if Damaged(err) || strings.Contains(err.Error(), "no such table") {
		err = &advised{"the file is damaged so badly that nothing of it can be read; go on with the last copy of quoth backup", err}
	}
	return nil, err
}

// migrateAlone brings the file up to date; two programs that make the same
// record at the same moment get in each other's way, and one tries again.
func (d *DB) migrateAlone(ctx context.Context) error {
	var err error
	for wait := 20 * time.Millisecond; wait < 10*time.Second; wait *= 2 {
		err = migrate(ctx, d.write, goose.DialectSQLite3, "sqlite", false)
		if err == nil || !busyOrMade(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
	return err
}

func busyOrMade(err error) bool {
	text := err.Error()
	return code(err) == lib.SQLITE_BUSY || strings.Contains(text, "already exists") || strings.Contains(text, "UNIQUE constraint") || strings.Contains(text, "locked")
}

// An EmptyError is a file that has nothing in it, where a record was to be.
type EmptyError struct{}

func (*EmptyError) Error() string { return "the file is empty" }

// Is makes it a record that does not exist.
func (*EmptyError) Is(target error) bool { return target == fs.ErrNotExist }

// folderOf is an error where there is no folder for a file; with makes there is.
func folderOf(place string, makes bool) error {
	folder := filepath.Dir(place)
	if makes {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fmt.Errorf("its folder cannot be made: %w", cause(err))
		}
	} else if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s; make it, or check the name", folder)
	}
	return nil
}

// What a file has, as far as can be told without writing to it.
type contents int

const (
	record  contents = iota // perhaps a damaged one
	nothing                 // no byte, or no table
	foreign                 // the tables of another program
	other                   // what SQLite did not write
)

// inspect tells what a file has. To connect as a writer would change it.
func inspect(ctx context.Context, place string) (contents, error) {
	f, err := os.Open(place)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nothing, fs.ErrNotExist
		}
		return nothing, fmt.Errorf("cannot be read: %w", cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nothing, err
	}
	if info.IsDir() {
		return nothing, errors.New("is a folder; give the name of a file")
	}
	begin := make([]byte, len(head))
	switch n, _ := f.Read(begin); {
	case n == 0:
		return nothing, nil
	case string(begin[:n]) != head:
		return other, nil
	}
	db, err := connect(place, readMode(place), toRead)
	if err != nil {
		return record, err
	}
	defer db.Close()
	var tables, ours int
	err = db.QueryRowContext(ctx, `SELECT count(*), COALESCE(sum(name = 'goose_db_version'), 0) FROM sqlite_master WHERE type = 'table'`).Scan(&tables, &ours)
	switch {
	case err != nil || ours > 0: // what is damaged is told when it is opened
		return record, nil
	case tables == 0:
		return nothing, nil
	}
	return foreign, nil
}

// writable reports whether a file, or a folder, may be written.
func writable(place string) bool {
	if info, err := os.Stat(place); err == nil && info.IsDir() {
		f, err := os.CreateTemp(place, ".quoth-*")
		if err != nil {
			return false
		}
		f.Close()
		os.Remove(f.Name())
		return true
	}
	f, err := os.OpenFile(place, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	f.Close()
	return writable(filepath.Dir(place)) // the log lies beside it
}

// A use is what a pool of connections is for.
type use int

const (
	toWrite use = iota
	toRead
	toSalvage
)

// connect opens a pool. The writer keeps 64 MB of pages, a reader 16 MB.
func connect(place, mode string, u use) (*sql.DB, error) {
	pragmas := []string{"busy_timeout(30000)", "temp_store(MEMORY)"}
	lock := ""
	switch u {
	case toWrite:
		pragmas = append(pragmas, "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-65536)", "journal_size_limit(67108864)")
		lock = "&_txlock=immediate"
	case toRead:
		pragmas = append(pragmas, "query_only(1)", "cache_size(-16384)")
	case toSalvage: // the length of the file is overlooked; cache_size would read the schema before that holds
		pragmas = append(pragmas, "query_only(1)", "writable_schema(1)")
	}
	path := filepath.ToSlash(place)
	if filepath.VolumeName(place) != "" {
		path = "/" + path
	}
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?mode=" + mode + lock
	for _, p := range pragmas {
		dsn += "&_pragma=" + p
	}
	return sql.Open("sqlite", dsn)
}

const damage = "the file is damaged; go on with the last copy of quoth backup, or save with quoth export what can be read; quoth check tells what is lost"

// explain turns the codes of SQLite into what a person can act on.
func explain(err error) error {
	advice := ""
	var part *damagedError
	switch code(err) {
	case lib.SQLITE_FULL:
		advice = "the disk is full; make room and run the same command again: what it reported is kept"
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		advice = damage
	case lib.SQLITE_READONLY:
		advice = ErrReadOnly.Error()
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		advice = "another program has been writing to it for half a minute; wait until it is done and try again"
	case lib.SQLITE_CANTOPEN:
		advice = "cannot be opened; make sure that you may write the file and its folder"
	case lib.SQLITE_IOERR:
		advice = "the disk failed to read or write; see that it is healthy and not full"
	default:
		if !errors.As(err, &part) {
			return err
		}
		advice = damage
	}
	return &advised{advice, err}
}

// An advised error says what a person can do about it.
type advised struct {
	advice string
	err    error
}

func (a *advised) Error() string { return a.advice }
func (a *advised) Unwrap() error { return a.err }

// A Fault is an error of a database that was open. It names the place.
type Fault struct {
	place string
	err   error
}

func (f *Fault) Error() string { return fmt.Sprintf("record %s: %v", f.place, f.err) }
func (f *Fault) Unwrap() error { return f.err }

// Fault explains an error of the database, and names its place. Other errors
// stay as they are.
func (d *DB) Fault(err error) error {
	var named *Fault
	if code(err) == 0 || errors.As(err, &named) {
		return err
	}
	if d.salvaged && code(err) == lib.SQLITE_ERROR { // a table that is gone, or half of one
		err = &damagedError{err}
	}
	return &Fault{d.Place, explain(err)}
}

// Damaged reports whether an error comes from a file that is damaged.
func Damaged(err error) bool {
	var part *damagedError
	c := code(err)
	return c == lib.SQLITE_CORRUPT || c == lib.SQLITE_NOTADB || errors.As(err, &part)
}

// A damagedError is an error of SQLite that is due to damage, though its code
// does not say so.
type damagedError struct{ error }

func (e *damagedError) Unwrap() error { return e.error }

// code is SQLite's primary result code, 0 for other errors.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// cause leaves out the operation and the path that os puts before an error.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// CopyTo writes a copy of the database, as it is at one moment, to a file,
// which its errors do not name.
func (d *DB) CopyTo(ctx context.Context, file string) error {
	conn, err := d.read.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `PRAGMA query_only(0)`); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, `VACUUM INTO $1`, file)
	if _, again := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA query_only(1)`); err == nil {
		err = again
	}
	if Damaged(err) {
		return d.Fault(err)
	}
	return explain(err) // it speaks of the copy
}

// ClearWords empties a table of words.
func (t *Tx) ClearWords(ctx context.Context, table string) error {
	text := `INSERT INTO ` + table + `(` + table + `) VALUES ('delete-all')`
	if t.Postgres {
		text = `DELETE FROM ` + table
	}
	_, err := t.Exec(ctx, text)
	return err
}
