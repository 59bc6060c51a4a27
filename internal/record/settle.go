package record

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"quoth/internal/record/identity"
	"quoth/internal/record/store"
	"quoth/news"
)

// mostAtOnce is how many sightings a block may have to be settled with every
// transaction that touches it. Larger ones, of which a record has few, wait
// until an Add is done, so that they are settled once.
const mostAtOnce = 200

// settleTouched works out the identities of the blocks in which somebody is
// new, and puts off the large ones.
func (w *writer) settleTouched() error {
	for _, block := range slices.Sorted(maps.Keys(w.touched)) {
		var n int
		if err := w.tx.QueryRow(w.ctx, `SELECT count(*) FROM sighting WHERE block = $1`, block).Scan(&n); err != nil {
			return err
		}
		if n <= mostAtOnce {
			if err := w.settle(block); err != nil {
				return err
			}
			continue
		}
		if _, err := w.tx.Exec(w.ctx, `INSERT INTO unsettled (block) VALUES ($1) ON CONFLICT DO NOTHING`, block); err != nil {
			return err
		}
	}
	w.touched = map[string]bool{}
	for _, sighting := range slices.Sorted(maps.Keys(w.homeless)) { // until their block is settled
		s, err := scanSighting(w.tx.QueryRow(w.ctx, `SELECT `+sightingColumns+` FROM sighting WHERE id = $1`, sighting).Scan)
		if err != nil {
			return err
		}
		id, err := w.newIdentity(identity.ID(s.Key), "", nil, nil)
		if err != nil {
			return err
		}
		if err := w.move(sighting, id); err != nil {
			return err
		}
	}
	return nil
}

// settleAll works out the identities of all blocks that were put off, one
// transaction each. A cancelled context ends it between two of them; what is
// left waits for the next one.
func (r *Record) settleAll(cancelled context.Context) error {
	ctx := context.WithoutCancel(cancelled)
	for {
		if err := cancelled.Err(); err != nil {
			return err
		}
		var block string
		switch err := r.db.QueryRow(ctx, `SELECT block FROM unsettled ORDER BY block LIMIT 1`).Scan(&block); {
		case errors.Is(err, sql.ErrNoRows):
			return nil
		case err != nil:
			return err
		}
		if err := r.db.Update(ctx, func(tx *store.Tx) error {
			w := r.writer(ctx, tx)
			if err := w.settle(block); err != nil {
				return err
			}
			return w.finish()
		}); err != nil {
			return err
		}
	}
}

// decisions are people's words on identities, as package identity takes them.
type decisions struct {
	all   []identity.Decision
	named map[string]bool // observations of which they speak
}

// decided reads the decisions that hold.
func (w *writer) decided() (*decisions, error) {
	if w.decisions != nil {
		return w.decisions, nil
	}
	d := &decisions{named: map[string]bool{}}
	all, err := holding(w.ctx, w.tx, `verb IN ('merge', 'split')`)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		for _, k := range slices.Concat(c.These, c.Those) {
			d.named[k] = true
		}
		verb := identity.MergeThem
		if c.Verb == news.Split {
			verb = identity.Split
		}
		d.all = append(d.all, identity.Decision{Verb: verb, These: c.These, Those: c.Those, By: c.By, Time: c.Time, Reason: c.Reason})
	}
	w.decisions = d
	return d, nil
}

// together are the blocks that have to be settled with one, because people
// merged across them.
func (w *writer) together(block string) ([]string, error) {
	d, err := w.decided()
	if err != nil || len(d.all) == 0 {
		return []string{block}, err
	}
	blocks := map[string]bool{block: true}
	for queue := []string{block}; len(queue) > 0; queue = queue[1:] {
		var keys []string
		if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
			var key string
			err := rows.Scan(&key)
			if d.named[key] {
				keys = append(keys, key)
			}
			return err
		}, `SELECT key FROM sighting WHERE block = $1`, queue[0]); err != nil {
			return nil, err
		}
		if len(keys) == 0 {
			continue
		}
		if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
			var b string
			err := rows.Scan(&b)
			if !blocks[b] {
				blocks[b] = true
				queue = append(queue, b)
			}
			return err
		}, `SELECT DISTINCT s.block FROM observation o JOIN sighting s ON s.id = o.sighting WHERE o.key IN `+w.tx.InTexts(1), w.tx.Texts(identity.Joined(keys, d.all))); err != nil {
			return nil, err
		}
	}
	return slices.Sorted(maps.Keys(blocks)), nil
}

// settle works out the identities of a block. A person who stays the same in
// the main keeps the row of before; whoever moves takes the statements along.
func (w *writer) settle(block string) error {
	blocks, err := w.together(block)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		if _, err := w.tx.Exec(w.ctx, `DELETE FROM unsettled WHERE block = $1`, b); err != nil {
			return err
		}
		delete(w.touched, b)
	}
	rows := map[string]*sightingRow{} // by the key of its observation
	var sightings []identity.Sighting
	before := map[int64]bool{}
	if err := each(w.ctx, w.tx, func(r *sql.Rows) error {
		s, err := scanSighting(r.Scan)
		if err != nil {
			return err
		}
		rows[s.Key] = s
		sightings = append(sightings, s.Sighting)
		if s.identity != 0 {
			before[s.identity] = true
		}
		return nil
	}, `SELECT `+sightingColumns+` FROM sighting WHERE block IN `+w.tx.InTexts(1), w.tx.Texts(blocks)); err != nil {
		return err
	}
	d, err := w.decided()
	if err != nil {
		return err
	}
	all := identity.Resolve(sightings, d.all)
	rowOf := heirs(all, rows)
	for i := range all {
		id := &all[i]
		row := rowOf[i]
		if row == 0 {
			if row, err = w.newIdentity(id.ID, id.Country, id.Evidence, id.Candidates); err != nil {
				return err
			}
		} else {
			delete(before, row)
			if _, err := w.tx.Exec(w.ctx, `UPDATE identity SET ref = $2, country = $3, evidence = $4, candidates = $5 WHERE id = $1`, row, id.ID, id.Country, list(id.Evidence), list(id.Candidates)); err != nil {
				return err
			}
		}
		for _, s := range id.Sightings {
			if have := rows[s.Key]; have.identity != row {
				if err := w.move(have.id, row); err != nil {
					return err
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) { // nobody's any more
		if _, err := w.tx.Exec(w.ctx, `DELETE FROM identity WHERE id = $1`, id); err != nil {
			return err
		}
	}
	return nil
}

// heirs gives each identity the row that most of its sightings had, and no row
// to two; 0 is a new one.
func heirs(all []identity.Identity, rows map[string]*sightingRow) []int64 {
	type claim struct {
		identity int
		row      int64
		n        int
	}
	var claims []claim
	for i, id := range all {
		n := map[int64]int{}
		for _, s := range id.Sightings {
			n[rows[s.Key].identity]++
		}
		for row, n := range n {
			if row != 0 {
				claims = append(claims, claim{i, row, n})
			}
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(b.n-a.n, cmp.Compare(a.row, b.row), a.identity-b.identity)
	})
	out := make([]int64, len(all))
	taken := map[int64]bool{}
	for _, c := range claims {
		if out[c.identity] == 0 && !taken[c.row] {
			out[c.identity], taken[c.row] = c.row, true
		}
	}
	return out
}

func (w *writer) newIdentity(ref, country string, evidence []identity.Merge, candidates []identity.Candidate) (id int64, err error) {
	err = w.tx.QueryRow(w.ctx, `INSERT INTO identity (ref, country, evidence, candidates) VALUES ($1, $2, $3, $4) RETURNING id`, ref, country, list(evidence), list(candidates)).Scan(&id)
	return id, err
}

// move makes a sighting, and all statements of it, those of an identity.
func (w *writer) move(sighting, identity int64) error {
	delete(w.homeless, sighting)
	if _, err := w.tx.Exec(w.ctx, `UPDATE sighting SET identity = $2 WHERE id = $1`, sighting, identity); err != nil {
		return err
	}
	return each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		if w.documents[id] == nil {
			w.stale[id] = true
		}
		return err
	}, `UPDATE statement SET identity = $2 WHERE sighting = $1 RETURNING id`, sighting, identity)
}
