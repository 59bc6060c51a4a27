package record

import (
	"database/sql"
	"errors"
	"maps"
	"slices"
)

// indexWords puts what is new into the table of words: in the order of ids,
// because the table writes a segment whenever an id is smaller than the last.
func (w *writer) indexWords() error {
	if err := w.refresh(); err != nil {
		return err
	}
	identities := map[int64]int64{}
	for _, id := range slices.Sorted(maps.Keys(w.documents)) {
		d := w.documents[id]
		if d.sighting != 0 {
			who, ok := identities[d.sighting]
			if !ok {
				var err error
				if who, err = w.identityOf(d.sighting); err != nil {
					return err
				}
				identities[d.sighting] = who
			}
			d.Identity = who
		}
		if _, err := w.tx.Exec(w.ctx, w.tx.IndexWords("words"), id, w.tx.WordList(d.Terms())); err != nil {
			return err
		}
	}
	clear(w.documents)
	return nil
}

// refresh makes the documents of statements that others changed.
func (w *writer) refresh() error {
	layouts := map[int64]*layout{} // by version
	for _, id := range slices.Sorted(maps.Keys(w.stale)) {
		var version int64
		var place int
		switch err := w.tx.QueryRow(w.ctx, `SELECT version, place FROM statement WHERE id = $1`, id).Scan(&version, &place); {
		case errors.Is(err, sql.ErrNoRows):
			continue
		case err != nil:
			return err
		}
		l := layouts[version]
		if l == nil {
			if len(layouts) > 64 { // texts: no more of them than a moment needs
				clear(layouts)
			}
			var err error
			if l, err = w.layoutOf(version); err != nil {
				return err
			}
			layouts[version] = l
		}
		for i := range l.a.Statements {
			if l.ids[i] == id {
				w.documents[id] = l.document(&l.a.Statements[i])
			}
		}
	}
	clear(w.stale)
	return nil
}

// layoutOf is a version of an article as it stands in the record.
func (w *writer) layoutOf(version int64) (*layout, error) {
	v, err := loadVersion(w.ctx, w.tx, version)
	if err != nil {
		return nil, err
	}
	rows, err := loadStatements(w.ctx, w.tx, `s.version = $1`, version)
	if err != nil {
		return nil, err
	}
	a := v.article
	l := &layout{articleRow: &articleRow{id: v.articleID, ref: v.ref, version: version, copyOf: v.copyOf}, a: &a, at: map[string]int{}, sightings: map[string]int64{}}
	for i, r := range rows {
		s, err := r.statement(v)
		if err != nil {
			return nil, err
		}
		a.Statements = append(a.Statements, s)
		l.ids = append(l.ids, r.id)
		l.at[s.ID] = i
	}
	return l, each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var speaker string
		var sighting int64
		err := rows.Scan(&speaker, &sighting)
		l.sightings[speaker] = sighting
		return err
	}, `SELECT speaker, sighting FROM observation WHERE article = $1`, v.articleID)
}
