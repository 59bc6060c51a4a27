package record

import (
	"cmp"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"quoth/internal/record/match"
	"quoth/internal/record/search"
	"quoth/news"
	"quoth/query"
)

// refsOf gives the statements of an article their IDs: made of the article and
// of the words of source, cue and content, so that they stay when text before
// them changes, and when a later model finds the same words.
func refsOf(article string, a *news.Article) []string {
	seen := map[string]int{}
	out := make([]string, len(a.Statements))
	for i := range a.Statements {
		s := &a.Statements[i]
		id := ref("statement", article, s.Source.Text(a.Text), s.Cue.Text(a.Text), s.Content.Text(a.Text))
		if seen[id]++; seen[id] > 1 {
			out[i] = ref(id, strconv.Itoa(seen[id]))
			continue
		}
		out[i] = id
	}
	return out
}

// A layout is an article about to be written, with what its statements share.
type layout struct {
	*articleRow
	a         *news.Article
	published int              // day number
	sightings map[string]int64 // by the speaker's ID in the article
	at        map[string]int   // by label: index of a statement
	ids       []int64          // of the statements, where they are in the record
}

func newLayout(row *articleRow, a *news.Article) *layout {
	l := &layout{articleRow: row, a: a, at: map[string]int{}}
	_, l.published = search.Days(a.Published)
	for i := range a.Statements {
		l.at[a.Statements[i].ID] = i
	}
	return l
}

// day is the one by which a statement is compared with those of other articles:
// of publication or, where that is not known, of speaking, which lies near it.
func (l *layout) day(s *news.Statement) int {
	const near = 7 // days that a date leaves open at most
	if l.published == 0 && s.SaidOn != nil {
		if first, last := search.Days(s.SaidOn.Date); last-first <= near {
			return last
		}
	}
	return l.published
}

// through names the speakers of the statements that s stands in.
func (l *layout) through(s *news.Statement) (names []string) {
	id := s.Parent
	for range l.a.Statements { // no more often, should parents go in a circle
		i, ok := l.at[id]
		if !ok {
			break
		}
		p := &l.a.Statements[i]
		if name, _ := called(p.Speaker); name != "" {
			names = append(names, name)
		}
		id = p.Parent
	}
	return names
}

// meant are the speakers whom the content of s means, by whatever word.
func (l *layout) meant(s *news.Statement) (out []*news.Speaker) {
	for _, p := range l.a.Speakers {
		if slices.ContainsFunc(p.Mentions, func(m news.Mention) bool {
			return slices.ContainsFunc(s.Content, func(c news.Span) bool { return c.Contains(m.Span) })
		}) {
			out = append(out, p)
		}
	}
	return out
}

// called is a speaker's name, or a description.
func called(p *news.Speaker) (name string, named bool) {
	switch {
	case p == nil:
		return "", false
	case p.Name == "":
		return p.Description, false
	}
	return p.Name, true
}

func kindOf(s *news.Statement) news.Kind {
	if s.Speaker == nil {
		return news.None
	}
	return s.Speaker.Kind
}

// document is what statement s is found by, but for its identity.
func (l *layout) document(s *news.Statement) *document {
	d := &document{Document: search.Document{
		Content: s.Content.Text(l.a.Text), Outlet: l.a.Outlet, Through: l.through(s),
		Form: s.Form, Mode: s.Mode, Polarity: s.Polarity, Kind: kindOf(s), Nested: s.Parent != "", Figures: len(s.Figures) > 0,
	}}
	for _, p := range l.meant(s) {
		name, _ := called(p)
		d.About = append(d.About, name)
	}
	if p := s.Speaker; p != nil {
		d.Role = p.Role
		if d.sighting = l.sightings[p.ID]; d.sighting == 0 {
			d.By, _ = called(p)
		}
	}
	return d
}

// A draft is what is worked out of a statement before it is written.
type draft struct {
	*document
	first, last   int // days
	speaker, name string
	named         bool
	identity      int64
}

func (w *writer) draft(l *layout, s *news.Statement) (d draft, err error) {
	d.first, d.last = days(l.a, s)
	if err := w.spread(d.first, d.last); err != nil {
		return d, err
	}
	d.name, d.named = called(s.Speaker)
	if s.Speaker != nil {
		d.speaker = s.Speaker.ID
	}
	d.document = l.document(s)
	d.identity, err = w.identityOf(d.sighting)
	return d, err
}

// insert writes a new statement and returns its id.
func (w *writer) insert(l *layout, i int, ref string, corrected bool) (int64, error) {
	s := &l.a.Statements[i]
	d, err := w.draft(l, s)
	if err != nil {
		return 0, err
	}
	id, err := w.newID(d.last)
	if err != nil {
		return 0, err
	}
	m := l.matchable(s)
	variants, err := w.variants(l, &m)
	if err != nil {
		return 0, err
	}
	copyOf := l.copied(variants)
	if _, err := w.tx.Exec(w.ctx, `INSERT INTO statement (id, ref, article, version, label, place, form, mode, polarity, kind, source, cue, spans, content, length,
			speaker, name, named, sighting, identity, parent, said_on, published, first_day, last_day, confidence, variants, copies, copy_of, withdrawn, corrected)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, 0, $28, 0, $29)`,
		id, ref, l.id, l.version, s.ID, i, s.Form, s.Mode, s.Polarity, kindOf(s), partText(s.Source), partText(s.Cue), partText(s.Content), d.Content, len(query.Words(d.Content)),
		d.speaker, d.name, number(d.named), null(d.sighting), null(d.identity), s.Parent, saidOnText(s.SaidOn), l.day(s), null(int64(d.first)), null(int64(d.last)), s.Confidence,
		variants.articles(), null(copyOf), number(corrected)); err != nil {
		return 0, err
	}
	if err := w.insertFigures(id, s.Figures); err != nil {
		return 0, err
	}
	if err := w.insertMentions(l, id, s); err != nil {
		return 0, err
	}
	if err := w.keepKeys(id, &m, variants); err != nil {
		return 0, err
	}
	if err := w.keepVariants(id, l, variants, copyOf); err != nil {
		return 0, err
	}
	w.documents[id] = d.document
	return id, nil
}

// update gives a statement whose words stayed its place in a new version.
func (w *writer) update(l *layout, i int, id int64, corrected bool) error {
	s := &l.a.Statements[i]
	d, err := w.draft(l, s)
	if err != nil {
		return err
	}
	if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET version = $2, label = $3, place = $4, form = $5, mode = $6, kind = $7, source = $8, cue = $9, spans = $10,
			speaker = $11, name = $12, named = $13, sighting = $14, identity = $15, parent = $16, said_on = $17, published = $18, first_day = $19, confidence = $20, corrected = $21
		WHERE id = $1`,
		id, l.version, s.ID, i, s.Form, s.Mode, kindOf(s), partText(s.Source), partText(s.Cue), partText(s.Content),
		d.speaker, d.name, number(d.named), null(d.sighting), null(d.identity), s.Parent, saidOnText(s.SaidOn), l.day(s), null(int64(d.first)), s.Confidence, number(corrected)); err != nil {
		return err
	}
	for _, text := range []string{`DELETE FROM figure WHERE statement = $1`, `DELETE FROM mention WHERE statement = $1`} {
		if _, err := w.tx.Exec(w.ctx, text, id); err != nil {
			return err
		}
	}
	if err := w.insertFigures(id, s.Figures); err != nil {
		return err
	}
	w.documents[id] = d.document
	delete(w.wordings, id)
	return w.insertMentions(l, id, s)
}

// remove takes a statement out with all that hangs on it.
func (w *writer) remove(id int64) error {
	delete(w.documents, id)
	delete(w.stale, id)
	delete(w.wordings, id)
	if err := w.dropKeys(id); err != nil {
		return err
	}
	if err := w.dropVariants(id); err != nil {
		return err
	}
	for _, text := range []string{
		`DELETE FROM figure WHERE statement = $1`, `DELETE FROM mention WHERE statement = $1`, w.tx.DropWords("words"),
		`UPDATE statement SET altered_to = NULL, withdrawn = 1 WHERE altered_to = $1`,
		`UPDATE statement SET altered_of = NULL WHERE altered_of = $1`,
		`DELETE FROM statement WHERE id = $1`,
	} {
		if _, err := w.tx.Exec(w.ctx, text, id); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) insertFigures(id int64, all []news.Figure) error {
	for i, f := range all {
		low, high := cmp.Or(f.Low, f.High), cmp.Or(f.High, f.Low)
		if _, err := w.tx.Exec(w.ctx, `INSERT INTO figure (statement, place, text, low, high, unit, first, last, low_number, high_number, just_below, just_above, words)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
			id, i, f.Text, f.Low, f.High, f.Unit, f.Span.Start, f.Span.End, float(low), float(high), number(f.Low == ""), number(f.High == ""),
			" "+strings.Join(query.Words(f.Unit), " ")+" "); err != nil {
			return err
		}
	}
	return nil
}

// insertMentions keeps whom the content of a statement means.
func (w *writer) insertMentions(l *layout, id int64, s *news.Statement) error {
	for _, p := range l.meant(s) {
		if sighting := l.sightings[p.ID]; sighting != 0 {
			if _, err := w.tx.Exec(w.ctx, `INSERT INTO mention (sighting, statement) VALUES ($1, $2) ON CONFLICT DO NOTHING`, sighting, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// float is a decimal as a column that is compared holds it.
func float(decimal string) sql.NullFloat64 {
	f, err := strconv.ParseFloat(decimal, 64)
	return sql.NullFloat64{Float64: f, Valid: err == nil}
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// matchable is a statement as package match compares it. Identities are left
// out: they change as the record grows, and what was found to be a variant
// would then depend on when it was added.
func (l *layout) matchable(s *news.Statement) match.Statement {
	m := match.Statement{Article: l.ref, Day: l.day(s), Polarity: s.Polarity, Nested: s.Parent != "", Wording: match.Read(l.a.Text, s)}
	if p := s.Speaker; p != nil {
		m.Speaker = match.Speaker{Name: p.Name, Kind: p.Kind}
		if p.Name == "" {
			m.Speaker.Description = p.Description
		}
	}
	return m
}
