package record

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"quoth/internal/record/store"
	"quoth/news"
	"quoth/query"
)

// Bounds of a survey: statements looked at, and values listed of each kind.
const (
	mostSurveyed = 1000
	mostValues   = 8
)

// Survey tells who and what is among the statements that a query finds: of the
// newest mostSurveyed, if there are more.
func (r *Record) Survey(ctx context.Context, q query.Query) (news.Survey, error) {
	var out news.Survey
	err := r.db.View(ctx, func(tx *store.Tx) error {
		f, err := r.finder(ctx, tx, q, false)
		if err != nil {
			return err
		}
		from, args := f.from()
		speakers, outlets := map[int64]int{}, map[string]int{}
		forms, modes, kinds := map[string]int{}, map[string]int{}, map[string]int{}
		if err := each(ctx, tx, func(rows *sql.Rows) error {
			var identity sql.NullInt64
			var outlet, form, mode, kind string
			if err := rows.Scan(&identity, &outlet, &form, &mode, &kind); err != nil {
				return err
			}
			if out.Surveyed++; out.Surveyed > mostSurveyed {
				return nil
			}
			if identity.Valid {
				speakers[identity.Int64]++
			}
			outlets[outlet]++
			forms[form]++
			modes[mode]++
			kinds[kind]++
			return nil
		}, fmt.Sprintf(`SELECT f.identity, a.outlet, f.form, f.mode, f.kind FROM (SELECT s.identity, s.article, s.form, s.mode, s.kind %s ORDER BY %s DESC LIMIT %d) f
			JOIN article a ON a.id = f.article`, from, f.id(), mostSurveyed+1), args...); err != nil {
			return err
		}
		out.More = out.Surveyed > mostSurveyed
		out.Surveyed = min(out.Surveyed, mostSurveyed)
		out.Outlets, out.Forms, out.Modes, out.Kinds = foremost(outlets), foremost(forms), foremost(modes), foremost(kinds)
		rows := slices.SortedFunc(maps.Keys(speakers), func(a, b int64) int { return cmp.Or(speakers[b]-speakers[a], cmp.Compare(a, b)) })
		for _, row := range rows[:min(len(rows), mostValues)] {
			id, err := named(ctx, tx, row)
			if err != nil {
				return err
			}
			out.Speakers = append(out.Speakers, news.Count{Key: id.ID, Label: id.Name, N: speakers[row]})
		}
		return nil
	})
	return out, err
}

// foremost are the values that most statements have.
func foremost(counts map[string]int) []news.Count {
	var out []news.Count
	for value, n := range counts {
		if value != "" {
			out = append(out, news.Count{Key: value, Label: value, N: n})
		}
	}
	slices.SortFunc(out, func(a, b news.Count) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Key, b.Key)) })
	return out[:min(len(out), mostValues)]
}
