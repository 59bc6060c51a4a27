package main

import (
	"encoding/json"
	"io"

	"quoth/news"
)

// jsonlFormat prints the contract that other programs read: one article a
// line, as docs/format.md describes it.
type jsonlFormat struct{ w io.Writer }

func (f *jsonlFormat) Article(a news.Article) error {
	line, err := json.Marshal(a)
	if err != nil {
		return err
	}
	_, err = f.w.Write(append(line, '\n'))
	return err
}

func (f *jsonlFormat) End() error { return nil }
