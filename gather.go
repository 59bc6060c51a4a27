package quoth

import (
	"context"
	"iter"

	"quoth/internal/fetch"
	"quoth/internal/gather"
	"quoth/news"
)

// GatherOptions say how [Gather] reads. The zero value reads what is on this
// machine and fetches nothing.
type GatherOptions = gather.Options

// An InputError is an input of [Gather], or a part of one, that gave no
// article. It names what to give to try again.
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
