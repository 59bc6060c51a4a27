package record

import (
	"context"
	"os"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"quoth/internal/record/search"
	"quoth/internal/record/store"
	"quoth/news"
)

// Stats sums the record up.
func (r *Record) Stats(ctx context.Context) (news.Stats, error) {
	out := news.Stats{Place: r.db.Place}
	err := r.db.View(ctx, func(tx *store.Tx) error {
		for _, c := range []struct {
			to   *int
			text string
		}{
			{&out.Articles, `SELECT count(*) FROM article`},
			{&out.Versions, `SELECT count(*) FROM version`},
			{&out.Copies, `SELECT count(*) FROM article WHERE copy_of IS NOT NULL`},
			{&out.Statements, `SELECT count(*) FROM statement`},
			{&out.Identities, `SELECT count(*) FROM identity`},
			{&out.Outlets, `SELECT count(DISTINCT outlet) FROM article WHERE outlet <> ''`},
			{&out.Corrections, `SELECT count(*) FROM correction WHERE holds = 1`},
			{&out.Failures, `SELECT count(*) FROM failure`},
		} {
			if err := tx.QueryRow(ctx, c.text).Scan(c.to); err != nil {
				return err
			}
		}
		var first, last int64
		if err := tx.QueryRow(ctx, `SELECT COALESCE(min(id), 0), COALESCE(max(id), 0) FROM statement WHERE id >= $1`, 1<<search.DayBits).Scan(&first, &last); err != nil {
			return err
		}
		out.First, out.Last = search.Day(int(first>>search.DayBits)), search.Day(int(last>>search.DayBits))
		var err error
		const latest = ` FROM version v JOIN article a ON a.id = v.article AND a.latest = v.number `
		if out.Models, err = counts(ctx, tx, `SELECT model, model, count(*) AS n`+latest+`GROUP BY model ORDER BY n DESC, model`); err != nil {
			return err
		}
		if out.Languages, err = counts(ctx, tx, `SELECT language, language, count(*) AS n`+latest+`GROUP BY language ORDER BY n DESC, language`); err != nil {
			return err
		}
		for i, l := range out.Languages {
			if tag, err := language.Parse(l.Key); err == nil && l.Key != "" {
				out.Languages[i].Label = display.English.Languages().Name(tag)
			}
		}
		if tx.Postgres {
			return tx.QueryRow(ctx, `SELECT pg_database_size(current_database())`).Scan(&out.Bytes)
		}
		for _, part := range []string{"", "-wal"} {
			if info, err := os.Stat(r.db.Place + part); err == nil {
				out.Bytes += info.Size()
			}
		}
		return nil
	})
	return out, err
}
