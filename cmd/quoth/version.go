package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"quoth"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the versions of the program and its model",
		Example: "  quoth version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), versionText())
			return failed(err)
		},
	}
}

func versionText() string {
	return fmt.Sprintf("quoth %s\nmodel %s\n%s %s/%s\n", programVersion(), quoth.ModelName(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// programVersion is the module's version with the revision it was built from,
// as far as the go command recorded them.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = "unreleased"
	}
	var revision, modified string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = ", with local changes"
		}
	}
	if revision != "" {
		version += " (" + revision + modified + ")"
	}
	return version
}
