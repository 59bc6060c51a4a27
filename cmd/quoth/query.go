package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quoth/query"
)

// queryHelp ends the help of commands that take a query.
const queryHelp = `QUERY is words and fields, as in

    ferry bridge                     both words, in any order
    '"harbour bridge" or tunnel'     a phrase, or a word
    'by:"Ana Reyes" toll'            who says it; also about: through: outlet: role:
    toll form:direct from:2031-03    quoted in full, in March 2031 or later
    'figure:>1000000 unit:crowns'    a sum of more than a million
    toll not is:denied sort:oldest   leave out what was not said; earliest first

Its words may be several arguments. Single quotation marks keep the shell from
taking away double ones. Say not where a minus would look like an option. The
whole language: docs/query.md.`

// parseQuery reads the query that is spread over arguments. Where it is
// faulty, the place is drawn on standard error before the error says why.
func parseQuery(cmd *cobra.Command, args []string) (query.Query, error) {
	text := strings.Join(args, " ")
	q, err := query.Parse(text)
	if fault, ok := err.(*query.Error); ok { //nolint:errorlint // Parse wraps nothing
		fmt.Fprintln(cmd.ErrOrStderr(), fault.Caret())
	}
	return q, err
}

// takesQuery makes options that are words of a query with a minus an error
// that says so.
func takesQuery(cmd *cobra.Command) *cobra.Command {
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if message := err.Error(); strings.HasPrefix(message, "unknown shorthand flag") || strings.HasPrefix(message, "unknown flag: --") {
			return fmt.Errorf("%w; to leave statements out, say not: %s ferry not bridge", err, cmd.CommandPath())
		}
		return plainFlagError(err)
	})
	return cmd
}

// strippedMarks is an argument as it should have been typed, if it looks as if
// the shell had taken its quotation marks: by:"Ana Reyes" comes as
// by:Ana Reyes. It is "" if none does.
func strippedMarks(args []string) string {
	for _, a := range args {
		name, value, ok := strings.Cut(a, ":")
		value = strings.TrimSpace(value)
		if !ok || !strings.Contains(value, " ") || strings.ContainsAny(value, `"“”„«»'():`) {
			continue
		}
		for _, f := range query.Fields() {
			if string(f.Field) == name && f.Takes == query.TakesWords {
				return fmt.Sprintf(`'%s:"%s"'`, name, value)
			}
		}
	}
	return ""
}

// completeQuery completes the last word of a query: fields, and the values of
// those that have few.
func completeQuery(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	const nothing = cobra.ShellCompDirectiveNoFileComp
	before := word[:strings.LastIndexAny(word, " (-")+1] // of the same argument
	typed := word[len(before):]
	name, value, hasValue := strings.Cut(typed, ":")
	var out []string
	for _, f := range query.Fields() {
		switch {
		case !hasValue && strings.HasPrefix(string(f.Field), name):
			out = append(out, fmt.Sprintf("%s%s:\t%s", before, f.Field, f.Help))
		case hasValue && string(f.Field) == name:
			for _, v := range f.Values {
				if strings.HasPrefix(v.Name, value) {
					out = append(out, fmt.Sprintf("%s%s:%s\t%s", before, name, v.Name, v.Help))
				}
			}
		}
	}
	if !hasValue {
		return out, nothing | cobra.ShellCompDirectiveNoSpace
	}
	return out, nothing
}
