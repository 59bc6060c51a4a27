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
	What     string
	Place    string // an article, a statement, a table
	Repaired bool
}

// Check verifies that the record is whole: the file itself, every text against
// its hash, every span, and that what the tables say of each other agrees. With
// repair it makes anew what can be made from the rest.
func (r *Record) Check(ctx context.Context, repair bool) iter.Seq2[Finding, error] {
	return func(yield func(Finding, error) bool) {
		c := &checker{r: r, ctx: ctx, repair: repair, yield: yield}
		for _, check := range []func() error{c.file, c.texts, c.links, c.words, c.blocks} {
			err := check()
			if errors.Is(err, errStop) {
				return
			}
			if store.Damaged(err) { // what cannot be read has been found; other parts may be whole
				if c.tell(Finding{What: "a part of the file cannot be read", Place: r.db.Place}) != nil {
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
	r      *Record
	ctx    context.Context
	repair bool
	yield  func(Finding, error) bool
}

func (c *checker) tell(f Finding) error {
	if !c.yield(f, nil) {
		return errStop
	}
	return nil
}

// file asks the database whether its pages are sound.
func (c *checker) file() error {
	if c.r.db.Postgres {
		return nil // its server looks after them
	}
	const most = 50
	var told []string
	err := each(c.ctx, c.r.db, func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		told = append(told, strings.Split(s, "\n")...)
		return err
	}, fmt.Sprintf(`PRAGMA integrity_check(%d)`, most))
	for _, s := range told {
		if s != "ok" && s != "" && !strings.HasPrefix(s, "***") {
			if err := c.tell(Finding{What: "the file is damaged: " + s, Place: c.r.db.Place}); err != nil {
				return err
			}
		}
	}
	return err
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
		finding := Finding{What: fmt.Sprintf("%d %s", n, f.what), Place: c.r.db.Place}
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
	f := Finding{What: fmt.Sprintf("%d statements that a search does not find", statements-found), Place: c.r.db.Place}
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
