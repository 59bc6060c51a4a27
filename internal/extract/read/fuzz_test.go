package read

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzArticles(f *testing.F) {
	for _, s := range []string{
		"", sentence, "\xef\xbb\xbf" + sentence, "\xff\xfeH\x00i\x00", "caf\xe9 owners said no",
		"<!doctype html><title>T</title><p>" + sentence, "<meta charset=shift_jis><p>\x83\x65",
		`{"id":"a","text":"One.\ud800"}` + "\n\nx\n{}\n", "{\n\"text\": \"One.\"\n}\n{\"text\":1}", "{whisper}\nno",
		zipped(sentence), zipped(`{"text":"One."}` + "\n")[:30], "\xff\xd8\xff", "%PDF-1.4",
	} {
		f.Add([]byte(s), "")
		f.Add([]byte(s), "jsonl")
	}
	feeds, _ := filepath.Glob("testdata/feeds/*")
	for _, name := range feeds {
		if data, err := os.ReadFile(name); err == nil {
			f.Add(data, "feed")
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, from string) {
		articles, last := 0, false
		for a, err := range Articles("in", strings.NewReader(string(data)), Options{From: Format(from), MaxBytes: 1 << 20}) {
			if last {
				t.Fatal("something follows an error of the whole input")
			}
			if err != nil {
				var e *Error
				if !errors.As(err, &e) || e.Input != "in" || e.Err == nil {
					t.Fatalf("error without its input: %v", err)
				}
				last = e.Line == 0 && e.Item == 0
				continue
			}
			articles++
			if a.ID == "" || !utf8.ValidString(a.Text) {
				t.Fatalf("id %q, text %q", a.ID, a.Text)
			}
		}
		if plain := from == "text" && utf8.Valid(data) && articles == 1; plain {
			for a := range Articles("in", strings.NewReader(string(data)), Options{From: Text}) {
				if a.Text != string(data) && a.Text != strings.TrimPrefix(string(data), "\xef\xbb\xbf") {
					t.Fatalf("text was changed: %q", a.Text)
				}
			}
		}
	})
}
