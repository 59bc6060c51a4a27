package quoth_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"regexp"
	"testing"

	"quoth"
)

// go doc shows no fields of an alias, so its comment has them all.
func TestAliasesNameTheirFields(t *testing.T) {
	comments := map[string]string{}
	for _, name := range []string{"record.go", "gather.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				comments[g.Specs[0].(*ast.TypeSpec).Name.Name] = g.Doc.Text()
			}
		}
	}
	for name, of := range map[string]any{
		"Addition": quoth.Addition{}, "SearchOptions": quoth.SearchOptions{}, "HiddenError": quoth.HiddenError{}, "Lesson": quoth.Lesson{},
		"Failure": quoth.Failure{}, "Finding": quoth.Finding{}, "GatherOptions": quoth.GatherOptions{}, "InputError": quoth.InputError{},
	} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(of)) {
			if !regexp.MustCompile(`\b` + f.Name + `\b`).MatchString(comments[name]) {
				t.Errorf("the comment of %s does not tell of %s", name, f.Name)
			}
		}
	}
}
