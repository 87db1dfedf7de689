package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
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
	errPartly   = errors.New("")                            // errPartly says nothing: the summary before it does.
	errNotFound = errors.New("not in the record")           // errNotFound: an id or name that nothing answers to.
	errBelow    = errors.New("a figure is below its floor") // errBelow ends an eval.
)

// exits maps errors to exit codes; the first row that matches decides. Help
// prints its last column.
var exits = []struct {
	code  int
	is    func(ctx context.Context, err error) bool
	means string
}{
	{exitOK, func(_ context.Context, err error) bool { return err == nil }, "done"},
	{exitInterrupted, func(ctx context.Context, err error) bool {
		return errors.Is(err, context.Canceled) && ctx.Err() != nil
	}, "interrupted; what was acknowledged is kept"},
	{exitUsage, func(_ context.Context, err error) bool { return errors.As(err, new(usageError)) }, "the command line was not understood"},
	{exitPartly, is(errPartly), "partly done: something was rejected, see 'stemma rejected'"},
	{exitNotFound, is(errNotFound), "nothing in the record answers to the id or name"},
	{exitBelow, is(errBelow), "a figure is below its floor"},
	{exitFailed, func(context.Context, error) bool { return true }, "failed"},
}

func is(target error) func(context.Context, error) bool {
	return func(_ context.Context, err error) bool { return errors.Is(err, target) }
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
