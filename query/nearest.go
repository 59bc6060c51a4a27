package query

import (
	"fmt"
	"strings"
)

// insteadOf says what to write for a field that does not exist.
func insteadOf(name string) string {
	if f, ok := otherNames[name]; ok {
		return "did you mean " + f + "?"
	}
	var names []string
	for _, d := range fields {
		names = append(names, string(d.Field))
	}
	if near := nearest(name, names); near != "" {
		return "did you mean " + near + ":?"
	}
	return fmt.Sprintf("the fields are %s:; to look for the words themselves, put quotation marks around them", strings.Join(names, ":, "))
}

// otherNames are words that people may expect to be fields. They are not, so
// that one question has one spelling.
var otherNames = map[string]string{
	"who": "by:", "speaker": "by:", "said": "by:", "source": "by:, or outlet:", "author": "by:, or kind:author",
	"topic": "about:", "subject": "about:", "mentions": "about:",
	"via": "through:", "reportedby": "through:",
	"paper": "outlet:", "newspaper": "outlet:", "publisher": "outlet:", "site": "outlet:", "medium": "outlet:",
	"title": "role:", "office": "role:", "job": "role:",
	"type": "kind:, or form:", "quote": "form:direct", "verb": "mode:",
	"date": "from: and to:", "on": "from: and to:", "year": "from: and to:", "since": "from:", "after": "from:",
	"until": "to:", "till": "to:", "before": "to:",
	"number": "figure:", "amount": "figure:", "sum": "figure:", "currency": "unit:",
	"order": "sort:", "with": "has:", "certainty": "confidence:", "probability": "confidence:", "score": "confidence:",
}

// nearest is the name that a slip of the keyboard made typed of, "" if none is
// near enough: one slip in a short word, two in one of five letters or more.
func nearest(typed string, names []string) string {
	const longest = 20 // nothing longer is near a name
	word := []rune(typed)
	if len(word) > longest {
		return ""
	}
	best, slips := "", 2
	if len(word) >= 5 {
		slips = 3
	}
	for _, name := range names {
		if d := distance(word, []rune(name)); d < slips && d < len(name) {
			best, slips = name, d
		}
	}
	return best
}

// distance is the number of letters to add, drop, change or swap with their
// neighbour to make b of a.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			rows[i][j] = min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
