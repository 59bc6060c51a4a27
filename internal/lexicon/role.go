package lexicon

import (
	_ "embed" // the lists become part of the binary
	"slices"
	"strings"
)

var (
	//go:embed en/fields.txt
	fields string
	//go:embed en/nicknames.txt
	nicknames string
	//go:embed en/national_bodies.txt
	nationalBodies string
	//go:embed en/body_words.txt
	bodyWords string
	//go:embed en/after_names.txt
	afterNames string
)

var fieldOf, mixing, anyTrade = func() (of map[string]string, mix map[[2]string]bool, anyTrade map[string]bool) {
	of, mix, anyTrade = map[string]string{}, map[[2]string]bool{}, map[string]bool{}
	for _, line := range lines(fields) {
		f := strings.Fields(line)
		switch f[0] {
		case "mix":
			mix[[2]string{f[1], f[2]}], mix[[2]string{f[2], f[1]}] = true, true
			continue
		case "any":
			for _, w := range f[1:] {
				anyTrade[w] = true
			}
			continue
		}
		for _, w := range f[1:] {
			of[w] = f[0]
		}
	}
	return of, mix, anyTrade
}()

// AnyTrade are offices that people of every field hold.
var AnyTrade = anyTrade

// Field is the field of life of which a noun for what a person is leaves
// little doubt, or "".
func Field(noun string) string { return fieldOf[noun] }

// FieldsMix reports whether one person is easily seen in both fields.
func FieldsMix(a, b string) bool { return a == b || mixing[[2]string{a, b}] }

// Nicknames lead from a given name, short or full, to the full forms that it
// may stand for.
var Nicknames = func() map[string][]string {
	out := map[string][]string{}
	for _, line := range lines(nicknames) {
		f := strings.Fields(line)
		for _, w := range f {
			if !slices.Contains(out[w], f[0]) {
				out[w] = append(out[w], f[0])
			}
		}
	}
	return out
}()

// AfterNames are words that follow a person's name: "generation", "honour".
var AfterNames = grouped(afterNames)

// NationalBodies are the words, "head" and "what", of bodies that many
// countries have under one name; "state" are nouns for the organs of a state, "whole"
// those for all of its government, "told" those that no other word replaces.
var NationalBodies = grouped(nationalBodies)

// Words by which the names of bodies are made alike.
var (
	CompanyForms = grouped(bodyWords)["form"]
	SmallWords   = grouped(bodyWords)["small"]
	CommonBodies = grouped(bodyWords)["common"]
	// BodySpellings lead from one spelling of a word to the one compared,
	// Acronyms to the words that they stand for.
	BodySpellings = entries("spell")
	Acronyms      = entries("acronym")
)

// entries are the lines of the list of body words that begin with a sort: its
// next word leads to the rest of the line.
func entries(sort string) map[string]string {
	out := map[string]string{}
	for _, line := range lines(bodyWords) {
		if f := strings.Fields(line); f[0] == sort {
			out[f[1]] = strings.Join(f[2:], " ")
		}
	}
	return out
}
