package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"quoth/internal/extract/article"
	"quoth/news"
)

// maxLine bounds a line of JSON Lines, and with it memory.
const maxLine = 32 << 20

var errLongLine = fmt.Errorf("the line is longer than %d MB", maxLine>>20)

// json reads an input that begins with a brace: JSON Lines, one object over
// several lines, or (recognised, not asked for) plain text.
func (in *input) json(b *bufio.Reader) error {
	head, _ := b.Peek(headSize)
	lead := bytes.Clone(head[:len(head)-len(bytes.TrimLeft(head, blanks))]) // belongs to a plain text
	lines := lineReader{b: b}
	first, err := lines.next()
	if errors.Is(err, io.EOF) {
		return nil
	}
	object := looksLikeObject(first)
	if err == nil && !json.Valid(first) && (in.opt.From == Auto || bytes.HasPrefix(first, []byte("{"))) {
		// A line that breaks off is a faulty one when another object or
		// nothing follows; else its object goes on in the next line.
		following := firstNonBlank(b)
		if (!object && in.opt.From == Auto) || (following != '{' && following != 0) {
			return in.objects(io.MultiReader(bytes.NewReader(lead), bytes.NewReader(bytes.TrimLeft(lines.raw, blanks)), b), object)
		}
	}
	for ; ; first, err = lines.next() {
		switch {
		case err == nil:
			if !in.record(first, lines.line) {
				return nil
			}
		case errors.Is(err, errLongLine):
			if !in.fail(lines.line, err) {
				return nil
			}
		case errors.Is(err, io.EOF):
			return in.settled()
		default:
			in.fail(lines.line, readError(err))
			return nil
		}
	}
}

// objects reads JSON that is not one object a line. Where it begins with no
// object, the input was plain text after all, unless it looks like one or
// JSON Lines were asked for.
func (in *input) objects(r io.Reader, looks bool) error {
	data, err := in.all(r, in.opt.MaxBytes, "the JSON")
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	for n := 0; ; n++ {
		start := d.InputOffset()
		var object json.RawMessage
		err := d.Decode(&object)
		start += int64(len(data[start:]) - len(bytes.TrimLeft(data[start:], blanks)))
		at := 1 + bytes.Count(data[:start], []byte("\n"))
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && n == 0 && in.opt.From == Auto && !looks:
			return in.text(bytes.NewReader(data))
		case err != nil:
			in.fail(at, fmt.Errorf("the JSON object that begins here is faulty: %w; give one object a line (JSON Lines)", err))
			return nil
		case !in.record(object, at):
			return nil
		}
	}
}

// looksLikeObject tells `{"id": …` from a text that begins with a brace.
func looksLikeObject(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("{"))
	rest = bytes.TrimLeft(rest, blanks)
	return ok && (len(rest) == 0 || rest[0] == '"')
}

// firstNonBlank looks ahead as far as the buffer reaches; 0 is the end.
func firstNonBlank(b *bufio.Reader) byte {
	ahead, _ := b.Peek(headSize)
	if ahead = bytes.TrimLeft(ahead, blanks); len(ahead) > 0 {
		return ahead[0]
	}
	return 0
}

// record yields the article of one object. It returns false when no more are
// wanted.
func (in *input) record(object []byte, line int) bool {
	a, err := decodeRecord(object)
	if err != nil {
		return in.fail(line, err)
	}
	if a.ID == "" {
		a.ID = in.name + ":" + strconv.Itoa(line)
	}
	if a.Language == "" {
		a.Language = article.Language(a.Text)
	}
	return in.yield(a, nil)
}

func decodeRecord(object []byte) (news.Article, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(object, &fields); err != nil {
		var syntax *json.SyntaxError
		switch {
		case errors.As(err, &syntax):
			return news.Article{}, fmt.Errorf("not valid JSON, near byte %d: %w", syntax.Offset, err)
		default:
			return news.Article{}, errors.New(`this is ` + jsonKind(object) + `; want an object such as {"id": "a1", "text": "…"}`)
		}
	}
	var a news.Article
	for _, f := range []struct {
		name string
		to   *string
	}{
		{"id", &a.ID}, {"text", &a.Text}, {"url", &a.URL}, {"title", &a.Title}, {"published", &a.Published}, {"outlet", &a.Outlet}, {"language", &a.Language},
	} {
		raw := fields[f.name]
		switch kind := jsonKind(raw); {
		case kind == "a string":
			if err := json.Unmarshal(raw, f.to); err != nil {
				return news.Article{}, fmt.Errorf("field %q: %w", f.name, err)
			}
		case f.name == "text" && kind == "":
			return news.Article{}, errors.New(`no field "text"`)
		case f.name == "text" && kind == "null":
			return news.Article{}, errors.New(`field "text" is null, want a string`)
		case kind == "" || kind == "null":
		case f.name == "id" && kind == "a number":
			*f.to = string(raw)
		default:
			return news.Article{}, fmt.Errorf("field %q is %s, want a string", f.name, kind)
		}
	}
	return a, nil
}

// jsonKind names the type of a valid value; "" when there is none.
func jsonKind(raw []byte) string {
	raw = bytes.TrimLeft(raw, blanks)
	if len(raw) == 0 {
		return ""
	}
	switch raw[0] {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}

// lineReader reads lines that are not blank, and counts all.
type lineReader struct {
	b    *bufio.Reader
	line int    // number of the line last read
	raw  []byte // that line with its line end
}

// next returns a line without the blanks around it. A line before an error of
// the input is given up: it may have lost its end. A line that is too long is
// skipped.
func (l *lineReader) next() ([]byte, error) {
	for {
		l.raw = nil
		l.line++
		long := false
		for {
			piece, err := l.b.ReadSlice('\n')
			if long = long || len(l.raw)+len(piece) > maxLine; long {
				l.raw = nil
			} else {
				l.raw = append(l.raw, piece...)
			}
			if err == nil || errors.Is(err, io.EOF) && (len(l.raw) > 0 || long) {
				break
			}
			if !errors.Is(err, bufio.ErrBufferFull) {
				return nil, err
			}
		}
		if long {
			return nil, errLongLine
		}
		if line := bytes.Trim(l.raw, blanks); len(line) > 0 {
			return line, nil
		}
	}
}
