package record

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"quoth/internal/record/search"
	"quoth/internal/record/store"
	"quoth/news"
)

// A writer writes inside one transaction. What can wait, because the next
// article may change it again, waits for finish.
type writer struct {
	r      *Record
	number int64 // of the transaction
	ctx    context.Context
	tx     *store.Tx

	next      map[int]int64        // by day: the next id of a statement
	documents map[int64]*document  // by statement: whose words are new
	stale     map[int64]bool       // statements whose words have to be made anew
	touched   map[string]bool      // blocks in which somebody is new
	left      map[int64]bool       // identities that lost a sighting
	homeless  map[int64]bool       // sightings without an identity
	wordings  map[int64]*candidate // statements that were compared
	state     int64                // of the file, see recent
	longest   int                  // see settingLongest
	decisions *decisions           // people's words on identities
}

type document struct {
	search.Document
	sighting int64
}

func (r *Record) writer(ctx context.Context, tx *store.Tx) *writer {
	return &writer{
		number: r.writes.Add(1), r: r, ctx: ctx, tx: tx, next: map[int]int64{}, documents: map[int64]*document{}, stale: map[int64]bool{},
		touched: map[string]bool{}, homeless: map[int64]bool{}, left: map[int64]bool{}, wordings: map[int64]*candidate{}, longest: -1,
	}
}

// finish does what waited: identities, then words.
func (w *writer) finish() error {
	if err := w.settleTouched(); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(w.left)) {
		if _, err := w.tx.Exec(w.ctx, `DELETE FROM identity WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM sighting WHERE identity = $1)`, id); err != nil {
			return err
		}
	}
	return w.indexWords()
}

// nameOf is by what an article is known again: its URL, else its ID. Names
// above what an index holds end with a hash of the rest.
func nameOf(a *news.Article) string {
	name := a.URL
	if name == "" {
		name = a.ID
	}
	const most = 1500
	if len(name) > most {
		n := most
		for !utf8.RuneStart(name[n]) {
			n--
		}
		name = name[:n] + "…" + ref(name[n:])
	}
	return name
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// An articleRow is what is known of an article before it is written.
type articleRow struct {
	id, copyOf int64
	ref, name  string
	latest     int
	version    int64 // id of the latest version
	hash       string
}

// articleNamed looks an article up by its name; nil where there is none.
func articleNamed(ctx context.Context, q store.Queryer, name string) (*articleRow, error) {
	return scanArticle(q.QueryRow(ctx, articleQuery+` WHERE a.name = $1`, clean(name, 0)))
}

const articleQuery = `SELECT a.id, COALESCE(a.copy_of, 0), a.ref, a.name, a.latest, v.id, v.hash
	FROM article a JOIN version v ON v.article = a.id AND v.number = a.latest`

func scanArticle(row store.Row) (*articleRow, error) {
	var a articleRow
	err := row.Scan(&a.id, &a.copyOf, &a.ref, &a.name, &a.latest, &a.version, &a.hash)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &a, err
}

// seen reports whether the article ever had a text: one that comes again, as
// when inputs hold several versions, is no new one.
func (a *articleRow) seen(ctx context.Context, q store.Queryer, hash string) (bool, error) {
	if a == nil || a.hash == hash || a.latest == 1 {
		return a != nil && a.hash == hash, nil
	}
	var n int
	err := q.QueryRow(ctx, `SELECT count(*) FROM version WHERE article = $1 AND hash = $2`, a.id, hash).Scan(&n)
	return n > 0, err
}

// check finds what keeps an article from being written, before anything is.
func (r *Record) check(a *news.Article) error {
	switch {
	case a.URL == "" && a.ID == "":
		return errors.New("has neither a URL nor an id, so it could not be recognised again")
	case !utf8.ValidString(a.Text):
		return errors.New("its text is not valid UTF-8")
	}
	for _, s := range []*string{&a.URL, &a.ID, &a.Title, &a.Published, &a.Outlet, &a.Language} {
		*s = clean(*s, 0)
	}
	a.Outlet = clean(a.Outlet, longestOutlet)
	if r.db.Postgres && strings.Contains(a.Text, "\x00") {
		return errors.New("its text has a NUL character, which PostgreSQL cannot keep; a record in a file can")
	}
	return nil
}

// put writes one article as a model read it: whole, or with an error not at all.
// One that is known may amend what the record has.
func (w *writer) put(a news.Article, model string, amends bool) (Addition, error) {
	a = cleaned(a)
	name := nameOf(&a)
	out := Addition{Name: name, Language: a.Language, Statements: len(a.Statements)}
	known, err := articleNamed(w.ctx, w.tx, name)
	if err != nil {
		return out, err
	}
	hash := hashOf(a.Text)
	seen, err := known.seen(w.ctx, w.tx, hash)
	if err != nil {
		return out, err
	}
	if seen {
		out.Outcome, out.Article, out.Version = Known, known.ref, known.latest
		if amends {
			if amends, err = known.amendedBy(w.ctx, w.tx, &a); err != nil {
				return out, err
			}
		}
		if amends {
			out.Outcome = Changed
			if out.Statements, err = w.amend(known, a, model); err != nil {
				return out, err
			}
		}
		return out, w.forgetFailures(name, a.ID)
	}
	out.Outcome = Changed
	if known == nil {
		out.Outcome = Added
		known = &articleRow{ref: ref("article", name), name: name}
		if known.copyOf, err = w.original(a.Text, name); err != nil {
			return out, err
		}
		if err := w.tx.QueryRow(w.ctx, `INSERT INTO article (ref, name, latest, copy_of, outlet) VALUES ($1, $2, 0, $3, $4) RETURNING id`,
			known.ref, name, null(known.copyOf), a.Outlet).Scan(&known.id); err != nil {
			return out, err
		}
		if err := w.keepSignature(known.id, a.Text); err != nil {
			return out, err
		}
	}
	known.latest++
	out.Article, out.Version = known.ref, known.latest
	a.Speakers = speakersOf(&a)
	machine := a
	a, marks, err := w.corrected(known, a)
	if err != nil {
		return out, err
	}
	if err := w.tx.QueryRow(w.ctx, `INSERT INTO version (article, number, seen, came_as, url, title, published, outlet, language, model, hash, speakers, text)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
		known.id, known.latest, w.stamp(), a.ID, a.URL, a.Title, a.Published, a.Outlet, a.Language, model, hash, speakersText(a.Speakers), a.Text).Scan(&known.version); err != nil {
		return out, err
	}
	if _, err := w.tx.Exec(w.ctx, `UPDATE article SET latest = $2, outlet = $3 WHERE id = $1`, known.id, known.latest, a.Outlet); err != nil {
		return out, err
	}
	if marks != nil {
		if err := w.keepReading(known.version, machine); err != nil {
			return out, err
		}
	}
	if out.Altered, err = w.replace(known, a, marks, false); err != nil {
		return out, err
	}
	if known.copyOf != 0 {
		if err := w.tx.QueryRow(w.ctx, `SELECT ref FROM article WHERE id = $1`, known.copyOf).Scan(&out.CopyOf); err != nil {
			return out, err
		}
	}
	return out, w.forgetFailures(name, a.ID)
}

// speakersOf are the article's speakers with those whom only a statement knows,
// as in JSON of others that lists no speakers.
func speakersOf(a *news.Article) []*news.Speaker {
	known := map[string]bool{}
	for _, p := range a.Speakers {
		known[p.ID] = true
	}
	out := slices.Clone(a.Speakers)
	for _, s := range a.Statements {
		if p := s.Speaker; p != nil && !known[p.ID] {
			known[p.ID] = true
			out = append(out, p)
		}
	}
	return out
}

// stamp is the time now.
func (w *writer) stamp() string { return w.r.now().UTC().Format(time.RFC3339) }

// days is when a statement was made, as numbers of days; the article's date
// where it does not say.
func days(a *news.Article, s *news.Statement) (first, last int) {
	if s.SaidOn != nil {
		if first, last = search.Days(s.SaidOn.Date); last > 0 {
			return first, last
		}
	}
	return search.Days(a.Published)
}

// newID gives a statement of a day its id.
func (w *writer) newID(day int) (int64, error) {
	low := int64(day) << search.DayBits
	id, ok := w.next[day]
	if !ok {
		var most sql.NullInt64
		if err := w.tx.QueryRow(w.ctx, `SELECT max(id) FROM statement WHERE id >= $1 AND id < $2`, low, low+1<<search.DayBits).Scan(&most); err != nil {
			return 0, err
		}
		id = max(low, most.Int64) + 1
	}
	if id >= low+1<<search.DayBits {
		return 0, fmt.Errorf("more than %d statements of one day", 1<<search.DayBits)
	}
	w.next[day] = id + 1
	return id, nil
}

// spread keeps the longest interval of days in mind.
func (w *writer) spread(first, last int) error {
	if w.longest < 0 {
		n, err := longest(w.ctx, w.tx)
		if err != nil {
			return err
		}
		w.longest = n
	}
	if last-first <= w.longest {
		return nil
	}
	w.longest = last - first
	return putSetting(w.ctx, w.tx, settingLongest, strconv.Itoa(w.longest))
}
