package gather

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// companions are the kinds of file, by their endings, that browsers save
// beside a page. Folders are read without them.
var companions = map[string]bool{
	".css": true, ".js": true, ".mjs": true, ".map": true, ".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true,
	".svg": true, ".ico": true, ".bmp": true, ".woff": true, ".woff2": true, ".ttf": true, ".otf": true, ".eot": true, ".mp3": true, ".mp4": true, ".webm": true,
}

// A visitor is given files, or why something has none. It returns false when
// it has had enough, and then so do those who call it.
type visitor func(path string, err error) bool

// files visits the files that a name stands for: a file; all that are in a
// folder and the folders in it; or those that match a pattern.
func files(ctx context.Context, name string, visit visitor) bool {
	w := walk{ctx: ctx, visit: visit}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		ok := w.folder(name)
		if ok && w.found == 0 {
			return visit(name, errors.New("there are no articles in this folder"))
		}
		return ok
	case err == nil:
		return visit(name, nil)
	case hasMeta(name):
		return w.pattern(name)
	case errors.Is(err, fs.ErrNotExist) && scheme.MatchString(name):
		return visit(name, errors.New("only http and https addresses are fetched"))
	}
	return visit(name, pathError(err))
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+://`)

// count is how many inputs names stand for.
func count(ctx context.Context, names []string) int {
	n := 0
	for _, name := range names {
		if name == "-" || isAddress(name) {
			n++
			continue
		}
		files(ctx, name, func(string, error) bool {
			n++
			return true
		})
	}
	return n
}

func pathError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file or folder: check its name")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied: make sure that you may read it")
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// A walk goes through folders in the order of names. It passes over hidden
// files and follows no symbolic link inside a folder, so that it neither
// leaves the tree nor goes in circles.
type walk struct {
	ctx   context.Context
	visit visitor
	found int             // files, and faults
	seen  map[string]bool // where a pattern could meet a file twice
}

func (w *walk) meet(path string, err error) bool {
	if w.seen != nil {
		if w.seen[path] {
			return true
		}
		w.seen[path] = true
	}
	w.found++
	return w.visit(path, err)
}

func (w *walk) entries(dir string) ([]fs.DirEntry, bool) {
	if w.ctx.Err() != nil {
		return nil, false
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, w.meet(dir, pathError(err))
	}
	return entries, true
}

func (w *walk) folder(dir string) bool {
	entries, ok := w.entries(dir)
	for _, e := range entries {
		at := filepath.Join(dir, e.Name())
		switch {
		case !ok:
		case hidden(e.Name()):
		case e.IsDir():
			ok = w.folder(at)
		case e.Type().IsRegular() && !companions[strings.ToLower(filepath.Ext(e.Name()))]:
			ok = w.meet(at, nil)
		}
	}
	return ok
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

func hasMeta(s string) bool { return strings.ContainsAny(s, "*?[") }

// pattern visits what matches, as in a shell: "*", "?" and "[…]" stand for
// parts of a name that does not begin with a dot, "**" for any folders or
// none.
func (w *walk) pattern(name string) bool {
	slashed := filepath.ToSlash(name)
	base := slashed[:strings.LastIndexByte(slashed[:strings.IndexAny(slashed, "*?[")], '/')+1]
	parts := strings.Split(slashed[len(base):], "/")
	for _, p := range parts {
		if _, err := path.Match(p, ""); err != nil {
			return w.visit(name, errors.New("the pattern is faulty: check its brackets"))
		}
	}
	if strings.Count(slashed, "**") > 1 {
		w.seen = map[string]bool{}
	}
	if base == "" {
		base = "."
	}
	ok := w.match(filepath.FromSlash(base), parts)
	if ok && w.found == 0 && w.ctx.Err() == nil {
		return w.visit(name, errors.New("no file matches: check the pattern"))
	}
	return ok
}

func (w *walk) match(dir string, parts []string) bool {
	part, rest := parts[0], parts[1:]
	if part == "**" {
		if len(rest) == 0 {
			return w.folder(dir)
		}
		if !w.match(dir, rest) {
			return false
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && part != "**" { // that has been told
		return w.meet(dir, pathError(err))
	}
	for _, e := range entries {
		name := e.Name()
		at := filepath.Join(dir, name)
		if w.ctx.Err() != nil {
			return false
		}
		if part == "**" {
			if e.IsDir() && !hidden(name) && !w.match(at, parts) {
				return false
			}
			continue
		}
		if fits, err := path.Match(part, name); err != nil || !fits || hidden(name) && !hidden(part) {
			continue
		}
		info, err := os.Stat(at) // through a link: the pattern asks for it
		var ok bool
		switch {
		case err != nil:
			ok = len(rest) > 0 || w.meet(at, pathError(err))
		case len(rest) > 0:
			ok = !info.IsDir() || w.match(at, rest)
		case info.IsDir():
			ok = w.folder(at)
		default:
			ok = w.meet(at, nil)
		}
		if !ok {
			return false
		}
	}
	return true
}
