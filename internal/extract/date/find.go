package date

import (
	"strings"

	"quoth/internal/lexicon"
	"quoth/news"
)

// Find returns the expressions of a text that name a date, in order. It reads
// the text once, in pieces that end with a paragraph.
func Find(text string) []Expression {
	var out []Expression
	var p parser
	p.text = text
	for at := 0; at < len(text); {
		end := pieceEnd(text, at)
		p.words = read(p.words[:0], text, at, end)
		out = p.expressions(out)
		at = end
	}
	return out
}

// pieceEnd is the end of the paragraph at at, or a place between words of one
// that is very long.
func pieceEnd(text string, at int) int {
	const longest = 1 << 14
	piece := text[at:min(len(text), at+longest)]
	if i := strings.Index(piece, "\n\n"); i >= 0 {
		return at + i + 2
	}
	if len(piece) < longest {
		return len(text)
	}
	if i := strings.LastIndexByte(piece, '\n'); i > 0 {
		return at + i + 1
	}
	if i := strings.LastIndexByte(piece, ' '); i > 0 {
		return at + i + 1
	}
	for len(piece) > 1 && at+len(piece) < len(text) && text[at+len(piece)]&0xC0 == 0x80 {
		piece = piece[:len(piece)-1]
	}
	return at + len(piece)
}

// expressions reads the words from left to right and takes the longest
// expression wherever one begins.
func (p *parser) expressions(out []Expression) []Expression {
	for i := 0; i < len(p.words); {
		if p.words[i].kind <= other {
			i++
			continue
		}
		m, first, next := p.expression(i)
		if next <= i {
			i++
			continue
		}
		s := news.Span{Start: p.words[first].start, End: p.words[next-1].end}
		out = append(out, Expression{Span: s, meaning: m, ahead: p.ahead(first, next)})
		i = next
	}
	return out
}

// ahead reports whether the clause around the words speaks of the future.
func (p *parser) ahead(first, next int) bool {
	const near = 60
	start, end := p.words[first].start, p.words[next-1].end
	before := p.text[max(0, start-near):start]
	if i := strings.LastIndexAny(before, ".;:\"\n"); i >= 0 {
		before = before[i+1:]
	}
	if i := strings.LastIndex(before, " said"); i >= 0 {
		before = before[i:]
	}
	after := p.text[end:min(len(p.text), end+8)]
	if strings.HasPrefix(after, " will ") {
		return true
	}
	for _, sign := range lexicon.Ahead {
		if i := strings.Index(before, sign); i > 0 && before[i+len(sign):] != "" && before[i+len(sign)] == ' ' && (before[i-1] == ' ' || sign[0] >= 0x80 || sign[0] == '\'') {
			return true
		}
	}
	return false
}
