package store

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// The database of another program, a browser's history, is not touched.
func TestForeign(t *testing.T) {
	place := filepath.Join(t.TempDir(), "history.db")
	db, err := sql.Open("sqlite", place)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE visit (page TEXT)`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before, _ := os.ReadFile(place)
	for _, o := range []Options{{}, {Existing: true}, {ReadOnly: true}} {
		if _, err := Open(t.Context(), place, o); err == nil || err.Error() != "is no record: it is the database of another program; give another name" {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if after, _ := os.ReadFile(place); !bytes.Equal(before, after) {
		t.Error("it was changed")
	}
}

// A database without a table, as another program leaves it before it writes
// one, is no record for those who ask.
func TestNoTable(t *testing.T) {
	place := filepath.Join(t.TempDir(), "record.db")
	db, err := sql.Open("sqlite", place)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`PRAGMA journal_mode = WAL`); err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := Open(t.Context(), place, Options{Existing: true}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("asking: %v", err)
	}
	d, err := Open(t.Context(), place, Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
}
