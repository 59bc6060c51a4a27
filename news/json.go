package news

import "encoding/json"

// The wire types spell the JSON contract (docs/format.md). Absent values are
// null, never missing, so that every reader sees every field; only evidence,
// which has to be asked for, is left out where there is none.

type wireArticle struct {
	ID         string          `json:"id"`
	URL        *string         `json:"url"`
	Title      *string         `json:"title"`
	Published  *string         `json:"published"`
	Outlet     *string         `json:"outlet"`
	Language   *string         `json:"language"`
	Text       string          `json:"text"`
	Statements []wireStatement `json:"statements"`
	Speakers   []wireMentioned `json:"speakers"`
}

type wireStatement struct {
	ID         string        `json:"id"`
	Form       Form          `json:"form"`
	Mode       *Mode         `json:"mode"`
	Polarity   *Polarity     `json:"polarity"`
	Source     *wirePart     `json:"source"`
	Cue        *wirePart     `json:"cue"`
	Content    *wirePart     `json:"content"`
	Speaker    *wireSpeaker  `json:"speaker"`
	Parent     *string       `json:"parent"`
	SaidOn     *wireSaidOn   `json:"said_on"`
	Figures    []wireFigure  `json:"figures"`
	Confidence *float64      `json:"confidence"`
	Evidence   *wireEvidence `json:"evidence,omitempty"`
}

// A wireSpan is [start, end) in code points.
type wireSpan [2]int

type wirePart struct {
	Text  string     `json:"text"`
	Spans []wireSpan `json:"spans"`
}

type wireSpeaker struct {
	ID          string  `json:"id"`
	Name        *string `json:"name"`
	Description *string `json:"description"`
	Role        *string `json:"role"`
	Kind        Kind    `json:"kind"`
}

// A wireMentioned is a speaker as the article has it, with all its mentions.
type wireMentioned struct {
	wireSpeaker
	Mentions []wireMention `json:"mentions"`
}

type wireMention struct {
	Text string      `json:"text"`
	Span wireSpan    `json:"span"`
	By   MentionKind `json:"by"`
}

type wireSaidOn struct {
	Text string    `json:"text"`
	Date string    `json:"date"`
	Span *wireSpan `json:"span"`
}

type wireFigure struct {
	Text string       `json:"text"`
	Low  *json.Number `json:"low"`
	High *json.Number `json:"high"`
	Unit *string      `json:"unit"`
	Span wireSpan     `json:"span"`
}

// A wireEvidence maps the possible values of a field to their probabilities.
type wireEvidence struct {
	Statement *float64             `json:"statement"`
	Margin    *float64             `json:"margin"`
	Labelling *float64             `json:"labelling"`
	Mode      map[Mode]float64     `json:"mode"`
	Polarity  map[Polarity]float64 `json:"polarity"`
	Kind      map[Kind]float64     `json:"kind"`
	Speaker   []wireStep           `json:"speaker"`
	SaidOn    *string              `json:"said_on"`
}

type wireStep struct {
	Text        string   `json:"text"`
	Span        wireSpan `json:"span"`
	Why         string   `json:"why"`
	Probability *float64 `json:"probability"`
}

func (s *Speaker) wire() wireSpeaker {
	return wireSpeaker{ID: s.ID, Name: optional(s.Name), Description: optional(s.Description), Role: optional(s.Role), Kind: s.Kind}
}

func (w wireSpeaker) speaker() *Speaker {
	return &Speaker{ID: w.ID, Name: value(w.Name), Description: value(w.Description), Role: value(w.Role), Kind: w.Kind}
}

func optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
