package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quoth/internal/encoder"
	"quoth/internal/lexicon"
)

// What a boundary costs, in nats, where no phrase can begin or end. Set on the
// development sets.
const (
	costUnfinished = 4.0 // after "the": "the | bridge"
	costDoubted    = 0.5 // after "with"
	costName       = 2.5 // inside a name: "Ana | Reyes"
	costCompound   = 4.0 // inside a compound: "30 | - | minute"
)

// seams says what it costs to begin, or to end, a source or content between a
// piece and the one before it, and where nothing but a blank parts the two. The
// network scores pieces one by one and may leave a phrase half done.
func seams(text string, pieces []encoder.Piece) (begin, end []float64, mid []bool) {
	begin, end, mid = make([]float64, len(pieces)+1), make([]float64, len(pieces)+1), make([]bool, len(pieces)+1)
	wordStart := 0
	for i := 1; i < len(pieces); i++ {
		if !pieces[i-1].Inner {
			wordStart = pieces[i-1].Start
		}
		if pieces[i].Inner {
			begin[i], end[i] = costCompound, costCompound
			continue
		}
		between := text[pieces[i-1].End:pieces[i].Start]
		word := text[wordStart:pieces[i-1].End]
		mid[i] = between == " "
		next, _ := utf8.DecodeRuneInString(text[pieces[i].Start:])
		switch {
		case between == "" && (strings.HasSuffix(word, "-") || strings.HasSuffix(word, "&") || next == '-' || next == '&'):
			begin[i], end[i] = costCompound, costCompound
		case between == " " && capital(word) && unicode.IsUpper(next) && i > 1 && !opensSentence(text, wordStart):
			begin[i], end[i] = costName, costName
		case between != "":
			end[i] = endCost(strings.ToLower(word))
		}
	}
	return begin, end, mid
}

func endCost(word string) float64 {
	switch {
	case lexicon.Unfinished[word]:
		return costUnfinished
	case lexicon.Doubted[word]:
		return costDoubted
	}
	return 0
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
