package api

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed schemas/*.json
var schemas embed.FS

// refPrefix is where the schemas are in the OpenAPI document, and how those in
// files speak of each other.
const refPrefix = "#/components/schemas/"

// A drawn schema is one as a file has it: JSON Schema, with two liberties. What
// an object has is required, unless required says otherwise, and nothing else
// may stand in it; allOf means that the object has the fields of others, too,
// which the document writes out, since a closed object cannot be extended.
type drawn struct {
	Ref         string            `json:"$ref"`
	Type        any               `json:"type"`
	Description string            `json:"description"`
	Properties  map[string]*drawn `json:"properties"`
	Required    *[]string         `json:"required"`
	Items       *drawn            `json:"items"`
	AllOf       []*drawn          `json:"allOf"`
	AnyOf       []*drawn          `json:"anyOf"`
	Enum        []any             `json:"enum"`
	Minimum     *float64          `json:"minimum"`
	Maximum     *float64          `json:"maximum"`
	MinItems    *int              `json:"minItems"`
	MaxItems    *int              `json:"maxItems"`
	MinLength   *int              `json:"minLength"`
	MaxLength   *int              `json:"maxLength"`
}

// readSchemas are all schemas by name.
func readSchemas() map[string]*huma.Schema {
	files, err := fs.Glob(schemas, "schemas/*.json")
	if err != nil {
		panic(err) // they are embedded
	}
	all := map[string]*drawn{}
	for _, file := range files {
		text, err := schemas.ReadFile(file)
		if err != nil {
			panic(err)
		}
		var here map[string]*drawn
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&here); err != nil {
			panic(fmt.Errorf("%s: %w", file, err))
		}
		maps.Copy(all, here)
	}
	out := map[string]*huma.Schema{}
	for name, d := range all {
		s := d.schema(all)
		s.PrecomputeMessages()
		out[name] = s
	}
	return out
}

func (d *drawn) schema(all map[string]*drawn) *huma.Schema {
	s := &huma.Schema{
		Ref: d.Ref, Description: d.Description, Enum: d.Enum, Minimum: d.Minimum, Maximum: d.Maximum,
		MinItems: d.MinItems, MaxItems: d.MaxItems, MinLength: d.MinLength, MaxLength: d.MaxLength,
	}
	switch t := d.Type.(type) {
	case string:
		s.Type = t
	case []any: // a type and null
		s.Type, s.Nullable = t[0].(string), true
	}
	if s.Type == "null" {
		s.Enum = []any{nil} // which huma looks at
	}
	if d.Items != nil {
		s.Items = d.Items.schema(all)
	}
	for _, a := range d.AnyOf {
		s.AnyOf = append(s.AnyOf, a.schema(all))
	}
	if s.Type == huma.TypeObject {
		s.AdditionalProperties = false
		s.Properties = map[string]*huma.Schema{}
		d.lay(s, all)
		slices.Sort(s.Required)
	}
	return s
}

// lay puts the fields of d, and of those that it builds on, into s.
func (d *drawn) lay(s *huma.Schema, all map[string]*drawn) {
	for _, base := range d.AllOf {
		all[base.Ref[len(refPrefix):]].lay(s, all)
	}
	for name, p := range d.Properties {
		s.Properties[name] = p.schema(all)
	}
	if d.Required != nil {
		s.Required = append(s.Required, *d.Required...)
		return
	}
	s.Required = slices.AppendSeq(s.Required, maps.Keys(d.Properties))
}

// The bodies of answers are written by package news before huma sees them;
// their types say which schema they have.
type (
	statementsBody  struct{ json.RawMessage }
	entryBody       struct{ json.RawMessage }
	variantsBody    struct{ json.RawMessage }
	keptBody        struct{ json.RawMessage }
	versionsBody    struct{ json.RawMessage }
	speakersBody    struct{ json.RawMessage }
	profileBody     struct{ json.RawMessage }
	timelineBody    struct{ json.RawMessage }
	surveyBody      struct{ json.RawMessage }
	comparisonBody  struct{ json.RawMessage }
	statsBody       struct{ json.RawMessage }
	correctionsBody struct{ json.RawMessage }
	articleBody     struct{ json.RawMessage }
)

func schemaNamed(name string) *huma.Schema { return &huma.Schema{Ref: refPrefix + name} }

func (statementsBody) Schema(huma.Registry) *huma.Schema  { return schemaNamed("Statements") }
func (entryBody) Schema(huma.Registry) *huma.Schema       { return schemaNamed("Entry") }
func (variantsBody) Schema(huma.Registry) *huma.Schema    { return schemaNamed("Variants") }
func (keptBody) Schema(huma.Registry) *huma.Schema        { return schemaNamed("Kept") }
func (versionsBody) Schema(huma.Registry) *huma.Schema    { return schemaNamed("Versions") }
func (speakersBody) Schema(huma.Registry) *huma.Schema    { return schemaNamed("Speakers") }
func (profileBody) Schema(huma.Registry) *huma.Schema     { return schemaNamed("Profile") }
func (timelineBody) Schema(huma.Registry) *huma.Schema    { return schemaNamed("Timeline") }
func (surveyBody) Schema(huma.Registry) *huma.Schema      { return schemaNamed("Survey") }
func (comparisonBody) Schema(huma.Registry) *huma.Schema  { return schemaNamed("Comparison") }
func (statsBody) Schema(huma.Registry) *huma.Schema       { return schemaNamed("Stats") }
func (correctionsBody) Schema(huma.Registry) *huma.Schema { return schemaNamed("Corrections") }
func (articleBody) Schema(huma.Registry) *huma.Schema     { return schemaNamed("Article") }
