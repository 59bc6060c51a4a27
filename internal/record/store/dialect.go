package store

import (
	"encoding/json"
	"fmt"
	"strings"
)

// In is the right side of an IN whose list is parameter n, made by List.
func (d *DB) In(n int) string {
	if d.Postgres {
		return fmt.Sprintf("(SELECT unnest($%d::bigint[]))", n)
	}
	return fmt.Sprintf("(SELECT value FROM json_each($%d))", n)
}

// InTexts is In for a list made by Texts.
func (d *DB) InTexts(n int) string {
	if d.Postgres {
		return fmt.Sprintf("(SELECT unnest($%d::text[]))", n)
	}
	return fmt.Sprintf("(SELECT value FROM json_each($%d))", n)
}

// List is integers as one parameter.
func (d *DB) List(all []int64) any {
	if d.Postgres {
		return all
	}
	b, _ := json.Marshal(all) // integers have a form
	return string(b)
}

// Texts is texts as one parameter.
func (d *DB) Texts(all []string) any {
	if d.Postgres {
		return all
	}
	b, _ := json.Marshal(all) // so have texts
	return string(b)
}

// Each is a table of one column, named value, with the elements of parameter n.
func (d *DB) Each(n int) string {
	if d.Postgres {
		return fmt.Sprintf("unnest($%d::bigint[]) AS e(value)", n)
	}
	return fmt.Sprintf("json_each($%d) AS e", n)
}

// IndexWords is the SQL that puts a row into a table of words: parameter 1 is
// its id, parameter 2 its words as WordList makes them.
func (d *DB) IndexWords(table string) string {
	if d.Postgres {
		return fmt.Sprintf("INSERT INTO %s (id, terms) VALUES ($1, $2::tsvector) ON CONFLICT (id) DO UPDATE SET terms = excluded.terms", table)
	}
	return fmt.Sprintf("INSERT OR REPLACE INTO %s (rowid, terms) VALUES ($1, $2)", table)
}

// DropWords is the SQL that takes row $1 out of a table of words.
func (d *DB) DropWords(table string) string {
	return fmt.Sprintf("DELETE FROM %s WHERE %s = $1", table, d.WordsID(""))
}

// WordsID is the column of a table of words that holds ids.
func (d *DB) WordsID(table string) string {
	column := "rowid"
	if d.Postgres {
		column = "id"
	}
	if table != "" {
		return table + "." + column
	}
	return column
}

// WordList is words as IndexWords wants them; their order counts for phrases.
// Words hold no blanks and no quotation marks.
func (d *DB) WordList(words []string) string {
	if !d.Postgres {
		return strings.Join(words, " ")
	}
	const mostPositions, perWord = 16383, 255 // tsvector keeps no more
	at := make(map[string][]int, len(words))
	var order []string
	for i, w := range words {
		if at[w] == nil {
			order = append(order, w)
		}
		if len(at[w]) < perWord {
			at[w] = append(at[w], min(i+1, mostPositions))
		}
	}
	var b strings.Builder
	for _, w := range order {
		b.WriteString("'" + w + "':")
		for i, p := range at[w] {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprint(&b, p)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// Matching is the condition that a table of words satisfies an expression,
// which is a parameter: "$3".
func (d *DB) Matching(table, parameter string) string {
	if d.Postgres {
		return fmt.Sprintf("%s.terms @@ %s::tsquery", table, parameter)
	}
	return fmt.Sprintf("%s MATCH %s", table, parameter)
}

// An Expression asks a table of words. The zero Expression asks nothing.
type Expression struct{ text string }

// PhraseOf asks for words in a row; with prefix the last one may go on.
func (d *DB) PhraseOf(words []string, prefix bool) Expression {
	if d.Postgres {
		text := "'" + strings.Join(words, "' <-> '") + "'"
		if prefix {
			text += ":*"
		}
		return Expression{"(" + text + ")"} // "not" binds closer than "followed by"
	}
	text := `"` + strings.Join(words, " ") + `"`
	if prefix {
		text += " *"
	}
	return Expression{text}
}

// AllOf asks for all of the expressions, of which there is one or more.
func (d *DB) AllOf(all []Expression) Expression { return d.joined(all, " & ", " AND ") }

// AnyOf asks for one of the expressions.
func (d *DB) AnyOf(all []Expression) Expression { return d.joined(all, " | ", " OR ") }

// Without asks for one expression and not the other.
func (d *DB) Without(a, b Expression) Expression {
	if d.Postgres {
		return Expression{"(" + a.text + " & !" + b.text + ")"}
	}
	return Expression{"(" + a.text + " NOT " + b.text + ")"}
}

func (d *DB) joined(all []Expression, postgres, sqlite string) Expression {
	if len(all) == 1 {
		return all[0]
	}
	texts := make([]string, len(all))
	for i, e := range all {
		texts[i] = e.text
	}
	sep := sqlite
	if d.Postgres {
		sep = postgres
	}
	return Expression{"(" + strings.Join(texts, sep) + ")"}
}

// Text is the expression as a parameter of Matching.
func (e Expression) Text() string { return e.text }

// Float is the type of a column with fractions.
func (d *DB) Float() string {
	if d.Postgres {
		return "double precision"
	}
	return "REAL"
}
