package date

import "strings"

// readNumber reads what begins with a digit: a number, an ordinal, a decade or
// a whole date. A number with a fraction, a time of day or a number with
// thousands set off plays no part.
func readNumber(text string, at, end int) word {
	w := word{start: at, kind: number}
	if d, stop, ok := numericDate(text[:end], at); ok {
		w.kind, w.date, w.end = numeric, d, stop
		return w
	}
	for at < end && class[text[at]] == digit {
		if w.digits++; w.digits <= 8 {
			w.value = 10*w.value + int(text[at]-'0')
		}
		at++
	}
	w.end = at
	if w.digits > 8 || amountSign(text, w.start) {
		w.kind = other
	}
	rest := text[at:end]
	if n := chain(rest); n > 0 {
		w.kind, w.end = other, at+n
		return w
	}
	switch {
	case len(rest) >= 2 && (rest[0] == ',' || rest[0] == '.' || rest[0] == ':') && class[rest[1]] == digit:
		if thousands(rest) || rest[0] != ',' {
			for w.end+1 < end && (strings.IndexByte(".,:", text[w.end]) >= 0 && class[text[w.end+1]] == digit || class[text[w.end]] == digit) {
				w.end++
			}
			for w.end < end && class[text[w.end]] == digit {
				w.end++
			}
			w.kind = other
		}
	case ending(rest, "st"), ending(rest, "nd"), ending(rest, "rd"), ending(rest, "th"):
		w.kind, w.end = numeral, at+2
	case ending(rest, "s") && (w.digits == 4 || w.digits == 2) && w.value%10 == 0:
		w.kind, w.end = eras, at+1
	case (ending(rest, "'s") || ending(rest, "’s")) && (w.digits == 4 || w.digits == 2) && w.value%10 == 0 && w.value < 2010:
		w.kind, w.end = eras, at+strings.IndexByte(rest, 's')+1
	case len(rest) > 0 && (class[rest[0]] == letter || rest[0] == '%'):
		w.kind = other
		for w.end < end && class[text[w.end]] == letter {
			w.end++
		}
	}
	return w
}

// chain is the length of what hangs on a number by slashes, or by more than one
// hyphen: a score, a telephone number, a date that could be two.
func chain(s string) (n int) {
	hyphens, slashes := 0, 0
	for n+1 < len(s) && (s[n] == '/' || s[n] == '-') && class[s[n+1]] == digit {
		if s[n] == '-' {
			hyphens++
		} else {
			slashes++
		}
		for n++; n < len(s) && class[s[n]] == digit; n++ {
		}
	}
	if slashes == 0 && hyphens < 2 {
		return 0
	}
	return n
}

// amountSign reports whether a sign before a number makes it an amount.
func amountSign(text string, at int) bool {
	return at > 0 && strings.IndexByte("$#+@&=_", text[at-1]) >= 0 ||
		strings.HasSuffix(text[:at], "£") || strings.HasSuffix(text[:at], "€") || strings.HasSuffix(text[:at], "¥")
}

// thousands reports whether s goes on with a comma and exactly three digits.
func thousands(s string) bool {
	return len(s) >= 4 && class[s[1]] == digit && class[s[2]] == digit && class[s[3]] == digit && (len(s) == 4 || class[s[4]] != digit)
}

// ending reports whether s begins with e and no letter or digit follows.
func ending(s, e string) bool {
	return len(s) >= len(e) && strings.EqualFold(s[:len(e)], e) && (len(s) == len(e) || class[s[len(e)]] != letter && class[s[len(e)]] != digit)
}

// numericDate reads a date in digits: 2023-10-13, 13.10.2023, 10/13/2023. One
// in which day and month could change places is none, and neither is a month
// with a day alone, which in news is a fraction or a score.
func numericDate(text string, at int) (fixed, int, bool) {
	var n, digits [3]int
	var sep [2]byte
	i := at
	parts := 0
	for parts < 3 {
		start := i
		for i < len(text) && class[text[i]] == digit && i-start < 9 {
			n[parts] = 10*n[parts] + int(text[i]-'0')
			i++
		}
		if digits[parts] = i - start; digits[parts] == 0 {
			return fixed{}, 0, false
		}
		parts++
		if parts == 3 || i >= len(text) || strings.IndexByte("-/.", text[i]) < 0 || i+1 >= len(text) || class[text[i+1]] != digit {
			break
		}
		sep[parts-1] = text[i]
		i++
	}
	if i < len(text) && (class[text[i]] == letter && text[i] != 'T' || strings.IndexByte("/%", text[i]) >= 0 && i+1 < len(text) && class[text[i+1]] == digit) || at > 0 && strings.IndexByte("/-.:$", text[at-1]) >= 0 && parts != 2 {
		return fixed{}, 0, false
	}
	f := fixed{}
	switch {
	case parts == 1 && digits[0] == 8:
		f = fixed{year: n[0] / 10000, month: n[0] / 100 % 100, day: n[0] % 100}
		if f.year < 1900 || f.year > 2099 {
			return f, 0, false
		}
	case parts == 2 && digits[0] == 4 && digits[1] == 2 && sep[0] == '-' && n[1] == (n[0]+1)%100:
		return f, 0, false // a season: 2010-11
	case parts == 2 && digits[0] == 4 && digits[1] <= 2 && sep[0] != '.':
		f = fixed{year: n[0], month: n[1]}
	case parts == 2 && digits[1] == 4 && digits[0] <= 2 && sep[0] != '.':
		f = fixed{year: n[1], month: n[0]}
	case parts == 3 && sep[0] != sep[1]:
		return f, 0, false
	case parts == 3 && digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2:
		f = fixed{year: n[0], month: n[1], day: n[2]}
	case parts == 3 && digits[0] <= 2 && digits[1] <= 2 && (digits[2] == 4 || digits[2] == 2 && sep[0] == '/'):
		if digits[2] == 2 {
			n[2] += 1900
			if n[2] < 1950 {
				n[2] += 100
			}
		}
		switch {
		case n[0] > 12 || n[0] == n[1] || sep[0] == '.':
			f = fixed{year: n[2], month: n[1], day: n[0]}
		case n[1] > 12:
			f = fixed{year: n[2], month: n[0], day: n[1]}
		default:
			return f, 0, false
		}
	default:
		return f, 0, false
	}
	if f.year < 1000 || f.year > 2200 || f.month < 1 || f.month > 12 {
		return f, 0, false
	}
	if f.day > 0 {
		if _, ok := DayOf(f.year, f.month, f.day); !ok {
			return f, 0, false
		}
	} else if parts != 2 {
		return f, 0, false
	}
	return f, i, true
}
