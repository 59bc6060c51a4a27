package record

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"quoth/internal/record/search"
	"quoth/internal/record/store"
	"quoth/news"
	"quoth/query"
)

// mostRows bounds the rows of a comparison where no limit is given.
const mostRows = 1000

// Compare lays what two speakers, or two outlets, say on a subject side by side,
// the newest limit rows. A name is a speaker's if anybody in the record bears
// it, and else an outlet's.
func (r *Record) Compare(ctx context.Context, a, b string, subject query.Query, limit int) (news.Comparison, error) {
	var out news.Comparison
	if limit <= 0 {
		limit = mostRows
	}
	err := r.db.View(ctx, func(tx *store.Tx) error {
		h := newShelf(ctx, tx)
		var ids [2][]int64
		for i, name := range []string{a, b} {
			side := &out.A
			if i == 1 {
				side = &out.B
			}
			s, err := r.side(ctx, tx, name, subject)
			if err != nil {
				return err
			}
			*side = s.Side
			if ids[i], err = s.newest(limit); err != nil {
				return err
			}
		}
		if (out.A.Identity == nil) != (out.B.Identity == nil) {
			return unclear(fmt.Sprintf("%s and %s cannot be compared: one is a speaker and one an outlet", out.A.Name, out.B.Name))
		}
		var err error
		out.Rows, err = rows(h, ids[0], ids[1])
		out.Rows = out.Rows[max(0, len(out.Rows)-limit):]
		slices.SortStableFunc(out.Rows, func(x, y news.Row) int { return cmp.Compare(number(x.Day == ""), number(y.Day == "")) })
		return err
	})
	return out, err
}

// A sided is one side and how its statements are found.
type sided struct {
	news.Side
	*finder
}

func (r *Record) side(ctx context.Context, tx *store.Tx, name string, subject query.Query) (*sided, error) {
	s := &sided{Side: news.Side{Name: name}}
	condition, err := r.isSpeaker(ctx, tx, name, &s.Side)
	if err != nil {
		return nil, err
	}
	q := subject
	if s.Identity == nil { // an outlet
		outlet := query.Phrase{Field: query.Outlet, Text: name}
		if q.Where == nil {
			q.Where = outlet
		} else {
			q.Where = query.And{Of: []query.Expr{q.Where, outlet}}
		}
	}
	if s.finder, err = r.finder(ctx, tx, q, false); err != nil {
		return nil, err
	}
	if condition != "" {
		s.finder.c.Where = joined(s.finder.c.Where, condition)
	}
	from, args := s.finder.from()
	s.Months, s.Count, err = months(ctx, tx, from, args...)
	return s, err
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + " AND " + b
}

// isSpeaker fills in the speaker of most statements that bears a name, and
// gives the condition of these statements; where nobody does, the name has to
// be an outlet's.
func (r *Record) isSpeaker(ctx context.Context, tx *store.Tx, name string, side *news.Side) (string, error) {
	row, err := identityRef(ctx, tx, name)
	if err != nil {
		if !errors.Is(err, ErrNotFound) {
			return "", err
		}
		e, ok := search.NamePhrase(tx.DB, name)
		if !ok {
			return "", &notFound{"speaker or outlet", name}
		}
		err := tx.QueryRow(ctx, fmt.Sprintf(`SELECT identity FROM statement WHERE identity IN (SELECT identity FROM sighting WHERE id IN (SELECT %s FROM names WHERE %s)) AND copy_of IS NULL
			GROUP BY identity ORDER BY count(*) DESC, identity LIMIT 1`, tx.WordsID(""), tx.Matching("names", "$1")), e.Text()).Scan(&row)
		outlets, countErr := isOutlet(ctx, tx, name)
		if countErr != nil {
			return "", countErr
		}
		switch {
		case errors.Is(err, sql.ErrNoRows) && !outlets:
			return "", &notFound{"speaker or outlet", name}
		case errors.Is(err, sql.ErrNoRows) || err == nil && outlets: // whoever is an outlet is seldom asked for as a source
			return "", nil
		case err != nil:
			return "", err
		}
	}
	id, _, err := describe(ctx, tx, row)
	if err != nil {
		return "", err
	}
	side.Name, side.Identity = id.Name, &id
	return fmt.Sprintf("s.identity = %d", row), nil
}

func isOutlet(ctx context.Context, q store.Queryer, name string) (bool, error) {
	var n int
	err := q.QueryRow(ctx, `SELECT count(*) FROM (SELECT 1 FROM article WHERE outlet = $1 LIMIT 1) AS some`, name).Scan(&n)
	return n > 0, err
}

// newest are the ids of a side's newest statements.
func (s *sided) newest(limit int) (ids []int64, err error) {
	s.order = query.Newest
	return s.ids(0, limit)
}

// rows pairs what is the same statement on both sides, and puts all in order of
// time, what has no day first: it is the first to be left out.
func rows(h *shelf, a, b []int64) ([]news.Row, error) {
	right := map[int64]bool{}
	for _, id := range b {
		right[id] = true
	}
	partner := map[int64]int64{}
	taken := map[int64]bool{}
	if err := each(h.ctx, h.q, func(rows *sql.Rows) error {
		var x, y int64
		err := rows.Scan(&x, &y)
		if right[y] && partner[x] == 0 && !taken[y] {
			partner[x], taken[y] = y, true
		}
		return err
	}, `SELECT statement, other FROM variant WHERE statement IN `+h.q.In(1)+` ORDER BY score DESC, statement, other`, h.q.List(a)); err != nil {
		return nil, err
	}
	left, err := h.entries(a)
	if err != nil {
		return nil, err
	}
	var out []news.Row
	for i := range left {
		row := news.Row{Day: left[i].Day, A: &left[i]}
		if y := partner[a[i]]; y != 0 && len(left) == len(a) {
			others, err := h.entries([]int64{y})
			if err != nil {
				return nil, err
			}
			if len(others) == 1 {
				v := relate(&left[i], others[0], false)
				row.B, row.Variant = &others[0], &v
				if day := others[0].Day; row.Day == "" || day != "" && day < row.Day {
					row.Day = day
				}
			}
		}
		out = append(out, row)
	}
	alone := slices.DeleteFunc(slices.Clone(b), func(id int64) bool { return taken[id] })
	others, err := h.entries(alone)
	if err != nil {
		return nil, err
	}
	for i := range others {
		out = append(out, news.Row{Day: others[i].Day, B: &others[i]})
	}
	slices.SortStableFunc(out, func(x, y news.Row) int { return cmp.Compare(x.Day, y.Day) })
	return out, nil
}
