package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit statuses, besides 0 and those of a signal.
const (
	statusFailed = 1 // something could not be read or written
	statusUsage  = 2 // the command line makes no sense
)

func newRoot() *cobra.Command {
	cobra.EnableCommandSorting = false // related commands stand together
	root := &cobra.Command{
		Use:   "quoth",
		Short: "Find who said what in the news",
		Long: `quoth reads news articles and finds every statement in them: who says it
(source), by which words (cue), what is said (content), and how directly. It
keeps them in a record that can be searched, compared and corrected.

All words it prints are the article's own. What it adds stands in brackets.
It works offline: the model is part of the program, and nothing is sent. Only
quoth add fetches anything, and that is the addresses it is given.

Exit status: 0 all is done, 1 an input or the output failed, 2 the command line
was not understood, 130 interrupted.`,
		Example: `  quoth extract article.txt
  quoth extract --format html --output page.html saved-page.html
  quoth add https://courier.example/feed.xml news/*.txt
  quoth export --format csv by:Reyes > reyes.csv`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	addRecordFlag(root)
	addGroup(root, "Read articles:", newExtract())
	addGroup(root, "Fill and keep a record:",
		newAdd(), newImport(), newCorrect(), newExport(), newBackup(), newCheck(), newStats(), newServe())
	addGroup(root, "Ask it:", newSearch(), newWho(), newTimeline(), newSame(), newCompare())
	root.AddCommand(newVersion(), newMan(root))
	root.InitDefaultCompletionCmd("extract")
	return root
}

// addGroup adds commands under a heading of their own.
func addGroup(root *cobra.Command, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, c := range commands {
		c.GroupID = title
	}
	root.AddCommand(commands...)
}

// run carries out a command line and returns the exit status.
func run(args []string) int {
	ctx, stop := untilSignal()
	defer stop()
	root := newRoot()
	root.SetArgs(args)
	command, err := root.ExecuteContextC(ctx)
	var done *failure
	var signalled signalError
	switch {
	case err == nil:
		return 0
	case errors.As(context.Cause(ctx), &signalled):
		complain(os.Stderr, "interrupted")
		return signalled.status()
	case closedPipe(err):
		return statusFailed
	case errors.As(err, &done):
		if done.err != nil {
			complain(os.Stderr, done.err.Error())
		}
		return statusFailed
	}
	complain(os.Stderr, err.Error())
	complain(os.Stderr, fmt.Sprintf("%s --help shows how it is used", command.CommandPath()))
	return statusUsage
}

// A failure is an error of the work, not of the command line. Without err all
// has been told already.
type failure struct{ err error }

// failed makes err, if any, a failure.
func failed(err error) error {
	if f := (*failure)(nil); err == nil || errors.As(err, &f) {
		return err
	}
	return &failure{err}
}

func (f *failure) Error() string { return fmt.Sprint(f.err) }
func (f *failure) Unwrap() error { return f.err }

// complain prints one line, made fit for a terminal: names of files and words
// of articles may stand in it.
func complain(w io.Writer, message string) { fmt.Fprintf(w, "quoth: %s\n", oneLine(message)) }

// untilSignal returns a context that ends with the first ctrl-c or request to
// terminate, its cause being a signalError. A second one kills as usual.
func untilSignal() (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		if s, ok := <-signals; ok {
			signal.Stop(signals)
			cancel(signalError{s})
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		cancel(nil)
	}
}

type signalError struct{ signal os.Signal }

func (e signalError) Error() string { return "stopped by " + e.signal.String() }

// status follows the shells: 128 and the signal's number.
func (e signalError) status() int {
	if e.signal == syscall.SIGTERM {
		return 143
	}
	return 130
}

// closedPipe reports whether a write failed because the reader has seen
// enough, as in quoth extract … | head. Where the system has SIGPIPE the
// program is gone before it gets here.
func closedPipe(err error) bool {
	const windowsBrokenPipe, windowsNoData = syscall.Errno(109), syscall.Errno(232)
	return errors.Is(err, syscall.EPIPE) ||
		runtime.GOOS == "windows" && (errors.Is(err, windowsBrokenPipe) || errors.Is(err, windowsNoData))
}
