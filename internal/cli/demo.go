package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stemma/internal/demo"
)

func demoCommand(a *app) *cobra.Command {
	var dir, addr string
	var serve bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Add the reports of an invented siege and show the record",
		Long: `Write the demo corpus to DIR, sixteen short reports about one invented siege, add it to a new
record there and show what the record holds. With --serve its pages are served in the end, until you
press Ctrl-C; a token in ` + tokenVariable + ` lets you review.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			b := *a
			b.db = filepath.Join(dir, "demo.db")
			if err := b.prepareDemo(dir); err != nil {
				return err
			}
			if err := b.showDemo(cmd.Context(), filepath.Join(dir, "reports", demo.Input), serve); err != nil || !serve {
				return err
			}
			return b.serve(cmd.Context(), addr, os.Getenv(tokenVariable))
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "demo-out", "the `DIR` to write to")
	cmd.Flags().BoolVar(&serve, "serve", false, "serve the pages of the demo in the end")
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "with --serve, listen on `HOST:PORT`")
	return cmd
}

// prepareDemo writes the corpus and takes an older record away: the demo begins
// anew.
func (a *app) prepareDemo(dir string) error {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(a.db + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("demo: %w", err)
		}
	}
	return demo.Unpack(filepath.Join(dir, "reports"), a.ownFolder())
}

// shows are the commands of the demo after the add, with what each is to show.
var shows = []struct{ why, line string }{
	{"what came in", "reports"},
	{"five outlets, one origin; a toll that the state agency gives otherwise, and a later count that takes its place", "brief Halvesh --limit 3"},
	{"a town that changes hands", "control Halvesh"},
	{"where the accounts differ, and how", "disputes --relation contradiction,supersession"},
}

// showDemo runs the demo's commands, each printed before its output, and says how to open
// the pages unless they are served next.
func (a *app) showDemo(ctx context.Context, input string, served bool) error {
	a.command("", "add "+input)
	if code := a.again(ctx, "add", input); code != exitOK {
		return fmt.Errorf("demo: add ended with code %d", code)
	}
	for _, s := range shows {
		a.command(s.why, s.line)
		if code := a.again(ctx, strings.Fields(s.line)...); code != exitOK {
			return fmt.Errorf("demo: %s ended with code %d", s.line, code)
		}
	}
	if !a.json {
		a.printf("\nThe record stays in %s. Ask it why: stemma --db %s why ID, with any id above.\n", a.db, a.db)
		if !served {
			a.printf("Look at it: stemma --db %s serve, then open http://127.0.0.1:8080 (or all at once: stemma demo --serve).\n", a.db)
		}
	}
	return nil
}

// again runs a command line of its own on the same streams and database.
func (a *app) again(ctx context.Context, args ...string) int {
	args = append([]string{"--db", a.db}, args...)
	if a.json {
		args = append(args, "--json")
	}
	return Main(ctx, args, a.Streams)
}

// command prints a command line as a person would type it, with what it is to show.
func (a *app) command(why, line string) {
	if a.json {
		return
	}
	if why != "" {
		why = "   # " + why
	}
	a.printf("\n$ stemma --db %s %s%s\n", a.db, line, why)
}
