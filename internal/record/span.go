package record

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"quoth/news"
)

// partText writes spans as columns hold them: 12-40,55-60.
func partText(p news.Part) string {
	var b strings.Builder
	for i, s := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(s.Start))
		b.WriteByte('-')
		b.WriteString(strconv.Itoa(s.End))
	}
	return b.String()
}

// readPart reads what partText wrote. Spans outside a text of n bytes are an
// error: the record is damaged.
func readPart(s string, n int) (news.Part, error) {
	if s == "" {
		return nil, nil
	}
	var p news.Part
	for piece := range strings.SplitSeq(s, ",") {
		from, to, _ := strings.Cut(piece, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || end < start || end > n {
			return nil, fmt.Errorf("span %q is outside the text of %d bytes", piece, n)
		}
		p = append(p, news.Span{Start: start, End: end})
	}
	return p, nil
}

// A speakerRow is a news.Speaker as the column speakers holds it, in JSON.
type speakerRow struct {
	ID          string    `json:"id"`
	Name        string    `json:"name,omitempty"`
	Description string    `json:"description,omitempty"`
	Role        string    `json:"role,omitempty"`
	Kind        news.Kind `json:"kind"`
	Mentions    []mention `json:"mentions,omitempty"`
}

type mention struct {
	At [2]int           `json:"at"`
	By news.MentionKind `json:"by"`
}

func speakersText(all []*news.Speaker) string {
	rows := make([]speakerRow, len(all))
	for i, s := range all {
		rows[i] = speakerRow{s.ID, s.Name, s.Description, s.Role, s.Kind, make([]mention, len(s.Mentions))}
		for j, m := range s.Mentions {
			rows[i].Mentions[j] = mention{[2]int{m.Span.Start, m.Span.End}, m.By}
		}
	}
	b, _ := json.Marshal(rows) // strings and numbers have a form
	return string(b)
}

func readSpeakers(text string, n int) ([]*news.Speaker, error) {
	var rows []speakerRow
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return nil, fmt.Errorf("speakers: %w", err)
	}
	var out []*news.Speaker
	for _, r := range rows {
		s := &news.Speaker{ID: r.ID, Name: r.Name, Description: r.Description, Role: r.Role, Kind: r.Kind}
		for _, m := range r.Mentions {
			if !within(m.At, n) {
				return nil, fmt.Errorf("speakers: a mention of %q is outside the text", r.Name)
			}
			s.Mentions = append(s.Mentions, news.Mention{Span: news.Span{Start: m.At[0], End: m.At[1]}, By: m.By})
		}
		out = append(out, s)
	}
	return out, nil
}

// A saidOnRow is a news.SaidOn as the column said_on holds it, in JSON.
type saidOnRow struct {
	Text string `json:"text"`
	Date string `json:"date"`
	At   [2]int `json:"at"`
}

func saidOnText(s *news.SaidOn) string {
	if s == nil {
		return ""
	}
	b, _ := json.Marshal(saidOnRow{s.Text, s.Date, [2]int{s.Span.Start, s.Span.End}})
	return string(b)
}

func readSaidOn(text string, n int) (*news.SaidOn, error) {
	if text == "" {
		return nil, nil
	}
	var r saidOnRow
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return nil, fmt.Errorf("said_on: %w", err)
	}
	if !within(r.At, n) {
		return nil, fmt.Errorf("said_on: %q is outside the text", r.Text)
	}
	return &news.SaidOn{Text: r.Text, Date: r.Date, Span: news.Span{Start: r.At[0], End: r.At[1]}}, nil
}

// within reports whether a span lies within a text of n bytes.
func within(at [2]int, n int) bool { return at[0] >= 0 && at[0] <= at[1] && at[1] <= n }
