package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"stemma"
)

// The exit codes.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartly      = 3
	exitNotFound    = 4
	exitDatabase    = 5
	exitBelow       = 6
	exitInterrupted = 130
)

// usageError is a command line that could not be understood.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Sentinels of the command line.
var (
	errPartly = errors.New("")                            // errPartly says nothing: the summary before it does.
	errBelow  = errors.New("a figure is below its floor") // errBelow ends an eval.
)

// exits maps errors to exit codes; the first row that matches decides. Help
// prints its last column.
var exits = []struct {
	code  int
	is    func(ctx context.Context, err error) bool
	means string
}{
	{exitOK, func(_ context.Context, err error) bool { return err == nil }, "done"},
	{exitInterrupted, func(ctx context.Context, _ error) bool { return ctx.Err() != nil }, "interrupted; what was acknowledged is kept"},
	{exitUsage, func(_ context.Context, err error) bool { return errors.As(err, new(usageError)) }, "the command line was not understood"},
	{exitPartly, isAny(errPartly), "partly done: something was rejected, see 'stemma rejected'"},
	{exitNotFound, isAny(stemma.ErrNotFound), "nothing in the record answers to the id or name"},
	{exitDatabase, isAny(stemma.ErrNewer, stemma.ErrForeign, stemma.ErrCorrupt, stemma.ErrLocked, stemma.ErrReadOnly, stemma.ErrTooOld, stemma.ErrFull),
		"the database cannot be used: foreign, newer, damaged, locked, read-only or its disk full"},
	{exitBelow, isAny(errBelow), "a figure is below its floor"},
	{exitFailed, func(context.Context, error) bool { return true }, "failed"},
}

// isAny matches an error that is one of the sentinels.
func isAny(sentinels ...error) func(context.Context, error) bool {
	return func(_ context.Context, err error) bool {
		for _, s := range sentinels {
			if errors.Is(err, s) {
				return true
			}
		}
		return false
	}
}

func exitCode(ctx context.Context, err error) int {
	for _, e := range exits {
		if e.is(ctx, err) {
			return e.code
		}
	}
	return exitFailed
}

// exitCodesHelp is the table that every help ends with.
func exitCodesHelp() string {
	var b strings.Builder
	b.WriteString("\nExit codes:\n")
	for code := range exitInterrupted + 1 {
		for _, e := range exits {
			if e.code == code {
				fmt.Fprintf(&b, "  %3d  %s\n", e.code, e.means)
			}
		}
	}
	return b.String()
}
