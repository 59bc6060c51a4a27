package date

import "fmt"

// A Day is a day of the Gregorian calendar, counted from 1 January 1970.
type Day int

// DayOf returns the day of a year, a month and a day of that month; false when
// there is no such day or the year has not four digits.
func DayOf(year, month, day int) (Day, bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month) {
		return 0, false
	}
	return dayOf(year, month, day), true
}

// ParseDay reads the day at the head of an ISO 8601 date or date and time.
func ParseDay(s string) (Day, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || len(s) > 10 && s[10] != 'T' && s[10] != ' ' {
		return 0, false
	}
	n := [3]int{}
	for i, at := range [3][2]int{{0, 4}, {5, 7}, {8, 10}} {
		for _, c := range []byte(s[at[0]:at[1]]) {
			if c < '0' || c > '9' {
				return 0, false
			}
			n[i] = 10*n[i] + int(c-'0')
		}
	}
	return DayOf(n[0], n[1], n[2])
}

// String is the day as ISO 8601 writes it.
func (d Day) String() string {
	y, m, n := d.civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, n)
}

// dayOf counts days as Howard Hinnant's days_from_civil does; a month outside
// 1 to 12 counts on into the years around.
func dayOf(year, month, day int) Day {
	year, month = year+floor(month-1, 12), mod(month-1, 12)+1
	if month <= 2 {
		year--
	}
	era := floor(year, 400)
	ofEra := year - 400*era
	ofYear := (153*mod(month-3, 12)+2)/5 + day - 1
	return Day(era*146097 + ofEra*365 + ofEra/4 - ofEra/100 + ofYear - 719468)
}

func (d Day) civil() (year, month, day int) {
	z := int(d) + 719468
	era := floor(z, 146097)
	ofEra := z - era*146097
	yearOfEra := (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*ofYear + 2) / 153
	day = ofYear - (153*m+2)/5 + 1
	month = mod(m+2, 12) + 1
	year = yearOfEra + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// weekday is 1 for Monday to 7 for Sunday.
func (d Day) weekday() int { return mod(int(d)+3, 7) + 1 }

// monday is the first day of d's week.
func (d Day) monday() Day { return d - Day(d.weekday()-1) }

// addMonths keeps the day of the month where there is one, else takes the last.
func (d Day) addMonths(n int) Day {
	y, m, day := d.civil()
	first := dayOf(y, m+n, 1)
	y, m, _ = first.civil()
	return first + Day(min(day, monthLength(y, m))-1)
}

func monthLength(year, month int) int {
	return int(dayOf(year, month+1, 1) - dayOf(year, month, 1))
}

// floor and mod divide towards minus infinity.
func floor(a, b int) int { return (a - mod(a, b)) / b }

func mod(a, b int) int { return (a%b + b) % b }
