package record

import (
	"cmp"
	"database/sql"
	"slices"

	"quoth/internal/lexicon"
	"quoth/internal/record/match"
	"quoth/news"
)

// A standing is a statement that an article has in the record.
type standing struct {
	id                              int64
	ref, content, name, kind, polar string
	last                            int // day
	version                         int64
	source, cue                     string // their spans
	nested                          bool
	now                             int // index among the statements of the new version, -1 when it is gone
}

// standings are the statements of the version before: those that it has itself.
func (w *writer) standings(article int64) ([]standing, error) {
	return collect(w.ctx, w.tx, func(rows *sql.Rows, s *standing) error {
		s.now = -1
		var parent string
		err := rows.Scan(&s.id, &s.ref, &s.content, &s.name, &s.kind, &s.polar, &s.last, &s.version, &s.source, &s.cue, &parent)
		s.nested = parent != ""
		return err
	}, `SELECT id, ref, content, name, kind, polarity, COALESCE(last_day, 0), version, source, cue, parent FROM statement WHERE article = $1 AND withdrawn = 0 AND altered_to IS NULL ORDER BY place`, article)
}

// replace makes the statements of a those of the article. Those with the words
// of before keep their place in the record. Of the others that stood there,
// the ones that the article now words differently are linked to the new
// wording, and the rest is withdrawn; after another reading of the same text
// they are gone. It returns how many were altered.
func (w *writer) replace(row *articleRow, a news.Article, m marks, reread bool) (int, error) {
	l := newLayout(row, &a)
	if err := w.observe(l); err != nil {
		return 0, err
	}
	before, err := w.standings(row.id)
	if err != nil {
		return 0, err
	}
	had := make(map[string]*standing, len(before))
	for i := range before {
		had[before[i].ref] = &before[i]
	}
	refs := refsOf(row.ref, &a)
	fresh := map[int64]int{} // ids of new statements → index
	for i := range a.Statements {
		s := &a.Statements[i]
		corrected := false
		if c, ok := m[i]; ok {
			refs[i], corrected = c, true
		}
		o := had[refs[i]]
		if o != nil {
			delete(had, refs[i])
			o.now = i
			if name, _ := called(s.Speaker); o.content == s.Content.Text(a.Text) && o.name == name && o.kind == string(kindOf(s)) && o.polar == string(s.Polarity) && o.last == lastDay(&a, s) {
				if err := w.update(l, i, o.id, corrected); err != nil {
					return 0, err
				}
				continue
			}
			if err := w.remove(o.id); err != nil {
				return 0, err
			}
		}
		id, err := w.insert(l, i, refs[i], corrected)
		if err != nil {
			return 0, err
		}
		if o == nil {
			fresh[id] = i
		}
	}
	if reread {
		for _, s := range before {
			if s.now >= 0 {
				continue
			}
			if err := w.remove(s.id); err != nil {
				return 0, err
			}
		}
		return 0, w.forgetUnseen(l)
	}
	return w.succeed(l, before, fresh)
}

// A slot is where a statement stands in its article and how it is brought in: what
// a new version has there instead may be the same statement, reworded.
type slot struct {
	behind      int // index, in the new version, of the last statement before it that stayed
	nested      bool
	who, source string // the name that was found, and the words
	cue         string
}

// is reports whether two slots are one: the speaker is the same by name or words,
// since a name may be found anew.
func (s slot) is(t slot) bool {
	return s.behind == t.behind && s.nested == t.nested && s.cue == t.cue && (s.who == t.who || s.source == t.source)
}

// slotsBefore are those of the statements that are gone.
func (w *writer) slotsBefore(before []standing) (map[int64]slot, error) {
	out := map[int64]slot{}
	texts := map[int64]string{}
	behind := -1
	for _, s := range before {
		if s.now >= 0 {
			behind = s.now
			continue
		}
		text, ok := texts[s.version]
		if !ok {
			if err := w.tx.QueryRow(w.ctx, `SELECT text FROM version WHERE id = $1`, s.version).Scan(&text); err != nil {
				return nil, err
			}
			texts[s.version] = text
		}
		cue, err := readPart(s.cue, len(text))
		if err != nil {
			return nil, err
		}
		source, err := readPart(s.source, len(text))
		if err != nil {
			return nil, err
		}
		out[s.id] = slot{behind, s.nested, s.name, lexicon.Fold(source.Text(text)), lexicon.Fold(cue.Text(text))}
	}
	return out, nil
}

// slotsNow are those of the statements that are new.
func (l *layout) slotsNow(fresh map[int64]int) map[int64]slot {
	at := make([]int64, len(l.a.Statements))
	for id, i := range fresh {
		at[i] = id
	}
	out := map[int64]slot{}
	behind := -1
	for i, id := range at {
		s := &l.a.Statements[i]
		if id == 0 {
			behind = i
			continue
		}
		name, _ := called(s.Speaker)
		out[id] = slot{behind, s.Parent != "", name, lexicon.Fold(s.Source.Text(l.a.Text)), lexicon.Fold(s.Cue.Text(l.a.Text))}
	}
	return out
}

func lastDay(a *news.Article, s *news.Statement) int {
	_, last := days(a, s)
	return last
}

// succeed links statements that a new version lacks to those that it has in
// their place: the most alike first, each to one.
func (w *writer) succeed(l *layout, before []standing, fresh map[int64]int) (altered int, err error) {
	var ids []int64
	for _, s := range before {
		if s.now < 0 {
			ids = append(ids, s.id)
		}
	}
	if len(ids) == 0 {
		return 0, nil
	}
	stood, err := w.slotsBefore(before)
	if err != nil {
		return 0, err
	}
	stands := l.slotsNow(fresh)
	if err := w.load(ids); err != nil {
		return 0, err
	}
	type link struct {
		from, to int64
		score    float64
	}
	written := make(map[int64]match.Statement, len(fresh))
	for to, i := range fresh {
		written[to] = l.matchable(&l.a.Statements[i])
	}
	var links []link
	for _, from := range ids {
		old := w.wordings[from]
		if old == nil {
			continue
		}
		for to, m := range written {
			if stood[from].is(stands[to]) {
				if score, ok := match.Reworded(&old.Statement, &m); ok {
					links = append(links, link{from, to, score})
				}
				continue
			}
			v := match.Compare(&old.Statement, &m)
			if v.Relation == news.Different {
				continue
			}
			score := v.Score
			if v.Speakers == news.OtherSpeaker {
				score /= 2
			}
			links = append(links, link{from, to, score})
		}
	}
	slices.SortFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	from, to := map[int64]bool{}, map[int64]bool{}
	for _, k := range links {
		if from[k.from] || to[k.to] {
			continue
		}
		from[k.from], to[k.to] = true, true
		if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET altered_to = $2 WHERE id = $1`, k.from, k.to); err != nil {
			return altered, err
		}
		if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET altered_of = $2 WHERE id = $1`, k.to, k.from); err != nil {
			return altered, err
		}
		altered++
	}
	for _, id := range ids {
		if !from[id] {
			if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET withdrawn = 1 WHERE id = $1`, id); err != nil {
				return altered, err
			}
		}
	}
	return altered, nil
}

// forgetUnseen takes away the observations of speakers whom another reading of
// the same text does not find.
func (w *writer) forgetUnseen(l *layout) error {
	seen := map[string]bool{}
	for _, o := range observations(l) {
		seen[o.Key] = true
	}
	gone := map[string]int64{}
	if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var key string
		var sighting int64
		err := rows.Scan(&key, &sighting)
		if !seen[key] {
			gone[key] = sighting
		}
		return err
	}, `SELECT key, sighting FROM observation WHERE article = $1`, l.id); err != nil {
		return err
	}
	for key, sighting := range gone {
		if err := w.forget(key, sighting); err != nil {
			return err
		}
	}
	return nil
}
