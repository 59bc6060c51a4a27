package record

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"quoth/internal/record/search"
	"quoth/internal/record/store"
	"quoth/news"
)

// A versionRow is one version of an article, without statements.
type versionRow struct {
	article   news.Article // with its speakers; its ID is the one under which it came
	id        int64
	articleID int64
	copyOf    int64
	number    int
	ref, name string
	speakers  map[string]*news.Speaker
}

func loadVersion(ctx context.Context, q store.Queryer, id int64) (*versionRow, error) {
	v := &versionRow{id: id, speakers: map[string]*news.Speaker{}}
	var speakers string
	a := &v.article
	err := q.QueryRow(ctx, `SELECT v.article, v.number, a.ref, a.name, COALESCE(a.copy_of, 0), v.came_as, v.url, v.title, v.published, v.outlet, v.language, v.speakers, v.text
		FROM version v JOIN article a ON a.id = v.article WHERE v.id = $1`, id).
		Scan(&v.articleID, &v.number, &v.ref, &v.name, &v.copyOf, &a.ID, &a.URL, &a.Title, &a.Published, &a.Outlet, &a.Language, &speakers, &a.Text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("version %d of an article is missing", id)
	}
	if err != nil {
		return nil, err
	}
	if a.Speakers, err = readSpeakers(speakers, len(a.Text)); err != nil {
		return nil, fmt.Errorf("article %s: %w", v.name, err)
	}
	for _, p := range a.Speakers {
		v.speakers[p.ID] = p
	}
	return v, nil
}

// A statementRow is a row of the table statement, with its figures.
type statementRow struct {
	id, article, version         int64
	ref, label, parent, speaker  string
	form                         news.Form
	mode                         news.Mode
	polarity                     news.Polarity
	source, cue, spans, saidOn   string
	sighting, identity           int64
	last                         int
	confidence                   float64
	variants, copies             int
	copyOf, alteredTo, alteredOf int64
	withdrawn, corrected         bool
	length                       int
	figures                      []news.Figure
}

const statementColumns = `s.id, s.article, s.version, s.ref, s.label, s.parent, s.speaker, s.form, s.mode, s.polarity, s.source, s.cue, s.spans, s.said_on,
	COALESCE(s.sighting, 0), COALESCE(s.identity, 0), COALESCE(s.last_day, 0), s.confidence, s.variants, s.copies, COALESCE(s.copy_of, 0), COALESCE(s.altered_to, 0),
	COALESCE(s.altered_of, 0), s.withdrawn, s.corrected, s.length`

func (r *statementRow) scan(rows *sql.Rows) error {
	var withdrawn, corrected int
	err := rows.Scan(&r.id, &r.article, &r.version, &r.ref, &r.label, &r.parent, &r.speaker, &r.form, &r.mode, &r.polarity, &r.source, &r.cue, &r.spans, &r.saidOn,
		&r.sighting, &r.identity, &r.last, &r.confidence, &r.variants, &r.copies, &r.copyOf, &r.alteredTo, &r.alteredOf, &withdrawn, &corrected, &r.length)
	r.withdrawn, r.corrected = withdrawn == 1, corrected == 1
	return err
}

// loadStatements reads rows of statements s and their figures, in the order of
// their places.
func loadStatements(ctx context.Context, q queryer, where string, args ...any) ([]*statementRow, error) {
	var out []*statementRow
	at := map[int64]*statementRow{}
	var ids []int64
	if err := each(ctx, q, func(rows *sql.Rows) error {
		r := &statementRow{}
		err := r.scan(rows)
		out, ids = append(out, r), append(ids, r.id)
		at[r.id] = r
		return err
	}, `SELECT `+statementColumns+` FROM statement s WHERE `+where+` ORDER BY s.place`, args...); err != nil {
		return nil, err
	}
	err := eachFigure(ctx, q, ids, func(id int64, f news.Figure) { at[id].figures = append(at[id].figures, f) })
	return out, err
}

// eachFigure calls f for the figures of statements, in their order.
func eachFigure(ctx context.Context, q queryer, statements []int64, f func(statement int64, figure news.Figure)) error {
	if len(statements) == 0 {
		return nil
	}
	return each(ctx, q, func(rows *sql.Rows) error {
		var id int64
		var g news.Figure
		if err := rows.Scan(&id, &g.Text, &g.Low, &g.High, &g.Unit, &g.Span.Start, &g.Span.End); err != nil {
			return err
		}
		f(id, g)
		return nil
	}, `SELECT statement, text, low, high, unit, first, last FROM figure WHERE statement IN `+q.In(1)+` ORDER BY statement, place`, q.List(statements))
}

// rows are the version's statements. They are asked for by their article, for
// which there is an index.
func (v *versionRow) rows(ctx context.Context, q queryer) ([]*statementRow, error) {
	return loadStatements(ctx, q, `s.article = $1 AND s.version = $2`, v.articleID, v.id)
}

// loadArticle reads a version whose article has its statements, and the ids of
// these.
func loadArticle(ctx context.Context, q queryer, version int64) (*versionRow, []int64, error) {
	v, err := loadVersion(ctx, q, version)
	if err != nil {
		return nil, nil, err
	}
	rows, err := v.rows(ctx, q)
	if err != nil {
		return nil, nil, err
	}
	var ids []int64
	for _, r := range rows {
		s, err := r.statement(v)
		if err != nil {
			return nil, nil, err
		}
		v.article.Statements, ids = append(v.article.Statements, s), append(ids, r.id)
	}
	return v, ids, nil
}

// A queryer is a store.DB or a store.Tx.
type queryer interface {
	store.Queryer
	In(n int) string
	InTexts(n int) string
	List([]int64) any
	Texts([]string) any
	WordsID(table string) string
	Matching(table, parameter string) string
}

// statement is the row as the statement of its article.
func (r *statementRow) statement(v *versionRow) (news.Statement, error) {
	n := len(v.article.Text)
	s := news.Statement{ID: r.label, Form: r.form, Mode: r.mode, Polarity: r.polarity, Parent: r.parent, Confidence: r.confidence, Speaker: v.speakers[r.speaker]}
	var errs [4]error
	s.Source, errs[0] = readPart(r.source, n)
	s.Cue, errs[1] = readPart(r.cue, n)
	s.Content, errs[2] = readPart(r.spans, n)
	s.SaidOn, errs[3] = readSaidOn(r.saidOn, n)
	for _, f := range r.figures {
		if f.Span.Start < 0 || f.Span.End < f.Span.Start || f.Span.End > n {
			errs[3] = errors.Join(errs[3], fmt.Errorf("figure %q is outside the text", f.Text))
			continue
		}
		s.Figures = append(s.Figures, f)
	}
	if err := errors.Join(errs[:]...); err != nil {
		return s, fmt.Errorf("article %s, statement %s: %w", v.name, r.ref, err)
	}
	return s, nil
}

// A shelf holds what entries share while some of them are made.
type shelf struct {
	ctx        context.Context
	q          queryer
	versions   map[int64]*versionRow
	articles   map[int64]*news.Article     // by version: as entries show it
	labels     map[int64]map[string]string // by version: label → ID
	identities map[int64]string
}

func newShelf(ctx context.Context, q queryer) *shelf {
	return &shelf{ctx, q, map[int64]*versionRow{}, map[int64]*news.Article{}, map[int64]map[string]string{}, map[int64]string{}}
}

const mostShelved = 256 // versions, so that a long answer takes no more memory than a short one

func (h *shelf) version(id int64) (*versionRow, error) {
	if v := h.versions[id]; v != nil {
		return v, nil
	}
	if len(h.versions) >= mostShelved {
		clear(h.versions)
		clear(h.articles)
		clear(h.labels)
	}
	v, err := loadVersion(h.ctx, h.q, id)
	if err != nil {
		return nil, err
	}
	a := v.article
	a.ID, a.Speakers = v.ref, nil
	if a.URL == "" && filepath.IsAbs(v.name) {
		a.URL = (&url.URL{Scheme: "file", Path: filepath.ToSlash(v.name)}).String()
	}
	h.versions[id], h.articles[id] = v, &a
	return v, nil
}

// identity is the ID of an identity by its row.
func (h *shelf) identity(row int64) (id string, err error) {
	if row == 0 {
		return "", nil
	}
	if id, ok := h.identities[row]; ok {
		return id, nil
	}
	if err = h.q.QueryRow(h.ctx, `SELECT ref FROM identity WHERE id = $1`, row).Scan(&id); errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	h.identities[row] = id
	return id, err
}

// parent is the ID of the statement that has a label in a version.
func (h *shelf) parent(version, article int64, label string) (string, error) {
	if label == "" {
		return "", nil
	}
	if h.labels[version] == nil {
		h.labels[version] = map[string]string{}
		if err := each(h.ctx, h.q, func(rows *sql.Rows) error {
			var label, ref string
			err := rows.Scan(&label, &ref)
			h.labels[version][label] = ref
			return err
		}, `SELECT label, ref FROM statement WHERE article = $1 AND version = $2`, article, version); err != nil {
			return "", err
		}
	}
	return h.labels[version][label], nil
}

// ref is the ID of a statement by its row, "" for 0.
func (h *shelf) ref(row int64) (id string, err error) {
	if row == 0 {
		return "", nil
	}
	if err = h.q.QueryRow(h.ctx, `SELECT ref FROM statement WHERE id = $1`, row).Scan(&id); errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// entry is the row as an entry.
func (h *shelf) entry(r *statementRow) (news.Entry, error) {
	v, err := h.version(r.version)
	if err != nil {
		return news.Entry{}, err
	}
	e := news.Entry{
		ID: r.ref, Article: h.articles[r.version], Version: v.number, Day: search.Day(r.last), Variants: r.variants, Copies: r.copies, Withdrawn: r.withdrawn, Corrected: r.corrected,
	}
	if e.Statement, err = r.statement(v); err != nil {
		return e, err
	}
	if p := e.Speaker; p != nil {
		own := *p
		if own.ID, err = h.identity(r.identity); err != nil {
			return e, err
		}
		e.Speaker = &own
	}
	var errs [4]error
	e.Parent, errs[0] = h.parent(r.version, r.article, r.parent)
	e.CopyOf, errs[1] = h.ref(r.copyOf)
	e.AlteredTo, errs[2] = h.ref(r.alteredTo)
	e.AlteredOf, errs[3] = h.ref(r.alteredOf)
	e.Statement.ID = r.ref
	return e, errors.Join(errs[:]...)
}

// entries are the rows with some ids, in the order of these.
func (h *shelf) entries(ids []int64) ([]news.Entry, error) {
	rows, err := loadStatements(h.ctx, h.q, `s.id IN `+h.q.In(1), h.q.List(ids))
	if err != nil {
		return nil, err
	}
	at := map[int64]*statementRow{}
	for _, r := range rows {
		at[r.id] = r
	}
	out := make([]news.Entry, 0, len(ids))
	for _, id := range ids {
		r := at[id]
		if r == nil {
			continue
		}
		e, err := h.entry(r)
		if err != nil {
			return out, err
		}
		out = append(out, e)
	}
	return out, nil
}

// Statement is the entry with an ID, of which an unambiguous beginning of four
// letters or more will do.
func (r *Record) Statement(ctx context.Context, id string) (news.Entry, error) {
	var e news.Entry
	err := r.db.View(ctx, func(tx *store.Tx) error {
		_, row, err := statementRef(ctx, tx, id)
		if err != nil {
			return err
		}
		all, err := newShelf(ctx, tx).entries([]int64{row})
		if err == nil && len(all) == 1 {
			e = all[0]
		}
		return err
	})
	return e, err
}

// A HiddenError is a statement that was asked for and that a person has hidden.
type HiddenError struct{ Correction news.Correction }

func (e *HiddenError) Error() string {
	c := e.Correction
	on := c.Time
	if t, err := time.Parse(time.RFC3339, c.Time); err == nil {
		on = t.Format("2 January 2006")
	}
	why := ""
	if c.Reason != "" {
		why = " (" + c.Reason + ")"
	}
	return fmt.Sprintf("statement %s is hidden, by %s on %s%s", c.Statement, c.By, on, why)
}

// Is makes what is hidden something that was not found.
func (e *HiddenError) Is(target error) bool { return target == ErrNotFound }

// statementRef is byRef for statements; one that is hidden is a *HiddenError.
func statementRef(ctx context.Context, q store.Queryer, id string) (full string, row int64, err error) {
	full, row, err = byRef(ctx, q, "statement", id)
	if id, ok := beginning(id); ok && errors.Is(err, ErrNotFound) {
		all, e := holding(ctx, q, `verb = $1 AND statement >= $2 AND statement < $3`, news.Hide, id, id+"{")
		if e == nil && len(all) > 0 {
			err = &HiddenError{all[0]}
		}
	}
	return full, row, err
}

// beginning is an ID, or enough of one, as the record writes it.
func beginning(id string) (string, bool) {
	const fewest = 4
	id = strings.ToLower(strings.TrimSpace(id))
	return id, len(id) >= fewest && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// byRef finds the row of a table by its ID or the beginning of it.
func byRef(ctx context.Context, q store.Queryer, table, id string) (full string, row int64, err error) {
	id, ok := beginning(id)
	if !ok {
		return "", 0, &notFound{table, id}
	}
	n := 0
	err = each(ctx, q, func(rows *sql.Rows) error {
		var ref string
		var at int64
		err := rows.Scan(&ref, &at)
		if n++; n == 1 || ref == id {
			full, row = ref, at
		}
		return err
	}, `SELECT ref, id FROM `+table+` WHERE ref >= $1 AND ref < $2 ORDER BY ref LIMIT 2`, id, id+"{")
	switch {
	case err != nil:
		return "", 0, err
	case n == 0:
		return "", 0, &notFound{table, id}
	case n > 1 && full != id:
		return "", 0, unclear(fmt.Sprintf("several %ss begin with %q; give more letters", table, id))
	}
	return full, row, nil
}
