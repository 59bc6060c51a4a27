package record

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"math"
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
	behind int64 // the statement behind which an answer by age goes on, 0: the beginning
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
	return &finder{ctx: ctx, tx: tx, c: c, order: q.Order(), copies: copies || c.Outlet}, nil
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
		f.behind = row
	} else if f.c.High <= 0 || row < f.c.High {
		f.c.High = row
	}
	return f.ids(0, o.Limit)
}

// ranks reports whether the first of an answer are ordered by relevance.
func (f *finder) ranks() bool { return f.order == query.Relevance && f.c.Ranked }

// ids are the statements in order: eight bytes each, so that even all of a
// large record are no burden. Those without a day come last.
func (f *finder) ids(skip, limit int) ([]int64, error) {
	need := 0
	if limit > 0 {
		need = skip + limit
	}
	var found []ranked
	var err error
	switch {
	case f.order == query.Oldest:
		// Ids begin with the day, so what has none comes first, and is walked for itself.
		const dated = 1 << search.DayBits
		low, lowest := max(f.c.Low, dated), f.c.Low
		switch {
		case f.behind >= dated:
			low = max(low, f.behind+1)
		case f.behind > 0: // all that have a day are before it
			low, lowest = math.MaxInt64, max(lowest, f.behind+1)
		}
		if low < math.MaxInt64 {
			found, err = f.walk("ASC", low, f.c.High, need, false)
		}
		if err == nil && lowest < dated && (need == 0 || len(found) < need) {
			var undated []ranked
			undated, err = f.walk("ASC", lowest, dated, need, false)
			found = append(found, undated...)
		}
	case f.ranks():
		if need > 0 {
			need = max(need, mostRanked)
		}
		found, err = f.walk("DESC", f.c.Low, f.c.High, need, true)
		slices.SortStableFunc(found[:min(len(found), mostRanked)], func(a, b ranked) int { return cmp.Compare(b.score, a.score) })
	default:
		found, err = f.walk("DESC", f.c.Low, f.c.High, need, false)
	}
	if err != nil {
		return nil, err
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

// walk finds statements with ids from low up to high in a direction, at most
// limit where that is above 0. High 0 is no bound.
func (f *finder) walk(direction string, low, high int64, limit int, ranks bool) ([]ranked, error) {
	within := *f
	within.c.Low, within.c.High = low, high
	from, args := within.from()
	id := f.id()
	text := fmt.Sprintf(`SELECT %s, s.length, s.form, s.confidence %s ORDER BY %s %s`, id, from, id, direction)
	if limit > 0 {
		text += fmt.Sprintf(` LIMIT %d`, limit)
	}
	var found []ranked
	err := each(f.ctx, f.tx, func(rows *sql.Rows) error {
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
	}, text, args...)
	return found, err
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
