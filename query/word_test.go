package query_test

import (
	"strings"
	"testing"

	"quoth/query"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The Ferry, again!":      "the|ferry|again",
		"O’Brien’s Café":         "o|brien|s|cafe",
		"1,000 vice-presidents":  "1|000|vice|presidents",
		"Straße Łódź Ísafjörður": "strasse|lodz|isafjordur",
		"ΟΔΟΣ οδός":              "οδοσ|οδοσ",
		"Олёна ОЛЕНА":            "олена|олена",
		"İstanbul ıssız":         "istanbul|issiz",
		"ｆｕｌｌ ﬁne":               "full|fine",
		"co\u00adoperation":      "cooperation",
		"東京タワー":                  "東|京|タ|ワ|ー",
		"が か":                    "が|か",
		"हिन्दी":                 "हिन्दी",
		"한국어 뉴스":                 "한국어|뉴스",
		"مُحَمَّد محمد":          "محمد|محمد",
		"…":                      "",
	} {
		if got := strings.Join(query.Words(text), "|"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
