package record

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"path/filepath"
	"strings"

	"quoth/internal/record/store"
	"quoth/news"
)

// findArticle finds an article by its URL, by the name under which it was
// added, or by its ID.
func findArticle(ctx context.Context, q store.Queryer, id string) (*articleRow, error) {
	names := []string{id}
	if u, err := url.Parse(id); err == nil && u.Scheme == "file" {
		names = append(names, filepath.FromSlash(u.Path))
	} else if path, err := filepath.Abs(id); err == nil && !strings.Contains(id, "://") {
		names = append(names, path)
	}
	for _, name := range names {
		if row, err := articleNamed(ctx, q, name); err != nil || row != nil {
			return row, err
		}
	}
	_, row, err := byRef(ctx, q, "article", id)
	if err != nil {
		return nil, err
	}
	return scanArticle(q.QueryRow(ctx, articleQuery+` WHERE a.id = $1`, row))
}

// Article is an article with its statements as they now are. Its ID is that of
// the record.
func (r *Record) Article(ctx context.Context, id string) (news.Article, error) {
	var a news.Article
	err := r.db.View(ctx, func(tx *store.Tx) error {
		row, err := findArticle(ctx, tx, id)
		if err != nil {
			return err
		}
		v, _, err := loadArticle(ctx, tx, row.version)
		if err != nil {
			return err
		}
		a = v.article
		a.ID = row.ref
		return nil
	})
	return a, err
}

// Statements are those of an article as it is now, in the order of its text.
func (r *Record) Statements(ctx context.Context, article string) (out []news.Entry, err error) {
	err = r.db.View(ctx, func(tx *store.Tx) error {
		row, err := findArticle(ctx, tx, article)
		if err != nil {
			return err
		}
		ids, err := column[int64](ctx, tx, `SELECT id FROM statement WHERE article = $1 AND version = $2 ORDER BY place`, row.id, row.version)
		if err != nil {
			return err
		}
		out, err = newShelf(ctx, tx).entries(ids)
		return err
	})
	return out, err
}

// Versions are the states of an article that the record has seen.
func (r *Record) Versions(ctx context.Context, article string) ([]news.Version, error) {
	row, err := findArticle(ctx, r.db, article)
	if err != nil {
		return nil, err
	}
	return collect(ctx, r.db, func(rows *sql.Rows, v *news.Version) error {
		return rows.Scan(&v.Number, &v.Seen, &v.Published, &v.Title, &v.Hash, &v.Model, &v.Statements)
	}, `SELECT v.number, v.seen, v.published, v.title, v.hash, v.model, (SELECT count(*) FROM statement s WHERE s.article = v.article AND s.version = v.id) FROM version v WHERE v.article = $1 ORDER BY v.number`, row.id)
}

// Export yields the latest version of every article with its statements, under
// the ID under which it came, in the order in which they came. What cannot be
// read is an error in its place, and the rest is done.
func (r *Record) Export(ctx context.Context) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		last, misses, before := int64(0), 0, "the beginning"
		for {
			// In the order of versions, because that needs no index, which may be what is damaged.
			err := r.db.QueryRow(ctx, `SELECT v.id, a.name FROM version v JOIN article a ON a.id = v.article AND a.latest = v.number WHERE v.id > $1 ORDER BY v.id LIMIT 1`, last).Scan(&last, &before)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				return
			case store.Damaged(err):
				last++ // over the damaged place, of which one error speaks
				if misses++; misses > mostMisses || misses == 1 && !yield(news.Article{}, &lostError{"what comes behind " + before, err}) {
					return
				}
				continue
			case err != nil:
				yield(news.Article{}, err)
				return
			}
			misses = 0
			var a news.Article
			if err = r.db.View(ctx, func(tx *store.Tx) error {
				v, _, err := loadArticle(ctx, tx, last)
				if err == nil {
					a = v.article
				}
				return err
			}); err != nil {
				err = &lostError{before, err}
			}
			if !yield(a, err) || ctx.Err() != nil {
				return
			}
		}
	}
}

// A lostError is an article that cannot be read.
type lostError struct {
	name string
	err  error
}

func (e *lostError) Error() string {
	if store.Damaged(e.err) {
		return e.name + " cannot be read: that part of the record is damaged"
	}
	return fmt.Sprintf("%s cannot be read: %v", e.name, e.err)
}

func (e *lostError) Unwrap() error { return e.err }

// mostMisses is how many articles in a row may be unreadable before the rest
// of a damaged record is given up.
const mostMisses = 10000
