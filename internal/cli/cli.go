// Package cli is the command line: one file a command. It is the only reader of
// flags and environment, and hands what it reads to the other packages piece by
// piece.
//
// Rules of output: what was asked for goes to standard output, everything else to
// standard error; colour and moving progress only on a terminal; `--json` gives
// the same facts as JSON.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"stemma"
)

// Streams are the three standard streams.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// app is what every command shares: the streams and the global flags.
type app struct {
	Streams
	db      string // db is the path of the database file.
	server  string // server is the address of a running server to ask in place of db; empty for none.
	own     string // own is the folder of the user's places, actors and outlets; empty for the one beside db.
	json    bool
	asOf    string // asOf is the time at which views show the record; empty for now.
	afresh  bool   // afresh has archives read from their beginning, however far they were read before.
	nowFlag string
	color   string // color is auto, always or never.
	profile profile
	started bool // started is set once flags and arguments were accepted.
}

// Run runs one command line until it is done or interrupted, and returns its exit
// code. A second interrupt ends the process at once.
func Run(args []string, s Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	growBy(heapGrowth, os.Getenv)
	return Main(ctx, args, s)
}

// Main runs one command line and returns its exit code.
func Main(ctx context.Context, args []string, s Streams) int {
	a := &app{Streams: s}
	root := rootCommand(a)
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if stopErr := a.profile.stop(); err == nil {
		err = stopErr
	}
	if err != nil && !a.started {
		err = usageError{err}
	}
	code := exitCode(ctx, err)
	switch {
	case code == exitInterrupted:
		fmt.Fprintln(s.Err, "stemma: interrupted")
	case err != nil && err.Error() != "":
		fmt.Fprintln(s.Err, "stemma:", err)
	}
	if code == exitUsage {
		fmt.Fprintln(s.Err, "Run 'stemma help' for the commands and their flags.")
	}
	return code
}

func rootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "stemma",
		Short: "A sourced, dated record of what news reports claim",
		Long: `Stemma reads news reports about a conflict and keeps a record of what is claimed:
who says what happened, where, when, how many; which reports copy which; how many
independent origins stand behind a claim; where the accounts differ, and how; and who
held which place when. Every field opens the words it came from. It never says what
is true.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			if _, err := a.now(); err != nil {
				return err
			}
			a.started = true
			return a.profile.start()
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", "stemma.db", "database `FILE`")
	flags.StringVar(&a.server, "server", "", "ask the server at `URL` in place of a database file (add, corrections and views; its token in STEMMA_TOKEN)")
	flags.StringVar(&a.own, "own", "", "`DIR` of your own places.tsv, actors.tsv and outlets.tsv (default: stemma.d beside stemma.db)")
	flags.BoolVar(&a.json, "json", false, "print JSON")
	flags.StringVar(&a.nowFlag, "now", "", "fix the clock at `TIME` (ISO 8601)")
	flags.StringVar(&a.color, "color", "auto", "colour `WHEN`: auto, always, never")
	a.profile.flags(flags)
	root.SetUsageTemplate(root.UsageTemplate() + exitCodesHelp())
	root.AddCommand(commands(a)...)
	return root
}

// commands lists every command, in the order in which a newcomer meets them.
func commands(a *app) []*cobra.Command {
	return slices.Concat(
		[]*cobra.Command{addCommand(a), fetchCommand(a), watchCommand(a)},
		a.withServer(a.withAsOf(briefCommand(a), claimsCommand(a), disputesCommand(a), controlCommand(a), tallyCommand(a), mattersCommand(a), storiesCommand(a),
			reportsCommand(a), sourcesCommand(a), placesCommand(a), whyCommand(a), exportCommand(a))...),
		a.withServer(correctionsCommand(a)),
		[]*cobra.Command{
			diffCommand(a), rereadCommand(a), rejectedCommand(a), explainCommand(a), readCommand(a),
			mergeCommand(a), splitCommand(a), setCommand(a), confirmCommand(a), forgetCommand(a), undoCommand(a),
			serveCommand(a), openapiCommand(a), gazetteerCommand(a), demoCommand(a), doctorCommand(a), evalCommand(a), trainCommand(a), manCommand(a), versionCommand(a),
		},
	)
}

// now is the time that the record's clock shows: --now when it was given.
func (a *app) now() (time.Time, error) {
	if a.nowFlag == "" {
		return time.Now().UTC(), nil
	}
	w, err := stemma.ParseISO(a.nowFlag)
	if err != nil {
		return time.Time{}, fmt.Errorf("--now: %w", err)
	}
	if w.From.IsZero() {
		return time.Time{}, fmt.Errorf("--now %q: want an instant, not an open interval", a.nowFlag)
	}
	return w.From, nil
}
