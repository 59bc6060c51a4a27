// Package read turns bytes into articles without statements.
//
// In goes an input and its name; out come news.Article values with text and
// metadata. The format is recognised by content, never by a file's name:
// plain text, one HTML page, JSON Lines with an article a line, or an RSS,
// Atom or JSON feed, each of them also compressed with gzip.
//
//   - Plain text is kept byte for byte, with its line ends. A byte order mark
//     is taken off, UTF-16 that has one is decoded. Bytes that are not UTF-8
//     are read as windows-1252 where that makes Western text; where most of
//     the text is UTF-8, faulty bytes become U+FFFD; else it is an error.
//   - HTML goes through package article, in any encoding that it declares.
//   - JSON Lines are read as a stream. A faulty line is an error that names
//     it, and the next line is read. One object over several lines is read
//     too. A lone surrogate in a string becomes U+FFFD, one code point.
//   - A feed gives an article for each item that carries its full text, and a
//     *SummaryError in the place of every other one.
//
// Anything binary is an error that says what it seems to be, from the first
// bytes alone. An article may have empty text only in JSON Lines.
//
// Not done: archives, office documents, pages with several articles. Ids are
// not checked for being unique. Nothing is fetched.
package read

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"strconv"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"quoth/internal/extract/article"
	"quoth/news"
)

// A Format names how an input is to be read.
type Format string

// The formats. Auto recognises one of the others.
const (
	Auto  Format = ""
	Text  Format = "text"
	HTML  Format = "html"
	JSONL Format = "jsonl"
	Feed  Format = "feed"
)

// Options say how to read an input.
type Options struct {
	From Format
	// MaxBytes bounds a plain text, an HTML page or a JSON object over
	// several lines, after decompression; 0 means 32 MB. Pages have the
	// limit article.MaxPage besides, feeds MaxFeed. JSON Lines have none but
	// 32 MB a line.
	MaxBytes int64
	// ContentType is what a server called the input. Only its charset counts.
	ContentType string
}

const (
	defaultMaxBytes = 32 << 20
	headSize        = 64 << 10 // what a format is recognised by
)

// An Error is what keeps an input, or one line of it, from being read.
type Error struct {
	Input string // its name as given
	Line  int    // of JSON Lines, from 1
	Item  int    // of a feed, from 1; where both are 0 the whole input is meant
	Err   error
}

func (e *Error) Error() string {
	name := e.Input
	if name == "-" {
		name = "standard input"
	}
	if e.Line > 0 {
		name += ":" + strconv.Itoa(e.Line)
	}
	if e.Item > 0 {
		name += ": item " + strconv.Itoa(e.Item)
	}
	return name + ": " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// ErrEmpty says that an input holds nothing to read.
var ErrEmpty = errors.New("empty: there is no text in it")

// Articles yields the articles of an input, or an *Error in the place of one.
// After an error in a line of JSON Lines, or an item of a feed, the next ones
// follow; any other error is the last. Name stands for the input in errors and in the ids of
// articles that bring none ("-" is standard input): NAME itself where an input
// is one article, NAME:LINE and NAME:itemN else. The ID of a feed's item is its
// URL.
func Articles(name string, r io.Reader, opt Options) iter.Seq2[news.Article, error] {
	return articles(name, r, opt, func() error { return nil })
}

func articles(name string, r io.Reader, opt Options, settled func() error) iter.Seq2[news.Article, error] {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = defaultMaxBytes
	}
	return func(yield func(news.Article, error) bool) {
		in := input{name: name, opt: opt, yield: yield, settled: settled}
		if err := in.read(r); err != nil {
			in.fail(0, err)
		}
	}
}

// errChanged says that what was read may be half old, half new.
var errChanged = errors.New("the file changed while it was read: give it again once it is complete")

// File yields the articles of the file at path, as Articles does. One that
// changes meanwhile, by its size or time, is an error in the place of its
// article; lines of JSON Lines have been yielded by then.
func File(path string, opt Options) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		var info fs.FileInfo
		f, err := os.Open(path)
		if err == nil {
			defer f.Close()
			if info, err = f.Stat(); err == nil && info.IsDir() {
				err = errors.New("this is a directory: give the files in it")
			}
		}
		if err != nil {
			var cause *fs.PathError
			if errors.As(err, &cause) {
				err = fmt.Errorf("open: %w", cause.Err)
			}
			yield(news.Article{}, &Error{Input: path, Err: err})
			return
		}
		articles(path, f, opt, func() error {
			now, err := os.Stat(path)
			if info.Mode().IsRegular() && (err != nil || now.Size() != info.Size() || !now.ModTime().Equal(info.ModTime())) {
				return errChanged
			}
			return nil
		})(yield)
	}
}

// input is one input on its way to its reader's loop.
type input struct {
	name  string
	opt   Options
	yield func(news.Article, error) bool
	// settled is asked once all is read; its error voids that.
	settled func() error
}

func (in *input) fail(line int, err error) bool {
	return in.yield(news.Article{}, &Error{Input: in.name, Line: line, Err: err})
}

// read returns the error that ended the input. Errors of single lines have
// been yielded.
func (in *input) read(r io.Reader) error {
	b, decoded, err := open(r)
	if err != nil {
		return err
	}
	head, err := b.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return readError(err)
	}
	if len(head) == 0 {
		if in.opt.From == JSONL {
			return nil // a stream of no articles
		}
		return ErrEmpty
	}
	if what := binary(head); what != "" {
		return fmt.Errorf("this is %s, not text, HTML or JSON Lines; give quoth the article itself", what)
	}
	from := in.opt.From
	if from == Auto {
		if from, err = recognise(head); err != nil {
			return err
		}
	}
	switch from {
	case JSONL:
		return in.json(b)
	case HTML:
		return in.page(b, decoded)
	case Feed:
		return in.feed(b, decoded)
	case Text:
		return in.text(b)
	}
	return fmt.Errorf("unknown format %q: use text, html, jsonl or feed", from)
}

// open looks through gzip and byte order marks. Decoded is true when a mark
// has settled the encoding.
func open(r io.Reader) (b *bufio.Reader, decoded bool, err error) {
	b = bufio.NewReaderSize(r, headSize)
	if magic, _ := b.Peek(3); bytes.Equal(magic, []byte{0x1f, 0x8b, 8}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, false, readError(err)
		}
		b = bufio.NewReaderSize(z, headSize)
	}
	mark, _ := b.Peek(3)
	switch {
	case bytes.Equal(mark, []byte("\xef\xbb\xbf")):
		_, err = b.Discard(3)
		return b, true, err
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		utf16 := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
		return bufio.NewReaderSize(transform.NewReader(b, utf16.NewDecoder()), headSize), true, nil
	}
	return b, false, nil
}

// readError words the faults of gzip for people.
func readError(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the gzip data is cut short: copy or download the file again (%w)", err)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return fmt.Errorf("the gzip data is damaged: copy or download the file again (%w)", err)
	}
	return fmt.Errorf("read: %w", err)
}

var errTooLarge = errors.New("split it, or give one article a line as JSON Lines")

// all reads what is left of an input, within the limit.
func (in *input) all(r io.Reader, limit int64, what string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, readError(err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%s is larger than %d MB: %w", what, limit>>20, errTooLarge)
	}
	return data, in.settled()
}

func (in *input) text(r io.Reader) error {
	data, err := in.all(r, in.opt.MaxBytes, "the text")
	if err != nil {
		return err
	}
	text, err := decodeLabelled(data, in.opt.ContentType)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return ErrEmpty
	}
	in.yield(news.Article{ID: in.name, Text: text, Language: article.Language(text)}, nil)
	return nil
}

func (in *input) page(r io.Reader, decoded bool) error {
	data, err := in.all(r, min(in.opt.MaxBytes, article.MaxPage), "the HTML page")
	if err != nil {
		return err
	}
	if !decoded {
		if data, err = decodePage(data, in.opt.ContentType); err != nil {
			return err
		}
	}
	if head := data[:min(len(data), 4096)]; !htmlStart.Match(bytes.TrimLeft(head, blanks)) {
		if at := htmlAnywhere.FindIndex(head); at != nil {
			data = data[at[0]:] // headers stand before the page
		}
	}
	a, err := article.FromHTML(in.name, data)
	if err != nil {
		return err
	}
	in.yield(a, nil)
	return nil
}
