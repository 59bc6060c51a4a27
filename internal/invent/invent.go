// Package invent makes up news whose truth is known: who really speaks in each
// article, and which statements are tellings of one saying. Large records are
// filled with it, to measure how fast they are searched and how well people and
// variants are found.
//
// In: a seed and a number of articles. Out: articles one by one, complete with
// the statements that a careful reader would find in them, and the truth beside
// each. One seed and size give the same articles everywhere and always.
//
// The flow: world.go founds countries, people (person.go, name.go), bodies
// (body.go) and outlets from the lists in text/ (material.go reads them, pattern.go
// those of attribution); press.go runs through the years; story.go invents an
// event with its cast, saying.go what they say and retell.go how others tell it;
// phrase.go fills templates, and number.go their figures. article.go lays out one
// outlet's article, sentence.go words a statement, source.go its source, copy.go
// makes near-copies and later versions. score.go scores what others find.
//
// What it leaves undone: it is no model of the news. Sentences are put together
// of pieces that fit loosely, so that words are spread and repeated as in news,
// and sense is not. A saying inside another is marked only where somebody passes
// it on; a careful reader would find a few more ("I told them …"). Nobody
// retracts or contradicts himself on purpose.
package invent

import (
	"iter"

	"quoth/news"
)

// An Article is one article as an extractor without faults would return it,
// and the truth about it.
type Article struct {
	news.Article
	Truth Truth
}

// Truth is what an article does not say.
type Truth struct {
	// Article is the article's ID, and Version counts its texts under one URL,
	// from 1. A later version has an ID of its own in news.Article.
	Article string `json:"article"`
	Version int    `json:"version"`
	// CopyOf is the ID of the article of which this one is a near-copy, or "".
	CopyOf string `json:"copy_of,omitempty"`
	// Speakers has, for each of the article's speakers, the ID of the person
	// or body; "" for those who have none.
	Speakers []string `json:"speakers"`
	// Statements has, for each of the article's statements, what it tells.
	Statements []Telling `json:"statements"`
}

// A Telling is a statement as one report of a saying.
type Telling struct {
	Saying string `json:"saying"`
	// Relation is that to the saying's first report, "" for the first itself.
	Relation news.Relation `json:"relation,omitempty"`
	// Wording tells the wordings of one saying apart; the first report's is 0.
	Wording int `json:"wording"`
	// Loose marks a paraphrase that shares hardly a word with the first report.
	Loose bool `json:"loose,omitempty"`
	// PassesOn is the saying inside this one: "the paper reported that he said …".
	PassesOn string `json:"passes_on,omitempty"`
}

// Articles yields the world's articles in stories, which follow each other in
// time; a copy comes after its original and a later version after the earlier
// one. Memory holds one story, and a few words for each person.
func (w *World) Articles() iter.Seq[Article] {
	return func(yield func(Article) bool) {
		p := newPress(w)
		for p.made < w.size {
			for _, a := range p.story() {
				if p.made == w.size {
					return
				}
				p.made++
				if !yield(a) {
					return
				}
			}
		}
	}
}
