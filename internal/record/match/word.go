package match

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
	"quoth/internal/wordvec"
	"quoth/news"
)

// A word is one word of content as it is compared. It holds no text, so that
// an index of many keeps no article alive.
type word struct {
	form    uint64 // equal for words that differ in case, accents, marks and spelling alone
	meaning uint64 // equal for synonyms
	start   int32  // where it stands in the article
	end     int32
	part    int16 // which span of the content it stands in
	near    wordvec.Word
	weight  uint8
	negates bool
	figure  bool
	names   bool // begins with a capital, and not because a sentence begins
}

// What a word weighs: how much it tells about which statement it stands in.
const (
	functionWeight = 1
	commonWeight   = 2
	contentWeight  = 4
)

func (w word) span() news.Span { return news.Span{Start: int(w.start), End: int(w.end)} }

// tells reports whether a word counts as content.
func (w word) tells() bool { return w.weight > functionWeight }

// A piece is a word as it stands in a text, or a part of a contraction.
type piece struct {
	folded string
	length int // in bytes, of what stands there
	word       // without its place
}

// read are the pieces of words that were read before: the same words come again
// and again. A word that falls on another one's slot takes it.
var read [1 << 15]atomic.Pointer[pieces]

type pieces struct {
	raw string
	all []piece
}

func piecesOf(raw string) []piece {
	if len(raw) > longestWord {
		return newPieces(raw)
	}
	slot := &read[hash(raw)%uint64(len(read))]
	if p := slot.Load(); p != nil && p.raw == raw {
		return p.all
	}
	p := &pieces{raw: strings.Clone(raw)} // it keeps no article alive
	p.all = newPieces(p.raw)
	slot.Store(p)
	return p.all
}

func newPieces(raw string) (out []piece) {
	split(raw, func(folded string, length int) { out = append(out, piece{folded, length, newWord(folded)}) })
	return out
}

// newWord reads a folded word.
func newWord(folded string) word {
	if s, ok := lexicon.Spellings[folded]; ok {
		folded = s
	}
	w := word{form: hash(folded), weight: contentWeight}
	switch {
	case lexicon.Function[folded] || utf8.RuneCountInString(folded) == 1 && !unicode.IsDigit(rune(folded[0])):
		w.weight = functionWeight
		w.negates = lexicon.Negating[folded]
		w.meaning = w.form
		return w
	case lexicon.Common[folded]:
		w.weight = commonWeight
	}
	w.meaning = hash(meaning(folded))
	if w.near = wordvec.Find(folded); w.near == 0 {
		w.near = byStem()[stem(folded)]
	}
	return w
}

// byStem are the words that have vectors, by stem: of one stem the most
// frequent one.
var byStem = sync.OnceValue(func() map[string]wordvec.Word {
	out := map[string]wordvec.Word{}
	for text, w := range wordvec.All() {
		if base := stem(text); out[base] == 0 {
			out[base] = w
		}
	}
	return out
})

// scan calls yield with each word of text[from:to] and where it stands, until
// it returns false. Hyphens part words, as outlets set them or leave them out;
// apostrophes and an editor's brackets inside a word ("[t]he") do not, nor do
// stops and commas inside a number.
func scan(text string, from, to int, yield func(raw string, span news.Span) bool) {
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if !inWord(r) && r != '%' {
			i += n
			continue
		}
		start := i
		i += n
		for r != '%' && i < to {
			next, n := utf8.DecodeRuneInString(text[i:to])
			if !inWord(next) {
				after, _ := utf8.DecodeRuneInString(text[i+n : to])
				if !(inside(next) && unicode.IsLetter(after)) &&
					!((next == '.' || next == ',') && unicode.IsDigit(after) && unicode.IsDigit(r)) {
					break
				}
			}
			r = next
			i += n
		}
		if !yield(text[start:i], news.Span{Start: start, End: i}) {
			return
		}
	}
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func inside(r rune) bool {
	switch r {
	case '\'', '’', 'ʼ', '‘', '[', ']':
		return true
	}
	return false
}

// split takes contractions apart, so that "won't" is "will not": it calls
// yield with each folded word and the length in bytes that it takes of raw.
func split(raw string, yield func(folded string, length int)) {
	if len(raw) > longestWord {
		yield(raw, len(raw))
		return
	}
	folded := fold(raw)
	if !lexicon.ASCII(raw) || strings.ContainsAny(raw, "[]'") {
		folded = plainMarks.Replace(folded)
	}
	at := strings.LastIndexAny(raw, "'’ʼ‘")
	base, ending, ok := cutLast(folded, "'")
	switch {
	case folded == "cannot":
		yield("can", len("can"))
		yield("not", len(raw)-len("can"))
		return
	case !ok:
		yield(strings.ReplaceAll(folded, ",", ""), len(raw)) // "1,000"
		return
	}
	tail := ""
	switch ending {
	case "t":
		if base, ok = strings.CutSuffix(base, "n"); ok {
			tail, at = "not", at-1
			switch base {
			case "wo":
				base = "will"
			case "ca":
				base, at = "can", at+1
			case "sha":
				base = "shall"
			}
		}
	case "ll":
		tail = "will"
	case "re":
		tail = "are"
	case "ve":
		tail = "have"
	case "m":
		tail = "am"
	case "d":
		tail = "would"
	case "s":
		switch base {
		case "it", "he", "she", "that", "there", "here", "what", "who", "where":
			tail = "is"
		default: // "the port's boats"
			yield(strings.ReplaceAll(base, "'", ""), len(raw))
			return
		}
	}
	if tail == "" || base == "" { // "O'Brien"
		yield(strings.ReplaceAll(folded, "'", ""), len(raw))
		return
	}
	yield(strings.ReplaceAll(base, "'", ""), at)
	yield(tail, len(raw)-at)
}

var plainMarks = strings.NewReplacer("’", "'", "ʼ", "'", "‘", "'", "[", "", "]", "")

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
