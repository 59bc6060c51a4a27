package quoth

import (
	"context"
	"iter"

	"quoth/internal/fetch"
	"quoth/internal/gather"
	"quoth/news"
)

// GatherOptions say how [Gather] reads. The zero value reads what is on this
// machine and fetches nothing. Its fields:
//
//	From         Format         // of all inputs; Auto recognises each
//	Stdin        io.Reader      // what "-" stands for
//	Fetch        bool           // fetch addresses, and the pages that feeds name; else both are errors
//	AllowPrivate bool           // fetch from private networks, too
//	Pause        time.Duration  // the least time between two requests to a site; 0: 1 s
//	Timeout      time.Duration  // of one fetch; 0: 2 minutes
//	UserAgent    string         // how servers know the client; "": quoth's own
//	Progress     func(done, total int)
//
// Progress is told how many inputs are done, and of how many, which is 0 until
// all are counted and grows with each feed. It is called between articles, by
// the goroutine that takes them.
type GatherOptions = gather.Options

// An InputError is an input of [Gather], or a part of one, that gave no
// article. Its fields:
//
//	Input string  // what to name to try again: a file, FILE:LINE, an address
//	From  Format  // in which it was to be read
//	Err   error
type InputError = gather.InputError

// Why an address may have been refused; see errors.Is.
var (
	ErrPrivate = fetch.ErrPrivate // it leads into a private network, and GatherOptions.AllowPrivate is not set
	ErrRobots  = fetch.ErrRobots  // the site's robots.txt forbids it
)

// Gather yields the articles of inputs: files of any format that [Read] knows;
// folders, with the folders in them; patterns such as news/**/*.html; "-", the
// standard input; and, with GatherOptions.Fetch, http and https addresses of
// pages and feeds, together with the pages that feeds name.
//
// Each article has an ID by which it is known again: its URL, if it has one;
// else its file's absolute path, with "#" and its own id where the file holds
// several. A faulty input is an [*InputError] in its place, and the rest is
// done. Files come in order, fetched pages as they arrive. When ctx ends the
// articles do, without an error.
func Gather(ctx context.Context, inputs []string, o GatherOptions) iter.Seq2[news.Article, error] {
	return gather.Articles(ctx, inputs, o)
}
