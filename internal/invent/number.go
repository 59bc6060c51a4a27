package invent

import (
	"strconv"
)

var numerals = [...]string{"", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// dozens are units of which there are never thousands.
var dozens = map[string]bool{
	"kilometres": true, "hours": true, "days": true, "miles": true, "times": true, "evenings": true, "performances": true,
	"publishers": true, "houses": true, "editors": true, "rats": true, "stations": true, "captives": true, "branches": true, "shops": true, "outlets": true,
}

var currencies = []string{"crowns", "pounds", "dollars", "euros", "pesos", "marks"}

// A number is a figure and its unit as written. Its first own bytes are the
// figure's text.
type number struct {
	text, low, high string
	unit            string // "" where the template has it
	own             int
}

// number makes up a figure. Small ones are likelier than large ones.
func (s *story) number(f *number, l *slot, exact bool) {
	r := s.rnd
	switch l.kind {
	case slotFew:
		n := 2 + r.IntN(11)
		f.text, f.low = numerals[n], strconv.Itoa(n)
		f.high, f.own = f.low, len(f.text)
	case slotPct:
		f.low = strconv.Itoa(2 + r.IntN(60))
		if r.IntN(3) == 0 {
			f.low += "." + strconv.Itoa(1+r.IntN(9))
		}
		f.high, f.unit = f.low, "percent"
		f.text = f.low + " per cent"
		f.own = len(f.text)
	case slotMoney:
		f.unit = s.currency
		if r.IntN(2) == 0 {
			n := s.round(r.IntN(900) + 12)
			f.low, f.text = strconv.Itoa(n*1000), grouped(n*1000)
		} else {
			whole, tenth := 1+r.IntN(40), r.IntN(10)
			f.low = strconv.Itoa(whole*10+tenth) + "00000"
			f.text = strconv.Itoa(whole)
			if tenth > 0 {
				f.text += "." + strconv.Itoa(tenth)
			}
			f.text += " million"
		}
		f.high, f.own = f.low, len(f.text)
		f.text += " " + s.currency
	case slotN:
		n := 12 + r.IntN(80)
		if !dozens[l.unit] {
			for range r.IntN(3) {
				n = n*10 + r.IntN(10)
			}
		}
		bound := ""
		if !exact && r.IntN(3) == 0 {
			bound = []string{"about ", "at least ", "more than ", "some ", "up to "}[r.IntN(5)]
			n = s.round(n)
		}
		digits := strconv.Itoa(n)
		f.text, f.low, f.high = bound+grouped(n), digits, digits
		switch bound {
		case "at least ", "more than ":
			f.high = ""
		case "up to ":
			f.low = "0"
		}
		f.own = len(f.text)
	}
}

// round leaves two digits.
func (s *story) round(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return n / unit * unit
}

// grouped writes thousands with commas.
func grouped(n int) string {
	d := strconv.Itoa(n)
	if len(d) <= 3 {
		return d
	}
	b := make([]byte, 0, len(d)+len(d)/3)
	for i := range len(d) {
		if i > 0 && (len(d)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, d[i])
	}
	return string(b)
}

func digits(n int) string { return strconv.Itoa(n) }

// parseDigits reads 4,317; 0 if there is anything else.
func parseDigits(s string) (n int) {
	for i := range len(s) {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			n = n*10 + int(s[i]-'0')
		case s[i] != ',':
			return 0
		}
	}
	return n
}
