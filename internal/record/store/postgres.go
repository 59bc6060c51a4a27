package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"runtime"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
)

// writerLock is the advisory lock that the one writer holds.
const writerLock = 0x71756f7468 // "quoth"

// openPostgres opens a database.
func openPostgres(ctx context.Context, place string, o Options) (*DB, error) {
	d := &DB{Place: withoutPassword(place), Postgres: true, ReadOnly: o.ReadOnly}
	db, err := sql.Open("pgx", place)
	if err != nil {
		return nil, errors.New("the address is not understood; it is postgres://USER:PASSWORD@HOST/DATABASE")
	}
	db.SetMaxOpenConns(max(8, 2*runtime.GOMAXPROCS(0)))
	db.SetMaxIdleConns(4)
	d.write, d.read = db, db
	if err := d.preparePostgres(ctx, o); err != nil {
		db.Close()
		return nil, explainPostgres(err)
	}
	return d, nil
}

func (d *DB) preparePostgres(ctx context.Context, o Options) error {
	var made bool
	if err := d.read.QueryRowContext(ctx, `SELECT to_regclass('goose_db_version') IS NOT NULL`).Scan(&made); err != nil {
		return err
	}
	if !made && (o.Existing || o.ReadOnly) {
		return fs.ErrNotExist
	}
	if o.ReadOnly {
		return migrate(ctx, d.read, goose.DialectPostgres, "postgres", true)
	}
	// One program migrates at a time.
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, writerLock+1); err != nil {
		return err
	}
	defer func() { // should it fail, closing the connection unlocks, too
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, writerLock+1)
	}()
	return migrate(ctx, d.write, goose.DialectPostgres, "postgres", false)
}

func explainPostgres(err error) error {
	var refused *pgconn.ConnectError
	var told *pgconn.PgError
	switch {
	case errors.As(err, &told):
		return fmt.Errorf("PostgreSQL says: %s", told.Message)
	case errors.As(err, &refused):
		// It tries with TLS and without, several addresses, and tells of each.
		var dial *net.OpError
		var lookup *net.DNSError
		switch cause := refused.Unwrap(); {
		case errors.As(err, &lookup):
			err = fmt.Errorf("looking up %s: %s", lookup.Name, lookup.Err)
		case errors.As(err, &dial):
			err = dial
		default:
			err = cause
		}
		return fmt.Errorf("the server cannot be reached; make sure that it runs and that the address is right (%w)", err)
	}
	return err
}

// withoutPassword is an address as it may be shown.
func withoutPassword(place string) string {
	u, err := url.Parse(place)
	if err != nil {
		return "the PostgreSQL database"
	}
	return u.Redacted()
}
