package figure

import (
	"math/bits"
	"strconv"
	"strings"
)

// A decimal is coef × 10^exp, exactly. What does not fit into 19 digits is no
// number that a reader of news could take in, and fails.
type decimal struct {
	coef uint64
	exp  int
	neg  bool
}

// widest bounds the zeros that an exponent may stand for.
const widest = 40

func whole(n uint64) decimal { return decimal{coef: n}.tidy() }

// parseDecimal reads digits with at most one point.
func parseDecimal(s string) (d decimal, ok bool) {
	seen := false
	for i := range len(s) {
		c := s[i]
		if c == '.' {
			seen = true
			continue
		}
		hi, lo := bits.Mul64(d.coef, 10)
		sum, carry := bits.Add64(lo, uint64(c-'0'), 0)
		if hi != 0 || carry != 0 {
			return decimal{}, false
		}
		d.coef = sum
		if seen {
			d.exp--
		}
	}
	return d.tidy(), true
}

// integer is the value of a small whole decimal.
func (d decimal) integer() (n uint64, ok bool) {
	const widest = 1e9
	n = d.coef
	for e := d.exp; e > 0 && n <= widest; e-- {
		n *= 10
	}
	return n, d.exp >= 0 && n <= widest && !d.neg
}

// tidy moves trailing zeros into the exponent, so that equal decimals are equal.
func (d decimal) tidy() decimal {
	if d.coef == 0 {
		return decimal{}
	}
	for d.coef%10 == 0 {
		d.coef /= 10
		d.exp++
	}
	return d
}

func (d decimal) times(e decimal) (decimal, bool) {
	hi, lo := bits.Mul64(d.coef, e.coef)
	r := decimal{coef: lo, exp: d.exp + e.exp, neg: d.neg != e.neg}.tidy()
	return r, hi == 0 && r.exp <= widest && r.exp >= -widest
}

func (d decimal) plus(e decimal) (decimal, bool) {
	if d.coef == 0 {
		return e, true
	}
	if e.coef == 0 {
		return d, true
	}
	if d.exp < e.exp {
		d, e = e, d
	}
	for d.exp > e.exp {
		hi, lo := bits.Mul64(d.coef, 10)
		if hi != 0 {
			return decimal{}, false
		}
		d.coef, d.exp = lo, d.exp-1
	}
	sum, carry := bits.Add64(d.coef, e.coef, 0)
	return decimal{coef: sum, exp: d.exp, neg: d.neg}.tidy(), carry == 0
}

// over divides. A quotient that does not end soon is rounded to four digits:
// two thirds are 0.6667.
func (d decimal) over(n uint64) (decimal, bool) {
	const enough = 1e9
	if n == 0 || n > enough {
		return decimal{}, false
	}
	q, rest := d.coef/n, d.coef%n
	r := decimal{coef: q, exp: d.exp, neg: d.neg}
	for rest != 0 && r.coef < enough && r.exp > -widest {
		r.coef, rest = r.coef*10+rest*10/n, rest*10%n
		r.exp--
	}
	if rest == 0 {
		return r.tidy(), true
	}
	for r.coef >= 1e5 {
		r.coef /= 10
		r.exp++
	}
	r.coef = (r.coef + 5) / 10
	r.exp++
	return r.tidy(), true
}

// less compares two decimals.
func (d decimal) less(e decimal) bool {
	if d.neg != e.neg {
		return d.neg
	}
	if d.neg {
		d, e = decimal{coef: e.coef, exp: e.exp}, decimal{coef: d.coef, exp: d.exp}
	}
	if d.coef == 0 || e.coef == 0 {
		return d.coef < e.coef
	}
	a, b := strconv.FormatUint(d.coef, 10), strconv.FormatUint(e.coef, 10)
	if m, n := len(a)+d.exp, len(b)+e.exp; m != n {
		return m < n
	}
	// Same size: as digits after a point, shorter is padded by noughts.
	n := max(len(a), len(b))
	return a+strings.Repeat("0", n-len(a)) < b+strings.Repeat("0", n-len(b))
}

// String is plain notation: "0.5", "1200000000", "-3".
func (d decimal) String() string {
	s := strconv.FormatUint(d.coef, 10)
	switch {
	case d.exp > 0:
		s += strings.Repeat("0", d.exp)
	case d.exp < 0 && len(s) > -d.exp:
		s = s[:len(s)+d.exp] + "." + s[len(s)+d.exp:]
	case d.exp < 0:
		s = "0." + strings.Repeat("0", -d.exp-len(s)) + s
	}
	if d.neg {
		return "-" + s
	}
	return s
}
