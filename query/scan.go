package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is one piece of a query.
type token struct {
	kind tokenKind
	text string // a field's name; what stands inside quotation marks; else as typed
	Span
}

type tokenKind int

const (
	theEnd tokenKind = iota
	openBracket
	closeBracket
	minus
	fieldName
	bareWord // and, or, not are bare words too, unless a field awaits a value
	inQuotes
)

// scan cuts a query into tokens; the last is theEnd.
//
// A colon makes a field of the letters in front of it, and a field has to be
// one that we know. Three colons make no field: one with a blank behind it
// ("Mayor: ferry is safe"), one behind a digit or a lone letter ("12:30",
// "C:ferry"), and the one of an address ("https://").
func scan(text string) ([]token, error) {
	var tokens []token
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isBlank(r) || unicode.Is(unicode.Cf, r) { // formatting: marks of byte order and of direction
			i += size
			continue
		}
		t, err := scanToken(text, i, tokens)
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, t)
		i = t.End
	}
	return append(tokens, token{kind: theEnd, Span: Span{len(text), len(text)}}), nil
}

// scanToken cuts the token that begins at i, behind those before.
func scanToken(text string, i int, before []token) (token, error) {
	r, size := utf8.DecodeRuneInString(text[i:])
	as := func(kind tokenKind, text string, end int) (token, error) {
		return token{kind, text, Span{i, end}}, nil
	}
	switch {
	case r == '(' || r == '（':
		return as(openBracket, "(", i+size)
	case r == ')' || r == '）':
		return as(closeBracket, ")", i+size)
	}
	if opens, closes, rest := quoted(text[i:]); opens {
		if closes < 0 {
			return token{}, newError(text, Span{i, i + size}, "a quotation mark opens here and never closes", "add the closing mark, or leave this one out")
		}
		return as(inQuotes, text[i+size:i+closes], i+rest)
	}
	awaitsValue := len(before) > 0 && before[len(before)-1].kind == fieldName
	if isMinus(r) && !awaitsValue && beginsTerm(text[i+size:]) {
		return as(minus, "-", i+size)
	}
	name, end, err := scanField(text, i)
	if err != nil {
		return token{}, err
	}
	if end > i {
		return as(fieldName, string(name), end)
	}
	end = i + wordLength(text[i:])
	return as(bareWord, text[i:end], end)
}

// beginsTerm reports whether text begins with what a minus sign can leave out.
func beginsTerm(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size > 0 && !isBlank(r) && r != ')' && r != '）'
}

// wordLength is the length of the bare word at the start of text.
func wordLength(text string) int {
	for i, r := range text {
		if isBlank(r) || isBracket(r) || family(r) != "" {
			return i
		}
	}
	return len(text)
}

// scanField reads the field at i. Where there is none, the end is i.
func scanField(text string, i int) (name Field, end int, err error) {
	letters := strings.IndexFunc(text[i:], func(r rune) bool { return !unicode.IsLetter(r) })
	if letters <= 0 {
		return "", i, nil
	}
	typed := text[i : i+letters]
	name = Field(fold(typed))
	colon, size := utf8.DecodeRuneInString(text[i+letters:])
	behind := i + letters + size
	d := describe(name)
	switch {
	case takesNumber(name) && strings.ContainsRune(comparisons, colon):
		return name, i + letters, nil // figure>5
	case colon != ':' && colon != '：':
		return "", i, nil
	case d != nil:
		return name, behind, nil
	case utf8.RuneCountInString(typed) < 2 || endsWord(text[behind:]) || strings.HasPrefix(text[behind:], "//"):
		return "", i, nil
	}
	return "", i, newError(text, Span{i, behind}, fmt.Sprintf("unknown field %q", typed+":"), insteadOf(string(name)))
}

// fold is the plain form of a word of the language: full-width and capital
// letters are as good as others.
func fold(word string) string {
	return strings.ToLower(norm.NFKC.String(word))
}
