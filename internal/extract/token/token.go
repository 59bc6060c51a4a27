// Package token finds the marks on paper that need no reading: paragraphs,
// sentences, quotation marks with their partners, datelines.
//
// In: the article's text. Out: spans of it in text order. Whether a quotation
// is somebody's words or the title of a book is left to attribution.
package token

import "quoth/news"

// Layer is everything this package finds in one text.
type Layer struct {
	Paragraphs []news.Span // without surrounding blanks, never empty
	Sentences  []int       // where sentences begin, those of all paragraphs
	Quotations []Quotation
	Apostrophe []int       // offsets of quotation marks that quote nothing: apostrophes, inch signs
	Credits    []news.Span // outlet lines and datelines above and before the story
}

// Find reads the text once. It allocates in proportion to what it finds and
// runs in linear time.
func Find(text string) *Layer {
	l := &Layer{Paragraphs: Paragraphs(text)}
	for _, p := range l.Paragraphs {
		l.Sentences = append(l.Sentences, sentences(text, p)...)
	}
	l.findQuotations(text)
	l.Credits = credits(text, l.Paragraphs)
	return l
}
