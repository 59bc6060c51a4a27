package quoth

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"quoth/internal/record"
	"quoth/internal/record/correct"
	"quoth/models"
	"quoth/news"
	"quoth/query"
)

// A Record keeps the statements of many articles: searchable, comparable,
// correctable. It is one SQLite file, or a PostgreSQL database. It may be used
// by several goroutines, and several programs may use one record at once.
type Record struct {
	kept    *record.Record
	reading []Option
	amend   bool
	load    func() (*Extractor, error)
}

// A RecordOption changes how a record is used.
type RecordOption func(*Record)

// Reading says how [Record.Add] finds statements: with which language, by how
// many workers.
func Reading(options ...Option) RecordOption {
	return func(r *Record) { r.reading = append(r.reading, options...) }
}

// Amending has [Record.Add] take over the title, outlet and date of an article
// that the record has with the same text, where they are other ones; what the
// article leaves open stays. Without it such an article is passed over.
func Amending() RecordOption { return func(r *Record) { r.amend = true } }

// Open opens a record, and makes it where there is none. Name is a file, or the
// address of a PostgreSQL database, postgres://…; "" stands for
// [DefaultRecord]. The folder of a file that is named has to be there; only
// that of the user's own record is made, too. A record of an older quoth is
// brought up to date; one of a newer quoth is an error.
func Open(ctx context.Context, name string, options ...RecordOption) (*Record, error) {
	return open(ctx, name, record.Options{}, options)
}

// OpenExisting is Open, but a record that is not there, as when the file is
// empty, is an error that satisfies errors.Is with [ErrNotFound] and with
// fs.ErrNotExist, and a file that may not be written is opened for reading.
func OpenExisting(ctx context.Context, name string, options ...RecordOption) (*Record, error) {
	return open(ctx, name, record.Options{Existing: true}, options)
}

func open(ctx context.Context, name string, how record.Options, options []RecordOption) (*Record, error) {
	r := &Record{}
	for _, o := range options {
		o(r)
	}
	r.load = sync.OnceValues(func() (*Extractor, error) { return NewExtractor(r.reading...) })
	var err error
	if name == "" {
		if name, err = DefaultRecord(); err != nil {
			return nil, err
		}
		how.MakeFolder = os.Getenv("QUOTH_RECORD") == ""
	}
	if r.kept, err = record.Open(ctx, name, how); err != nil {
		return nil, err
	}
	return r, nil
}

// DefaultRecord is $QUOTH_RECORD, or else quoth/record.db in the folder where
// the platform keeps a user's data.
func DefaultRecord() (string, error) {
	if name := os.Getenv("QUOTH_RECORD"); name != "" {
		return name, nil
	}
	folder := os.Getenv("XDG_DATA_HOME")
	switch home, err := os.UserHomeDir(); {
	case filepath.IsAbs(folder):
	case runtime.GOOS == "windows" && os.Getenv("LocalAppData") != "":
		folder = os.Getenv("LocalAppData")
	case err != nil:
		return "", errors.New("there is no home folder to keep a record in; name a file")
	case runtime.GOOS == "darwin":
		folder = filepath.Join(home, "Library", "Application Support")
	default:
		folder = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(folder, "quoth", "record.db"), nil
}

// Close closes the record.
func (r *Record) Close() error { return r.kept.Close() }

// Add reads articles and puts those that the record does not have into it, each
// whole or not at all. It yields what became of each, in order, once that is
// safe on disk. What cannot be read is an [Addition] that [Failed], and is
// remembered; an error is one of the record, and the end.
//
// An article is known by its URL, or by its ID where it has none. One with
// another text than before becomes a new version of it. Statements are found
// by an [Extractor]; articles that come with statements keep theirs.
func (r *Record) Add(ctx context.Context, articles iter.Seq2[news.Article, error]) iter.Seq2[Addition, error] {
	return r.kept.Add(ctx, articles, r.how())
}

// how is how statements are found. The model is loaded with the first article
// that needs it.
func (r *Record) how() record.Reading {
	return record.Reading{Model: ModelName(), Amend: r.amend, Workers: configured(r.reading).workers, Extract: func(ctx context.Context, a news.Article) (news.Article, error) {
		e, err := r.load()
		if err != nil {
			return a, err
		}
		return e.Extract(ctx, a)
	}}
}

// ModelName tells one set of weights from another: its language, and the first
// digits of its SHA-256, as sha256sum models/en/weights.quoth prints it.
func ModelName() string { return modelName() }

var modelName = sync.OnceValue(func() string { return fmt.Sprintf("en %.6x", sha256.Sum256(models.English())) })

// Import is Add for articles that come with their statements, as
// [Record.Export] and quoth extract write them: they are kept as they are, also
// those without any statement.
func (r *Record) Import(ctx context.Context, articles iter.Seq2[news.Article, error]) iter.Seq2[Addition, error] {
	return r.kept.Add(ctx, articles, record.Reading{})
}

// Reread finds the statements of all articles anew that were read by another
// model than this program has. Corrections are applied to what it finds.
func (r *Record) Reread(ctx context.Context) iter.Seq2[Addition, error] {
	return r.kept.Reread(ctx, r.how())
}

// An Addition is what became of one article. Its fields:
//
//	Article    string  // its ID in the record; "" where it failed
//	Name       string  // its URL, or the ID under which it came; of a failure, its input
//	Outcome    Outcome
//	Version    int     // from 1
//	Statements int     // of this version; 0 where nothing was written
//	Altered    int     // of these, that replace one of the version before
//	CopyOf     string  // ID of the article of which it is a near-copy, or ""
//	Language   string  // ISO 639-1, or ""
//	Err        error   // why it failed; nil else
type Addition = record.Addition

// Outcome is what became of an article: a string, as below.
type Outcome = record.Outcome

// The outcomes.
const (
	Added   = record.Added   // "added"
	Changed = record.Changed // "changed": a new version of it, another reading, or other metadata
	Known   = record.Known   // "known": nothing was written
	Failed  = record.Failed  // "failed"
)

// Search yields the statements that a query finds, in its order. Near-copies
// of an article count once, unless the query asks for an outlet or the options
// say otherwise.
func (r *Record) Search(ctx context.Context, q query.Query, o SearchOptions) iter.Seq2[news.Entry, error] {
	return r.kept.Search(ctx, q, o)
}

// SearchOptions say how much of an answer is wanted. The zero value asks for
// all. Its fields:
//
//	Limit  int    // most entries; 0: all
//	Skip   int    // entries passed over
//	After  string // ID of the statement behind which the answer goes on; Skip does not count then
//	Copies bool   // also those in near-copies of articles
type SearchOptions = record.SearchOptions

// Count is how many statements a query finds, copies once.
func (r *Record) Count(ctx context.Context, q query.Query) (int, error) { return r.kept.Count(ctx, q) }

// Survey tells who and what is among the statements that a query finds: the
// foremost speakers, outlets, forms, modes and kinds of the newest of them.
func (r *Record) Survey(ctx context.Context, q query.Query) (news.Survey, error) {
	return r.kept.Survey(ctx, q)
}

// Statement is the entry with an ID, of which an unambiguous beginning of four
// letters or more will do. What the record does not have is an error that
// satisfies errors.Is(err, [ErrNotFound]), here and below.
func (r *Record) Statement(ctx context.Context, id string) (news.Entry, error) {
	return r.kept.Statement(ctx, id)
}

// ErrNotFound is what asking for something that a record does not have gives.
var ErrNotFound = record.ErrNotFound

// A HiddenError is a statement that was asked for and that a person has hidden;
// undoing its Correction (a [news.Correction]), its only field, brings it back.
// It is an [ErrNotFound], too.
type HiddenError = record.HiddenError

// ErrUnclear is what a question gives that can be meant in several ways: a
// beginning that several IDs have, a speaker compared with an outlet.
var ErrUnclear = record.ErrUnclear

// Article is an article of the record with its statements as they now are, by
// its ID, its URL or the file from which it came.
func (r *Record) Article(ctx context.Context, id string) (news.Article, error) {
	return r.kept.Article(ctx, id)
}

// Statements are the entries of an article as it now is, in the order of its
// text.
func (r *Record) Statements(ctx context.Context, article string) ([]news.Entry, error) {
	return r.kept.Statements(ctx, article)
}

// Versions are the states of an article that the record has seen.
func (r *Record) Versions(ctx context.Context, article string) ([]news.Version, error) {
	return r.kept.Versions(ctx, article)
}

// Speakers are the identities that bear a name, or have an ID, those with most
// statements first; at most limit, if it is above 0.
func (r *Record) Speakers(ctx context.Context, name string, limit int) ([]news.Identity, error) {
	return r.kept.Speakers(ctx, name, limit)
}

// Speaker is all that the record knows of an identity, by its ID.
func (r *Record) Speaker(ctx context.Context, id string) (news.Profile, error) {
	return r.kept.Speaker(ctx, id)
}

// Timeline counts what a query finds by period; with "" by one that suits the
// time it spans.
func (r *Record) Timeline(ctx context.Context, q query.Query, p news.Period) (news.Timeline, error) {
	return r.kept.Timeline(ctx, q, p)
}

// Variants are what other articles have of a statement, the most alike first.
func (r *Record) Variants(ctx context.Context, id string) ([]news.Variant, error) {
	return r.kept.Variants(ctx, id)
}

// Compare lays side by side what two speakers (names or IDs) or two outlets say
// on a subject: the newest rows, at most limit, if it is above 0.
func (r *Record) Compare(ctx context.Context, a, b string, subject query.Query, limit int) (news.Comparison, error) {
	return r.kept.Compare(ctx, a, b, subject, limit)
}

// Correct keeps a person's correction, which says By whom it is, applies it, and
// returns it with its ID. It outlives later versions of the article and later
// readings; where it cannot be applied to one, its Conflict says why.
func (r *Record) Correct(ctx context.Context, c news.Correction) (news.Correction, error) {
	return r.kept.Correct(ctx, c)
}

// Undo takes a correction back; that it was made stays on record. By names who
// does so, and reason, which may be "", why.
func (r *Record) Undo(ctx context.Context, id, by, reason string) (news.Correction, error) {
	return r.kept.Undo(ctx, id, by, reason)
}

// Corrections yields all corrections, oldest first; those of one article or one
// statement where id is not "".
func (r *Record) Corrections(ctx context.Context, id string) iter.Seq2[news.Correction, error] {
	return r.kept.Corrections(ctx, id)
}

// A Lesson is an article as people corrected it, for a model to learn from; its
// JSON is that of docs/format.md, "Corrected articles". Its fields:
//
//	Article   news.Article
//	Corrected map[string][]string  // the fields that a person set, by the statement's ID
//	Hidden    []news.Statement     // that the model found and a person took out
type Lesson = correct.Lesson

// Training yields every article that people corrected.
func (r *Record) Training(ctx context.Context) iter.Seq2[Lesson, error] { return r.kept.Training(ctx) }

// A Failure is an input that could not be added, and how to try it again. Its
// fields:
//
//	Input     string  // what to name to try again: a file, FILE:LINE, an address
//	Reason    string
//	First     string  // when it was tried first, RFC 3339
//	Last      string  // and last
//	Tries     int
//	Format    string  // in which it was to be read, "" where that was to be recognised
//	Outlet    string  // what was said of its articles besides, or ""
//	Published string
type Failure = record.Failure

// Failures yields what could not be added.
func (r *Record) Failures(ctx context.Context) iter.Seq2[Failure, error] { return r.kept.Failures(ctx) }

// Forget takes inputs off the list of failures.
func (r *Record) Forget(ctx context.Context, inputs ...string) error {
	return r.kept.Forget(ctx, inputs...)
}

// Stats sums the record up.
func (r *Record) Stats(ctx context.Context) (news.Stats, error) { return r.kept.Stats(ctx) }

// Export yields the latest version of every article with its statements as
// people left them: neither earlier versions nor the corrections themselves,
// which [Record.Backup] has. What cannot be read of a damaged record is an error
// in its place, and the rest is done.
func (r *Record) Export(ctx context.Context) iter.Seq2[news.Article, error] {
	return r.kept.Export(ctx)
}

// Backup writes a copy of the record, as it is at one moment, to a new file. A
// file that is there is an error that satisfies errors.Is(err, fs.ErrExist).
func (r *Record) Backup(ctx context.Context, file string) error { return r.kept.Backup(ctx, file) }

// A Finding is something wrong with a record. Its fields:
//
//	What       string
//	Place      string  // an article, a statement, a table; else the record
//	Repairable bool    // whether a check with repair mends it
//	Repaired   bool
type Finding = record.Finding

// Check verifies that a record is whole and yields what is wrong; with repair
// it makes anew what can be made from the rest.
func (r *Record) Check(ctx context.Context, repair bool) iter.Seq2[Finding, error] {
	return r.kept.Check(ctx, repair)
}
