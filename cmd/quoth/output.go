package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// An output is where the results go. Save must be called for a file to
// appear; Discard undoes all that was not saved.
type output struct {
	to        *os.File
	path      string // the file to be written, "" for standard output
	temporary bool   // to is a file beside path until Save
}

// A writeError is an error of the output, after which nothing more can be done.
type writeError struct {
	path string
	err  error
}

func (e *writeError) Error() string {
	if e.path == "" {
		return "standard output: " + cause(e.err).Error()
	}
	return e.path + ": " + cause(e.err).Error() + "; nothing was kept"
}

func (e *writeError) Unwrap() error { return e.err }

func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if err != nil {
		err = &writeError{o.path, err}
	}
	return n, err
}

// standardOutput is where results go that no flag sends elsewhere.
func standardOutput() *output { return &output{to: os.Stdout} }

// openOutput opens standard output, for "" and "-", or the file that a flag
// names. An ordinary file is written beside its place and put there by Save in
// one step, so that there is never half of one; pipes and devices are written
// directly. No record is ever written over.
func openOutput(ctx context.Context, flag, path string) (*output, error) {
	if path == "" || path == "-" {
		return standardOutput(), nil
	}
	// A link stays a link: what it points to is replaced.
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if holds := kept(ctx, path); holds != "" {
		return nil, fmt.Errorf("%s: %s, and would be lost; give another name with %s", path, holds, flag)
	}
	mode := os.FileMode(0o666) // less what the user's mask takes
	before, err := os.Stat(path)
	switch {
	case err == nil && before.IsDir():
		return nil, fmt.Errorf("%s: is a directory; give the name of a file in it", path)
	case err == nil && !before.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, cause(err))
		}
		return &output{to: f, path: path}, nil
	}
	temporary, err := createBeside(path, mode)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; choose another place for %s", path, cause(err), flag)
	}
	if before != nil {
		// A file that is replaced keeps its permissions, as far as they can be set.
		_ = temporary.Chmod(before.Mode().Perm())
	}
	return &output{to: temporary, path: path, temporary: true}, nil
}

// kept says what a file is that must not be replaced: the record in use, with
// what SQLite keeps beside it, or any database. It is "" for other files.
func kept(ctx context.Context, path string) string {
	if place, err := recordPlace(ctx); err == nil {
		for _, part := range []string{"", "-wal", "-shm", "-journal"} {
			if sameFile(path, place+part) {
				return "is the record in use, or belongs to it"
			}
		}
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() { // to open a pipe would wait
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	const sqlite = "SQLite format 3\x00"
	head := make([]byte, len(sqlite))
	if _, err := io.ReadFull(f, head); err == nil && string(head) == sqlite {
		return "is a database, perhaps a record"
	}
	return ""
}

// sameFile reports whether two names stand for one file, which need not exist.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	if errX != nil && errY != nil && filepath.Base(a) == filepath.Base(b) { // the log is only there while it is needed
		x, errX = os.Stat(filepath.Dir(a))
		y, errY = os.Stat(filepath.Dir(b))
	}
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// createBeside is os.CreateTemp, but with the permissions of a new file.
func createBeside(path string, mode os.FileMode) (*os.File, error) {
	for n := 0; ; n++ {
		name := fmt.Sprintf("%s.%d-%d.partial", path, os.Getpid(), n)
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if err == nil || !os.IsExist(err) || n == 100 {
			return f, err
		}
	}
}

// Save puts the file in its place.
func (o *output) Save() error {
	if !o.temporary {
		return nil
	}
	err := o.to.Sync()
	if e := o.to.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(o.to.Name(), o.path)
	}
	if err != nil {
		return &writeError{o.path, err}
	}
	o.temporary = false
	return nil
}

// Discard removes what was not saved.
func (o *output) Discard() {
	if o.temporary {
		o.to.Close() // again, after a Save that failed: nothing is lost by it
		os.Remove(o.to.Name())
		o.temporary = false
	}
}

// screen measures the place that the text format writes to. Colours are for
// terminals only, and not for users who set NO_COLOR.
func (o *output) screen() screen {
	s := screen{width: 80, ascii: asciiOnly(os.Getenv)}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		s.width = n
	}
	if fd := int(os.Stdout.Fd()); o.path == "" && term.IsTerminal(fd) {
		if n, _, err := term.GetSize(fd); err == nil && n > 0 {
			s.width = n
		}
		s.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return s
}

// asciiOnly reports whether the terminal or the locale says that it cannot
// show more.
func asciiOnly(environment func(string) string) bool {
	if environment("TERM") == "dumb" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(environment(name)); locale != "" {
			return !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8")
		}
	}
	return false
}

// isFile reports whether results go to a file, where no one reads along.
func (o *output) isFile() bool {
	if o.path != "" {
		return o.temporary
	}
	info, err := os.Stdout.Stat()
	return err == nil && info.Mode().IsRegular()
}
