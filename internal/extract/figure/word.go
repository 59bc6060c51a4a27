package figure

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/lexicon"
)

// A word is the smallest piece the finder looks at: a run of letters, a run of
// digits with the points and commas inside it, or one sign.
type word struct {
	start, end int
	kind       kind
	numeral    *numeral // what a run of letters means as a number, mostly nil
}

type kind uint8

const (
	letters kind = iota
	digits
	sign
)

// A numeral is a word that means a number.
type numeral struct {
	role  role
	value decimal // what is counted, multiplied by, or the n of 1/n
}

type role uint8

const (
	ones  role = iota // one to nine; nought
	teens             // ten to nineteen
	tens              // twenty to ninety
	hundred
	dozen
	scale   // thousand and above
	part    // half, third
	often   // twice
	pair    // couple
	article // a year
	decade  // in his forties
)

// numerals is lexicon.Numbers, read once.
var numerals = readNumerals()

// The longest numeral, and the letters that numerals begin with, spare most
// words the look into the table.
var (
	longestNumeral int
	numeralInitial [128]bool
)

func readNumerals() map[string]*numeral {
	out := map[string]*numeral{}
	for spelling, name := range lexicon.Numbers {
		n := &numeral{}
		var digits string
		switch {
		case name[0] == 'x':
			digits, n.role = name[1:], scale
		case strings.HasPrefix(name, "1/"):
			digits, n.role = name[2:], part
		case strings.HasSuffix(name, "x"):
			digits, n.role = name[:len(name)-1], often
		case strings.HasSuffix(name, " bounded"):
			digits, n.role = name[:len(name)-8], article
		case strings.Contains(name, " to "):
			digits, n.role = name[:2], decade
		case strings.HasSuffix(name, " of"):
			digits, n.role = name[:len(name)-3], pair
		default:
			digits = name
		}
		v, err := strconv.ParseUint(digits, 10, 64)
		if err != nil {
			panic("lexicon: numbers.txt: " + name) // data of ours, seen by every test
		}
		n.value = whole(v)
		switch {
		case n.role == scale && v < 100:
			n.role = dozen
		case n.role == scale && v == 100:
			n.role = hundred
		case n.role == ones && v >= 20:
			n.role = tens
		case n.role == ones && v >= 10:
			n.role = teens
		}
		out[spelling] = n
		longestNumeral = max(longestNumeral, len(spelling))
		numeralInitial[spelling[0]] = true
		numeralInitial[spelling[0]-'a'+'A'] = true
	}
	return out
}

// split appends the words of one section of the text.
func split(words []word, text string, from, to int) []word {
	for i := from; i < to; {
		c := text[i]
		switch {
		case c <= ' ':
			i++
		case isLetter(c):
			end := i + 1
			for end < to && (isLetter(text[end]) || text[end] == '\'' && end+1 < to && isLetter(text[end+1])) {
				end++
			}
			if end < to && text[end] >= utf8.RuneSelf {
				end = restOfLetters(text, end, to)
			}
			words = append(words, word{i, end, letters, lookUp(text[i:end])})
			i = end
		case isDigit(c), c == '.' && i+1 < to && isDigit(text[i+1]) && (i == from || text[i-1] <= ' '):
			end := i + 1
			for end < to && (isDigit(text[end]) || (text[end] == ',' || text[end] == '.') && end+1 < to && isDigit(text[end+1])) {
				end++
			}
			words = append(words, word{i, end, digits, nil})
			i = end
		case c < utf8.RuneSelf:
			words = append(words, word{i, i + 1, sign, nil})
			i++
		default:
			r, n := utf8.DecodeRuneInString(text[i:to])
			switch {
			case unicode.IsLetter(r):
				end := restOfLetters(text, i+n, to)
				words = append(words, word{i, end, letters, nil})
				i = end
			case unicode.IsSpace(r):
				i += n
			default:
				words = append(words, word{i, i + n, sign, nil})
				i += n
			}
		}
	}
	return words
}

// restOfLetters is where a word with letters beyond ASCII ends.
func restOfLetters(text string, i, to int) int {
	for i < to {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if r == '’' { // an apostrophe where a letter follows
			if next, _ := utf8.DecodeRuneInString(text[i+n : to]); !unicode.IsLetter(next) {
				break
			}
		} else if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += n
	}
	return i
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// lookUp finds what a word means as a number.
func lookUp(s string) *numeral {
	if len(s) > longestNumeral || !numeralInitial[s[0]&0x7f] {
		return nil
	}
	var lower [16]byte
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return nil
		}
		lower[i] = s[i] | 0x20
	}
	return numerals[string(lower[:len(s)])]
}
