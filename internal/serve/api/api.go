// Package api answers programs that ask a record over HTTP.
//
// In: an open record. Out: JSON as docs/format.md describes it, under /api/v1;
// the same as a document of OpenAPI 3.1, and as a page for people; problems
// (RFC 9457) that name the parameter and the place at fault. docs/api.md tells
// how it is asked.
//
// An operation is a method that gets its parameters and returns types of
// package news, which write themselves. Their schemas are files in schemas/,
// because huma could see in the types only how they lie in Go; a test holds
// answers against them.
//
// What it leaves undone: it changes nothing in a record, and knows no users.
package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"quoth"
)

const (
	root = "/api/v1"
	// ExtractPath is where the only requests with a body are answered.
	ExtractPath = root + "/extract"

	longestReading = 2 * time.Minute  // of one text
	longestStream  = 10 * time.Minute // however fast its client reads
	mostStreams    = 4                // side by side
)

// A server answers for a record.
type server struct {
	record  *quoth.Record
	log     *slog.Logger
	api     huma.API
	handler http.Handler

	extractor func() (*quoth.Extractor, error) // loaded when first asked for
	reading   chan struct{}                    // a place for each text that is read
	streaming chan struct{}                    // and for each stream

	operations []operation
}

// Handler answers for a record what comes to /api and below. Faults that are
// not the client's go to the log.
func Handler(r *quoth.Record, log *slog.Logger) http.Handler { return newServer(r, log).handler }

func newServer(r *quoth.Record, log *slog.Logger) *server {
	s := &server{
		record: r, log: log,
		extractor: sync.OnceValues(func() (*quoth.Extractor, error) { return quoth.NewExtractor() }),
		reading:   make(chan struct{}, runtime.GOMAXPROCS(0)), streaming: make(chan struct{}, mostStreams),
	}
	mux := http.NewServeMux()
	registry := huma.NewMapRegistry(refPrefix, huma.DefaultSchemaNamer)
	maps.Copy(registry.Map(), readSchemas())
	s.api = huma.NewAPI(huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "quoth", Version: "1",
				Description: "Who said what in the news: the statements of a record, their variants, speakers and articles. Nothing is written.",
			},
			Servers:    []*huma.Server{{URL: "/"}},
			Components: &huma.Components{Schemas: registry},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		RejectUnknownQueryParameters: true,
		Transformers:                 []huma.Transformer{problems},
	}, humago.NewAdapter(mux, ""))
	s.addStatements()
	s.addArticles()
	s.addSpeakers()
	s.addAnswers()
	s.addCorrections()
	s.addExports()
	s.addExtract()
	s.describeProblems()
	s.addDocument(mux)
	mux.HandleFunc(ExtractPath, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", "POST")
		Refuse(w, http.StatusMethodNotAllowed, "a text to be read is sent with POST")
	})
	mux.HandleFunc("/api/", func(w http.ResponseWriter, _ *http.Request) {
		Refuse(w, http.StatusNotFound, "there is no such operation; /api tells which there are")
	})
	s.handler = tidied(streamed(bounded(tagged(mux))))
	return s
}

// Bound is how long the answer to a request may take, where usual is enough for
// most.
func Bound(r *http.Request, usual time.Duration) time.Duration {
	switch {
	case r.Method == http.MethodPost && r.URL.Path == ExtractPath:
		return longestReading
	case strings.HasPrefix(r.URL.Path, root) && (strings.HasSuffix(r.URL.Path, streamSuffix) || wantsLines(r)):
		return longestStream
	}
	return usual
}

// An operation is one thing that can be asked, with an example for people.
type operation struct {
	ID, Path string // below root
	Summary  string
	About    string
	Example  example
	document *huma.Operation // as the document has it
}

// written is the type of a body: what package news wrote, and its schema.
type written interface {
	~struct{ json.RawMessage }
	huma.SchemaProvider
}

// A reply is the body of an answer, to be written, and where it goes on.
type reply struct {
	body any
	next string
}

type output[B written] struct {
	Link string `header:"Link" doc:"where the next page is, rel=next; missing on the last one"`
	Body B
}

type plainOutput[B written] struct{ Body B }

// get adds an operation that reads.
func get[B written, I any](s *server, o operation, answer func(context.Context, *I) (any, error)) {
	huma.Register(s.api, *s.documented(&o, http.MethodGet), func(ctx context.Context, in *I) (*plainOutput[B], error) {
		body, err := answer(ctx, in)
		b, err := write[B](ctx, s, o.ID, body, err)
		return &plainOutput[B]{Body: b}, err
	})
}

// list adds an operation that reads a list page by page.
func list[B written, I any](s *server, o operation, answer func(context.Context, *I) (reply, error)) {
	huma.Register(s.api, *s.documented(&o, http.MethodGet), func(ctx context.Context, in *I) (*output[B], error) {
		r, err := answer(ctx, in)
		b, err := write[B](ctx, s, o.ID, r.body, err)
		out := &output[B]{Body: b}
		if r.next != "" {
			out.Link = "<" + r.next + `>; rel="next"`
		}
		return out, err
	})
}

// write is a body of type B, or the error as a client may see it.
func write[B written](ctx context.Context, s *server, what string, body any, err error) (B, error) {
	var b B
	if err == nil {
		var raw json.RawMessage
		if raw, err = json.Marshal(body); err == nil {
			return B(struct{ json.RawMessage }{raw}), nil
		}
	}
	return b, s.explained(ctx, what, err)
}

// documented notes an operation for the page, and makes huma's of it.
func (s *server) documented(o *operation, method string) *huma.Operation {
	s.operations = append(s.operations, *o)
	return &huma.Operation{OperationID: o.ID, Method: method, Path: root + o.Path, Summary: o.Summary, Description: o.About}
}

// describeProblems puts our problems in the place of huma's.
func (s *server) describeProblems() {
	document := s.api.OpenAPI()
	for _, item := range document.Paths {
		for _, o := range []*huma.Operation{item.Get, item.Post} {
			if o == nil {
				continue
			}
			o.Responses["default"] = &huma.Response{
				Description: "why there is no answer",
				Content:     map[string]*huma.MediaType{problemType: {Schema: schemaNamed("Problem")}},
			}
		}
	}
	for _, name := range []string{"ErrorModel", "ErrorDetail"} {
		delete(document.Components.Schemas.Map(), name)
	}
}
