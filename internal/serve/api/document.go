package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed document.tmpl
var documentText string

// A pair is a parameter, or a field of a body, with its value.
type pair [2]string

// An example is one request, told to curl and to Python.
type example struct {
	IDs    []string // in the place of those in the path
	Query  []pair
	Body   []pair
	Lines  bool   // the answer is one of lines
	Python string // what is done with the answer, or with each line
}

// place is where the server of examples is.
const place = "http://localhost:8080"

// address is that of an operation, IDs filled in, without query.
func (o *operation) address() string {
	path := o.Path
	for _, id := range o.Example.IDs {
		before, after, _ := strings.Cut(path, "{id}")
		path = before + url.PathEscape(id) + after
	}
	return place + root + path
}

// Curl is the example as a command.
func (o *operation) Curl() string {
	e := &o.Example
	quoted := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
	var b strings.Builder
	b.WriteString("curl -s")
	if len(e.Query) > 0 {
		b.WriteString("G")
	}
	b.WriteString(" " + o.address())
	for _, p := range e.Query {
		if url.QueryEscape(p[1]) == p[1] {
			b.WriteString(" -d " + p[0] + "=" + p[1])
		} else {
			b.WriteString(" --data-urlencode " + quoted(p[0]+"="+p[1]))
		}
	}
	if len(e.Body) > 0 {
		b.WriteString(" -H 'Content-Type: application/json' -d " + quoted(object(e.Body)))
	}
	return b.String()
}

// object is JSON, with blanks as people and Python write them.
func object(fields []pair) string {
	text := func(s string) string {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(s) // a string can be written
		return strings.TrimSpace(b.String())
	}
	var all []string
	for _, f := range fields {
		all = append(all, text(f[0])+": "+text(f[1]))
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// Snippet is the example in Python, with nothing but its standard library.
func (o *operation) Snippet() string {
	e := &o.Example
	var b strings.Builder
	asked := "address"
	switch {
	case len(e.Query) > 0:
		b.WriteString("import json, urllib.parse, urllib.request\n\n" +
			`address = "` + o.address() + `?" + urllib.parse.urlencode(` + object(e.Query) + ")\n")
	case len(e.Body) > 0:
		b.WriteString("import json, urllib.request\n\n" +
			`address = "` + o.address() + "\"\nbody = json.dumps(" + object(e.Body) + ").encode()\n")
		asked = `urllib.request.Request(address, body, {"Content-Type": "application/json"})`
	default:
		b.WriteString("import json, urllib.request\n\n" + `address = "` + o.address() + "\"\n")
	}
	if e.Lines {
		b.WriteString("with urllib.request.urlopen(" + asked + ") as lines:\n    for line in lines:\n")
		for line := range strings.SplitSeq(e.Python, "\n") {
			b.WriteString("        " + line + "\n")
		}
		return b.String()
	}
	b.WriteString("with urllib.request.urlopen(" + asked + ") as response:\n    answer = json.load(response)\n" + e.Python + "\n")
	return b.String()
}

// Method and the others are what the page and docs/api.md say of an operation.
func (o *operation) Method() string { return o.document.Method }

// Address is the path, its parameters in braces.
func (o *operation) Address() string { return o.document.Path }

// A parameter is one as people read of it.
type parameter struct{ Name, What string }

// Parameters are those in path, query and body.
func (o *operation) Parameters() (out []parameter) {
	for _, p := range o.document.Parameters {
		out = append(out, parameter{p.Name, described(p.Schema, p.Description, p.Required && p.In == "query")})
	}
	if o.document.RequestBody != nil {
		text := readSchemas()["Text"]
		for _, name := range []string{"text", "title", "url", "published", "outlet", "language"} {
			out = append(out, parameter{name, described(text.Properties[name], text.Properties[name].Description, name == "text")})
		}
	}
	return out
}

// described is what a parameter is, with its bounds.
func described(s *huma.Schema, text string, required bool) string {
	var facts []string
	if required {
		facts = append(facts, "required")
	}
	if len(s.Enum) > 0 {
		var all []string
		for _, v := range s.Enum {
			all = append(all, v.(string))
		}
		facts = append(facts, strings.Join(all, ", "))
	}
	if s.Minimum != nil && s.Maximum != nil {
		lowest, _ := json.Marshal(*s.Minimum)
		highest, _ := json.Marshal(*s.Maximum)
		facts = append(facts, string(lowest)+" to "+string(highest))
	}
	if s.Default != nil {
		v, _ := json.Marshal(s.Default)
		facts = append(facts, string(v)+" if missing")
	}
	if len(facts) == 0 {
		return text
	}
	return strings.TrimSpace(text + " (" + strings.Join(facts, "; ") + ")")
}

// addDocument serves what there is to be asked: for programs as OpenAPI, for
// people as a page.
func (s *server) addDocument(mux *http.ServeMux) {
	send := func(kind string, text func() ([]byte, error)) http.HandlerFunc {
		text = sync.OnceValues(text)
		return func(w http.ResponseWriter, r *http.Request) {
			b, err := text()
			if err != nil {
				s.log.Error("api", "document", r.URL.Path, "error", err)
				Refuse(w, http.StatusInternalServerError, broken)
				return
			}
			w.Header().Set("Content-Type", kind)
			_, _ = w.Write(b)
		}
	}
	page := send("text/html; charset=utf-8", func() ([]byte, error) {
		t, err := template.New("document").Parse(documentText)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = t.Execute(&b, s.shownOperations())
		return b.Bytes(), err
	})
	mux.HandleFunc("GET /api", page)
	mux.HandleFunc("GET /api/{$}", page)
	mux.HandleFunc("GET /api/openapi.json", send("application/json", func() ([]byte, error) { return json.Marshal(s.api.OpenAPI()) }))
	mux.HandleFunc("GET /api/openapi.yaml", send("application/yaml", s.api.OpenAPI().YAML))
}

// shownOperations are the operations with what huma found out about them.
func (s *server) shownOperations() (out []*operation) {
	for _, o := range s.operations {
		item := s.api.OpenAPI().Paths[root+o.Path]
		if o.document = item.Get; o.document == nil {
			o.document = item.Post
		}
		out = append(out, &o)
	}
	return out
}
