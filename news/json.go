package news

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// The wire types spell the JSON contract (docs/format.md). Absent values are
// null, never missing, so that every reader sees every field.

type wireArticle struct {
	ID         string          `json:"id"`
	URL        *string         `json:"url"`
	Title      *string         `json:"title"`
	Published  *string         `json:"published"`
	Outlet     *string         `json:"outlet"`
	Language   *string         `json:"language"`
	Text       string          `json:"text"`
	Statements []wireStatement `json:"statements"`
}

type wireStatement struct {
	ID         string       `json:"id"`
	Form       Form         `json:"form"`
	Mode       *Mode        `json:"mode"`
	Polarity   *Polarity    `json:"polarity"`
	Source     *wirePart    `json:"source"`
	Cue        *wirePart    `json:"cue"`
	Content    *wirePart    `json:"content"`
	Speaker    *wireSpeaker `json:"speaker"`
	Parent     *string      `json:"parent"`
	SaidOn     *wireSaidOn  `json:"said_on"`
	Figures    []wireFigure `json:"figures"`
	Confidence *float64     `json:"confidence"`
}

type wirePart struct {
	Text  string   `json:"text"`
	Spans [][2]int `json:"spans"`
}

type wireSpeaker struct {
	ID          string  `json:"id"`
	Name        *string `json:"name"`
	Description *string `json:"description"`
	Role        *string `json:"role"`
	Kind        Kind    `json:"kind"`
}

type wireSaidOn struct {
	Text string `json:"text"`
	Date string `json:"date"`
}

type wireFigure struct {
	Text string       `json:"text"`
	Low  *json.Number `json:"low"`
	High *json.Number `json:"high"`
	Unit *string      `json:"unit"`
	Span [2]int       `json:"span"`
}

// MarshalJSON writes the contract of docs/format.md: one object, offsets in
// Unicode code points of text. Text that is not valid UTF-8 is an error,
// because its code points could not be counted alike on both sides.
func (a Article) MarshalJSON() ([]byte, error) {
	if !utf8.ValidString(a.Text) {
		return nil, fmt.Errorf("article %q: text is not valid UTF-8", a.ID)
	}
	points := newOffsets(a.Text, false)
	w := wireArticle{
		ID: a.ID, URL: optional(a.URL), Title: optional(a.Title), Published: optional(a.Published),
		Outlet: optional(a.Outlet), Language: optional(a.Language), Text: a.Text,
		Statements: make([]wireStatement, 0, len(a.Statements)),
	}
	part := func(p Part) *wirePart {
		if len(p) == 0 {
			return nil
		}
		out := &wirePart{Text: p.Text(a.Text)}
		for _, s := range p {
			out.Spans = append(out.Spans, [2]int{points.convert(s.Start), points.convert(s.End)})
		}
		return out
	}
	for _, s := range a.Statements {
		ws := wireStatement{
			ID: s.ID, Form: s.Form, Mode: optional(s.Mode), Polarity: optional(s.Polarity),
			Source: part(s.Source), Cue: part(s.Cue), Content: part(s.Content), Parent: optional(s.Parent),
			Figures: []wireFigure{},
		}
		if s.Speaker != nil {
			ws.Speaker = &wireSpeaker{
				ID: s.Speaker.ID, Name: optional(s.Speaker.Name), Description: optional(s.Speaker.Description),
				Role: optional(s.Speaker.Role), Kind: s.Speaker.Kind,
			}
		}
		if s.SaidOn != nil {
			ws.SaidOn = &wireSaidOn{Text: s.SaidOn.Text, Date: s.SaidOn.Date}
		}
		for _, f := range s.Figures {
			ws.Figures = append(ws.Figures, wireFigure{
				Text: f.Text, Low: optional(json.Number(f.Low)), High: optional(json.Number(f.High)), Unit: optional(f.Unit),
				Span: [2]int{points.convert(f.Span.Start), points.convert(f.Span.End)},
			})
		}
		if s.Confidence != 0 {
			ws.Confidence = &s.Confidence
		}
		w.Statements = append(w.Statements, ws)
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes; fields may be missing. An
// offset outside the text is an error that names the statement.
func (a *Article) UnmarshalJSON(data []byte) error {
	var w wireArticle
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	bytes := newOffsets(w.Text, true)
	*a = Article{
		ID: w.ID, URL: value(w.URL), Title: value(w.Title), Published: value(w.Published),
		Outlet: value(w.Outlet), Language: value(w.Language), Text: w.Text,
	}
	span := func(s [2]int) (Span, error) {
		if s[0] < 0 || s[1] < s[0] || s[1] > bytes.runes {
			return Span{}, fmt.Errorf("span [%d,%d] is outside the text of %d code points", s[0], s[1], bytes.runes)
		}
		return Span{bytes.convert(s[0]), bytes.convert(s[1])}, nil
	}
	part := func(p *wirePart) (Part, error) {
		if p == nil {
			return nil, nil
		}
		var out Part
		for _, s := range p.Spans {
			b, err := span(s)
			if err != nil {
				return nil, err
			}
			out = append(out, b)
		}
		return out, nil
	}
	for _, ws := range w.Statements {
		s := Statement{ID: ws.ID, Form: ws.Form, Mode: value(ws.Mode), Polarity: value(ws.Polarity), Parent: value(ws.Parent), Confidence: value(ws.Confidence)}
		for _, p := range []struct {
			to   *Part
			from *wirePart
		}{{&s.Source, ws.Source}, {&s.Cue, ws.Cue}, {&s.Content, ws.Content}} {
			var err error
			if *p.to, err = part(p.from); err != nil {
				return fmt.Errorf("article %q, statement %q: %w", w.ID, ws.ID, err)
			}
		}
		if ws.Speaker != nil {
			s.Speaker = &Speaker{
				ID: ws.Speaker.ID, Name: value(ws.Speaker.Name), Description: value(ws.Speaker.Description),
				Role: value(ws.Speaker.Role), Kind: ws.Speaker.Kind,
			}
		}
		if ws.SaidOn != nil {
			s.SaidOn = &SaidOn{Text: ws.SaidOn.Text, Date: ws.SaidOn.Date}
		}
		for _, f := range ws.Figures {
			at, err := span(f.Span)
			if err != nil {
				return fmt.Errorf("article %q, statement %q, figure %q: %w", w.ID, ws.ID, f.Text, err)
			}
			s.Figures = append(s.Figures, Figure{Text: f.Text, Low: string(value(f.Low)), High: string(value(f.High)), Unit: value(f.Unit), Span: at})
		}
		a.Statements = append(a.Statements, s)
	}
	return nil
}

func optional[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// offsets converts between byte and code point offsets of one text, through
// the known pairs at every 256th code point.
type offsets struct {
	text   string
	marks  []int // byte offset of every 256th code point
	runes  int
	toByte bool
}

const markEvery = 256

func newOffsets(text string, toByte bool) *offsets {
	o := &offsets{text: text, toByte: toByte}
	for i := range text {
		if o.runes%markEvery == 0 {
			o.marks = append(o.marks, i)
		}
		o.runes++
	}
	return o
}

func (o *offsets) convert(at int) int {
	if o.toByte {
		if at >= o.runes {
			return len(o.text)
		}
		b := o.marks[at/markEvery]
		for range at % markEvery {
			_, n := utf8.DecodeRuneInString(o.text[b:])
			b += n
		}
		return b
	}
	if at >= len(o.text) {
		return o.runes
	}
	lo, hi := 0, len(o.marks)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; o.marks[mid] <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo*markEvery + utf8.RuneCountInString(o.text[o.marks[lo]:at])
}
