package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"quoth"
	"quoth/query"
)

// A problem is why there is no answer, as RFC 9457 writes it.
type problem struct {
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Detail string  `json:"detail"`
	Errors []fault `json:"errors,omitempty"`
	after  int     // seconds; 0: trying again does not help
}

// A fault is one thing that is wrong, and where.
type fault struct {
	Message   string `json:"message"`
	Location  string `json:"location,omitempty"`
	Value     string `json:"value,omitempty"`
	Character int    `json:"character,omitempty"` // of a query, from 1
	Advice    string `json:"advice,omitempty"`
	Caret     string `json:"caret,omitempty"`
}

func newProblem(status int, detail string, errs ...fault) *problem {
	return &problem{Title: http.StatusText(status), Status: status, Detail: detail, Errors: errs}
}

// invalid is a parameter that cannot be understood.
func invalid(location, value, message string) *problem {
	return newProblem(http.StatusUnprocessableEntity, message, fault{Message: message, Location: location, Value: shown(value)})
}

func later(seconds int, detail string) *problem {
	p := newProblem(http.StatusServiceUnavailable, detail)
	p.after = seconds
	return p
}

func (p *problem) Error() string             { return p.Detail }
func (p *problem) GetStatus() int            { return p.Status }
func (p *problem) ContentType(string) string { return problemType }

// GetHeaders are those that a problem brings, for huma.
func (p *problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.after > 0 {
		h.Set("Retry-After", strconv.Itoa(p.after))
	}
	return h
}

const problemType = "application/problem+json"

func (p *problem) write(w http.ResponseWriter) {
	h := w.Header()
	for name, values := range p.GetHeaders() {
		h[name] = values
	}
	h.Set("Content-Type", problemType)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client is gone, if it fails
}

// Refuse answers a request that no operation sees.
func Refuse(w http.ResponseWriter, status int, detail string) { newProblem(status, detail).write(w) }

// shown is a value as an answer repeats it.
func shown(value string) string {
	const most = 100 // bytes
	value = strings.ToValidUTF8(value, "�")
	if len(value) <= most {
		return value
	}
	cut := most
	for !utf8.RuneStart(value[cut]) {
		cut--
	}
	return value[:cut] + "…"
}

// problems turns what huma finds wrong into problems of ours.
func problems(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	p := newProblem(e.Status, e.Detail)
	if e.Status >= http.StatusInternalServerError {
		p.Detail = broken
		return p, nil
	}
	for _, d := range e.Errors {
		f := fault{Message: shown(d.Message), Location: shown(d.Location)}
		if name, ok := strings.CutPrefix(f.Message, "expected required property "); ok { // whose place is the object's
			name, _, _ = strings.Cut(name, " ")
			f.Location += "." + name
		} else if s, ok := d.Value.(string); ok {
			f.Value = shown(s)
		} else if v, err := json.Marshal(d.Value); err == nil && d.Value != nil {
			f.Value = shown(string(v))
		}
		p.Errors = append(p.Errors, f)
	}
	if len(p.Errors) == 1 {
		p.Detail = strings.TrimPrefix(p.Errors[0].Location+": "+p.Errors[0].Message, ": ")
	}
	return p, nil
}

const (
	broken = "something went wrong here; the server's log says more"
	busy   = 5 // seconds after which a busy server may be asked again
)

// parse reads a query; the problem of a faulty one points at its place.
func parse(parameter, text string) (query.Query, error) {
	q, err := query.Parse(text)
	if e := (*query.Error)(nil); errors.As(err, &e) {
		p := invalid("query."+parameter, text, err.Error())
		f := &p.Errors[0]
		f.Message, f.Advice, f.Character, f.Caret = e.Problem, e.Advice, e.Rune+1, e.Caret()
		return q, p
	}
	return q, err
}

// explained is an error of the record as a client may see it: what the store
// says is for the log.
func (s *server) explained(ctx context.Context, what string, err error) error {
	p := (*problem)(nil)
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, quoth.ErrNotFound):
		return newProblem(http.StatusNotFound, shown(err.Error()))
	case errors.Is(err, quoth.ErrUnclear):
		return newProblem(http.StatusUnprocessableEntity, shown(err.Error()))
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), ctx.Err() != nil:
		return later(busy, "it took too long; ask for less, or again")
	}
	s.log.Error("api", "operation", what, "error", err)
	return newProblem(http.StatusInternalServerError, broken)
}
