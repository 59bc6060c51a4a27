package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"quoth/news"
)

// progress tells on standard error how far the work is and what went wrong.
type progress struct {
	names  []string
	bar    *progressbar.ProgressBar // nil where none is wanted
	reads  map[int]bool             // inputs that gave an article
	failed map[int]bool             // inputs that gave an error
}

// newProgress shows a bar only for more than a few inputs, to someone who
// looks at standard error, and while results go to a file: on a terminal or in
// a pager they are progress enough, and a bar would stand amid them.
func newProgress(names []string, toFile bool) *progress {
	p := &progress{names: names, reads: map[int]bool{}, failed: map[int]bool{}}
	if len(names) > 3 && toFile && term.IsTerminal(int(os.Stderr.Fd())) {
		p.bar = progressbar.NewOptions(len(names),
			progressbar.OptionSetWriter(os.Stderr),
			progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(barPause),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetTheme(progressbar.Theme{Saucer: "━", SaucerPadding: "─", BarStart: " ", BarEnd: " "}),
		)
	}
	return p
}

const barPause = 100_000_000 // nanoseconds between two drawings

// done notes that an article of the input is printed.
func (p *progress) done(input int, a news.Article, format string) {
	p.reads[input] = true
	if _, foreign := foreignLanguage(a.Language); foreign && format == "csv" && len(a.Statements) == 0 {
		p.say(input, emptyNote(a)) // the other formats say so themselves
	}
	p.reach(input)
}

// fail tells of an input, or a record of one, that could not be read.
func (p *progress) fail(input int, err error) {
	p.failed[input] = true
	p.say(input, err.Error())
	p.reach(input)
}

func (p *progress) reach(input int) {
	if p.bar != nil {
		_ = p.bar.Set(input) // a bar that cannot be drawn is no reason to stop
	}
}

func (p *progress) say(input int, message string) {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	name := readName(p.names[input])
	if !strings.HasPrefix(message, name+":") { // as errors of the library do, with a line
		message = name + ": " + message
	}
	complain(os.Stderr, message)
}

func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// sum closes with what failed, if anything did. An input of which some
// articles were read, as of JSON Lines with a faulty line, did not fail.
func (p *progress) sum() error {
	none, some := 0, 0
	for input := range p.failed {
		if p.reads[input] {
			some++
		} else {
			none++
		}
	}
	if none+some == 0 {
		return nil
	}
	var told []string
	if none > 0 {
		told = append(told, fmt.Sprintf("%d of %d inputs failed", none, len(p.names)))
	}
	if some > 0 {
		told = append(told, fmt.Sprintf("%d of %d inputs had faulty records", some, len(p.names)))
	}
	if len(p.names) == 1 {
		return &failure{}
	}
	return &failure{fmt.Errorf("%s", strings.Join(told, ", "))}
}
