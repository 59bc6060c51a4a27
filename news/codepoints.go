package news

import "unicode/utf8"

// CodePoints converts between the offsets of one text in bytes, which Go
// uses, and in Unicode code points, which everybody else reads.
type CodePoints struct {
	text  string
	marks []int // byte offset of every 256th code point
	n     int
}

const markEvery = 256

// CountCodePoints prepares a text, in time linear in it; each offset is then
// converted in about the same short time. Broken UTF-8 counts a code point a
// byte.
func CountCodePoints(text string) *CodePoints {
	c := &CodePoints{text: text}
	for i := range text {
		if c.n%markEvery == 0 {
			c.marks = append(c.marks, i)
		}
		c.n++
	}
	return c
}

// Len is how many code points the text has.
func (c *CodePoints) Len() int { return c.n }

// At is the number of code points before a byte offset.
func (c *CodePoints) At(offset int) int {
	if offset >= len(c.text) {
		return c.n
	}
	lo, hi := 0, len(c.marks)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; c.marks[mid] <= offset {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo*markEvery + utf8.RuneCountInString(c.text[c.marks[lo]:offset])
}

// Byte is the byte offset of a code point.
func (c *CodePoints) Byte(point int) int {
	if point >= c.n {
		return len(c.text)
	}
	b := c.marks[point/markEvery]
	for range point % markEvery {
		_, n := utf8.DecodeRuneInString(c.text[b:])
		b += n
	}
	return b
}
