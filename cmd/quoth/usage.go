package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// plainErrors makes what is wrong with a command line plain for root and all
// commands below it: what they need, with an example, instead of a count of
// arguments; and no words of Go's.
func plainErrors(root *cobra.Command) {
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return plainFlagError(err) })
	for _, c := range documented(root) {
		if args := c.Args; args != nil {
			c.Args = func(cmd *cobra.Command, given []string) error {
				if err := args(cmd, given); err != nil {
					return argumentError(cmd, given)
				}
				return nil
			}
		}
	}
}

var parseError = regexp.MustCompile(`(?:strconv\.Parse(\w+): parsing|time: (?:invalid|unknown|missing)) .*?(invalid syntax|out of range)?$`)

// plainFlagError says what a flag takes.
func plainFlagError(err error) error {
	message := err.Error()
	at := parseError.FindStringSubmatchIndex(message)
	if at == nil {
		return err
	}
	wants := "a time such as 5s or 2m"
	if at[2] >= 0 {
		wants = map[string]string{"Int": "a whole number", "Float": "a number", "Bool": "true or false"}[message[at[2]:at[3]]]
	}
	if strings.HasSuffix(message, "out of range") {
		wants = "a smaller number"
	}
	return errors.New(message[:at[0]] + "give " + wants)
}

// argumentError says what a command takes instead of what it was given.
func argumentError(cmd *cobra.Command, given []string) error {
	if !cmd.HasParent() {
		return unknownCommand(cmd, given[0])
	}
	_, takes, _ := strings.Cut(cmd.Use, " ")
	if takes == "" {
		return fmt.Errorf("%s takes no arguments", cmd.CommandPath())
	}
	return fmt.Errorf("%s takes %s, as in: %s", cmd.CommandPath(), takes, firstExample(cmd))
}

// firstExample is the first example of a command without its flags.
func firstExample(cmd *cobra.Command) string {
	line, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	line, _, _ = strings.Cut(line, " --")
	return strings.TrimSuffix(strings.TrimSpace(line), ` \`)
}

func unknownCommand(root *cobra.Command, name string) error {
	root.SuggestionsMinimumDistance = 2
	meant := root.SuggestionsFor(name)
	advice := ""
	if len(meant) > 0 {
		advice = "; did you mean " + strings.Join(meant, " or ") + "?"
	}
	return fmt.Errorf("unknown command %q%s", name, advice)
}

// strictHelp has help for what is no command be an error.
func strictHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() != "help" {
			continue
		}
		c.Run, c.RunE = nil, func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil || about == root && len(rest) > 0 {
				return unknownCommand(root, args[0])
			}
			return about.Help()
		}
	}
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		if cmd == root && cmd.Flags().NArg() > 0 {
			return // run says so
		}
		help(cmd, args)
	})
}
