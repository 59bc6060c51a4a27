package record

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"

	"quoth/internal/record/search"
	"quoth/internal/record/store"
	"quoth/news"
	"quoth/query"
)

// SearchOptions say how much of an answer is wanted.
type SearchOptions struct {
	Limit  int  // most entries; 0: all
	Skip   int  // entries passed over
	Copies bool // also those in near-copies of articles
	// After is the ID of a statement of the answer: what comes behind it is
	// given, and Skip is passed over. Unlike Skip it does not count what was
	// added in front meanwhile. The first of an answer by relevance may change
	// places with what is added.
	After string
}

// mostRanked bounds how many of the newest matches are ranked by relevance;
// behind them come the others, newest first.
const mostRanked = 400

// pageSize is how many entries are made at a time.
const pageSize = 50

// Search yields what a query finds, in its order. Copies of an agency's article
// count once, unless the query asks for an outlet.
func (r *Record) Search(ctx context.Context, q query.Query, o SearchOptions) iter.Seq2[news.Entry, error] {
	return func(yield func(news.Entry, error) bool) {
		stopped := false
		err := r.db.View(ctx, func(tx *store.Tx) error {
			f, err := r.finder(ctx, tx, q, o.Copies)
			if err != nil {
				return err
			}
			h := newShelf(ctx, tx)
			ids, err := f.page(o)
			for err == nil && len(ids) > 0 {
				page := ids[:min(len(ids), pageSize)]
				ids = ids[len(page):]
				var all []news.Entry
				all, err = h.entries(page)
				for _, e := range all {
					if !yield(e, nil) {
						stopped = true
						return nil
					}
				}
			}
			return err
		})
		if err != nil && !stopped {
			yield(news.Entry{}, err)
		}
	}
}

// Count is how many statements a query finds, copies once.
func (r *Record) Count(ctx context.Context, q query.Query) (n int, err error) {
	err = r.db.View(ctx, func(tx *store.Tx) error {
		f, err := r.finder(ctx, tx, q, false)
		if err != nil {
			return err
		}
		from, args := f.from()
		return tx.QueryRow(ctx, `SELECT count(*) `+from, args...).Scan(&n)
	})
	return n, err
}

// A finder asks for the ids of statements that meet a condition.
type finder struct {
	ctx    context.Context
	tx     *store.Tx
	c      search.Condition
	order  query.Order
	copies bool
}

func (r *Record) finder(ctx context.Context, tx *store.Tx, q query.Query, copies bool) (*finder, error) {
	widest, err := longest(ctx, tx)
	if err != nil {
		return nil, err
	}
	c, err := search.Compile(ctx, tx.DB, q, bearers(tx), widest)
	if err != nil {
		return nil, err
	}
	return &finder{ctx, tx, c, q.Order(), copies || c.Outlet}, nil
}

// bearers finds identities by a name in their sightings.
func bearers(tx *store.Tx) search.Names {
	return func(ctx context.Context, e store.Expression, limit int) ([]int64, error) {
		return column[int64](ctx, tx, fmt.Sprintf(`SELECT DISTINCT identity FROM sighting WHERE id IN (SELECT %s FROM names WHERE %s) ORDER BY identity LIMIT $2`, tx.WordsID(""), tx.Matching("names", "$1")), e.Text(), limit+1)
	}
}

// id is the column whose order costs nothing.
func (f *finder) id() string {
	if f.c.Words != "" {
		return f.tx.WordsID("words")
	}
	return "s.id"
}

// from is the FROM and WHERE of the condition, and its parameters. Where words
// are asked for, the table of words leads: its ids come in order.
func (f *finder) from() (string, []any) {
	args := slices.Clone(f.c.Args)
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	var where []string
	from, id := "FROM statement s", f.id()
	if f.c.Words != "" {
		from = "FROM words JOIN statement s ON s.id = " + id
		if !f.tx.Postgres {
			from = "FROM words CROSS JOIN statement s ON s.id = " + id // in this order
		}
		where = append(where, f.tx.Matching("words", arg(f.c.Words)))
	}
	if f.c.Low > 0 {
		where = append(where, id+" >= "+arg(f.c.Low))
	}
	if f.c.High > 0 {
		where = append(where, id+" < "+arg(f.c.High))
	}
	if f.c.Where != "" {
		where = append(where, f.c.Where)
	}
	if !f.copies {
		where = append(where, "s.copy_of IS NULL")
	}
	if len(where) == 0 {
		return from, args
	}
	return from + " WHERE " + strings.Join(where, " AND "), args
}

// page are the statements that are wanted.
func (f *finder) page(o SearchOptions) ([]int64, error) {
	if o.After == "" {
		return f.ids(o.Skip, o.Limit)
	}
	_, row, err := byRef(f.ctx, f.tx, "statement", o.After)
	if err != nil {
		return nil, err
	}
	if f.ranks() {
		need := 0
		if o.Limit > 0 {
			need = mostRanked + o.Limit
		}
		first, err := f.ids(0, need)
		if err != nil {
			return nil, err
		}
		if at := slices.Index(first, row); at >= 0 {
			first = first[at+1:]
			if o.Limit > 0 {
				first = first[:min(o.Limit, len(first))]
			}
			return first, nil
		}
		if len(first) < mostRanked {
			return nil, nil // nothing is behind what is ranked
		}
		row = min(row, slices.Min(first[:mostRanked]))
		f.order = query.Newest
	}
	if f.order == query.Oldest {
		f.c.Low = max(f.c.Low, row+1)
	} else if f.c.High <= 0 || row < f.c.High {
		f.c.High = row
	}
	return f.ids(0, o.Limit)
}

// ranks reports whether the first of an answer are ordered by relevance.
func (f *finder) ranks() bool { return f.order == query.Relevance && f.c.Ranked }

// ids are the statements in order: eight bytes each, so that even all of a
// large record are no burden.
func (f *finder) ids(skip, limit int) ([]int64, error) {
	from, args := f.from()
	id := f.id()
	direction := "DESC"
	if f.order == query.Oldest {
		direction = "ASC"
	}
	text := fmt.Sprintf(`SELECT %s, s.length, s.form, s.confidence %s ORDER BY %s %s`, id, from, id, direction)
	ranks := f.ranks()
	if limit > 0 {
		need := skip + limit
		if ranks {
			need = max(need, mostRanked)
		}
		text += fmt.Sprintf(` LIMIT %d`, need)
	}
	var found []ranked
	if err := each(f.ctx, f.tx, func(rows *sql.Rows) error {
		var r ranked
		var length int
		var form news.Form
		var confidence float64
		err := rows.Scan(&r.id, &length, &form, &confidence)
		if ranks && len(found) < mostRanked {
			r.score = relevance(length, form, confidence)
		}
		found = append(found, r)
		return err
	}, text, args...); err != nil {
		return nil, err
	}
	if ranks {
		slices.SortStableFunc(found[:min(len(found), mostRanked)], func(a, b ranked) int { return cmp.Compare(b.score, a.score) })
	}
	out := make([]int64, 0, len(found))
	for _, r := range found[min(skip, len(found)):] {
		out = append(out, r.id)
	}
	if limit > 0 {
		out = out[:min(limit, len(out))]
	}
	return out, nil
}

type ranked struct {
	id    int64
	score float64
}

// relevance is how well a statement that has all the words answers. The words
// say more of a short content than of a long one; what was quoted is worth more
// than what was told, and what is surely read more than what is not.
func relevance(words int, form news.Form, confidence float64) float64 {
	score := 10 / (10 + float64(max(words, 3)))
	switch form {
	case news.Direct:
		score *= 1.3
	case news.Mixed:
		score *= 1.15
	}
	if confidence > 0 {
		score *= .5 + confidence/2
	}
	return score
}
