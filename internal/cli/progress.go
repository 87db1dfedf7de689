package cli

import (
	"fmt"
	"io"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"stemma"
)

// patience is how long an add may take before a terminal shows that it moves.
const patience = time.Second

// progress tells how far an add has come: a moving line on a terminal once patience
// is over, and a plain line for each rejected input.
type progress struct {
	err     io.Writer
	moving  bool // moving is set on a terminal.
	started time.Time
	bars    *mpb.Progress
	bar     *mpb.Bar
	reports int64
}

func (a *app) newProgress() *progress {
	return &progress{err: a.Err, moving: terminal(a.Err) > 0, started: time.Now()}
}

// report counts one report that is in the record.
func (p *progress) report() {
	p.reports++
	if !p.moving || time.Since(p.started) < patience {
		return
	}
	if p.bar == nil {
		p.bars = mpb.New(mpb.WithOutput(p.err), mpb.WithWidth(1))
		p.bar = p.bars.New(0, mpb.SpinnerStyle(),
			mpb.AppendDecorators(decor.Any(func(s decor.Statistics) string {
				return fmt.Sprintf("%d reports in %s", s.Current, time.Since(p.started).Round(time.Second))
			})))
	}
	p.bar.SetCurrent(p.reports)
}

// rejected tells at once what could not be used.
func (p *progress) rejected(r stemma.Rejected) {
	line := fmt.Sprintf("rejected %s: %s: %s\n", oneLine(r.Input), r.Stage, oneLine(r.Why))
	if p.bars != nil {
		fmt.Fprint(p.bars, line)
		return
	}
	fmt.Fprint(p.err, line)
}

// stop takes the moving line away.
func (p *progress) stop() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.bars.Wait()
	}
}
