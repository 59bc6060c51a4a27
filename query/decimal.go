package query

import (
	"math/big"
	"regexp"
	"strings"
)

// A Decimal is an exact number in plain notation, in one spelling: "-1234.5",
// never "+1", "01", "1.0" or "1e3". An empty one is an open bound.
type Decimal string

// Compare is -1, 0 or 1 as d is less than, equal to or greater than other.
// Neither may be open.
func (d Decimal) Compare(other Decimal) int { return d.rat().Cmp(other.rat()) }

func (d Decimal) rat() *big.Rat {
	if r, ok := new(big.Rat).SetString(string(d)); ok {
		return r
	}
	return new(big.Rat)
}

// magnitudes are the powers of ten that words and letters behind a number mean.
var magnitudes = map[string]int{
	"k": 3, "thousand": 3,
	"m": 6, "mn": 6, "million": 6,
	"b": 9, "bn": 9, "billion": 9,
	"tn": 12, "trillion": 12,
	"%": -2,
}

// Sign, thousands with or without marks between them, decimals, magnitude.
var decimalShape = regexp.MustCompile(`^([-–−]?)(\d{1,3}(?:[,' ’]\d{3})+|\d+|)(?:\.(\d+))?\s*(\pL+|%|)$`)

// parseDecimal reads a number as people write it: 1,000,000, .5, 2.5bn. It
// takes folded text.
func parseDecimal(s string) (Decimal, bool) {
	m := decimalShape.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return "", false
	}
	sign, whole, decimals, word := m[1], strings.NewReplacer(",", "", "'", "", " ", "", "’", "").Replace(m[2]), m[3], m[4]
	power, known := magnitudes[word]
	if whole+decimals == "" || word != "" && !known {
		return "", false
	}
	// The point moves to the right, or to the left, over noughts if need be.
	if power > 0 {
		decimals += strings.Repeat("0", max(0, power-len(decimals)))
		whole, decimals = whole+decimals[:power], decimals[power:]
	} else if power < 0 {
		whole = strings.Repeat("0", max(0, -power-len(whole))) + whole
		point := len(whole) + power
		whole, decimals = whole[:point], whole[point:]+decimals
	}
	whole, decimals = strings.TrimLeft(whole, "0"), strings.TrimRight(decimals, "0")
	number := whole
	if whole == "" {
		number = "0"
	}
	if decimals != "" {
		number += "." + decimals
	}
	if sign != "" && number != "0" {
		number = "-" + number
	}
	return Decimal(number), true
}
