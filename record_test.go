package quoth_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"quoth"
)

// A record that is not there was not found, as anything in it would be.
func TestNoRecord(t *testing.T) {
	_, err := quoth.OpenExisting(t.Context(), filepath.Join(t.TempDir(), "news.db"))
	if !errors.Is(err, quoth.ErrNotFound) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
