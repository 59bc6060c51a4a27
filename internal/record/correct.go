package record

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"quoth/internal/record/correct"
	"quoth/internal/record/store"
	"quoth/news"
)

// marks are, by index, the IDs that an article's corrected statements keep; nil
// where no correction holds.
type marks map[int]string

func scanCorrection(rows *sql.Rows, c *news.Correction) error {
	var body []byte
	if err := rows.Scan(&body); err != nil {
		return err
	}
	return json.Unmarshal(body, c)
}

// holding reads the corrections that hold, oldest first.
func holding(ctx context.Context, q store.Queryer, where string, args ...any) ([]news.Correction, error) {
	return collect(ctx, q, scanCorrection, `SELECT body FROM correction WHERE holds = 1 AND `+where+` ORDER BY id`, args...)
}

// corrected applies what people said of an article to a reading of it.
func (w *writer) corrected(row *articleRow, a news.Article) (news.Article, marks, error) {
	if row.latest == 1 && row.version == 0 { // nobody can have corrected what is new
		return a, nil, nil
	}
	all, err := holding(w.ctx, w.tx, `article = $1`, row.id)
	if err != nil || len(all) == 0 {
		return a, nil, err
	}
	a, applied := correct.Apply(a, all)
	m := marks{}
	for i, p := range applied {
		at := slices.IndexFunc(all, func(c news.Correction) bool { return c.ID == p.Correction })
		if at < 0 {
			return a, m, fmt.Errorf("correction %d of article %s is lost", i, row.name)
		}
		c := all[at]
		if p.Statement >= 0 {
			m[p.Statement] = c.Statement
		}
		if c.Conflict != p.Conflict {
			c.Conflict = p.Conflict
			if err := w.keepCorrection(c, row.id, false); err != nil {
				return a, m, err
			}
		}
	}
	return a, m, nil
}

// keepReading keeps what the model read, so that corrections can be taken back.
func (w *writer) keepReading(version int64, a news.Article) error {
	layer, err := json.Marshal(a)
	if err != nil {
		return err
	}
	_, err = w.tx.Exec(w.ctx, `INSERT INTO reading (version, layer) VALUES ($1, $2) ON CONFLICT (version) DO UPDATE SET layer = excluded.layer`, version, string(layer))
	return err
}

// reading is an article's latest version as the model read it.
func (w *writer) reading(row *articleRow) (news.Article, error) {
	var layer string
	var a news.Article
	switch err := w.tx.QueryRow(w.ctx, `SELECT layer FROM reading WHERE version = $1`, row.version).Scan(&layer); {
	case err == nil:
		err := json.Unmarshal([]byte(layer), &a)
		return a, err
	case !errors.Is(err, sql.ErrNoRows):
		return a, err
	}
	l, err := w.layoutOf(row.version)
	if err != nil {
		return a, err
	}
	return *l.a, w.keepReading(row.version, *l.a)
}

// reapply makes the statements of an article what its reading and the
// corrections that hold make of it.
func (w *writer) reapply(row *articleRow) error {
	machine, err := w.reading(row)
	if err != nil {
		return err
	}
	a, m, err := w.corrected(row, machine)
	if err != nil {
		return err
	}
	if _, err := w.tx.Exec(w.ctx, `UPDATE version SET speakers = $2 WHERE id = $1`, row.version, speakersText(a.Speakers)); err != nil {
		return err
	}
	_, err = w.replace(row, a, m, true)
	return err
}

// keepCorrection writes a correction, new or changed.
func (w *writer) keepCorrection(c news.Correction, article int64, isNew bool) error {
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if isNew {
		_, err = w.tx.Exec(w.ctx, `INSERT INTO correction (ref, article, statement, verb, holds, body) VALUES ($1, $2, $3, $4, 1, $5)`, c.ID, null(article), c.Statement, c.Verb, string(body))
	} else {
		_, err = w.tx.Exec(w.ctx, `UPDATE correction SET holds = $2, body = $3 WHERE ref = $1`, c.ID, number(c.Undone == nil), string(body))
	}
	return err
}

// signed is an error where nobody says that it was them.
func signed(by string) error {
	if strings.TrimSpace(by) == "" {
		return errors.New("a correction, and taking one back, needs the name of who does it")
	}
	return nil
}

// Correct keeps a person's correction and applies it. What it speaks of is
// named by IDs, or beginnings of them.
func (r *Record) Correct(ctx context.Context, c news.Correction) (news.Correction, error) {
	if err := signed(c.By); err != nil {
		return c, err
	}
	now := r.now().UTC()
	if c.Time == "" {
		c.Time = now.Format(time.RFC3339)
	}
	err := r.db.Update(ctx, func(tx *store.Tx) error {
		w := r.writer(ctx, tx)
		c.ID = ref("correction", now.Format(time.RFC3339Nano), string(c.Verb), c.By, c.Statement, c.Article, strings.Join(c.These, " "))
		var err error
		switch c.Verb {
		case news.Join, news.Split:
			err = w.decide(&c)
		default:
			err = w.correct(&c)
		}
		if err != nil {
			return err
		}
		return w.finish()
	})
	return c, err
}

// correct is Correct for the statements of one article.
func (w *writer) correct(c *news.Correction) error {
	row, err := w.articleOf(c)
	if err != nil {
		return err
	}
	l, err := w.layoutOf(row.version)
	if err != nil {
		return err
	}
	l.a.ID = row.ref
	c.Article = row.ref
	if c.Verb == news.Insert {
		c.Statement = ref("statement", "added", c.ID)
	} else {
		i, err := w.standsAt(c, l)
		if err != nil {
			return err
		}
		c.Anchor = correct.Anchor(l.a.Text, &l.a.Statements[i])
	}
	if *c, err = correct.Complete(*c, l.a); err != nil {
		return err
	}
	if err := correct.Validate(*c, l.a); err != nil {
		return err
	}
	if err := w.keepCorrection(*c, row.id, true); err != nil {
		return err
	}
	if err := w.reapply(row); err != nil {
		return err
	}
	all, err := holding(w.ctx, w.tx, `ref = $1`, c.ID)
	if err == nil && len(all) == 1 {
		c.Conflict = all[0].Conflict
	}
	return err
}

// articleOf is the article of a correction.
func (w *writer) articleOf(c *news.Correction) (*articleRow, error) {
	if c.Verb == news.Insert {
		return findArticle(w.ctx, w.tx, c.Article)
	}
	full, id, err := statementRef(w.ctx, w.tx, c.Statement)
	if err != nil {
		return nil, err
	}
	c.Statement = full
	return scanArticle(w.tx.QueryRow(w.ctx, articleQuery+` WHERE a.id = (SELECT article FROM statement WHERE id = $1)`, id))
}

// standsAt is the index of a correction's statement in the latest version.
func (w *writer) standsAt(c *news.Correction, l *layout) (int, error) {
	_, id, err := byRef(w.ctx, w.tx, "statement", c.Statement)
	if err != nil {
		return 0, err
	}
	i := slices.Index(l.ids, id)
	if i < 0 {
		return 0, fmt.Errorf("statement %s stands in an earlier version of its article; only the latest can be corrected", c.Statement)
	}
	return i, nil
}

// decide is Correct for identities.
func (w *writer) decide(c *news.Correction) error {
	if err := correct.Validate(*c, nil); err != nil {
		return err
	}
	var err error
	if c.Verb == news.Split {
		err = w.parted(c)
	} else if c.Those, err = w.keysOf(c.Those, nil); err == nil {
		c.These, err = w.keysOf(c.These, c.Those)
	}
	if err != nil {
		return err
	}
	if err := w.keepCorrection(*c, 0, true); err != nil {
		return err
	}
	return w.redecide(c)
}

// redecide works out anew whom a decision, made or taken back, is about.
func (w *writer) redecide(c *news.Correction) error {
	w.decisions = nil
	for _, key := range slices.Concat(c.These, c.Those) {
		if err := w.resight(key); err != nil {
			return err
		}
	}
	for block := range w.touched {
		if err := w.settle(block); err != nil {
			return err
		}
	}
	return nil
}

// keysOf turns identities' IDs into the key of one of their observations, not
// among others: what is joined to it goes with it. Keys stay.
func (w *writer) keysOf(all, others []string) ([]string, error) {
	out := make([]string, 0, len(all))
	for _, name := range all {
		if known, err := w.observed(name); err != nil {
			return nil, err
		} else if known {
			out = append(out, name)
			continue
		}
		row, err := identityRef(w.ctx, w.tx, name)
		if err != nil {
			return nil, err
		}
		keys, err := column[string](w.ctx, w.tx, `SELECT o.key FROM observation o JOIN sighting s ON s.id = o.sighting JOIN identity i ON i.id = s.identity WHERE i.id = $1 ORDER BY CASE WHEN o.ref = i.ref THEN 0 ELSE 1 END, o.key`, row)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(keys, func(k string) bool { return !slices.Contains(others, k) })
		if i < 0 {
			return nil, fmt.Errorf("nothing of %s would be left", name)
		}
		out = append(out, keys[i])
	}
	return out, nil
}

// parted makes a split out of words: Those become keys of the speaker's own, and
// These one key for each sighting that stays.
func (w *writer) parted(c *news.Correction) error {
	type mention struct {
		key      string
		sighting int64
	}
	var all []mention
	var stay []string
	for _, name := range c.These {
		if known, err := w.observed(name); err != nil {
			return err
		} else if known {
			stay = append(stay, name)
			continue
		}
		row, err := identityRef(w.ctx, w.tx, name)
		if err != nil {
			return err
		}
		own, err := collect(w.ctx, w.tx, func(rows *sql.Rows, m *mention) error {
			return rows.Scan(&m.key, &m.sighting)
		}, `SELECT o.key, o.sighting FROM observation o JOIN sighting s ON s.id = o.sighting WHERE s.identity = $1 ORDER BY CASE WHEN o.key = s.key THEN 0 ELSE 1 END, o.key`, row)
		if err != nil {
			return err
		}
		all = append(all, own...)
	}
	if len(all) == 0 { // both sides are named by keys
		var err error
		c.Those, err = w.keysOf(c.Those, stay)
		return err
	}
	leave := make([]string, 0, len(c.Those))
	for _, words := range c.Those {
		var fit []string
		prefix := strings.Join(strings.Fields(words), " ") // keys are copied from lines that were broken
		for _, m := range all {
			if m.key == prefix {
				fit = []string{m.key}
				break
			}
			if strings.HasPrefix(m.key, prefix) {
				fit = append(fit, m.key)
			}
		}
		switch len(fit) {
		case 0:
			return fmt.Errorf("no mention of %s has a key that begins with %q", strings.Join(c.These, ", "), prefix)
		case 1:
			if !slices.Contains(leave, fit[0]) {
				leave = append(leave, fit[0])
			}
		default:
			return fmt.Errorf("several mentions of %s have keys that begin with %q: %s", strings.Join(c.These, ", "), prefix, strings.Join(fit[:min(len(fit), 4)], ", "))
		}
	}
	stands := map[int64]bool{} // sightings of which a key is among what stays
	for _, m := range all {
		if !stands[m.sighting] && !slices.Contains(leave, m.key) {
			stands[m.sighting] = true
			stay = append(stay, m.key)
		}
	}
	if len(stay) == 0 {
		return fmt.Errorf("nothing of %s would be left", strings.Join(c.These, ", "))
	}
	slices.Sort(stay)
	c.These, c.Those = stay, leave
	return nil
}

// observed reports whether a key is that of an observation.
func (w *writer) observed(key string) (bool, error) {
	var n int
	err := w.tx.QueryRow(w.ctx, `SELECT count(*) FROM observation WHERE key = $1`, key).Scan(&n)
	return n > 0, err
}

// Undo takes a correction back; that it was made stays on record.
func (r *Record) Undo(ctx context.Context, id, by, reason string) (news.Correction, error) {
	var c news.Correction
	if err := signed(by); err != nil {
		return c, err
	}
	err := r.db.Update(ctx, func(tx *store.Tx) error {
		w := r.writer(ctx, tx)
		full, _, err := byRef(ctx, tx, "correction", id)
		if err != nil {
			return err
		}
		var body string
		var article int64
		if err := tx.QueryRow(ctx, `SELECT body, COALESCE(article, 0) FROM correction WHERE ref = $1`, full).Scan(&body, &article); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			return err
		}
		if c.Undone != nil {
			return fmt.Errorf("correction %s was undone already, on %s by %s", c.ID, c.Undone.Time, c.Undone.By)
		}
		c.Undone = &news.Undone{By: by, Time: w.stamp(), Reason: reason}
		c.Conflict = ""
		if err := w.keepCorrection(c, article, false); err != nil {
			return err
		}
		if article == 0 {
			err = w.redecide(&c)
		} else {
			var row *articleRow
			if row, err = scanArticle(tx.QueryRow(ctx, articleQuery+` WHERE a.id = $1`, article)); err == nil {
				err = w.reapply(row)
			}
		}
		if err != nil {
			return err
		}
		return w.finish()
	})
	return c, err
}

// Corrections yields all corrections, oldest first; those of one article or
// statement where id is not "".
func (r *Record) Corrections(ctx context.Context, id string) iter.Seq2[news.Correction, error] {
	return func(yield func(news.Correction, error) bool) {
		where, args := `true`, []any{}
		if id != "" {
			var article int64
			statement := strings.ToLower(id)
			if row, err := findArticle(ctx, r.db, id); err == nil {
				article = row.id
			} else if full, _, err := statementRef(ctx, r.db, id); err == nil {
				statement = full
			} else if hidden := (*HiddenError)(nil); errors.As(err, &hidden) {
				statement = hidden.Correction.Statement
			}
			where, args = `(article = $1 OR statement = $2 OR ref = $2)`, []any{article, statement}
		}
		err := each(ctx, r.db, func(rows *sql.Rows) error {
			var c news.Correction
			if err := scanCorrection(rows, &c); err != nil {
				return err
			}
			if !yield(c, nil) {
				return errStop
			}
			return nil
		}, `SELECT body FROM correction WHERE `+where+` ORDER BY id`, args...)
		if err != nil && !errors.Is(err, errStop) {
			yield(news.Correction{}, err)
		}
	}
}

// Training yields every article that people corrected, for a model to learn from.
func (r *Record) Training(ctx context.Context) iter.Seq2[correct.Lesson, error] {
	return func(yield func(correct.Lesson, error) bool) {
		articles, err := column[int64](ctx, r.db, `SELECT DISTINCT article FROM correction WHERE holds = 1 AND article IS NOT NULL ORDER BY article`)
		for _, id := range articles {
			var lesson correct.Lesson
			if lesson, err = r.lesson(ctx, id); err != nil || !yield(lesson, nil) {
				break
			}
		}
		if err != nil {
			yield(correct.Lesson{}, err)
		}
	}
}

func (r *Record) lesson(ctx context.Context, article int64) (correct.Lesson, error) {
	var layer string
	if err := r.db.QueryRow(ctx, `SELECT r.layer FROM reading r JOIN version v ON v.id = r.version JOIN article a ON a.id = v.article AND a.latest = v.number WHERE a.id = $1`, article).Scan(&layer); err != nil {
		return correct.Lesson{}, err
	}
	var a news.Article
	if err := json.Unmarshal([]byte(layer), &a); err != nil {
		return correct.Lesson{}, err
	}
	all, err := holding(ctx, r.db, `article = $1`, article)
	if err != nil {
		return correct.Lesson{}, err
	}
	return correct.Training(correct.Apply(a, all)), nil
}

// identityRef is the row of an identity by its ID, or by that of any of its
// observations.
func identityRef(ctx context.Context, q store.Queryer, id string) (int64, error) {
	_, row, err := byRef(ctx, q, "identity", id)
	if !errors.Is(err, ErrNotFound) {
		return row, err
	}
	err = q.QueryRow(ctx, `SELECT s.identity FROM observation o JOIN sighting s ON s.id = o.sighting WHERE o.ref = $1`, strings.ToLower(clean(id, 0))).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, &notFound{"identity", id}
	}
	return row, err
}
