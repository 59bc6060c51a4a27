package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/term"

	"quoth"
	"quoth/news"
)

// inputNames returns what the command line asks to read: patterns that the
// shell left alone, as shells on Windows do, are replaced by the files that
// match them; nothing means standard input, "-".
func inputNames(args []string) []string {
	if len(args) == 0 {
		return []string{"-"}
	}
	var names []string
	for _, arg := range args {
		if strings.ContainsAny(arg, "*?[") {
			if _, err := os.Lstat(arg); err != nil {
				if matches, err := filepath.Glob(arg); err == nil && len(matches) > 0 {
					names = append(names, matches...)
					continue
				}
			}
		}
		names = append(names, arg)
	}
	return names
}

// inputs reads one input after the other, and remembers which article came
// from which: what is done to articles side by side keeps their order.
type inputs struct {
	names []string
	from  quoth.Format

	mu      sync.Mutex
	pending []int // the inputs of the articles and errors that are under way
}

func (in *inputs) articles(ctx context.Context) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		for i, name := range in.names {
			pass := func(a news.Article, err error) bool {
				in.mu.Lock()
				in.pending = append(in.pending, i)
				in.mu.Unlock()
				return yield(a, err)
			}
			if !in.read(ctx, name, pass) {
				return
			}
		}
	}
}

// read passes on the articles of one input until pass has had enough.
func (in *inputs) read(ctx context.Context, name string, pass func(news.Article, error) bool) bool {
	r, err := openInput(ctx, name)
	if err != nil {
		return pass(news.Article{}, err)
	}
	defer r.Close()
	for a, err := range quoth.Read(readName(name), r, in.from) {
		if !pass(a, err) {
			return false
		}
	}
	return true
}

// next tells from which input the next article or error comes out.
func (in *inputs) next() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	i := in.pending[0]
	in.pending = in.pending[1:]
	return i
}

// readName is what an input is called in messages and ids.
func readName(name string) string {
	if name == "-" {
		return "stdin"
	}
	return name
}

// openInput opens a file, or standard input for "-". Its errors leave out the
// name and say what to do next.
func openInput(ctx context.Context, name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(openStdin(ctx)), nil
	}
	f, err := os.Open(name)
	if err != nil {
		lower := strings.ToLower(name)
		switch {
		case strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://"):
			return nil, errors.New("is an address, and extract fetches nothing; quoth add does, or save the page and give the file")
		case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?["):
			return nil, errors.New("no file matches; check the pattern")
		case errors.Is(err, fs.ErrNotExist):
			return nil, errors.New("no such file; check its name")
		case errors.Is(err, fs.ErrPermission):
			return nil, errors.New("permission denied; make sure that you may read it")
		}
		return nil, cause(err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("is a directory; give files, such as %s", filepath.Join(name, "*.txt"))
	}
	return f, nil
}

// openStdin is standard input, until ctx ends. Somebody who is to type learns
// how to end it.
func openStdin(ctx context.Context) io.Reader {
	if term.IsTerminal(int(os.Stdin.Fd())) {
		end := "ctrl-d"
		if runtime.GOOS == "windows" {
			end = "ctrl-z and enter"
		}
		complain(os.Stderr, "reading what you type or paste; end it with "+end+" on a line of its own")
	}
	return &interruptible{ctx: ctx, from: os.Stdin}
}

// cause leaves out the operation and the path that os puts before an error.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// interruptible ends a read that waits for someone to type when ctx ends.
// Its one goroutine reads ahead by at most one buffer.
type interruptible struct {
	ctx    context.Context
	from   io.Reader
	chunks chan chunk
	rest   chunk
}

type chunk struct {
	data []byte
	err  error
}

func (r *interruptible) Read(p []byte) (int, error) {
	if r.chunks == nil {
		r.chunks = make(chan chunk)
		go func() {
			for {
				buffer := make([]byte, 64<<10)
				n, err := r.from.Read(buffer)
				select {
				case r.chunks <- chunk{buffer[:n], err}:
				case <-r.ctx.Done():
					return
				}
				if err != nil {
					return
				}
			}
		}()
	}
	for len(r.rest.data) == 0 {
		if r.rest.err != nil {
			return 0, r.rest.err
		}
		select {
		case r.rest = <-r.chunks:
		case <-r.ctx.Done():
			return 0, r.ctx.Err()
		}
	}
	n := copy(p, r.rest.data)
	r.rest.data = r.rest.data[n:]
	return n, nil
}
