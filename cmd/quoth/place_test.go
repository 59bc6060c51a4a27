package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quoth/news"
)

func TestWhereIs(t *testing.T) {
	folder := t.TempDir()
	note := filepath.Join(folder, "notes", "harbour.txt")
	if err := os.MkdirAll(filepath.Dir(note), 0o755); err != nil {
		t.Fatal(err)
	}
	text := "Porthaven\n\n“The bridge stays open,” she said."
	if err := os.WriteFile(note, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	address := "file://" + filepath.ToSlash(note)
	if !strings.HasPrefix(filepath.ToSlash(note), "/") {
		address = "file:///" + filepath.ToSlash(note)
	}
	below := filepath.Join("notes", "harbour.txt")
	for _, c := range []struct {
		name, id, url, folder string
		shown, link           string
	}{
		{"a page", "x", "https://courier.example/bridge", folder, "https://courier.example/bridge", "https://courier.example/bridge#:~:text=The%20bridge%20stays%20open"},
		{"a file by its address", "x", address, folder, below + ":3", ""},
		{"a file by its name", note, "", folder, below + ":3", ""},
		{"a file elsewhere", note, "", filepath.Join(folder, "other"), note + ":3", ""},
		{"no file of that name", filepath.Join(folder, "gone.txt"), "", folder, "", ""},
		{"a folder", folder, "", folder, "", ""},
		{"another kind of address", "x", "gopher://courier.example/\x1b", folder, "gopher://courier.example/␛", ""},
		{"nothing", "", "", folder, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := &news.Entry{Article: &news.Article{ID: c.id, URL: c.url, Text: text}}
			e.Content = part(text, "“The bridge stays open,”")
			if shown, link := whereIs(e, c.folder); shown != c.shown || link != c.link {
				t.Errorf("got %q and %q, want %q and %q", shown, link, c.shown, c.link)
			}
		})
	}
}

func TestTerminals(t *testing.T) {
	for _, c := range []struct {
		environment  string
		links, ascii bool
	}{
		{"", false, false},
		{"TERM=xterm-256color LANG=en_GB.UTF-8", false, false},
		{"TERM=xterm-kitty LANG=C.utf8", true, false},
		{"VTE_VERSION=7600", true, false},
		{"VTE_VERSION=4602", false, false},
		{"TERM_PROGRAM=WezTerm LC_ALL=POSIX LANG=en_GB.UTF-8", true, true},
		{"TERM=dumb LANG=en_GB.UTF-8", false, true},
		{"LC_CTYPE=de_DE.ISO-8859-1", false, true},
	} {
		get := func(name string) string {
			for _, setting := range strings.Fields(c.environment) {
				if value, ok := strings.CutPrefix(setting, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if links, ascii := hyperlinks(get), asciiOnly(get); links != c.links || ascii != c.ascii {
			t.Errorf("%s: links %v, ASCII only %v", c.environment, links, ascii)
		}
	}
}
