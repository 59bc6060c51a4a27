package figure

import (
	"strings"

	"quoth/internal/lexicon"
)

// digitsAt reads a number in digits: "2,300", "5.7 million", "3½", "10 1/2",
// "40 000", "10k".
func (f *finder) digitsAt(i int, joined bool) (number, bool) {
	n := number{first: i, next: i + 1, scale: unit}
	var ok bool
	if n.value, ok = plainDigits(f.word(i)); !ok {
		return n, false
	}
	if num, den, ok := f.slashed(i); ok {
		n.value, ok = whole(num).over(den)
		n.next = i + 3
		n.part = true
		return f.scaled(n, joined, ok)
	}
	for f.grouped(n) {
		thousand, ok := n.value.times(whole(1000))
		group, ok2 := parseDecimal(strings.ReplaceAll(f.word(n.next), ",", ""))
		if !ok || !ok2 {
			return n, false
		}
		if n.value, ok = thousand.plus(group); !ok {
			return n, false
		}
		n.next++
	}
	if v, ok := f.vulgarAt(n.next); ok {
		n.value, ok = n.value.plus(v.value)
		n.next++
		return f.scaled(n, joined, ok)
	}
	if num, den, ok := f.slashed(n.next); ok && f.at(n.next).start > f.at(n.next-1).end {
		value, ok := n.value.times(whole(den))
		if !ok {
			return n, false
		}
		if value, ok = value.plus(whole(num)); !ok {
			return n, false
		}
		n.value, ok = value.over(den)
		n.next += 3
		return f.scaled(n, joined, ok)
	}
	if short, ok := lexicon.NumbersShort[f.lower(n.next)]; ok && f.shortens(n) {
		v, _ := parseDecimal(short)
		n.value, ok = n.value.times(v)
		n.scale = v
		n.next++
		return n, ok
	}
	return f.scaled(n, joined, true)
}

// plainDigits reads "2,300", "0.5", "12,34,567.89"; lists ("22,24,26"), codes
// ("007") and versions ("1.2.3") are no numbers.
func plainDigits(s string) (decimal, bool) {
	const longest = 24
	if len(s) > longest {
		return decimal{}, false
	}
	integer, fraction, pointed := strings.Cut(s, ".")
	if pointed && strings.ContainsAny(fraction, ".,") {
		return decimal{}, false
	}
	if len(integer) > 1 && integer[0] == '0' {
		return decimal{}, false
	}
	if comma := strings.IndexByte(integer, ','); comma >= 0 {
		groups := strings.Split(integer, ",")
		last := len(groups) - 1
		for k, g := range groups {
			switch {
			case k == 0 && len(g) <= 3:
			case k == last && len(g) == 3:
			case k > 0 && k < last && (len(g) == 3 || len(g) == 2):
			default:
				return decimal{}, false
			}
		}
		s = strings.ReplaceAll(s, ",", "")
	}
	return parseDecimal(s)
}

// slashed reads a fraction in digits, "3/4", not a date or a name like "24/7".
func (f *finder) slashed(i int) (num, den uint64, ok bool) {
	if f.at(i).kind != digits || f.word(i+1) != "/" || f.at(i+2).kind != digits || f.gap(i) || f.gap(i+1) ||
		f.word(i+3) == "/" {
		return 0, 0, false
	}
	a, ok1 := plainDigits(f.word(i))
	b, ok2 := plainDigits(f.word(i + 2))
	num, ok3 := a.integer()
	den, ok4 := b.integer()
	if !ok1 || !ok2 || !ok3 || !ok4 || num == 0 || num >= den {
		return 0, 0, false
	}
	switch den {
	case 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 100:
		return num, den, true
	}
	return 0, 0, false
}

// grouped reports whether a group of three digits continues n after a blank:
// "40 000", "1 414 021".
func (f *finder) grouped(n number) bool {
	w, next := f.at(n.next-1), f.at(n.next)
	if next.kind != digits || next.start-w.end == 0 || next.start-w.end > 3 || len(f.word(n.first)) > 3 {
		return false
	}
	if s := f.word(n.next - 1); strings.ContainsAny(s, ".,") || n.next > n.first+1 && len(s) != 3 {
		return false
	}
	group, _, _ := strings.Cut(f.word(n.next), ".")
	return len(group) == 3 && !f.month(n.first-1) && (f.word(n.first) != "0")
}

// shortens reports whether the abbreviation after n multiplies: always where it
// is unmistakable, and "m" where n is money or things are counted.
func (f *finder) shortens(n number) bool {
	touches := !f.gap(n.next - 1)
	s := f.word(n.next)
	switch s {
	case "bn", "mn", "mln", "bln", "tn", "trn", "tln", "mio", "BN", "Bn":
		return true
	case "mil", "MM":
		return touches || f.moneyBefore(n.first)
	case "mm":
		return f.moneyBefore(n.first)
	case "m", "M", "b", "B":
		if f.moneyBefore(n.first) {
			return true
		}
		if !touches {
			return false
		}
		if _, _, ok := f.currencyAt(n.next + 1); ok || s != "m" {
			return true
		}
		return f.plural(n.next+1) || f.plural(n.next+2) && !f.stops(n.next+1)
	}
	return touches
}
