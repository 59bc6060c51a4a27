package encoder

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Vocabulary cuts text into word pieces as BERT's uncased tokeniser does
// (Devlin et al. 2019): blanks and punctuation separate words, letters are
// lower-cased and lose their accents, and each word is cut greedily into the
// longest pieces known. It is immutable.
type Vocabulary struct {
	start map[string]int32 // pieces that begin a word
	inner map[string]int32 // pieces that go on, written with "##"
	// The longest known piece, in bytes, bounds every look-up.
	longest int
	Unknown int32
	First   int32   // [CLS], the first position of every window
	Last    int32   // [SEP], the last
	slots   []int32 // [unused0] and so on: the pieces that stand for names
}

// A Piece is one word piece and the bytes of the text that it stands for.
type Piece struct {
	ID         int32
	Start, End int
	Inner      bool // goes on inside a word
	Name       bool // stands for a name
}

// Slots is the number of pieces that stand for names; a text with more names
// uses them again.
const Slots = 64

// longestWord in code points; a longer word is one unknown piece, as in BERT.
const longestWord = 100

// NewVocabulary takes the pieces in the order of their numbers.
func NewVocabulary(pieces []string) (*Vocabulary, error) {
	v := &Vocabulary{start: make(map[string]int32, len(pieces)), inner: make(map[string]int32, len(pieces)/4), Unknown: -1, First: -1, Last: -1}
	numbers := make(map[string]int32, Slots)
	for i, p := range pieces {
		id := int32(i)
		if strings.HasPrefix(p, "[unused") {
			numbers[p] = id
			continue
		}
		switch p {
		case "[UNK]":
			v.Unknown = id
		case "[CLS]":
			v.First = id
		case "[SEP]":
			v.Last = id
		}
		if rest, ok := strings.CutPrefix(p, "##"); ok && rest != "" {
			v.inner[rest] = id
		} else {
			v.start[p] = id
		}
		v.longest = max(v.longest, len(p))
	}
	if v.Unknown < 0 || v.First < 0 || v.Last < 0 {
		return nil, fmt.Errorf("vocabulary of %d pieces lacks [UNK], [CLS] or [SEP]", len(pieces))
	}
	for n := range Slots {
		if id, ok := numbers[fmt.Sprintf("[unused%d]", n)]; ok {
			v.slots = append(v.slots, id)
		}
	}
	if len(v.slots) == 0 {
		v.slots = []int32{v.Unknown}
	}
	return v, nil
}

// Pieces cuts the text. Offsets are bytes of text, in order and never
// overlapping; blanks and control characters belong to no piece. A name is one
// piece.
func (v *Vocabulary) Pieces(text string) []Piece {
	out := make([]Piece, 0, len(text)/4+1)
	names := v.Names(text)
	var w word
	for i := 0; i < len(text); {
		if len(names) > 0 && i == names[0].Start {
			out = v.flush(out, &w)
			n := names[0]
			out = append(out, Piece{ID: v.slots[n.Slot%len(v.slots)], Start: n.Start, End: n.End, Name: true})
			i, names = n.End, names[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && n == 1, r == 0, r == utf8.RuneError, ignored(r):
			// dropped, but does not separate: BERT removes it before splitting
		case unicode.IsSpace(r):
			out = v.flush(out, &w)
		case punctuation(r) || ideograph(r):
			out = v.flush(out, &w)
			w.add(r, i, i+n)
			out = v.flush(out, &w)
		default:
			w.add(r, i, i+n)
		}
		i += n
	}
	return v.flush(out, &w)
}

// word collects one normalised word and, for each of its bytes, the text
// bytes that the byte stands for.
type word struct {
	bytes      []byte
	start, end []int
	runes      int
	from, to   int // text bytes of the whole word
}

func (w *word) add(r rune, from, to int) {
	if w.runes == 0 {
		w.from = from
	}
	w.to = to
	w.runes++
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		w.bytes = append(w.bytes, byte(r))
		w.start, w.end = append(w.start, from), append(w.end, to)
		return
	}
	var decomposed [4 * utf8.UTFMax]byte
	for d := norm.NFD.AppendString(decomposed[:0], string(unicode.ToLower(r))); len(d) > 0; {
		c, n := utf8.DecodeRune(d)
		if !unicode.Is(unicode.Mn, c) {
			for _, b := range d[:n] {
				w.bytes = append(w.bytes, b)
				w.start, w.end = append(w.start, from), append(w.end, to)
			}
		}
		d = d[n:]
	}
}

func (v *Vocabulary) flush(out []Piece, w *word) []Piece {
	defer w.reset()
	if len(w.bytes) == 0 {
		return out
	}
	if w.runes > longestWord {
		return append(out, Piece{ID: v.Unknown, Start: w.from, End: w.to})
	}
	first := len(out)
	known := v.start
	for at := 0; at < len(w.bytes); {
		end := min(len(w.bytes), at+v.longest)
		id, ok := int32(0), false
		for ; end > at; end-- {
			if id, ok = known[string(w.bytes[at:end])]; ok {
				break
			}
		}
		if !ok { // one part unknown: so is the word
			return append(out[:first], Piece{ID: v.Unknown, Start: w.from, End: w.to})
		}
		out = append(out, Piece{ID: id, Start: w.start[at], End: w.end[end-1], Inner: at > 0})
		at, known = end, v.inner
	}
	out[first].Start, out[len(out)-1].End = w.from, w.to
	return out
}

func (w *word) reset() {
	w.bytes, w.start, w.end, w.runes = w.bytes[:0], w.start[:0], w.end[:0], 0
}

// ignored runes are control and format characters, which BERT removes.
func ignored(r rune) bool {
	return r != '\t' && r != '\n' && r != '\r' && !unicode.IsSpace(r) && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs)
}

// punctuation as BERT sees it: all ASCII signs count, also those that Unicode
// calls symbols.
func punctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return '!' <= r && r <= '/' || ':' <= r && r <= '@' || '[' <= r && r <= '`' || '{' <= r && r <= '~'
	}
	return unicode.IsPunct(r)
}

// ideograph runes are words of their own.
func ideograph(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF || 0x20000 <= r && r <= 0x2CEAF || 0xF900 <= r && r <= 0xFAFF || 0x2F800 <= r && r <= 0x2FA1F
}
