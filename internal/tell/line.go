package tell

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/plot"
	"quoth/news"
)

// Pieces is a part's words in one line. " … " stands where the article has
// other words between two spans.
func Pieces(text string, p news.Part) string {
	var b strings.Builder
	for i, s := range p {
		if i > 0 {
			b.WriteString(Seam(text, p[i-1].End, s.Start))
		}
		b.WriteString(text[s.Start:s.End])
	}
	return Line(b.String())
}

// Seam is what stands between two spans of a part, of which one ends and the
// next one starts: a blank, or " … " where the article has other words there.
func Seam(text string, end, start int) string {
	if end <= start && strings.TrimSpace(text[end:start]) == "" {
		return " "
	}
	return " … "
}

// Present is text behind prefix, or nothing at all.
func Present(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// Join joins the texts that are not empty, each made fit for a line.
func Join(separator string, texts ...string) string {
	var kept []string
	for _, t := range texts {
		if t = Line(t); t != "" {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, separator)
}

// Line makes text fit to be printed within a line of a terminal: runs of
// blanks and line ends become one blank, and what a terminal would obey
// instead of show (escape sequences, bidirectional overrides, broken UTF-8)
// is replaced by a visible sign. All else stays as the article has it.
func Line(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := false
	for _, r := range text {
		if unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' {
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(Visible(r))
	}
	return b.String()
}

// Visible returns r, or the sign that stands for it where a terminal would
// take it for an order.
func Visible(r rune) rune {
	switch {
	case r < 0x20:
		return '\u2400' + r // ␀ … ␟, ESC is ␛
	case r == 0x7f:
		return '␡'
	case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return utf8.RuneError
	}
	return r
}

// Plural is "1 article" or "1,604 articles".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return plot.Grouped(n) + " " + many
}
