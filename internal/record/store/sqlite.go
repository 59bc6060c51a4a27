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
	known, err := inspect(place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if o.Existing || o.ReadOnly {
			return nil, fs.ErrNotExist
		}
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return nil, fmt.Errorf("its folder cannot be made: %w", cause(err))
		}
	case err != nil:
		return nil, err
	case !known:
		return nil, errors.New("is no record: it does not begin like an SQLite file; give another name")
	case !o.ReadOnly && !writable(place):
		if !o.Existing {
			return nil, ErrReadOnly
		}
		d.ReadOnly = true
	}
	if d.ReadOnly {
		mode := "ro"
		if _, err := os.Stat(place + "-wal"); err != nil && !writable(filepath.Dir(place)) {
			mode = "ro&immutable=1" // nobody can write it, and no log can be made beside it
		}
		if d.read, err = connect(place, mode, false); err != nil {
			return nil, err
		}
		if err := migrate(ctx, d.read, goose.DialectSQLite3, "sqlite", true); err != nil {
			d.read.Close()
			return nil, d.explain(err)
		}
		return d, nil
	}
	if d.write, err = connect(place, "rwc", true); err != nil {
		return nil, err
	}
	d.write.SetMaxOpenConns(1)
	if err := d.migrateAlone(ctx); err != nil {
		d.write.Close()
		return nil, d.explain(err)
	}
	if d.read, err = connect(place, "rw", false); err != nil {
		d.write.Close()
		return nil, err
	}
	d.read.SetMaxOpenConns(max(4, runtime.GOMAXPROCS(0)))
	d.read.SetMaxIdleConns(max(4, runtime.GOMAXPROCS(0)))
	return d, nil
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

// inspect reports whether a file, which may be empty, is one of SQLite's.
func inspect(place string) (bool, error) {
	f, err := os.Open(place)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return false, fs.ErrNotExist
		}
		return false, fmt.Errorf("cannot be read: %w", cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	if info.IsDir() {
		return false, errors.New("is a folder; give the name of a file")
	}
	begin := make([]byte, len(head))
	n, _ := f.Read(begin)
	return n == 0 || string(begin[:n]) == head, nil
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

// connect opens a pool. The writer keeps 64 MB of pages, a reader 16 MB.
func connect(place, mode string, writer bool) (*sql.DB, error) {
	pragmas := []string{"busy_timeout(30000)", "temp_store(MEMORY)"}
	lock := ""
	if writer {
		pragmas = append(pragmas, "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-65536)", "journal_size_limit(67108864)")
		lock = "&_txlock=immediate"
	} else {
		pragmas = append(pragmas, "query_only(1)", "cache_size(-16384)")
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

// explain turns the codes of SQLite into what a person can act on.
func (d *DB) explain(err error) error {
	switch code(err) {
	case lib.SQLITE_FULL:
		return &Fault{"the disk is full; make room and run the same command again: what it reported is kept", err}
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return &Fault{"the file is damaged; quoth check tells what is lost, quoth export saves what can be read", err}
	case lib.SQLITE_READONLY:
		return &Fault{ErrReadOnly.Error(), err}
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return &Fault{"another program has been writing to it for half a minute; wait until it is done and try again", err}
	case lib.SQLITE_CANTOPEN:
		return &Fault{"cannot be opened; make sure that you may write the file and its folder", err}
	case lib.SQLITE_IOERR:
		return &Fault{"the disk failed to read or write; see that it is healthy and not full", err}
	}
	return err
}

// A Fault is an error of the database that a person can do something about.
type Fault struct {
	advice string
	err    error
}

func (f *Fault) Error() string { return f.advice }
func (f *Fault) Unwrap() error { return f.err }

// Damaged reports whether an error comes from a file that is damaged.
func Damaged(err error) bool {
	c := code(err)
	return c == lib.SQLITE_CORRUPT || c == lib.SQLITE_NOTADB
}

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

// CopyTo writes a copy of the database, as it is at one moment, to a file.
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
	return d.explain(err)
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
