package record

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"quoth/internal/record/search"
	"quoth/internal/record/store"
)

// A Finding is something wrong with a record.
type Finding struct {
	What       string
	Place      string // an article, a statement, a table; else the record
	Repairable bool   // whether a check with repair mends it
	Repaired   bool
}

// Check verifies that the record is whole: the file itself, every text against
// its hash, every span, and that what the tables say of each other agrees. With
// repair it makes anew what can be made from the rest.
func (r *Record) Check(ctx context.Context, repair bool) iter.Seq2[Finding, error] {
	return func(yield func(Finding, error) bool) {
		mayWrite := r.db.MayWrite() == nil
		c := &checker{r: r, ctx: ctx, mayWrite: mayWrite, repair: repair && mayWrite, yield: yield}
		for _, part := range []struct {
			check func() error
			of    string
		}{
			{c.file, "the pages of the file"},
			{c.texts, "the list of articles"},
			{c.links, "what the tables say of each other"},
			{c.words, "the index of words"},
			{c.blocks, "the speakers"},
		} {
			err := part.check()
			if errors.Is(err, errStop) {
				return
			}
			if store.Damaged(err) { // what cannot be read has been found; other parts may be whole
				if c.tell(Finding{What: part.of + " cannot be read to the end: that part of the file is damaged", Place: r.db.Place}) != nil {
					return
				}
				continue
			}
			if err != nil {
				yield(Finding{}, err)
				return
			}
		}
	}
}

type checker struct {
	r        *Record
	ctx      context.Context
	mayWrite bool
	repair   bool
	yield    func(Finding, error) bool
}

func (c *checker) tell(f Finding) error {
	if !c.yield(f, nil) {
		return errStop
	}
	return nil
}

// file asks the database whether its pages are sound. Of a table the damaged
// places are one finding.
func (c *checker) file() error {
	if c.r.db.Postgres {
		return nil // its server looks after them
	}
	const most = 1000
	var order []string
	places := map[string]int{}
	add := func(where string) {
		if places[where]++; places[where] == 1 {
			order = append(order, where)
		}
	}
	err := each(c.ctx, c.r.db, func(rows *sql.Rows) error {
		var told string
		err := rows.Scan(&told)
		for s := range strings.SplitSeq(told, "\n") {
			var root int
			switch n, _ := fmt.Sscanf(s, "Tree %d ", &root); {
			case s == "ok" || s == "" || strings.HasPrefix(s, "***"):
			case n == 1:
				add(c.table(root))
			default:
				add(s)
			}
		}
		return err
	}, fmt.Sprintf(`PRAGMA integrity_check(%d)`, most))
	for _, where := range order {
		f := Finding{What: "the file is damaged: " + where, Place: c.r.db.Place}
		if table, ok := strings.CutPrefix(where, "table "); ok {
			f = Finding{What: fmt.Sprintf("the file is damaged, in %d places at least", places[where]), Place: "table " + table}
		}
		if err := c.tell(f); err != nil {
			return err
		}
	}
	return err
}

// table names what has its root at a page.
func (c *checker) table(root int) string {
	var name string
	if err := c.r.db.QueryRow(c.ctx, `SELECT tbl_name FROM sqlite_master WHERE rootpage = $1`, root).Scan(&name); err != nil {
		return fmt.Sprintf("table at page %d", root)
	}
	return "table " + name
}

// texts reads every version of every article, and every statement of it.
func (c *checker) texts() error {
	for last, misses := int64(0), 0; misses <= mostMisses; {
		err := c.r.db.QueryRow(c.ctx, `SELECT id FROM version WHERE id > $1 ORDER BY id LIMIT 1`, last).Scan(&last)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			if !store.Damaged(err) {
				return err
			}
			last++
			misses++
			continue
		}
		misses = 0
		if err := c.version(last); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) version(id int64) error {
	var findings []Finding
	err := c.r.db.View(c.ctx, func(tx *store.Tx) error {
		v, err := loadVersion(c.ctx, tx, id)
		if err != nil {
			return err
		}
		var hash string
		if err := tx.QueryRow(c.ctx, `SELECT hash FROM version WHERE id = $1`, id).Scan(&hash); err != nil {
			return err
		}
		if hash != hashOf(v.article.Text) {
			findings = append(findings, Finding{What: "the text is not what was added: its hash differs", Place: v.name})
		}
		rows, err := v.rows(c.ctx, tx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if _, err := row.statement(v); err != nil {
				findings = append(findings, Finding{What: err.Error(), Place: row.ref})
			}
		}
		return nil
	})
	if err != nil && c.ctx.Err() != nil {
		return err
	}
	if err != nil {
		findings = append(findings, Finding{What: (&lostError{"a text or its statements", err}).Error(), Place: c.placeOf(id)})
	}
	for _, f := range findings {
		if err := c.tell(f); err != nil {
			return err
		}
	}
	return nil
}

// placeOf is the article of a version, or what is known of it.
func (c *checker) placeOf(version int64) string {
	var name string
	if err := c.r.db.QueryRow(c.ctx, `SELECT a.name FROM version v JOIN article a ON a.id = v.article WHERE v.id = $1`, version).Scan(&name); err != nil {
		return fmt.Sprintf("version %d", version)
	}
	return name
}

// A fault is what should not be in a table, and how it is mended.
type fault struct {
	what, find, mend string
}

// faults are questions that a sound record answers with 0.
var faults = []fault{
	{"statements of articles that are not there", `SELECT count(*) FROM statement WHERE article NOT IN (SELECT id FROM article)`, ``},
	{"statements of versions that are not there", `SELECT count(*) FROM statement WHERE version NOT IN (SELECT id FROM version)`, ``},
	{"articles without a latest version", `SELECT count(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM version v WHERE v.article = a.id AND v.number = a.latest)`, ``},
	{"figures of no statement", `SELECT count(*) FROM figure WHERE statement NOT IN (SELECT id FROM statement)`, `DELETE FROM figure WHERE statement NOT IN (SELECT id FROM statement)`},
	{"mentions in no statement", `SELECT count(*) FROM mention WHERE statement NOT IN (SELECT id FROM statement)`, `DELETE FROM mention WHERE statement NOT IN (SELECT id FROM statement)`},
	{"variants of no statement", `SELECT count(*) FROM variant WHERE statement NOT IN (SELECT id FROM statement) OR other NOT IN (SELECT id FROM statement)`, `DELETE FROM variant WHERE statement NOT IN (SELECT id FROM statement) OR other NOT IN (SELECT id FROM statement)`},
	{"variants that only one side knows", `SELECT count(*) FROM variant v WHERE NOT EXISTS (SELECT 1 FROM variant w WHERE w.statement = v.other AND w.other = v.statement)`, `DELETE FROM variant WHERE NOT EXISTS (SELECT 1 FROM variant w WHERE w.statement = variant.other AND w.other = variant.statement)`},
	{"statements whose speaker is somebody else's", `SELECT count(*) FROM statement s JOIN sighting g ON g.id = s.sighting WHERE COALESCE(s.identity, 0) <> g.identity`, `UPDATE statement SET identity = (SELECT g.identity FROM sighting g WHERE g.id = statement.sighting) WHERE sighting IS NOT NULL`},
	{"speakers without an identity", `SELECT count(*) FROM sighting WHERE identity NOT IN (SELECT id FROM identity)`, `INSERT INTO unsettled (block) SELECT DISTINCT block FROM sighting WHERE identity NOT IN (SELECT id FROM identity) ON CONFLICT DO NOTHING`},
	{"identities of nobody", `SELECT count(*) FROM identity WHERE id NOT IN (SELECT identity FROM sighting)`, `DELETE FROM identity WHERE id NOT IN (SELECT identity FROM sighting)`},
	{"statements whose number of variants is wrong", `SELECT count(*) FROM statement s WHERE s.variants <> (SELECT count(DISTINCT o.article) FROM variant v JOIN statement o ON o.id = v.other WHERE v.statement = s.id)`, `UPDATE statement SET variants = (SELECT count(DISTINCT o.article) FROM variant v JOIN statement o ON o.id = v.other WHERE v.statement = statement.id)`},
	{"statements whose number of copies is wrong", `SELECT count(*) FROM statement s WHERE s.copies <> (SELECT count(*) FROM statement o WHERE o.copy_of = s.id)`, `UPDATE statement SET copies = (SELECT count(*) FROM statement o WHERE o.copy_of = statement.id)`},
	{"sightings whose number of articles is wrong", `SELECT count(*) FROM sighting s WHERE s.count <> (SELECT count(*) FROM observation o WHERE o.sighting = s.id)`, `UPDATE sighting SET count = (SELECT count(*) FROM observation o WHERE o.sighting = sighting.id)`},
}

// links asks what the tables say of each other.
func (c *checker) links() error {
	for _, f := range faults {
		var n int
		if err := c.r.db.QueryRow(c.ctx, f.find).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		finding := Finding{What: fmt.Sprintf("%d %s", n, f.what), Place: c.r.db.Place, Repairable: c.mayWrite && f.mend != ""}
		if c.repair && f.mend != "" {
			if err := c.r.db.Update(c.ctx, func(tx *store.Tx) error { _, err := tx.Exec(c.ctx, f.mend); return err }); err != nil {
				return err
			}
			finding.Repaired = true
		}
		if err := c.tell(finding); err != nil {
			return err
		}
	}
	return nil
}

// words compares the table of words with the statements, and makes it anew.
func (c *checker) words() error {
	var statements, found int
	every := search.Every(c.r.db)
	if err := c.r.db.QueryRow(c.ctx, `SELECT count(*) FROM statement`).Scan(&statements); err != nil {
		return err
	}
	if err := c.r.db.QueryRow(c.ctx, fmt.Sprintf(`SELECT count(*) FROM words JOIN statement s ON s.id = %s WHERE %s`, c.r.db.WordsID("words"), c.r.db.Matching("words", "$1")), every).Scan(&found); err != nil && !store.Damaged(err) {
		return err
	}
	if statements == found {
		return nil
	}
	f := Finding{What: fmt.Sprintf("%d statements that a search does not find", statements-found), Place: c.r.db.Place, Repairable: c.mayWrite}
	if c.repair {
		if err := c.reindex(); err != nil {
			return err
		}
		f.Repaired = true
	}
	return c.tell(f)
}

// reindex makes the table of words anew.
func (c *checker) reindex() error {
	return c.r.db.Update(c.ctx, func(tx *store.Tx) error {
		if err := tx.ClearWords(c.ctx, "words"); err != nil {
			return err
		}
		w := c.r.writer(c.ctx, tx)
		const page = 2000
		for last := int64(-1); ; {
			n := 0
			if err := each(c.ctx, tx, func(rows *sql.Rows) error {
				err := rows.Scan(&last)
				w.stale[last] = true
				n++
				return err
			}, `SELECT id FROM statement WHERE id > $1 ORDER BY id LIMIT $2`, last, page); err != nil || n == 0 {
				return err
			}
			if err := w.indexWords(); err != nil {
				return err
			}
		}
	})
}

// blocks settles what an interrupted Add left to be settled.
func (c *checker) blocks() error {
	if !c.repair {
		return nil
	}
	return c.r.settleAll(c.ctx)
}
