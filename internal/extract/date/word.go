package date

import (
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// kind is the part that a word plays in expressions of time.
type kind byte

const (
	other   kind = iota // no part in any: ends what came before
	number              // digits, value
	numeral             // digits with an ordinal's ending: 13th
	numeric             // a whole date in digits: 2023-10-13
	eras                // years with a plural's ending: 1990s
	coded               // Q3, H1: first month and number of months
	feast               // a holiday, value is its index
	dash
	slash
	comma
	stop
	opening    // an opening bracket
	possessive // 's

	// the roles of the lexicon, named as there
	monthName
	weakMonth
	weekday
	shortWeekday
	cardinal
	vague
	ordinal
	decadeName
	today
	daypart
	unitName
	plain
	deictic
	neighbour
	same
	part
	toward
	season
	ago
	before
	after
	the
	a
	of
	in
	on
	by
	from
	between
	and
	to
	until
	since
	every
	now
)

var roles = map[string]kind{
	"month": monthName, "weak": weakMonth, "weekday": weekday, "short": shortWeekday,
	"cardinal": cardinal, "vague": vague, "ordinal": ordinal, "decade": decadeName, "today": today,
	"daypart": daypart, "unit": unitName, "plain": plain, "deictic": deictic, "neighbour": neighbour, "same": same,
	"part": part, "toward": toward, "season": season, "ago": ago, "before": before,
	"after": after, "the": the, "a": a, "of": of, "in": in, "on": on, "by": by,
	"from": from, "between": between, "and": and, "to": to, "until": until, "since": since,
	"every": every, "now": now,
}

// A word is a word, a number or a sign of the text. Runs of words that no
// expression of time has are one word of kind other.
type word struct {
	start, end int
	value      int
	digits     int // how many a number has
	kind       kind
	capital    bool
	date       fixed // of kind numeric
}

type entry struct {
	kind  kind
	value int
}

var words = func() map[string]entry {
	out := map[string]entry{}
	for w, t := range lexicon.TimeWords {
		k, ok := roles[t.Role]
		if !ok {
			panic("date: no role " + t.Role)
		}
		out[w] = entry{k, t.Value}
	}
	return out
}()

// longest is the length of the longest word that is looked up.
const longest = 12

// beginnings has, by its first letter, the lengths of words that are looked
// up; most words of a text are passed over by it.
var beginnings = func() (out [256]uint16) {
	for w := range words {
		out[w[0]] |= 1 << len(w)
	}
	return out
}()

// read appends the words of text[at:end].
func read(out []word, text string, at, end int) []word {
	for at < end {
		c := text[at]
		w := word{start: at, end: at + 1}
		switch class[c] {
		case blank:
			at++
			continue
		case letter:
			w = readLetters(text, at, end)
		case digit:
			w = readNumber(text, at, end)
		default:
			w = readSign(text, at, end)
		}
		at = w.end
		if n := len(out); w.kind == other && n > 0 && out[n-1].kind == other {
			out[n-1].end = w.end
			continue
		}
		out = append(out, w)
	}
	return out
}

const (
	sign byte = iota
	letter
	digit
	blank
)

var class = func() (out [256]byte) {
	for c := range out {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			out[c] = letter
		case '0' <= c && c <= '9':
			out[c] = digit
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			out[c] = blank
		}
	}
	return out
}()

func readLetters(text string, at, end int) word {
	w := word{start: at, capital: text[at] < 'a'}
	for at < end && (class[text[at]] == letter || text[at] >= utf8.RuneSelf && !spaceOrSign(text[at:end])) {
		at++
	}
	w.end = at
	if h, stop, ok := holidayAt(text, w.start, end); ok {
		w.kind, w.value, w.end = feast, h, stop
		return w
	}
	n := w.end - w.start
	if n > longest || beginnings[text[w.start]|0x20]&(1<<n) == 0 {
		if n == 1 && at < end {
			return readCode(text, w, end)
		}
		return w
	}
	var lower [longest]byte
	for i := range n {
		lower[i] = text[w.start+i] | 0x20
	}
	if e, ok := words[string(lower[:n])]; ok {
		w.kind, w.value = e.kind, e.value
	}
	return w
}

// spaceOrSign reports whether a blank, a dash or a quotation mark beyond ASCII
// stands at the head of s.
func spaceOrSign(s string) bool {
	return len(s) >= 2 && s[0] == 0xC2 && s[1] == 0xA0 || len(s) >= 3 && s[0] == 0xE2 && s[1] == 0x80
}

// readCode reads a quarter or a half: Q3, H1.
func readCode(text string, w word, end int) word {
	c := text[w.end]
	if w.end+1 < end && class[text[w.end+1]] != sign && class[text[w.end+1]] != blank {
		return w
	}
	switch {
	case text[w.start]|0x20 == 'q' && '1' <= c && c <= '4':
		w.value, w.digits = 3*int(c-'1')+1, 3
	case text[w.start]|0x20 == 'h' && '1' <= c && c <= '2':
		w.value, w.digits = 6*int(c-'1')+1, 6
	default:
		return w
	}
	w.kind = coded
	w.end++
	return w
}

func readSign(text string, at, end int) word {
	w := word{start: at, end: at + 1}
	switch text[at] {
	case '-', '~':
		w.kind = dash
	case '/':
		w.kind = slash
	case ',':
		w.kind = comma
	case '.':
		w.kind = stop
	case '(', '[':
		w.kind = opening
	case '\'':
		w = readPossessive(text, w, end)
	default:
		if text[at] < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(text[at:end])
		w.end = at + n
		switch r {
		case '\u00a0', '\u2009', '\u202f', '\u200d':
			if w.end < end { // a blank: read on
				return readNext(text, w.end, end)
			}
		case '–', '‐', '‑':
			w.kind = dash
		case '’', '‘':
			w = readPossessive(text, w, end)
		default:
			for w.end < end && text[w.end] >= utf8.RuneSelf && !spaceOrSign(text[w.end:end]) {
				w.end++
			}
		}
	}
	return w
}

// readNext reads one word after a blank beyond ASCII.
func readNext(text string, at, end int) word {
	switch class[text[at]] {
	case letter:
		return readLetters(text, at, end)
	case digit:
		return readNumber(text, at, end)
	}
	return word{start: at - 1, end: at}
}

// readPossessive reads 's; any other apostrophe is a sign of no part, but for
// one before a decade: '90s.
func readPossessive(text string, w word, end int) word {
	if w.end < end && text[w.end]|0x20 == 's' && (w.end+1 == end || class[text[w.end+1]] != letter) {
		w.kind, w.end = possessive, w.end+1
		return w
	}
	if w.end+2 < end && class[text[w.end]] == digit && class[text[w.end+1]] == digit && text[w.end+2] == 's' {
		n := readNumber(text, w.end, end)
		n.start = w.start
		return n
	}
	return w
}
