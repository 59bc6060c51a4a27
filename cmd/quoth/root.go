package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quoth"
	"quoth/internal/tell"
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
		RunE: func(cmd *cobra.Command, _ []string) error {
			if ask, err := cmd.Flags().GetBool("version"); err != nil || !ask {
				return cmd.Help()
			}
			return newVersion().RunE(cmd, nil)
		},
	}
	addRecordFlag(root)
	addGroup(root, "Read articles:", newExtract())
	addGroup(root, "Fill and keep a record:",
		newAdd(), newImport(), newFailures(), newCorrect(), newExport(), newBackup(), newCheck(), newStats(), newServe())
	addGroup(root, "Ask it:", newSearch(), newWho(), newTimeline(), newSame(), newCompare())
	root.AddCommand(newVersion(), newMan(root))
	root.InitDefaultCompletionCmd("extract")
	root.Flags().Bool("version", false, "print the versions of the program and its model")
	plainErrors(root)
	strictHelp(root)
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
	if err == nil && command == root && root.Flags().NArg() > 0 { // help was asked for
		err = unknownCommand(root, root.Flags().Arg(0))
	}
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
			complain(os.Stderr, tell.Join("; ", done.Error(), hint(done.err)))
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

// hint is which command or flag helps against an error of the library, which
// knows none of them; "" where none does.
func hint(err error) string {
	var hidden *quoth.HiddenError
	switch {
	case errors.As(err, &hidden):
		return "quoth correct undo " + hidden.Correction.ID + " brings it back"
	case errors.Is(err, quoth.ErrPrivate):
		return "--allow-private fetches from it all the same"
	}
	return ""
}

// complain prints one line, made fit for a terminal, in which it is broken:
// names of files and words of articles may stand in it.
func complain(w *os.File, message string) {
	line := "quoth: " + tell.Line(message)
	if width, _, err := term.GetSize(int(w.Fd())); err == nil {
		line = hanging(line, width)
	}
	fmt.Fprintln(w, line)
}

// hanging breaks a line; all but the first of its parts are indented.
func hanging(line string, width int) string {
	const in = 2
	if width <= in || uniseg.StringWidth(line) <= width {
		return line
	}
	var parts []string
	for _, at := range breakLines(line, width-in) {
		parts = append(parts, line[at[0]:at[1]])
	}
	return strings.Join(parts, "\n"+strings.Repeat(" ", in))
}

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
