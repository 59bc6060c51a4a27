package tell_test

import (
	"testing"

	"quoth/internal/tell"
	"quoth/news"
)

func TestReadableDate(t *testing.T) {
	for iso, want := range map[string]string{
		"2031-10-17":                "17 October 2031",
		"2031-10-18T06:30:00Z":      "18 October 2031, 06:30",
		"2031-10":                   "October 2031",
		"2031":                      "2031",
		"2031-10-13/2031-10-19":     "13 to 19 October 2031",
		"2031-09-29/2031-10-05":     "29 September to 5 October 2031",
		"2030-12-29/2031-01-04":     "29 December 2030 to 4 January 2031",
		"2031-06/2031-08":           "June to August 2031",
		"2030-12/2031-02":           "December 2030 to February 2031",
		"2020/2029":                 "2020 to 2029",
		"2031-10-17/2031-11":        "17 October 2031 to November 2031",
		"2010/..":                   "2010 or later",
		"../2019-05":                "May 2019 or earlier",
		"":                          "",
		"../..":                     "../..",
		"spring/summer\x1b[2J":      "spring/summer␛[2J",
		"17/10/2031":                "17/10/2031",
		"2031-10-17/2031-13-40":     "2031-10-17/2031-13-40",
		"2031-10-17/2031-10-18/now": "2031-10-17/2031-10-18/now",
	} {
		if got := tell.Date(iso); got != want {
			t.Errorf("%q is %q, want %q", iso, got, want)
		}
	}
}

func TestMeaning(t *testing.T) {
	for _, test := range []struct {
		figure news.Figure
		want   string
	}{
		{news.Figure{Text: "six to eight", Low: "6", High: "8", Unit: "weeks"}, "six to eight = 6 to 8 weeks"},
		{news.Figure{Text: "4.5 million", Low: "4500000", High: "4500000", Unit: "crowns"}, "4.5 million = 4,500,000 crowns"},
		{news.Figure{Text: "hundreds", Low: "200", Unit: "boats"}, "hundreds = 200 or more boats"},
		{news.Figure{Text: "under a third", Low: "0", High: "33.3", Unit: "%"}, "under a third = up to 33.3 %"},
		{news.Figure{Text: "minus ten", Low: "-10", High: "-10"}, "minus ten = -10"},
		{news.Figure{Text: "no fewer than a dozen", Low: "12"}, "no fewer than a dozen = 12 or more"},
		{news.Figure{Text: "thousands", Low: "1000"}, "thousands = 1,000 or more"},
		{news.Figure{Text: "half a dozen", Low: "6", High: "6", Unit: "cranes"}, "half a dozen = 6 cranes"},
		// one number in one word
		{news.Figure{Text: "Thirty", Low: "30", High: "30", Unit: "years"}, ""},
		{news.Figure{Text: "twenty-five", Low: "25", High: "25"}, ""},
		// the digits are there
		{news.Figure{Text: "60,000", Low: "60000", High: "60000", Unit: "homes"}, ""},
		{news.Figure{Text: "more than 60 000", Low: "60000", Unit: "homes"}, ""},
		{news.Figure{Text: "between 2.5 and 3", Low: "2.5", High: "3", Unit: "%"}, ""},
		{news.Figure{Text: "some"}, ""},
	} {
		if got := tell.Meaning(test.figure); got != test.want {
			t.Errorf("%+v: %q, want %q", test.figure, got, test.want)
		}
	}
}

func TestProbability(t *testing.T) {
	for p, want := range map[float64]string{0.93: "0.93", 0.999: "0.99", 1: "1.00", 0.29: "0.29", 0.004: "0.00"} {
		if got := tell.Probability(p); got != want {
			t.Errorf("%v is %s, want %s", p, got, want)
		}
	}
}
