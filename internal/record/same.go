package record

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"quoth/internal/record/match"
	"quoth/internal/record/store"
	"quoth/news"
)

// mostVariants bounds the variants that one answer has.
const mostVariants = 1000

// Variants are what other articles have of a statement, the most alike first.
func (r *Record) Variants(ctx context.Context, id string) ([]news.Variant, error) {
	var out []news.Variant
	err := r.db.View(ctx, func(tx *store.Tx) error {
		_, row, err := statementRef(ctx, tx, id)
		if err != nil {
			return err
		}
		out, err = variantsOf(newShelf(ctx, tx), row)
		return err
	})
	return out, err
}

func variantsOf(h *shelf, row int64) ([]news.Variant, error) {
	rows, err := loadStatements(h.ctx, h.q, `s.id = $1`, row)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	own, err := h.entry(rows[0])
	if err != nil {
		return nil, err
	}
	copies := map[int64]bool{} // other statements in near-copies of the article
	var ids []int64
	if err := each(h.ctx, h.q, func(rows *sql.Rows) error {
		var id int64
		var near int
		err := rows.Scan(&id, &near)
		ids = append(ids, id)
		copies[id] = near == 1
		return err
	}, `SELECT v.other, CASE WHEN COALESCE(a.copy_of, a.id) = COALESCE(b.copy_of, b.id) THEN 1 ELSE 0 END FROM variant v JOIN statement s ON s.id = v.statement JOIN article a ON a.id = s.article
		JOIN statement o ON o.id = v.other JOIN article b ON b.id = o.article WHERE v.statement = $1 ORDER BY v.score DESC, v.other LIMIT $2`, row, mostVariants); err != nil {
		return nil, err
	}
	others, err := loadStatements(h.ctx, h.q, `s.id IN `+h.q.In(1), h.q.List(ids))
	if err != nil {
		return nil, err
	}
	out := make([]news.Variant, 0, len(others))
	for _, o := range others {
		e, err := h.entry(o)
		if err != nil {
			return nil, err
		}
		if v := relate(&own, e, copies[o.id]); v.Relation != news.Different { // as an earlier program may have thought
			out = append(out, v)
		}
	}
	out = whole(out)
	slices.SortStableFunc(out, func(a, b news.Variant) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// whole leaves out what only repeats a part of another variant, in which it stands
// and which is as much alike.
func whole(all []news.Variant) []news.Variant {
	score := map[string]float64{}
	for _, v := range all {
		score[v.ID] = v.Score
	}
	return slices.DeleteFunc(all, func(v news.Variant) bool {
		of, ok := score[v.Parent]
		return ok && v.Relation != news.WordForWord && of >= v.Score
	})
}

// relate compares two entries.
func relate(a *news.Entry, b news.Entry, near bool) news.Variant {
	x, y := comparable(a), comparable(&b)
	v := match.Compare(&x, &y)
	if a.Speaker != nil && b.Speaker != nil && a.Speaker.ID != "" && b.Speaker.ID != "" { // the record knows better than names do
		v.Speakers = news.OtherSpeaker
		if a.Speaker.ID == b.Speaker.ID {
			v.Speakers = news.SameSpeaker
		}
	}
	return news.Variant{Entry: b, Relation: v.Relation, Score: v.Score, Speakers: v.Speakers, Runs: v.Runs, Figures: v.Figures, Copy: near}
}

// comparable is an entry as package match compares it.
func comparable(e *news.Entry) match.Statement {
	l := layout{articleRow: &articleRow{ref: e.Article.ID}, a: e.Article}
	return l.matchable(&e.Statement)
}
