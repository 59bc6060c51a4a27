package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"quoth/internal/plot"
	"quoth/internal/tell"
)

// addProgress tells on a terminal how many articles were added, how fast, and
// how long the rest will take. Inputs are opened ahead of what is read from
// them, by another goroutine.
type addProgress struct {
	wanted bool
	mu     sync.Mutex
	bar    *progressbar.ProgressBar // nil before the first input, and where none is wanted
	began  time.Time
	total  int
}

func newAddProgress(quiet bool) *addProgress {
	return &addProgress{wanted: !quiet && term.IsTerminal(int(os.Stderr.Fd())), began: time.Now()}
}

// input notes that an input is begun, and how many are done.
func (p *addProgress) input(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.wanted {
		return
	}
	if p.bar == nil {
		p.bar = addBar(total)
		p.total = total
	}
	if total <= 1 {
		return
	}
	if total != p.total {
		p.bar.ChangeMax(total)
		p.total = total
	}
	_ = p.bar.Set(min(done, total-1)) // a bar that cannot be drawn is no reason to stop
}

// addBar has an end where there are several inputs. In a single one there may
// be any number of articles.
func addBar(total int) *progressbar.ProgressBar {
	options := []progressbar.Option{
		progressbar.OptionSetWriter(os.Stderr),
		progressbar.OptionSetDescription("opening"),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(barPause),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSpinnerType(14),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "━", SaucerPadding: "─", BarStart: " ", BarEnd: " "}),
	}
	if total <= 1 {
		return progressbar.NewOptions(-1, options...)
	}
	return progressbar.NewOptions(total, append(options, progressbar.OptionShowCount())...)
}

// article shows what became of the articles so far.
func (p *addProgress) article(sum addSum) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		p.bar.Describe(pace(sum, time.Since(p.began)))
	}
}

func (p *addProgress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Finish()
		_ = p.bar.Clear()
	}
}

// pace is "1,204 articles, 3.1 a second, 2 failed".
func pace(sum addSum, took time.Duration) string {
	line := tell.Plural(sum.articles(), "article", "articles")
	if s := took.Seconds(); s >= 1 {
		line += ", " + rate(float64(sum.articles())/s)
	}
	if n := len(sum.failures); n > 0 {
		line += ", " + plot.Grouped(n) + " failed"
	}
	return line
}

// rate is how many of something there are a second, or a minute where that is
// easier to grasp.
func rate(perSecond float64) string {
	switch {
	case perSecond >= 10:
		return tell.Grouped(fmt.Sprintf("%.0f", perSecond)) + " a second"
	case perSecond >= 1:
		return fmt.Sprintf("%.1f a second", perSecond)
	}
	return fmt.Sprintf("%.0f a minute", perSecond*60)
}
