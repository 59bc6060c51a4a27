package lexicon

import (
	_ "embed" // the lists become part of the binary
	"strconv"
	"strings"
)

var (
	//go:embed en/months.txt
	months string
	//go:embed en/weekdays.txt
	weekdays string
	//go:embed en/countwords.txt
	countwords string
	//go:embed en/times.txt
	times string
	//go:embed en/holidays.txt
	holidays string
	//go:embed en/dating.txt
	dating string
	//go:embed en/counting.txt
	counting string
	//go:embed en/ahead.txt
	aheadList string
)

// A TimeWord is a word that expressions of time are built from: the part it
// plays there and the number it stands for.
type TimeWord struct {
	Role  string
	Value int
}

// TimeWords are the words of months.txt, weekdays.txt, countwords.txt and
// times.txt, in lower case.
var TimeWords = timeWords(months, weekdays, countwords, times)

// A Holiday is a name in lower case and the rule for its day, in the form that
// holidays.txt explains.
type Holiday struct{ Name, Rule string }

// Holidays are those that fix one day of every year.
var Holidays = readHolidays(holidays)

// Dating are the words of dating.txt by the part they play, in lower case.
var Dating = byRole(dating)

// Counting are the words of counting.txt by the part they play, in lower case.
var Counting = byRole(counting)

// Ahead are phrases by which a clause speaks of what is to come, in lower case.
var Ahead = lines(aheadList)

// byRole reads lines of the form "role: word word".
func byRole(list string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, line := range lines(list) {
		role, words, _ := strings.Cut(line, ":")
		if out[role] == nil {
			out[role] = map[string]bool{}
		}
		for _, w := range strings.Fields(words) {
			out[role][w] = true
		}
	}
	return out
}

// timeWords reads lines of the form "role value: word word".
func timeWords(lists ...string) map[string]TimeWord {
	out := map[string]TimeWord{}
	for _, list := range lists {
		for _, line := range lines(list) {
			head, words, _ := strings.Cut(line, ":")
			role, number, _ := strings.Cut(head, " ")
			value, err := strconv.Atoi(number)
			if err != nil {
				panic("lexicon: " + line)
			}
			for _, w := range strings.Fields(words) {
				out[w] = TimeWord{role, value}
			}
		}
	}
	return out
}

func readHolidays(list string) (out []Holiday) {
	for _, line := range lines(list) {
		rule, name, _ := strings.Cut(line, ": ")
		out = append(out, Holiday{name, rule})
	}
	return out
}
