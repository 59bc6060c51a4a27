package record

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"quoth/internal/record/identity"
	"quoth/internal/record/search"
	"quoth/internal/record/store"
	"quoth/news"
)

// Bounds of a profile.
const (
	mostLatest = 10 // entries
	mostCounts = 12 // outlets, and others that are counted
	mostListed = 50 // names, roles, candidates
	mostMerges = 500
)

// Speakers are the identities that a name or an ID stands for, those with most
// statements first; at most limit, if that is above 0. A name matches in any
// of its words, as by: does.
func (r *Record) Speakers(ctx context.Context, name string, limit int) ([]news.Identity, error) {
	var out []news.Identity
	err := r.db.View(ctx, func(tx *store.Tx) error {
		var rows []int64
		if row, err := identityRef(ctx, tx, name); err == nil {
			rows = []int64{row}
		} else if e, ok := search.NamePhrase(tx.DB, name); ok {
			const most = 2000 // of a given name alone there are more than anybody reads
			if rows, err = bearers(tx)(ctx, e, most); err != nil {
				return err
			}
		}
		type counted struct {
			row int64
			n   int
		}
		all, err := collect(ctx, tx, func(rows *sql.Rows, c *counted) error {
			return rows.Scan(&c.row, &c.n)
		}, `SELECT i.id, (SELECT count(*) FROM statement s WHERE s.identity = i.id AND s.copy_of IS NULL) AS n FROM identity i WHERE i.id IN `+tx.In(1)+` ORDER BY n DESC, i.id`, tx.List(rows))
		if err != nil {
			return err
		}
		if limit > 0 {
			all = all[:min(limit, len(all))]
		}
		for _, c := range all {
			id, _, err := describe(ctx, tx, c.row)
			if err != nil {
				return err
			}
			id.Statements = c.n
			out = append(out, id)
		}
		return nil
	})
	return out, err
}

// describe is an identity by its row, and its sightings.
func describe(ctx context.Context, q store.Queryer, row int64) (news.Identity, []identity.Sighting, error) {
	var out news.Identity
	if err := q.QueryRow(ctx, `SELECT ref, country FROM identity WHERE id = $1`, row).Scan(&out.ID, &out.Country); err != nil {
		return out, nil, err
	}
	var sightings []identity.Sighting
	if err := each(ctx, q, func(rows *sql.Rows) error {
		s, err := scanSighting(rows.Scan)
		if err == nil {
			sightings = append(sightings, s.Sighting)
		}
		return err
	}, `SELECT `+sightingColumns+` FROM sighting WHERE identity = $1 ORDER BY key`, row); err != nil || len(sightings) == 0 {
		return out, nil, err
	}
	sum := identity.Sum(sightings)
	out.Name, out.Kind, out.First, out.Last, out.Articles = sum.Name, sum.Kind, sum.First, sum.Last, sum.Count
	out.Names, out.Roles = seen(sum.Names), seen(sum.Roles)
	return out, sightings, nil
}

func seen(all []identity.Seen) []news.Seen {
	var out []news.Seen
	for _, s := range all[:min(len(all), mostListed)] {
		out = append(out, news.Seen{Text: s.Text, First: s.First, Last: s.Last, Count: s.Count, Former: s.Former})
	}
	return out
}

// Speaker is what the record knows of an identity, by its ID.
func (r *Record) Speaker(ctx context.Context, id string) (news.Profile, error) {
	var p news.Profile
	err := r.db.View(ctx, func(tx *store.Tx) error {
		row, err := identityRef(ctx, tx, id)
		if err != nil {
			return err
		}
		return profile(ctx, tx, row, &p)
	})
	return p, err
}

func profile(ctx context.Context, tx *store.Tx, row int64, p *news.Profile) error {
	id, sightings, err := describe(ctx, tx, row)
	if err != nil {
		return err
	}
	p.Identity = id
	if p.Months, p.Statements, err = months(ctx, tx, `FROM statement s WHERE s.identity = $1 AND s.copy_of IS NULL`, row); err != nil {
		return err
	}
	if p.Outlets, err = counts(ctx, tx, `SELECT a.outlet, a.outlet, count(*) AS n FROM sighting g JOIN statement s ON s.sighting = g.id JOIN article a ON a.id = s.article WHERE g.identity = $1 GROUP BY a.outlet ORDER BY n DESC, a.outlet LIMIT $2`, row, mostCounts); err != nil {
		return err
	}
	if p.Through, err = people(ctx, tx, `SELECT COALESCE(o.identity, 0), CASE WHEN o.identity IS NULL THEN o.name ELSE '' END AS called, count(*) AS n
		FROM statement s JOIN statement o ON o.article = s.article AND o.version = s.version AND o.label = s.parent
		WHERE s.identity = $1 AND s.copy_of IS NULL AND s.parent <> '' AND o.name <> '' AND COALESCE(o.identity, 0) <> $1 GROUP BY 1, 2 ORDER BY n DESC, 2, 1 LIMIT $2`, row, mostCounts); err != nil {
		return err
	}
	if p.Speaks, err = people(ctx, tx, `SELECT g.identity, '', count(*) AS n FROM statement s JOIN mention m ON m.statement = s.id JOIN sighting g ON g.id = m.sighting
		WHERE s.identity = $1 AND s.copy_of IS NULL AND g.identity <> $1 GROUP BY g.identity ORDER BY n DESC, g.identity LIMIT $2`, row, mostCounts); err != nil {
		return err
	}
	const about = `FROM sighting g JOIN mention m ON m.sighting = g.id JOIN statement s ON s.id = m.statement WHERE g.identity = $1 AND s.copy_of IS NULL AND (s.identity IS NULL OR s.identity <> $1)`
	if p.SpokenOf, err = people(ctx, tx, `SELECT s.identity, '', count(*) AS n `+about+` AND s.identity IS NOT NULL GROUP BY s.identity ORDER BY n DESC, s.identity LIMIT $2`, row, mostCounts); err != nil {
		return err
	}
	h := newShelf(ctx, tx)
	if p.Latest, err = latest(h, `SELECT s.id FROM statement s WHERE s.identity = $1 AND s.copy_of IS NULL ORDER BY s.id DESC LIMIT $2`, row); err != nil {
		return err
	}
	if p.About, err = latest(h, `SELECT DISTINCT s.id `+about+` ORDER BY s.id DESC LIMIT $2`, row); err != nil {
		return err
	}
	return evidence(ctx, tx, row, sightings, p)
}

// latest are the entries whose ids a question gives.
func latest(h *shelf, text string, row int64) ([]news.Entry, error) {
	ids, err := column[int64](h.ctx, h.q, text, row, mostLatest)
	if err != nil {
		return nil, err
	}
	return h.entries(ids)
}

// counts reads keys, labels and numbers.
func counts(ctx context.Context, q store.Queryer, text string, args ...any) ([]news.Count, error) {
	return collect(ctx, q, func(rows *sql.Rows, c *news.Count) error { return rows.Scan(&c.Key, &c.Label, &c.N) }, text, args...)
}

// people reads identities' rows, or 0 and what somebody without one is called, and
// numbers.
func people(ctx context.Context, q store.Queryer, text string, args ...any) ([]news.Count, error) {
	var out []news.Count
	var ids []int64
	if err := each(ctx, q, func(rows *sql.Rows) error {
		var id int64
		var c news.Count
		err := rows.Scan(&id, &c.Label, &c.N)
		out, ids = append(out, c), append(ids, id)
		return err
	}, text, args...); err != nil {
		return nil, err
	}
	for i, row := range ids {
		if row == 0 {
			continue
		}
		id, err := named(ctx, q, row)
		if err != nil {
			return nil, err
		}
		out[i].Key, out[i].Label = id.ID, id.Name
	}
	return out, nil
}

// named is an identity with its ID, name and kind alone.
func named(ctx context.Context, q store.Queryer, row int64) (news.Identity, error) {
	var out news.Identity
	sightings, err := collect(ctx, q, func(rows *sql.Rows, s *identity.Sighting) error {
		return rows.Scan(&s.Kind, &s.Name, &s.Count, &s.First)
	}, `SELECT kind, name, sum(count), min(first) FROM sighting WHERE identity = $1 GROUP BY kind, name ORDER BY kind, name`, row)
	if err != nil || len(sightings) == 0 {
		return out, err
	}
	sum := identity.Sum(sightings)
	out.Name, out.Kind = sum.Name, sum.Kind
	err = q.QueryRow(ctx, `SELECT ref FROM identity WHERE id = $1`, row).Scan(&out.ID)
	return out, err
}

// evidence fills in why the names are taken for one, and who else it may be.
func evidence(ctx context.Context, q queryer, row int64, sightings []identity.Sighting, p *news.Profile) error {
	var merges, candidates string
	if err := q.QueryRow(ctx, `SELECT evidence, candidates FROM identity WHERE id = $1`, row).Scan(&merges, &candidates); err != nil {
		return err
	}
	var joined []identity.Merge
	var doubts []identity.Candidate
	if err := json.Unmarshal([]byte(merges), &joined); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(candidates), &doubts); err != nil {
		return err
	}
	observed := map[string]news.Observed{}
	for _, s := range sightings {
		o := news.Observed{Key: s.Key, Article: s.Article, Outlet: s.Outlet, Day: s.Published, Name: s.Name}
		if len(s.Roles) > 0 {
			o.Role = s.Roles[0]
		}
		observed[s.Key] = o
	}
	for _, m := range joined[:min(len(joined), mostMerges)] {
		a, b := observed[m.A], observed[m.B]
		a.Key, b.Key = m.A, m.B
		p.Evidence = append(p.Evidence, news.Merge{A: a, B: b, Rule: string(m.Rule), Score: m.Score})
	}
	// The weakest first: they are what a reader has to look at.
	slices.SortStableFunc(p.Evidence, func(a, b news.Merge) int { return cmp.Compare(a.Score, b.Score) })
	for _, d := range doubts {
		other, err := identityRef(ctx, q, d.ID)
		if err != nil || other == row {
			continue // joined since
		}
		id, _, err := describe(ctx, q, other)
		if err != nil {
			return err
		}
		p.Candidates = append(p.Candidates, news.Candidate{Identity: id, Rule: string(d.Rule), Score: d.Score})
	}
	return nil
}
