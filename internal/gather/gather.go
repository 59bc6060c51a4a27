// Package gather turns what a person names into articles: files, folders,
// patterns, standard input, and addresses of pages and feeds.
//
// In go the names; out come articles without statements, with an ID by which a
// record knows them again, and errors that name what can be tried again.
// Local inputs are read one after the other, in their order. Addresses are
// fetched meanwhile, several sites at a time, and their articles come as they
// arrive. Of a feed the items with a full text are articles; the pages of the
// others are fetched like addresses that were named, but no feed that one of
// them leads to.
//
// Little is held in memory: the article that is being passed on, a page for
// each of a few sites, and the addresses still to be fetched.
//
// Not done: an address is fetched once, and no failure tried again.
package gather

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"quoth/internal/extract/read"
	"quoth/internal/fetch"
	"quoth/news"
)

// Options say how to gather.
type Options struct {
	// From is the format of all inputs; read.Auto recognises each.
	From read.Format
	// Stdin is what "-" stands for.
	Stdin io.Reader
	// Fetch has addresses fetched, and the pages that feeds name. Without it
	// both are errors, and the network is not touched.
	Fetch bool
	// AllowPrivate fetches from private networks, too.
	AllowPrivate bool
	// Pause is the least time between two requests to a site; 0 means 1 s.
	Pause time.Duration
	// Timeout bounds one fetch; 0 means 2 minutes.
	Timeout time.Duration
	// UserAgent is how servers know the client; "" is quoth's own.
	UserAgent string
	// Progress is told how many inputs are done, and of how many: files,
	// addresses, and the pages that feeds name. Total is 0 until all are
	// counted, and grows with each feed. It is called between articles, by
	// the goroutine that takes them.
	Progress func(done, total int)
}

// An InputError is an input, or a part of one, that gave no article.
type InputError struct {
	// Input is what to name to try again: a file, an address, a feed item's
	// link; or FILE:LINE, the line of a file of JSON Lines.
	Input string
	// From is the format in which it was to be read.
	From read.Format
	Err  error
}

// FailedInput is the input, for a record that keeps failures.
func (e *InputError) FailedInput() (input, format string) { return e.Input, string(e.From) }

func (e *InputError) Error() string { return e.Input + ": " + e.Err.Error() }

func (e *InputError) Unwrap() error { return e.Err }

// stdin is what standard input is called.
const stdin = "stdin"

// Articles yields the articles of all inputs. A faulty one is an *InputError
// in its place, and the rest is done. When ctx ends the articles do, without
// an error.
func Articles(ctx context.Context, inputs []string, o Options) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		g := gathering{ctx: ctx, o: o, out: make(chan event), asked: map[string]bool{}}
		if o.Fetch {
			g.client = fetch.New(fetch.Options{UserAgent: o.UserAgent, AllowPrivate: o.AllowPrivate, Pause: o.Pause, Timeout: o.Timeout})
			defer g.client.Close()
		}
		g.sites.visit = g.fetch
		g.work.Go(func() { g.local(inputs) })
		if o.Progress != nil {
			g.work.Go(func() { g.send(event{counted: true, found: count(ctx, inputs)}) })
		}
		go func() {
			g.work.Wait()
			close(g.out)
		}()
		g.pass(yield)
	}
}

// A gathering is one call of Articles at work.
type gathering struct {
	ctx    context.Context
	o      Options
	client *fetch.Client // nil where nothing is fetched
	out    chan event
	work   sync.WaitGroup // what may still send
	sites  sites

	mu    sync.Mutex
	asked map[string]bool // addresses that are, or were, to be fetched
}

// An event is an article, an error, or that inputs were found or are done.
type event struct {
	article news.Article
	err     error

	found, done int
	counted     bool // found are all inputs that were named
}

// send returns false when nobody listens any more.
func (g *gathering) send(e event) bool {
	select {
	case g.out <- e:
		return true
	case <-g.ctx.Done():
		return false
	}
}

func (g *gathering) fail(input string, err error) bool {
	return g.ctx.Err() == nil && g.send(event{err: &InputError{Input: input, From: g.o.From, Err: err}})
}

// pass hands on what the others send.
func (g *gathering) pass(yield func(news.Article, error) bool) {
	done, total, counted := 0, 0, false
	for {
		var e event
		var open bool
		select {
		case <-g.ctx.Done():
			return
		case e, open = <-g.out:
		}
		switch {
		case !open:
			return
		case e.err != nil:
			if !yield(news.Article{}, e.err) {
				return
			}
		case e.found == 0 && e.done == 0 && !e.counted:
			if !yield(e.article, nil) {
				return
			}
		case g.o.Progress != nil:
			done += e.done
			total += e.found
			counted = counted || e.counted
			if counted {
				total = max(total, done) // files may have come since
				g.o.Progress(done, total)
			} else {
				g.o.Progress(done, 0)
			}
		}
	}
}

// local reads what is on this machine and hands on addresses.
func (g *gathering) local(inputs []string) {
	fresh := true // standard input
	for _, input := range inputs {
		ok := true
		switch {
		case input == "-" && g.o.Stdin == nil:
			ok = g.fail(stdin, errors.New("there is no standard input here"))
		case input == "-" && !fresh:
			ok = g.fail(stdin, errors.New("standard input can be read only once"))
		case input == "-":
			fresh = false
			ok = g.read(stdin, stdin, read.Articles(stdin, g.o.Stdin, read.Options{From: g.o.From}), nil)
		case isAddress(input):
			if g.client == nil {
				ok = g.fail(input, errors.New("is an address, and nothing is fetched: save the page and give the file"))
			} else if g.ask(page{address: input}) {
				continue // it is not done yet
			}
		default:
			ok = files(g.ctx, input, func(path string, err error) bool {
				if err == nil {
					ok = g.file(path)
				} else {
					ok = g.fail(path, err)
				}
				return ok && g.send(event{done: 1})
			})
			if ok {
				continue
			}
		}
		if !ok || !g.send(event{done: 1}) {
			return
		}
	}
}

// file reads one file. Its articles are known by its absolute path.
func (g *gathering) file(path string) bool {
	whole, err := filepath.Abs(path)
	if err != nil {
		return g.fail(path, err)
	}
	return g.read(path, whole, read.File(whole, read.Options{From: g.o.From}), nil)
}

// read passes on the articles of an input: shown is its name in errors, name
// that under which it is read. Known, where an address led here, is what is
// known of the page.
func (g *gathering) read(shown, name string, articles iter.Seq2[news.Article, error], known *page) bool {
	for a, err := range articles {
		var at *read.Error
		var summary *read.SummaryError
		ok := true
		switch {
		case err == nil:
			ok = g.send(event{article: identified(a, name, known)})
		case errors.As(err, &summary) && summary.Item.URL != "" && g.client != nil && (known == nil || !known.linked):
			if link := cleaned(summary.Item.URL); g.ask(page{address: link, linked: true, item: summary.Item}) {
				ok = g.send(event{found: 1})
			}
		case errors.As(err, &summary) && summary.Item.URL != "":
			ok = g.fail(cleaned(summary.Item.URL), summary)
		case errors.As(err, &at) && at.Line > 0:
			ok = g.fail(shown+":"+strconv.Itoa(at.Line), at.Err)
		case errors.As(err, &at):
			ok = g.fail(shown, at.Err)
		default:
			ok = g.fail(shown, err)
		}
		if !ok {
			return false
		}
	}
	return true
}

// A page is an address on its way to an article.
type page struct {
	address string
	linked  bool         // a feed names it
	item    news.Article // what that feed tells
	final   string       // where the redirects ended
}

// ask has an address fetched, unless it is already. It reports whether it was
// new.
func (g *gathering) ask(p page) bool {
	g.mu.Lock()
	key := cleaned(p.address)
	known := g.asked[key]
	g.asked[key] = true
	g.mu.Unlock()
	if known {
		return false
	}
	g.work.Add(1)
	g.sites.add(p)
	return true
}

// fetch gets a page and passes on what is on it.
func (g *gathering) fetch(p page) {
	defer g.work.Done()
	if g.ctx.Err() != nil {
		return
	}
	got, err := g.client.Get(g.ctx, p.address, fetch.Validators{})
	if err != nil {
		g.fail(p.address, err)
	} else {
		o := read.Options{ContentType: got.ContentType}
		if !p.linked {
			o.From = g.o.From
		}
		p.final = got.URL
		g.read(p.address, got.URL, read.Articles(got.URL, bytes.NewReader(got.Body), o), &p)
	}
	g.send(event{done: 1})
}
