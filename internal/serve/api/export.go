package api

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"quoth"
	"quoth/news"
)

const (
	lines        = "application/x-ndjson"
	streamSuffix = ".ndjson"
	mostLines    = "10000"
	slowest      = 30 * time.Second // that a client may take for a piece of a stream
	piece        = 64 << 10         // bytes
)

type linesInput struct {
	Q     string `query:"q" doc:"what is looked for, in the language of docs/query.md; sort: is part of it"`
	Limit int    `query:"limit" minimum:"1" maximum:"10000" default:"10000" doc:"most statements"`
}

func (s *server) addExports() {
	stream(s, operation{
		ID: "statements-ndjson", Path: "/statements" + streamSuffix, Summary: "The statements that a query finds, one a line",
		About:   "JSON Lines, at most " + mostLines + ". An answer that is cut off by a fault ends without its last chunk, which clients report.",
		Example: example{Query: []pair{{"q", "form:direct"}}, Lines: true, Python: "s = json.loads(line)\nprint(s[\"id\"], s[\"content\"][\"text\"])"},
	}, "Entry", s.lines)
	stream(s, operation{
		ID: "articles-ndjson", Path: "/articles" + streamSuffix, Summary: "All articles with their statements, one a line",
		About:   "The latest version of each, as quoth export writes it and quoth import reads it; id is the one under which it came.",
		Example: example{Lines: true, Python: "a = json.loads(line)\nprint(a[\"title\"], len(a[\"statements\"]))"},
	}, "Article", s.export)
}

func (s *server) lines(ctx context.Context, in *linesInput) (iter.Seq2[news.Entry, error], error) {
	q, err := parse("q", in.Q)
	return s.record.Search(ctx, q, quoth.SearchOptions{Limit: in.Limit}), err
}

func (s *server) export(ctx context.Context, _ *struct{}) (iter.Seq2[news.Article, error], error) {
	return s.record.Export(ctx), nil
}

// stream adds an operation that writes one value a line.
func stream[T, I any](s *server, o operation, schema string, all func(context.Context, *I) (iter.Seq2[T, error], error)) {
	document := s.documented(&o, http.MethodGet)
	document.Responses = map[string]*huma.Response{"200": {
		Description: "one object a line",
		Content:     map[string]*huma.MediaType{lines: {Schema: schemaNamed(schema)}},
	}}
	huma.Register(s.api, *document, func(ctx context.Context, in *I) (*huma.StreamResponse, error) {
		values, err := all(ctx, in)
		if err != nil {
			return nil, s.explained(ctx, o.ID, err)
		}
		select {
		case s.streaming <- struct{}{}:
		default:
			return nil, later(busy, "too many exports at once; try again soon")
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			defer func() { <-s.streaming }()
			r, w := humago.Unwrap(c)
			l := &liner{ResponseController: http.NewResponseController(w), w: w}
			if r.Method == http.MethodHead {
				l.flush()
				return
			}
			for v, err := range values {
				if err == nil {
					err = l.line(v)
				}
				if err != nil {
					err = s.explained(ctx, o.ID, err)
					if p, ok := err.(*problem); ok && !l.begun { //nolint:errorlint // it is one
						p.write(w)
						return
					}
					panic(http.ErrAbortHandler) // nobody must take a part for the whole
				}
			}
			l.flush()
		}}, nil
	})
}

// A liner writes lines, many at a time. Its client has some time for each
// piece, however long the whole takes.
type liner struct {
	*http.ResponseController
	w     http.ResponseWriter
	held  []byte
	begun bool
}

func (l *liner) line(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if l.held = append(append(l.held, b...), '\n'); len(l.held) < piece {
		return nil
	}
	return l.flush()
}

func (l *liner) flush() error {
	if !l.begun {
		l.begun = true
		l.w.Header().Set("Content-Type", lines)
		l.w.WriteHeader(http.StatusOK)
	}
	_ = l.SetWriteDeadline(time.Now().Add(slowest)) // a recorder in a test has none
	_, err := l.w.Write(l.held)
	l.held = l.held[:0]
	return err
}

// wantsLines reports whether a search is to be a stream.
func wantsLines(r *http.Request) bool {
	return r.URL.Path == root+"/statements" && strings.Contains(r.Header.Get("Accept"), lines)
}

// streamed leads those who accept lines to where they are.
func streamed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == root+"/statements" {
			w.Header().Add("Vary", "Accept")
		}
		if wantsLines(r) {
			r = r.Clone(r.Context())
			r.URL.Path += streamSuffix
			r.URL.RawPath = ""
		}
		r.Header.Del("Accept") // all else is JSON
		next.ServeHTTP(w, r)
	})
}
