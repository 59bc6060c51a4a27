package record

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"quoth/internal/record/store"
)

// Backup writes a copy of the record, as it is at one moment, to a new file.
// Whoever reads or writes the record meanwhile is not disturbed.
func (r *Record) Backup(ctx context.Context, file string) error {
	if r.db.Postgres {
		return errors.New("a record in PostgreSQL is backed up with its own tools: pg_dump")
	}
	if _, err := os.Lstat(file); err == nil {
		return &fs.PathError{Op: "backup", Path: file, Err: fs.ErrExist}
	}
	part := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".part")
	_ = os.Remove(part) // of a backup that was interrupted
	defer os.Remove(part)
	switch err := r.db.CopyTo(ctx, part); {
	case store.Damaged(err):
		return err
	case err != nil:
		return fmt.Errorf("copy %s: %w", file, err)
	}
	return os.Rename(part, file)
}
