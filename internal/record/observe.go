package record

import (
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"quoth/internal/lexicon"
	"quoth/internal/record/identity"
	"quoth/internal/record/search"
	"quoth/news"
)

// mostAlso bounds the other names of one speaker that count.
const mostAlso = 4

// observations are an article's named speakers as package identity sees them.
// Their keys are made of the article and the name, so that they are the same
// in another version or reading.
func observations(l *layout) map[string]*identity.Observation {
	out := map[string]*identity.Observation{}
	seen := map[string]int{}
	for _, p := range l.a.Speakers {
		if p.Name == "" {
			continue
		}
		o := &identity.Observation{
			Article: l.ref, Outlet: l.a.Outlet, Country: countryOf(l.a), Published: day(l.a.Published), Kind: p.Kind, Name: p.Name, Also: also(l.a.Text, p),
		}
		if p.Role != "" {
			o.Roles = []string{p.Role}
		}
		if o.Block() == "" {
			continue
		}
		key := l.ref + "/" + strings.Join(strings.Fields(lexicon.Fold(p.Name)), " ")
		if seen[key]++; seen[key] > 1 {
			key += "~" + strconv.Itoa(seen[key])
		}
		o.Key = key
		out[p.ID] = o
	}
	return out
}

// day is the date of publication without the time, "" where there is none.
func day(published string) string {
	d, _, _ := strings.Cut(published, "T")
	return d
}

// also are the other names by which an article calls a body. A person's other
// names are parts of the full one, and tell nothing more.
func also(text string, p *news.Speaker) []string {
	if p.Kind == news.Person {
		return nil
	}
	var out []string
	for _, m := range p.Mentions {
		name := text[m.Span.Start:m.Span.End]
		if m.By == news.ByName && name != p.Name && !slices.Contains(out, name) && len(out) < mostAlso {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// observe notes the speakers of an article and tells the layout their sightings.
func (w *writer) observe(l *layout) error {
	l.sightings = map[string]int64{}
	all := observations(l)
	for _, p := range l.a.Speakers {
		o := all[p.ID]
		if o == nil {
			continue
		}
		id, err := w.sighting(l, p.ID, o)
		if err != nil {
			return err
		}
		l.sightings[p.ID] = id
	}
	return nil
}

// sighting counts one observation, and returns the sighting that it belongs to.
func (w *writer) sighting(l *layout, speaker string, o *identity.Observation) (int64, error) {
	sig, err := w.sign(o)
	if err != nil {
		return 0, err
	}
	var have int64
	var haveSig string
	err = w.tx.QueryRow(w.ctx, `SELECT o.sighting, s.signature FROM observation o JOIN sighting s ON s.id = o.sighting WHERE o.key = $1`, o.Key).Scan(&have, &haveSig)
	switch {
	case err == nil && haveSig == sig:
		_, err := w.tx.Exec(w.ctx, `UPDATE observation SET speaker = $2 WHERE key = $1`, o.Key, speaker)
		return have, err
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return 0, err
	}
	s, err := w.count(o, sig)
	if err != nil {
		return 0, err
	}
	return s.id, w.place(o, l.id, speaker, have, s.id)
}

// place makes an observation one of a sighting. Where the article says something
// else of the same speaker than before, it was one of another, or else of 0.
func (w *writer) place(o *identity.Observation, article int64, speaker string, from, to int64) error {
	if from != 0 {
		if err := w.rehouse(article, from, to); err != nil {
			return err
		}
		if err := w.forget(o.Key, from); err != nil {
			return err
		}
	}
	_, err := w.tx.Exec(w.ctx, `INSERT INTO observation (key, ref, article, speaker, published, sighting) VALUES ($1, $2, $3, $4, $5, $6)`,
		o.Key, identity.ID(o.Key), article, speaker, o.Published, to)
	return err
}

// count adds an observation to the sighting of its signature.
func (w *writer) count(o *identity.Observation, sig string) (*sightingRow, error) {
	s, err := w.sightingSigned(sig)
	if err != nil {
		return nil, err
	}
	before := s.Sighting
	before.Quarters = slices.Clone(s.Quarters)
	if s.id == 0 {
		s.Sighting = identity.Sighting{Observation: *o}
	}
	s.Add(*o)
	if s.id == 0 || s.Key != before.Key || !slices.Equal(s.Quarters, before.Quarters) {
		w.touched[o.Block()] = true
	}
	if s.id != 0 {
		return s, w.updateSighting(s)
	}
	err = w.insertSighting(s, sig)
	w.homeless[s.id] = true
	return s, err
}

// rehouse gives the statements of an article that are of one sighting to
// another one.
func (w *writer) rehouse(article, from, to int64) error {
	who, err := w.identityOf(to)
	if err != nil {
		return err
	}
	if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		w.stale[id] = true
		return err
	}, `UPDATE statement SET sighting = $3, identity = $4 WHERE sighting = $2 AND article = $1 RETURNING id`, article, from, to, null(who)); err != nil {
		return err
	}
	_, err = w.tx.Exec(w.ctx, `UPDATE mention SET sighting = $3 WHERE sighting = $2 AND statement IN (SELECT id FROM statement WHERE article = $1)
		AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.sighting = $3 AND m.statement = mention.statement)`, article, from, to)
	return err
}

// resight counts an observation anew, after a decision that speaks of it was
// made or taken back.
func (w *writer) resight(key string) error {
	var from, article int64
	o := &identity.Observation{Key: key}
	var speaker, before string
	err := w.tx.QueryRow(w.ctx, `SELECT o.sighting, o.article, a.ref, o.published, o.speaker, s.signature FROM observation o JOIN article a ON a.id = o.article JOIN sighting s ON s.id = o.sighting WHERE o.key = $1`, key).
		Scan(&from, &article, &o.Article, &o.Published, &speaker, &before)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // its article says so no longer
	}
	if err != nil {
		return err
	}
	s, err := scanSighting(w.tx.QueryRow(w.ctx, `SELECT `+sightingColumns+` FROM sighting WHERE id = $1`, from).Scan)
	if err != nil {
		return err
	}
	o.Kind, o.Name, o.Also, o.Roles, o.Outlet, o.Country = s.Kind, s.Name, s.Also, s.Roles, s.Outlet, s.Country
	sig, err := w.sign(o)
	if err != nil {
		return err
	}
	w.touched[o.Block()] = true
	if sig == before {
		return nil
	}
	to, err := w.count(o, sig)
	if err != nil {
		return err
	}
	return w.place(o, article, speaker, from, to.id)
}

// sign is the signature of an observation; those of which decisions speak stay
// alone, so that they can be moved.
func (w *writer) sign(o *identity.Observation) (string, error) {
	d, err := w.decided()
	if err != nil {
		return "", err
	}
	sig := o.Signature()
	if d.named[o.Key] {
		sig += "\x01" + o.Key
	}
	return ref("sighting", sig), nil
}

// A sightingRow is a sighting with its place in the record.
type sightingRow struct {
	identity.Sighting
	id, identity int64
}

const sightingColumns = `id, identity, kind, name, also, roles, outlet, country, key, article, published, first, last, count, quarters`

func scanSighting(scan func(...any) error) (*sightingRow, error) {
	var s sightingRow
	var also, roles, quarters string
	if err := scan(&s.id, &s.identity, &s.Kind, &s.Name, &also, &roles, &s.Outlet, &s.Country, &s.Key, &s.Article, &s.Published, &s.First, &s.Last, &s.Count, &quarters); err != nil {
		return nil, err
	}
	return &s, errors.Join(json.Unmarshal([]byte(also), &s.Also), json.Unmarshal([]byte(roles), &s.Roles), json.Unmarshal([]byte(quarters), &s.Quarters))
}

// sightingSigned is the sighting with a signature; its id is 0 where there is none.
func (w *writer) sightingSigned(sig string) (*sightingRow, error) {
	s, err := scanSighting(w.tx.QueryRow(w.ctx, `SELECT `+sightingColumns+` FROM sighting WHERE signature = $1`, sig).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return &sightingRow{}, nil
	}
	return s, err
}

func list(all any) string {
	b, _ := json.Marshal(all) // texts and integers have a form
	return string(b)
}

func (w *writer) insertSighting(s *sightingRow, sig string) error {
	if err := w.tx.QueryRow(w.ctx, `INSERT INTO sighting (signature, block, kind, name, also, roles, outlet, country, key, article, published, first, last, count, quarters, identity)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0) RETURNING id`,
		sig, s.Block(), s.Kind, s.Name, list(s.Also), list(s.Roles), s.Outlet, s.Country, s.Key, s.Article, s.Published, s.First, s.Last, s.Count, list(s.Quarters)).Scan(&s.id); err != nil {
		return err
	}
	_, err := w.tx.Exec(w.ctx, w.tx.IndexWords("names"), s.id, w.tx.WordList(search.NameTerms(append([]string{s.Name}, s.Also...))))
	return err
}

func (w *writer) updateSighting(s *sightingRow) error {
	_, err := w.tx.Exec(w.ctx, `UPDATE sighting SET key = $2, article = $3, published = $4, first = $5, last = $6, count = $7, quarters = $8 WHERE id = $1`,
		s.id, s.Key, s.Article, s.Published, s.First, s.Last, s.Count, list(s.Quarters))
	return err
}

// forget takes an observation away from its sighting.
func (w *writer) forget(key string, from int64) error {
	if _, err := w.tx.Exec(w.ctx, `DELETE FROM observation WHERE key = $1`, key); err != nil {
		return err
	}
	s, err := scanSighting(w.tx.QueryRow(w.ctx, `SELECT `+sightingColumns+` FROM sighting WHERE id = $1`, from).Scan)
	if err != nil {
		return err
	}
	w.touched[s.Block()] = true
	left := sightingRow{id: s.id}
	if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
		o := s.Observation
		if err := rows.Scan(&o.Key, &o.Article, &o.Published); err != nil {
			return err
		}
		if left.Count == 0 {
			left.Sighting = identity.Sighting{Observation: o}
		}
		left.Add(o)
		return nil
	}, `SELECT o.key, a.ref, o.published FROM observation o JOIN article a ON a.id = o.article WHERE o.sighting = $1 ORDER BY o.key`, from); err != nil {
		return err
	}
	if left.Count > 0 {
		return w.updateSighting(&left)
	}
	delete(w.homeless, from)
	w.left[s.identity] = true
	for _, text := range []string{
		`DELETE FROM sighting WHERE id = $1`, w.tx.DropWords("names"), `DELETE FROM mention WHERE sighting = $1`,
		`UPDATE statement SET sighting = NULL, identity = NULL WHERE sighting = $1`,
	} {
		if _, err := w.tx.Exec(w.ctx, text, from); err != nil {
			return err
		}
	}
	return nil
}

// identityOf is the identity that a sighting has so far; 0 for none.
func (w *writer) identityOf(sighting int64) (id int64, err error) {
	if sighting == 0 || w.homeless[sighting] {
		return 0, nil
	}
	err = w.tx.QueryRow(w.ctx, `SELECT identity FROM sighting WHERE id = $1`, sighting).Scan(&id)
	return id, err
}
