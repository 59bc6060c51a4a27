package main

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"quoth/internal/fragment"
	"quoth/internal/markup"
	"quoth/internal/tell"
	"quoth/news"
)

// whereIs tells where a statement can be looked up: a link that opens its
// page at its words, or a file and the line on which its content begins. Shown
// is the address itself; link is "" for what no browser opens.
func whereIs(e *news.Entry, folder string) (shown, link string) {
	a := e.Article
	if page := fragment.Page(a.URL); page != "" {
		return page, fragment.Link(a.URL, a.Text, e.Content)
	}
	if file := fileOf(a); file != "" {
		return relative(file, folder) + lineNumber(a, e.Content, file), ""
	}
	return tell.Line(a.URL), ""
}

// fileOf is the file that an article came from: by its address, or by its ID
// where a file of this name exists.
func fileOf(a *news.Article) string {
	if u, err := url.Parse(a.URL); err == nil && u.Scheme == "file" && (u.Host == "" || u.Host == "localhost") && u.Path != "" {
		path := u.Path
		if runtime.GOOS == "windows" {
			path = strings.TrimPrefix(path, "/")
		}
		return filepath.FromSlash(path)
	}
	if a.URL != "" || a.ID == "" || strings.ContainsRune(a.ID, 0) {
		return ""
	}
	if info, err := os.Stat(a.ID); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return a.ID
}

// relative is a path as one would type it in folder, if it lies below.
func relative(path, folder string) string {
	if folder == "" || !filepath.IsAbs(path) {
		return tell.Line(path)
	}
	if below, err := filepath.Rel(folder, path); err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator)) {
		return tell.Line(below)
	}
	return tell.Line(path)
}

// lineNumber is the line of a file of plain text, as ":12". The text of others is
// not laid out as their files are.
func lineNumber(a *news.Article, content news.Part, file string) string {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json", ".gz", ".xml":
		return ""
	}
	if len(content) == 0 {
		return ""
	}
	return ":" + strconv.Itoa(1+strings.Count(a.Text[:markup.CharStart(a.Text, content[0].Start)], "\n"))
}

// hyperlinks reports whether the terminal is known to make a link of text that
// is marked as one (OSC 8). One that is not known may print the marks.
func hyperlinks(environment func(string) string) bool {
	vte, _ := strconv.Atoi(environment("VTE_VERSION"))
	switch environment("TERM_PROGRAM") {
	case "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio":
		return true
	}
	switch environment("TERM") {
	case "xterm-kitty", "alacritty", "foot", "foot-extra", "contour", "xterm-ghostty":
		return true
	}
	return vte >= 5000 || environment("WT_SESSION") != ""
}

// linked is a style that makes text a link. The address comes from package
// fragment and is printable ASCII.
func linked(address string) style {
	return func(a ...any) string {
		text, _ := a[0].(string)
		return "\x1b]8;;" + address + "\x1b\\" + text + "\x1b]8;;\x1b\\"
	}
}
