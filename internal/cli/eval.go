package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"stemma/internal/eval"
	"stemma/internal/export"
)

// floorsFile is where the floors stand in a checkout; --update writes there.
const floorsFile = "internal/eval/floors.json"

func evalCommand(a *app) *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval [--suite SUITE --data DIR | GOLD TEXTS [EXPORT]]",
		Short: "Take the figures that say how good the product is",
		Long: `Take the figures of a suite over a folder of public benchmarks, or score an exported
record against a gold folder:

  stemma eval --suite reading --data DIR
  stemma eval GOLD TEXTS EXPORT

Without EXPORT a record of TEXTS is made for the purpose and thrown away. One "name value"
a line is printed, and only figures whose data is there. A figure that lies below its floor
on the same data fails the command.`,
		Args: cobra.MaximumNArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.allowDrop != "" && !o.update {
				return usageError{errors.New("--allow-drop only goes with --update")}
			}
			if o.suite == "" && len(args) < 2 {
				return usageError{errors.New("want --suite SUITE --data DIR, or GOLD TEXTS [EXPORT]")}
			}
			if o.suite == "" {
				return a.evalGold(cmd.Context(), args, o)
			}
			return a.evalSuite(cmd.Context(), o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.suite, "suite", "", "the `SUITE`: language, reading, intake, record or all")
	flags.StringVar(&o.data, "data", "../shared/data", "the `DIR` of the benchmarks")
	flags.BoolVar(&o.update, "update", false, "raise the floors in "+floorsFile)
	flags.StringVar(&o.allowDrop, "allow-drop", "", "with --update, lower floors too, for this written `REASON`")
	return cmd
}

type evalOptions struct {
	suite, data string
	update      bool
	allowDrop   string
}

// evalGold scores an export against a gold folder.
func (a *app) evalGold(ctx context.Context, args []string, o evalOptions) error {
	gold, texts := args[0], args[1]
	out := ""
	if len(args) == 3 {
		out = args[2]
	} else {
		dir, err := os.MkdirTemp("", "stemma-eval-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if err := a.recordOf(ctx, texts, dir); err != nil {
			return err
		}
		out = dir
	}
	figures, err := eval.Gold(gold, texts, out)
	if err != nil {
		return err
	}
	return a.judge(figures, gold, o)
}

// recordOf adds the reports of texts to a new record in dir and exports it there. A
// folder with a reports.jsonl is read through it, for the outlets and dates.
func (a *app) recordOf(ctx context.Context, texts, dir string) error {
	b := *a
	b.db = filepath.Join(dir, "eval.db")
	b.own = a.ownFolder()
	input := filepath.Join(texts, "reports.jsonl")
	if _, err := os.Stat(input); err != nil {
		input = texts
	}
	if _, err := b.addAll(ctx, []string{input}); err != nil {
		return err
	}
	return b.export(ctx, export.JSONL, dir)
}

// evalSuite takes the figures of one suite, or of all.
func (a *app) evalSuite(ctx context.Context, o evalOptions) error {
	if info, err := os.Stat(o.data); err != nil || !info.IsDir() {
		return fmt.Errorf("data %s: there is no such folder", o.data)
	}
	k, err := a.knowledge()
	if err != nil {
		return err
	}
	suites := k.suites()
	var figures []eval.Figure
	found := false
	for _, s := range suites {
		if o.suite != "all" && s.name != o.suite {
			continue
		}
		found = true
		for _, part := range s.parts {
			if err := ctx.Err(); err != nil {
				return err
			}
			got, err := part(o.data)
			if err != nil {
				return fmt.Errorf("suite %s: %w", s.name, err)
			}
			figures = append(figures, got...)
		}
	}
	if !found {
		var names []string
		for _, s := range suites {
			names = append(names, s.name)
		}
		return usageError{fmt.Errorf("suite %q: want one of %s or all", o.suite, strings.Join(names, ", "))}
	}
	return a.judge(figures, o.data, o)
}

// judge prints figures and holds them to their floors on the same data.
func (a *app) judge(figures []eval.Figure, data string, o evalOptions) error {
	if err := a.printFigures(figures); err != nil {
		return err
	}
	digest, err := eval.Digest(os.DirFS(data))
	if err != nil {
		return err
	}
	floors, err := eval.Pinned()
	if err != nil {
		return err
	}
	if o.update {
		if floors, err = eval.ReadFloors(floorsFile); err != nil {
			return err
		}
		floors = floors.Raised(figures, eval.On{Folder: filepath.Base(filepath.Clean(data)), Digest: digest}, o.allowDrop)
		if err := floors.Write(floorsFile); err != nil {
			return err
		}
	}
	sunk := floors.Below(figures, digest)
	for _, s := range sunk {
		a.notef("%s\n", s)
	}
	if len(sunk) > 0 {
		return errBelow
	}
	return nil
}

func (a *app) printFigures(figures []eval.Figure) error {
	if !a.json {
		return eval.Write(a.Out, figures)
	}
	for _, f := range figures {
		if err := a.printJSON(f); err != nil {
			return err
		}
	}
	return nil
}
