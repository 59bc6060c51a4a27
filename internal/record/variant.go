package record

import (
	"database/sql"
	"math"
	"slices"

	"quoth/internal/record/match"
	"quoth/news"
)

// A candidate is a statement of the record as package match compares it.
type candidate struct {
	match.Statement
	id, article, copyOf int64
	root                int64 // the original of its article
}

// A finding is what the record has of a new statement.
type finding struct {
	pairs []pair
	full  map[match.Key]bool // keys that take no more statements
}

type pair struct {
	*candidate
	match.Verdict
}

// articles counts the articles that give the statement, too.
func (f *finding) articles() int {
	seen := map[int64]bool{}
	for _, p := range f.pairs {
		seen[p.article] = true
	}
	return len(seen)
}

// variants finds the statements of other articles that are variants of m.
// The work is bounded: no more than match.MostPerKey statements stand under a
// key, and match.Candidates chooses few of them.
func (w *writer) variants(l *layout, m *match.Statement) (*finding, error) {
	f := &finding{full: map[match.Key]bool{}}
	under := map[match.Key][]int64{}
	if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
		var key, id int64
		err := rows.Scan(&key, &id)
		under[match.Key(key)] = append(under[match.Key(key)], id)
		return err
	}, `SELECT key, statement FROM statement_key WHERE key IN `+w.tx.In(1), w.tx.List(numbers(m.Lookups()))); err != nil {
		return nil, err
	}
	for key, ids := range under {
		f.full[key] = len(ids) >= match.MostPerKey
	}
	ids := match.Candidates(under)
	if err := w.load(ids); err != nil {
		return nil, err
	}
	best := map[int64]int{} // by article: place of its paraphrase
	for _, id := range ids {
		c := w.wordings[id]
		if c == nil || c.article == l.id {
			continue
		}
		v := match.Compare(m, &c.Statement)
		switch at, ok := best[c.article]; {
		case v.Relation == news.Different:
		case v.Relation != news.Paraphrased:
			f.pairs = append(f.pairs, pair{c, v})
		case !ok:
			best[c.article] = len(f.pairs)
			f.pairs = append(f.pairs, pair{c, v})
		case f.pairs[at].Score < v.Score:
			f.pairs[at] = pair{c, v}
		}
	}
	return f, nil
}

// recent are the statements that the last transaction compared.
type recent struct {
	after    int64 // the number of that transaction
	state    int64 // of the file then: another program's writing changes it
	wordings map[int64]*candidate
}

// keepCompared hands what was compared on to the next transaction: news of the
// same days meets the same statements.
func (w *writer) keepCompared() {
	if !w.tx.Postgres {
		w.r.compared.Store(&recent{w.number, w.state, w.wordings})
	}
}

// takeCompared takes over what the transaction before compared, if nobody wrote
// in between.
func (w *writer) takeCompared() error {
	if w.tx.Postgres {
		return nil
	}
	if err := w.tx.QueryRow(w.ctx, `PRAGMA data_version`).Scan(&w.state); err != nil {
		return err
	}
	if c := w.r.compared.Swap(nil); c != nil && c.after == w.number-1 && c.state == w.state {
		w.wordings = c.wordings
	}
	return nil
}

// copied is the statement of the article's original of which this one is a
// copy, or 0.
func (l *layout) copied(f *finding) int64 {
	if l.copyOf == 0 {
		return 0
	}
	for _, p := range f.pairs {
		if p.root == l.copyOf && p.Relation != news.Paraphrased {
			if p.candidate.copyOf != 0 {
				return p.candidate.copyOf
			}
			return p.id
		}
	}
	return 0
}

// load reads the candidates that were not yet compared in this transaction.
func (w *writer) load(ids []int64) error {
	var missing []int64
	for _, id := range ids {
		if w.wordings[id] == nil {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	const most = 20000 // statements kept, of about 2 KB each
	if len(w.wordings) > most {
		keep := map[int64]*candidate{}
		for _, id := range ids {
			if c := w.wordings[id]; c != nil {
				keep[id] = c
			}
		}
		w.wordings = keep
	}
	all, err := loadCandidates(w, missing)
	for _, c := range all {
		w.wordings[c.id] = c
	}
	return err
}

func loadCandidates(w *writer, ids []int64) ([]*candidate, error) {
	type reading struct {
		*candidate
		s       news.Statement
		content string
		offsets []news.Span // of the content's pieces in their article
	}
	found := map[int64]*reading{}
	if err := each(w.ctx, w.tx, func(rows *sql.Rows) error {
		r := &reading{candidate: &candidate{}}
		var name, spans, parent string
		var named int
		if err := rows.Scan(&r.id, &r.article, &r.Article, &r.root, &r.candidate.copyOf, &r.Speaker.Kind, &name, &named, &r.Polarity, &r.s.Form, &spans, &r.content, &r.Day, &parent); err != nil {
			return err
		}
		r.Nested = parent != ""
		if named == 1 {
			r.Speaker.Name = name
		} else {
			r.Speaker.Description = name
		}
		at := 0
		offsets, err := readPart(spans, math.MaxInt)
		if err != nil {
			return err
		}
		r.offsets = offsets
		for _, p := range offsets {
			end := min(at+p.Len(), len(r.content))
			r.s.Content = append(r.s.Content, news.Span{Start: min(at, end), End: end})
			at += p.Len() + 1 // pieces are joined by a blank
		}
		found[r.id] = r
		return nil
	}, `SELECT s.id, s.article, a.ref, COALESCE(a.copy_of, a.id), COALESCE(s.copy_of, 0), s.kind, s.name, s.named, s.polarity, s.form, s.spans, s.content, s.published, s.parent
		FROM statement s JOIN article a ON a.id = s.article WHERE s.id IN `+w.tx.In(1), w.tx.List(ids)); err != nil {
		return nil, err
	}
	if err := eachFigure(w.ctx, w.tx, ids, func(id int64, f news.Figure) {
		r := found[id]
		for i, o := range r.offsets {
			if o.Contains(f.Span) {
				move := r.s.Content[i].Start - o.Start
				f.Span = news.Span{Start: f.Span.Start + move, End: min(f.Span.End+move, len(r.content))}
				r.s.Figures = append(r.s.Figures, f)
				break
			}
		}
	}); err != nil {
		return nil, err
	}
	out := make([]*candidate, 0, len(found))
	for _, r := range found {
		r.Wording = match.Read(r.content, &r.s)
		out = append(out, r.candidate)
	}
	return out, nil
}

// keepKeys puts a statement under its keys, but for those that are full.
func (w *writer) keepKeys(id int64, m *match.Statement, f *finding) error {
	keys := m.Keys()
	if f != nil {
		keys = slices.DeleteFunc(keys, func(k match.Key) bool { return f.full[k] })
	}
	return w.putUnder("statement", id, numbers(keys))
}

// putUnder files something under keys, in the table of its kind: "statement" or
// "article".
func (w *writer) putUnder(kind string, id int64, keys []int64) error {
	if len(keys) == 0 {
		return nil
	}
	_, err := w.tx.Exec(w.ctx, `INSERT INTO `+kind+`_key (key, `+kind+`) SELECT e.value, $2 FROM `+w.tx.Each(1)+` WHERE true ON CONFLICT DO NOTHING`, w.tx.List(keys), id)
	return err
}

// numbers are keys as columns hold them.
func numbers(keys []match.Key) []int64 {
	out := make([]int64, len(keys))
	for i, k := range keys {
		out[i] = int64(k)
	}
	return out
}

// dropKeys takes a statement from under its keys.
func (w *writer) dropKeys(id int64) error {
	all, err := loadCandidates(w, []int64{id})
	if err != nil || len(all) == 0 {
		return err
	}
	_, err = w.tx.Exec(w.ctx, `DELETE FROM statement_key WHERE statement = $2 AND key IN `+w.tx.In(1), w.tx.List(numbers(all[0].Keys())), id)
	return err
}

// keepVariants writes the pairs down, from both sides, and counts them.
func (w *writer) keepVariants(id int64, l *layout, f *finding, copyOf int64) error {
	for _, p := range f.pairs {
		var have int
		if err := w.tx.QueryRow(w.ctx, `SELECT count(*) FROM variant v JOIN statement o ON o.id = v.other WHERE v.statement = $1 AND o.article = $2`, p.id, l.id).Scan(&have); err != nil {
			return err
		}
		if have == 0 {
			if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET variants = variants + 1 WHERE id = $1`, p.id); err != nil {
				return err
			}
		}
		for _, way := range [][2]int64{{id, p.id}, {p.id, id}} {
			if _, err := w.tx.Exec(w.ctx, `INSERT INTO variant (statement, other, relation, score) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, way[0], way[1], p.Relation, p.Score); err != nil {
				return err
			}
		}
	}
	if copyOf != 0 {
		_, err := w.tx.Exec(w.ctx, `UPDATE statement SET copies = copies + 1 WHERE id = $1`, copyOf)
		return err
	}
	return nil
}

// dropVariants takes a statement's pairs away, from both sides.
func (w *writer) dropVariants(id int64) error {
	others, err := column[int64](w.ctx, w.tx, `SELECT other FROM variant WHERE statement = $1`, id)
	if err != nil {
		return err
	}
	if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET copies = copies - 1 WHERE id = (SELECT copy_of FROM statement WHERE id = $1)`, id); err != nil {
		return err
	}
	if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET copy_of = NULL WHERE copy_of = $1`, id); err != nil {
		return err
	}
	for _, o := range others {
		if _, err := w.tx.Exec(w.ctx, `DELETE FROM variant WHERE statement = $1 AND other = $2`, o, id); err != nil {
			return err
		}
		if _, err := w.tx.Exec(w.ctx, `UPDATE statement SET variants = (SELECT count(DISTINCT o.article) FROM variant v JOIN statement o ON o.id = v.other WHERE v.statement = $1) WHERE id = $1`, o); err != nil {
			return err
		}
	}
	_, err = w.tx.Exec(w.ctx, `DELETE FROM variant WHERE statement = $1`, id)
	return err
}

// rekey makes all keys anew, after the scheme changed.
func (w *writer) rekey() error {
	for _, text := range []string{`DELETE FROM statement_key`, `DELETE FROM article_key`} {
		if _, err := w.tx.Exec(w.ctx, text); err != nil {
			return err
		}
	}
	const page = 1000
	for from := int64(-1); ; {
		ids, err := column[int64](w.ctx, w.tx, `SELECT id FROM statement WHERE id > $1 ORDER BY id LIMIT $2`, from, page)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		from = ids[len(ids)-1]
		all, err := loadCandidates(w, ids)
		if err != nil {
			return err
		}
		for _, c := range all {
			if err := w.keepKeys(c.id, &c.Statement, nil); err != nil {
				return err
			}
		}
	}
	return w.resign()
}
