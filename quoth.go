// Package quoth finds who said what in the news.
//
// An [Extractor] reads one article and returns it with its statements: who
// speaks (source), by which words (cue), what (content), and how directly.
// [Read] turns bytes (plain text, HTML pages, JSON Lines, feeds, gzip of these)
// into articles; [Extractor.All] runs many articles side by side.
//
// The types that travel in and out are those of package quoth/news. The
// weights of the model are part of the package: none are fetched, and there is
// nothing to configure.
package quoth

import (
	"context"
	"io"
	"iter"
	"runtime"

	"quoth/internal/extract"
	"quoth/internal/extract/read"
	"quoth/models"
	"quoth/news"
)

// An Extractor finds statements. It is immutable and safe for use by several
// goroutines; its scratch memory (about 40 MB for each goroutine at work) is
// reused between articles.
type Extractor struct {
	stages   *extract.Extractor
	workers  int
	language string

	minConfidence float64
	evidence      bool
}

// An Option changes how an Extractor is made.
type Option func(*Extractor)

// Language insists that every article is in the given language (ISO 639-1),
// whatever it looks like. Without it the language is identified. The model
// shipped reads English, "en".
func Language(code string) Option { return func(e *Extractor) { e.language = code } }

// Workers sets how many articles [Extractor.All] reads side by side; 0, the
// default, means one for each processor.
func Workers(n int) Option { return func(e *Extractor) { e.workers = n } }

// WithEvidence fills [news.Statement.Evidence], which says why each statement
// was read as it was.
func WithEvidence() Option { return func(e *Extractor) { e.evidence = true } }

// configured is an Extractor without its model.
func configured(options []Option) *Extractor {
	e := &Extractor{}
	for _, o := range options {
		o(e)
	}
	if e.workers <= 0 {
		e.workers = runtime.GOMAXPROCS(0)
	}
	return e
}

// NewExtractor loads the model, which takes about 0.1 s.
func NewExtractor(options ...Option) (*Extractor, error) {
	e := configured(options)
	if err := checkConfidence(e.minConfidence); err != nil {
		return nil, err
	}
	var err error
	if e.stages, err = extract.New(models.English(), e.language); err != nil {
		return nil, err
	}
	e.stages.Evidence = e.evidence
	return e, nil
}

// Extract returns the article with Language and Statements filled in. An
// article in a language that the model does not read comes back without
// statements. The only error is that of ctx.
func (e *Extractor) Extract(ctx context.Context, a news.Article) (news.Article, error) {
	a, err := e.stages.Extract(ctx, a)
	if e.minConfidence > 0 {
		a = confident(a, e.minConfidence)
	}
	return a, err
}

// A result is an article with its statements, or why there is none.
type result struct {
	article news.Article
	err     error
}

// All extracts from many articles, several at a time, and yields them in the
// order in which they came. An error of the input is passed on in its place
// and the rest is done.
func (e *Extractor) All(ctx context.Context, articles iter.Seq2[news.Article, error]) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		// Each article has a slot in the queue, which keeps their order; its
		// length bounds how far reading may run ahead of extraction.
		queue := make(chan chan result, 2*e.workers)
		tokens := make(chan struct{}, e.workers)
		go func() {
			defer close(queue)
			for a, err := range articles {
				slot := make(chan result, 1)
				select {
				case queue <- slot:
				case <-ctx.Done():
					return
				}
				if err != nil {
					slot <- result{a, err}
					continue
				}
				tokens <- struct{}{}
				go func() {
					defer func() { <-tokens }()
					out, err := e.Extract(ctx, a)
					slot <- result{out, err}
				}()
			}
		}()
		for slot := range queue {
			if r := <-slot; !yield(r.article, r.err) {
				return
			}
		}
	}
}

// A Format names how input bytes are to be read.
type Format = read.Format

// The input formats.
const (
	Auto  Format = read.Auto // recognised by content
	Text  Format = read.Text
	HTML  Format = read.HTML
	JSONL Format = read.JSONL
	Feed  Format = read.Feed
)

// Read yields the articles in r. Name stands for the input in article ids and
// errors. A faulty record is yielded as an error and the next one is read.
func Read(name string, r io.Reader, from Format) iter.Seq2[news.Article, error] {
	return read.Articles(name, r, read.Options{From: from})
}
