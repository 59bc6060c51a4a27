// Package internal holds the order of quoth's packages.
package internal

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// order lists every package, data first. A package may import only those that
// stand above it. ARCHITECTURE.md shows the same list.
var order = []string{
	"news",
	"models",
	"internal/lexicon",
	"internal/wordvec",
	"query",
	"internal/invent",
	"internal/extract/article",
	"internal/fetch",
	"internal/extract/read",
	"internal/extract/token",
	"internal/encoder/kernel",
	"internal/encoder",
	"internal/extract/attribution",
	"internal/extract/speaker",
	"internal/extract/date",
	"internal/extract/figure",
	"internal/gather",
	"internal/extract",
	"internal/record/identity",
	"internal/record/match",
	"internal/record/correct",
	"internal/record/store",
	"internal/record/search",
	"internal/record",
	"internal/fragment",
	"internal/plot",
	"internal/tell",
	"internal/markup",
	".",
	"internal/serve/web",
	"internal/serve/api",
	"internal/serve",
	"cmd/quoth",
	"cmd/quoth-lab",
}

const (
	module = "quoth"
	self   = "internal" // this folder, which has nothing but the test
)

func TestPackagesImportOnlyThoseAbove(t *testing.T) {
	imports := readImports(t, "..")
	for i, name := range order {
		if _, ok := imports[name]; !ok {
			t.Errorf("%s is on the list, but there is no such package", name)
		}
		for _, used := range imports[name] {
			switch at := slices.Index(order, used); {
			case at < 0:
				t.Errorf("%s imports %s, which is not on the list", name, used)
			case at >= i:
				t.Errorf("%s imports %s, which does not stand above it", name, used)
			}
		}
	}
	for name := range imports {
		if !slices.Contains(order, name) {
			t.Errorf("package %s is not on the list", name)
		}
	}
}

// The list in ARCHITECTURE.md is the indented block below "## Packages"; each
// line begins with a package.
func TestArchitectureShowsTheOrder(t *testing.T) {
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "\n## Packages\n")
	if !ok {
		t.Fatal(`ARCHITECTURE.md has no heading "## Packages"`)
	}
	section, _, _ := strings.Cut(rest, "\n## ")
	var shown []string
	for line := range strings.Lines(section) {
		if strings.HasPrefix(line, "    ") && strings.TrimSpace(line) != "" {
			shown = append(shown, strings.Fields(line)[0])
		}
	}
	if !slices.Equal(shown, order) {
		t.Errorf("ARCHITECTURE.md shows\n\t%s\nwant\n\t%s", strings.Join(shown, "\n\t"), strings.Join(order, "\n\t"))
	}
}

// readImports maps each package's folder to the folders of ours that its files
// import. Files for other systems count; tests count, but may import their own
// package. Modules inside the module do not belong to it.
func readImports(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); path != root && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return fs.SkipDir
			}
			if _, err := os.Stat(filepath.Join(path, "go.mod")); path != root && !errors.Is(err, fs.ErrNotExist) {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		if folder = filepath.ToSlash(folder); folder == self {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		if _, ok := found[folder]; !ok {
			found[folder] = nil
		}
		for _, i := range file.Imports {
			used, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			rest, ours := strings.CutPrefix(used, module+"/")
			if used == module {
				rest, ours = ".", true
			}
			test := strings.HasSuffix(path, "_test.go") && rest == folder
			if ours && !test && !slices.Contains(found[folder], rest) {
				found[folder] = append(found[folder], rest)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
