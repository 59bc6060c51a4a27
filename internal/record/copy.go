package record

import (
	"cmp"
	"database/sql"
	"errors"
	"slices"

	"quoth/internal/record/match"
)

// original finds the article of which a text is a near-copy, 0 if there is
// none. Of a copy of a copy it is the first one.
func (w *writer) original(text, name string) (int64, error) {
	shared := map[int64]int{}
	if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		shared[id]++
		return err
	}, `SELECT article FROM article_key WHERE key IN `+w.tx.In(1), w.tx.List(signature(text))); err != nil {
		return 0, err
	}
	const enough, most = 2, 5 // shingles shared; texts compared
	var likely []int64
	for id, n := range shared {
		if n >= enough {
			likely = append(likely, id)
		}
	}
	slices.SortFunc(likely, func(a, b int64) int { return cmp.Or(shared[b]-shared[a], cmp.Compare(a, b)) })
	for _, id := range likely[:min(len(likely), most)] {
		var other, itsName string
		var root int64
		if err := w.tx.QueryRow(w.ctx, `SELECT v.text, a.name, COALESCE(a.copy_of, a.id) FROM article a JOIN version v ON v.article = a.id AND v.number = a.latest WHERE a.id = $1`, id).Scan(&other, &itsName, &root); err != nil {
			return 0, err
		}
		if itsName != name && match.CompareTexts(text, other).Copies() {
			return root, nil
		}
	}
	return 0, nil
}

func signature(text string) []int64 { return numbers(match.NewSignature(text)) }

// keepSignature puts an article under the keys of its text, but for those that
// are full.
func (w *writer) keepSignature(id int64, text string) error {
	keys := signature(text)
	under := map[int64]int{}
	if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var key int64
		var n int
		err := rows.Scan(&key, &n)
		under[key] = n
		return err
	}, `SELECT key, count(*) FROM article_key WHERE key IN `+w.tx.In(1)+` GROUP BY key`, w.tx.List(keys)); err != nil {
		return err
	}
	return w.putUnder("article", id, slices.DeleteFunc(keys, func(k int64) bool { return under[k] >= match.MostPerKey }))
}

// resign makes the keys of all articles anew.
func (w *writer) resign() error {
	for id := int64(0); ; {
		var text string
		switch err := w.tx.QueryRow(w.ctx, `SELECT a.id, v.text FROM article a JOIN version v ON v.article = a.id AND v.number = 1 WHERE a.id > $1 ORDER BY a.id LIMIT 1`, id).Scan(&id, &text); {
		case errors.Is(err, sql.ErrNoRows):
			return nil
		case err != nil:
			return err
		}
		if err := w.keepSignature(id, text); err != nil {
			return err
		}
	}
}
