package query_test

import (
	"errors"
	"fmt"
	"strings"

	"quoth/query"
)

func ExampleParse() {
	q, err := query.Parse(`by:“Ana Reyes” AND bridge -toll`)
	if err != nil {
		panic(err)
	}
	fmt.Println(q)
	// Output: by:"Ana Reyes" bridge not toll
}

func ExampleError_Caret() {
	_, err := query.Parse(`ferry bye:Reyes`)
	var fault *query.Error
	if errors.As(err, &fault) {
		fmt.Println(fault.Caret())
		fmt.Println(fault)
	}
	// Output:
	// ferry bye:Reyes
	//       ^~~~
	// character 7: unknown field "bye:"; did you mean by:?
}

// A store compiles a query with one type switch.
func ExampleExpr() {
	q, err := query.Parse(`toll (by:Reyes or form:direct) figure:>1m unit:crowns`)
	if err != nil {
		panic(err)
	}
	var values []any
	bind := func(value any) string {
		values = append(values, value)
		return "?"
	}
	var sql func(query.Expr) string
	join := func(of []query.Expr, word string) string {
		var parts []string
		for _, e := range of {
			parts = append(parts, sql(e))
		}
		return "(" + strings.Join(parts, word) + ")"
	}
	sql = func(e query.Expr) string {
		switch e := e.(type) {
		case query.And:
			return join(e.Of, " AND ")
		case query.Or:
			return join(e.Of, " OR ")
		case query.Not:
			return "NOT " + sql(e.Of)
		case query.Phrase:
			column := string(e.Field)
			if e.Field == query.Content {
				column = "content"
			}
			return column + " MATCH " + bind(strings.Join(query.Words(e.Text), " "))
		case query.Choice:
			return string(e.Field) + " = " + bind(e.Value)
		case query.Number: // and so on: Low, High, Strict
			return "high > " + bind(e.Low)
		case query.OneFigure:
			return "EXISTS (SELECT 1 FROM figures f WHERE f.statement = s.id AND " + sql(e.Of) + ")"
		}
		panic("not in this example")
	}
	fmt.Println(sql(q.Where))
	fmt.Println(values...)
	// Output:
	// (content MATCH ? AND (by MATCH ? OR form = ?) AND EXISTS (SELECT 1 FROM figures f WHERE f.statement = s.id AND (high > ? AND unit MATCH ?)))
	// toll reyes direct 1000000 crowns
}
