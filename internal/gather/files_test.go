package gather

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// tree makes files, each with a line of text, in a new folder, which becomes
// the working directory.
func tree(t *testing.T, names string) string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	for name := range strings.FieldsSeq(names) {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			_ = os.MkdirAll(name, 0o700)
			continue
		}
		if err := os.WriteFile(name, []byte("The "+filepath.Base(name)+" stays shut, said Orla Fennick."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func visited(name string) string {
	var got []string
	files(context.Background(), name, func(path string, err error) bool {
		if path = filepath.ToSlash(path); err != nil {
			path += ": " + err.Error()
		}
		got = append(got, path)
		return true
	})
	return strings.Join(got, " ")
}

func TestFiles(t *testing.T) {
	tree(t, `a.txt b.html .hidden.txt news/2026/lock.txt news/2026/.draft.txt news/2026/10/cup.html news/2026/10/cup_files/style.css
		news/2026/10/cup_files/Board.JPG news/2025/reef.txt news/.git/config news/z.jsonl.gz odd/[1].txt odd/1.txt empty/ only/.x deep/a/b/a/b/c.txt`)
	const all = "news/2025/reef.txt news/2026/10/cup.html news/2026/lock.txt news/z.jsonl.gz"
	for _, c := range []struct{ name, want string }{
		{"a.txt", "a.txt"},
		{".hidden.txt", ".hidden.txt"},
		{"news", all},
		{"news/", all},
		{"./news/2026", "news/2026/10/cup.html news/2026/lock.txt"},
		{"empty", "empty: there are no articles in this folder"},
		{"only", "only: there are no articles in this folder"},
		{"none.txt", "none.txt: no such file or folder: check its name"},
		{"a.txt/b", ""},
		{"ftp://news.example/a", "ftp://news.example/a: only http and https addresses are fetched"},
		{"*.txt", "a.txt"},
		{"?.*", "a.txt b.html"},
		{".*.txt", ".hidden.txt"},
		{"news/*/*.txt", "news/2025/reef.txt news/2026/lock.txt"},
		{"news/202[56]/*.txt", "news/2025/reef.txt news/2026/lock.txt"},
		{"news/*", all},
		{"n*", all},
		{"**/*.txt", "a.txt deep/a/b/a/b/c.txt news/2025/reef.txt news/2026/lock.txt odd/1.txt odd/[1].txt"},
		{"news/**", all},
		{"news/**/*.css", "news/2026/10/cup_files/style.css"},
		{"news/**/10/**", "news/2026/10/cup.html"},
		{"deep/**/b/**/*.txt", "deep/a/b/a/b/c.txt"},
		{"odd/[1].txt", "odd/[1].txt"}, // there is such a file
		{"odd/[[]1].txt", "odd/[1].txt"},
		{"*.none", "*.none: no file matches: check the pattern"},
		{"none/*.txt", "none/*.txt: no file matches: check the pattern"},
		{"news/**/*.none", "news/**/*.none: no file matches: check the pattern"},
		{"a[", "a[: the pattern is faulty: check its brackets"},
	} {
		got := visited(c.name)
		if c.want == "" && strings.Contains(got, ": ") {
			continue // the words are the system's
		}
		if got != c.want {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.want)
		}
		n := 0
		if got != "" {
			files(context.Background(), c.name, func(string, error) bool { n++; return true })
		}
		if counted := count(context.Background(), []string{c.name, "-", "https://news.example/"}); counted != n+2 {
			t.Errorf("%s: counted %d, want %d", c.name, counted, n+2)
		}
	}
}

func TestAbsolutePattern(t *testing.T) {
	dir := tree(t, "a/b.txt")
	want := filepath.ToSlash(filepath.Join(dir, "a/b.txt"))
	for _, pattern := range []string{filepath.Join(dir, "*/*.txt"), filepath.Join(dir, "**/b.txt")} {
		if got := visited(pattern); got != want {
			t.Errorf("%s: got %s", pattern, got)
		}
	}
}

// Links inside a folder are not followed; one that is named is.
func TestSymbolicLinks(t *testing.T) {
	tree(t, "outside/secret.txt inside/a.txt inside/sub/b.txt")
	for to, at := range map[string]string{"../outside": "inside/out", "../outside/secret.txt": "inside/secret.txt", "..": "inside/sub/up", "inside": "way", "nowhere": "dangling"} {
		if err := os.Symlink(filepath.FromSlash(to), at); err != nil {
			t.Skip(err)
		}
	}
	for name, want := range map[string]string{
		"inside": "inside/a.txt inside/sub/b.txt", "way": "way/a.txt way/sub/b.txt", "inside/**/*.txt": "inside/a.txt inside/secret.txt inside/sub/b.txt",
		"**/b.txt": "inside/sub/b.txt", "dangling": "dangling: no such file or folder: check its name",
	} {
		if got := visited(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestFolderThatMayNotBeRead(t *testing.T) {
	tree(t, "news/a.txt news/shut/b.txt news/z.txt")
	if err := os.Chmod("news/shut", 0); err != nil || runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("everything may be read here")
	}
	defer func() { _ = os.Chmod("news/shut", 0o700) }()
	if got, want := visited("news"), "news/a.txt news/shut: permission denied: make sure that you may read it news/z.txt"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestStopEarly(t *testing.T) {
	tree(t, "a/1.txt a/2.txt a/b/3.txt a/b/4.txt")
	for _, name := range []string{"a", "a/**", "a/**/*.txt", "a/*"} {
		n := 0
		files(context.Background(), name, func(string, error) bool { n++; return n < 2 })
		if n != 2 {
			t.Errorf("%s: %d files", name, n)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		files(ctx, name, func(path string, err error) bool { t.Errorf("%s: %s, %v", name, path, err); return true })
	}
}
