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
		switch err := w.tx.QueryRow(w.ctx, `SELECT version FROM statement WHERE id = $1`, id).Scan(&version); {
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
		if i := slices.Index(l.ids, id); i >= 0 {
			w.documents[id] = l.document(&l.a.Statements[i])
		}
	}
	clear(w.stale)
	return nil
}

// layoutOf is a version of an article as it stands in the record.
func (w *writer) layoutOf(version int64) (*layout, error) {
	v, ids, err := loadArticle(w.ctx, w.tx, version)
	if err != nil {
		return nil, err
	}
	l := newLayout(&articleRow{id: v.articleID, ref: v.ref, version: version, copyOf: v.copyOf}, &v.article)
	l.ids, l.sightings = ids, map[string]int64{}
	return l, each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var speaker string
		var sighting int64
		err := rows.Scan(&speaker, &sighting)
		l.sightings[speaker] = sighting
		return err
	}, `SELECT speaker, sighting FROM observation WHERE article = $1`, v.articleID)
}
