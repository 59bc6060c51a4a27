package main

import (
	_ "embed" // the list becomes part of the command
	"slices"
	"strings"
)

//go:embed names.tsv
var namesTSV string

// An inventedName is one that an article's person can be given.
type inventedName struct {
	origin, script string
	sex            byte // 'f' or 'm'
	full           string
	given, family  string // as full has them; the same where there is only one
}

func inventedNames() (out []inventedName) {
	for line := range strings.Lines(namesTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		out = append(out, inventedName{f[0], f[1], f[2][0], f[3], f[4], f[5]})
	}
	return out
}

// namesOf are the names of an origin, or all.
func namesOf(origin string) []inventedName {
	return slices.DeleteFunc(inventedNames(), func(n inventedName) bool { return origin != "" && n.origin != origin })
}

func (n inventedName) single() bool { return n.given == n.family }

// of is n as a member of another one's family.
func (n inventedName) of(relative inventedName) inventedName {
	n.origin, n.script, n.family = relative.origin, relative.script, relative.family
	n.full = strings.Replace(relative.full, relative.given, n.given, 1)
	return n
}
