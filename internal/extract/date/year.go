package date

import (
	"strings"

	"quoth/internal/lexicon"
)

// yearFirst reads "2016", "2016 May 3", "2016 Q3".
func (p *parser) yearFirst(i int) (meaning, int) {
	y, next := p.year(i)
	if y == 0 {
		return nil, i
	}
	j := p.skip(next, comma, dash, slash)
	switch w := p.at(j); {
	case w.kind == coded:
		return named{run{w.value, w.digits}, fixed{year: y}}, j + 1
	case (w.kind == monthName || w.kind == weakMonth && w.capital) && p.kind(next) != comma:
		if k := p.skip(j+1, dash, slash); k > j {
			if d, after := p.dayNumber(k); d > 0 && d <= monthLength(y, w.value) {
				return fixed{year: y, month: w.value, day: d}, after
			}
		}
		if j == next {
			return fixed{year: y, month: w.value}, j + 1
		}
	}
	if !p.bareYear(i) {
		return nil, i
	}
	return fixed{year: y}, next
}

// bareYear reports whether four digits alone are a year. After a word that
// goes with years any are, if they count nothing; elsewhere those of our time.
func (p *parser) bareYear(i int) bool {
	y := p.at(i).value
	next := p.at(i + 1)
	if p.joined(i+1) && (next.kind == dash || p.goesOn(i+1)) && !(next.kind == dash && p.kind(i+2) == number) {
		return y >= 1900 && y < 2100 && p.leads(i)
	}
	if next.kind == unitName || next.kind == cardinal {
		return false
	}
	if p.goesOn(i + 1) {
		w, _, _ := strings.Cut(p.text[next.start:next.end], " ")
		w = strings.ToLower(strings.Trim(w, ",.;:()"))
		if lexicon.Counting["after"][w] || y%100 == 0 && strings.HasSuffix(w, "s") && !lexicon.Counting["verb"][w] {
			return false
		}
	}
	if p.leads(i) {
		return true
	}
	return y >= 1900 && y < 2100 && !(p.goesOn(i+1) && p.amountBefore(i))
}

// leads reports whether the word before goes with years.
func (p *parser) leads(i int) bool {
	switch p.kind(i - 1) {
	case in, since, until, by, before, after, part, from, between, opening, today:
		return true
	}
	return false
}

// amountBefore reports whether the word before makes a number an amount.
func (p *parser) amountBefore(i int) bool {
	b := p.at(i - 1)
	if b.kind != other {
		return false
	}
	words := strings.TrimRight(p.text[max(b.start, b.end-longest-1):b.end], " ")
	return lexicon.Counting["before"][strings.ToLower(words[strings.LastIndexByte(words, ' ')+1:])]
}

// year reads a year in four digits that cannot be an amount.
func (p *parser) year(i int) (int, int) {
	w := p.at(i)
	if w.kind == number && w.digits == 4 && w.value >= 1000 && w.value < 2200 {
		return w.value, i + 1
	}
	return 0, i
}
