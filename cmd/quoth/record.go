package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"

	"github.com/spf13/cobra"

	"quoth"
)

// placeKey is where a context carries the name of the record that the command
// line speaks of.
type placeKey struct{}

// addRecordFlag gives root and all commands below it --record, and puts its
// value into their contexts, for openRecord and makeRecord.
func addRecordFlag(root *cobra.Command) {
	root.PersistentFlags().String("record", "", "the record: a `file`, or the address of a PostgreSQL database, postgres://…\n(default: $QUOTH_RECORD, else a file in your folder of program data)")
	flag := root.PersistentFlags().Lookup("record")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if flag.Changed && flag.Value.String() == "" { // as with --record "$UNSET"
			return errors.New("invalid argument \"\" for \"--record\" flag: give a file or postgres://…")
		}
		cmd.SetContext(context.WithValue(cmd.Context(), placeKey{}, flag.Value.String()))
		return nil
	}
}

// namedRecord is the record that the command line names, "" for the one that
// the library knows without.
func namedRecord(ctx context.Context) string {
	name, _ := ctx.Value(placeKey{}).(string)
	return name
}

// recordPlace is the record that the command line speaks of.
func recordPlace(ctx context.Context) (string, error) {
	if name := namedRecord(ctx); name != "" {
		return name, nil
	}
	return quoth.DefaultRecord()
}

// openRecord opens the record for a command that answers from it, or changes
// what it has. A record that does not exist is an error.
func openRecord(ctx context.Context, options ...quoth.RecordOption) (*quoth.Record, error) {
	r, err := quoth.OpenExisting(ctx, namedRecord(ctx), options...)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; quoth add INPUT… makes one", err)
	}
	return r, failed(err)
}

// makeRecord opens the record for a command that fills it, and makes it where
// there is none.
func makeRecord(ctx context.Context, options ...quoth.RecordOption) (*quoth.Record, error) {
	r, err := quoth.Open(ctx, namedRecord(ctx), options...)
	return r, failed(err)
}

// closing closes a record that was written to, whose last error is not to be
// lost.
func closing(r *quoth.Record, err *error) {
	if e := r.Close(); *err == nil {
		*err = failed(e)
	}
}

// withoutPassword is the name of a record as it may be shown.
func withoutPassword(place string) string {
	if u, err := url.Parse(place); err == nil && u.User != nil {
		return u.Redacted()
	}
	return place
}
