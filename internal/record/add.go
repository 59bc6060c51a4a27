package record

import (
	"context"
	"errors"
	"iter"
	"sync"
	"time"

	"quoth/internal/record/store"
	"quoth/news"
)

// An Addition is what became of one article.
type Addition struct {
	Article    string // ID in the record
	Name       string // URL, or the ID under which it came; of a failure, its input
	Outcome    Outcome
	Version    int
	Statements int
	Altered    int    // statements that replace one of the version before
	CopyOf     string // ID of the article of which it is a near-copy
	Language   string
	Err        error // why it failed
}

// Outcome is what an Add did with one article.
type Outcome string

// The outcomes.
const (
	Added   Outcome = "added"
	Changed Outcome = "changed" // a new version of it, another reading, or another title, outlet or date
	Known   Outcome = "known"   // nothing was written
	Failed  Outcome = "failed"
)

// A Reading is how statements are found in an article.
type Reading struct {
	Model   string // its name and version
	Workers int    // articles read side by side
	Extract func(context.Context, news.Article) (news.Article, error)
	// Amend takes over what an article that is known now says of itself.
	Amend bool
}

// Bounds of one transaction: what comes first ends it.
const (
	mostTogether = 256
	pause        = time.Second
)

// A job is an article on its way into the record.
type job struct {
	article news.Article
	known   *Addition // set where nothing is to be done
	amends  bool
	model   string
	err     error // of the article
	broken  error // of the record
}

// Add reads articles and puts them into the record, each whole or not at all.
// It yields what became of each, in order, once that is safe on disk. Articles
// that the record has are not read again; those that come with statements are
// kept as they are, under the model "imported". An error ends it: it is one of
// the record, and not of an article. So does a cancelled context, which leaves
// the identities of large blocks to the next Add.
func (r *Record) Add(ctx context.Context, articles iter.Seq2[news.Article, error], reading Reading) iter.Seq2[Addition, error] {
	return func(yield func(Addition, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if err := r.db.MayWrite(); err != nil {
			yield(Addition{}, err)
			return
		}
		queue := r.read(ctx, articles, reading)
		for open := true; open; {
			var batch []job
			batch, open = gather(ctx, queue)
			if len(batch) == 0 {
				continue
			}
			out, err := r.store(ctx, batch)
			if err != nil {
				yield(Addition{}, err)
				return
			}
			for _, a := range out {
				if !yield(a, nil) {
					return
				}
			}
		}
		if err := r.settleAll(ctx); err != nil && ctx.Err() == nil {
			yield(Addition{}, err)
		}
	}
}

// read finds the statements of several articles side by side. Each has a slot
// in the queue, which keeps their order; its length bounds how far reading may
// run ahead of writing.
func (r *Record) read(ctx context.Context, articles iter.Seq2[news.Article, error], reading Reading) <-chan chan job {
	workers := max(reading.Workers, 1)
	queue := make(chan chan job, 4*workers+mostTogether)
	tokens := make(chan struct{}, workers)
	go func() {
		defer close(queue)
		var busy sync.WaitGroup
		defer busy.Wait()
		for a, err := range articles {
			slot := make(chan job, 1)
			select {
			case queue <- slot:
			case <-ctx.Done():
				return
			}
			j := job{article: a, err: err, amends: reading.Amend, model: imported}
			if j.err == nil {
				j.err = r.check(&j.article)
			}
			if j.err == nil {
				j.known, j.broken = r.known(ctx, &j.article, reading.Amend)
			}
			if ctx.Err() != nil {
				j.err, j.broken = ctx.Err(), nil
			}
			if j.err != nil || j.broken != nil || j.known != nil || len(a.Statements) > 0 || reading.Extract == nil {
				slot <- j
				continue
			}
			select {
			case tokens <- struct{}{}:
			case <-ctx.Done():
				slot <- job{err: ctx.Err()}
				return
			}
			busy.Go(func() {
				defer func() { <-tokens }()
				j.model = reading.Model
				j.article, j.err = reading.Extract(ctx, j.article)
				slot <- j
			})
		}
	}()
	return queue
}

// imported is the model of articles that came with statements.
const imported = "imported"

// known is the outcome for an article that the record has, else nil.
func (r *Record) known(ctx context.Context, a *news.Article, amend bool) (*Addition, error) {
	row, err := articleNamed(ctx, r.db, nameOf(a))
	if err != nil || row == nil {
		return nil, err
	}
	if seen, err := row.seen(ctx, r.db, hashOf(a.Text)); err != nil || !seen {
		return nil, err
	}
	if amend {
		if amends, err := row.amendedBy(ctx, r.db, a); err != nil || amends {
			return nil, err
		}
	}
	return &Addition{Article: row.ref, Name: row.name, Outcome: Known, Version: row.latest, Language: a.Language}, nil
}

// gather takes what is done from the queue: as much as one transaction should
// hold. It waits for the first article and, for others, no longer than pause.
func gather(ctx context.Context, queue <-chan chan job) (batch []job, open bool) {
	var late <-chan time.Time
	for len(batch) < mostTogether {
		var slot chan job
		select {
		case slot, open = <-queue:
			if !open {
				return batch, false
			}
		case <-late:
			return batch, true
		case <-ctx.Done():
			return batch, false
		}
		select {
		case j := <-slot:
			batch = append(batch, j)
		case <-ctx.Done():
			return batch, false
		}
		if late == nil {
			late = time.After(pause)
		}
		select {
		case <-late:
			return batch, true
		default:
		}
	}
	return batch, true
}

// store puts a batch into the record in one transaction, which a cancelled
// context lets end: what was read is not thrown away.
func (r *Record) store(ctx context.Context, batch []job) ([]Addition, error) {
	ctx = context.WithoutCancel(ctx)
	out := make([]Addition, 0, len(batch))
	write := false
	for _, j := range batch {
		if j.broken != nil {
			return nil, j.broken
		}
		write = write || j.known == nil && !errors.Is(j.err, context.Canceled)
	}
	if !write {
		for _, j := range batch {
			if j.known != nil {
				out = append(out, *j.known)
			}
		}
		return out, nil
	}
	var written *writer
	err := r.db.Update(ctx, func(tx *store.Tx) error {
		w := r.writer(ctx, tx)
		if err := w.takeCompared(); err != nil {
			return err
		}
		written = w
		for _, j := range batch {
			switch {
			case errors.Is(j.err, context.Canceled):
			case j.err != nil:
				input, err := w.fail(&j.article, j.err)
				if err != nil {
					return err
				}
				out = append(out, Addition{Name: input, Outcome: Failed, Err: j.err})
			case j.known != nil:
				out = append(out, *j.known)
			default:
				a, err := w.put(j.article, j.model, j.amends)
				if err != nil {
					return err
				}
				out = append(out, a)
			}
		}
		return w.finish()
	})
	if err != nil {
		return nil, err
	}
	written.keepCompared()
	return out, nil
}

// Reread finds the statements of all articles anew that another model than this
// one read. Corrections are applied to what it finds. Articles that came with
// statements are left alone.
func (r *Record) Reread(ctx context.Context, reading Reading) iter.Seq2[Addition, error] {
	return func(yield func(Addition, error) bool) {
		for last := int64(0); ; {
			row, err := scanArticle(r.db.QueryRow(ctx, articleQuery+` WHERE a.id > $1 AND v.model <> $2 AND v.model <> $3 ORDER BY a.id LIMIT 1`, last, reading.Model, imported))
			if err == nil && row == nil {
				err = r.settleAll(ctx)
				if err == nil {
					return
				}
			}
			var out Addition
			if err == nil {
				last = row.id
				out, err = r.rereadOne(ctx, row, reading)
			}
			if err != nil {
				yield(Addition{}, err)
				return
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

func (r *Record) rereadOne(ctx context.Context, row *articleRow, reading Reading) (Addition, error) {
	v, err := loadVersion(ctx, r.db, row.version)
	if err != nil {
		return Addition{}, err
	}
	a := v.article
	a.Speakers, a.Statements = nil, nil
	if a, err = reading.Extract(ctx, a); err != nil {
		return Addition{}, err
	}
	a = cleaned(a)
	out := Addition{Article: row.ref, Name: row.name, Outcome: Changed, Version: row.latest, Statements: len(a.Statements), Language: a.Language}
	return out, r.db.Update(ctx, func(tx *store.Tx) error {
		w := r.writer(ctx, tx)
		if err := w.reread(row, a, reading.Model); err != nil {
			return err
		}
		return w.finish()
	})
}

// reread puts another reading of an article's latest text in the place of the
// one before.
func (w *writer) reread(row *articleRow, a news.Article, model string) error {
	if err := w.keepReading(row.version, a); err != nil {
		return err
	}
	if _, err := w.tx.Exec(w.ctx, `UPDATE version SET model = $2, language = $3 WHERE id = $1`, row.version, model, a.Language); err != nil {
		return err
	}
	return w.reapply(row)
}
