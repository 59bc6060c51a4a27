package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// The migrations. One that is released is never changed; a new one is added,
// and a sample of the format before it is kept in testdata.
//
//go:embed migrations
var migrations embed.FS

// migrate brings a database up to date. With check alone it only refuses one
// that is newer, or older, than what this program knows.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect, folder string, check bool) error {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, db, files, goose.WithVerbose(false), goose.WithDisableVersioning(false))
	if err != nil {
		return err
	}
	sources := p.ListSources()
	known := sources[len(sources)-1].Version
	if check {
		have, err := version(ctx, db)
		switch {
		case err != nil:
			return err
		case have > known:
			return &NewerError{have, known}
		case have < known:
			return fmt.Errorf("was written by an older quoth (format %d of %d) and may not be written, so it cannot be brought up to date", have, known)
		}
		return nil
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if have > known {
		return &NewerError{have, known}
	}
	if have == known {
		return nil
	}
	_, err = p.Up(ctx)
	return err
}

// version reads the version of a database without writing to it.
func version(ctx context.Context, db *sql.DB) (v int64, err error) {
	err = db.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version WHERE is_applied`).Scan(&v)
	return v, err
}
