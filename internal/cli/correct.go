package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/store"
)

// correctionHelp ends the help of every correction.
const correctionHelp = `

What was read stays as it was read: a correction lies over it, with who made it and why, holds
when the same report is added again, and 'stemma undo' takes it back. As much of an id as is
unique is enough.`

// nouns are what the subjects of a correction may be.
var nouns = map[store.CorrectionVerb][]store.Noun{
	store.MergeStories: {store.NounReport},
	store.SplitStory:   {store.NounReport},
	store.SetField:     {store.NounClaim},
	store.ConfirmClaim: {store.NounClaim},
	store.ForgetReport: {store.NounReport, store.NounClaim},
}

func mergeCommand(a *app) *cobra.Command {
	return a.correction(store.MergeStories, &cobra.Command{
		Use:   "merge REPORT REPORT…",
		Short: "Put reports on one story",
		Long:  "Put reports on one story, with all the reports of the stories in which they are.",
		Args:  cobra.MinimumNArgs(2),
	})
}

func splitCommand(a *app) *cobra.Command {
	return a.correction(store.SplitStory, &cobra.Command{
		Use:   "split REPORT…",
		Short: "Take reports out of their story, into one of their own",
		Long:  "Take reports out of their story, into one of their own.",
		Args:  cobra.MinimumNArgs(1),
	})
}

func setCommand(a *app) *cobra.Command {
	return a.correction(store.SetField, &cobra.Command{
		Use:   "set CLAIM FIELD VALUE",
		Short: "Give a field of a claim another value",
		Long: `Give a field of a claim another value. Fields: kind, actor, target, place, in, time (ISO 8601),
value, unit, speaker (BODY or BODY/PERSON), stance. The field then cites no words.`,
		Args: cobra.ExactArgs(3),
	})
}

func confirmCommand(a *app) *cobra.Command {
	return a.correction(store.ConfirmClaim, &cobra.Command{
		Use:   "confirm CLAIM…",
		Short: "Note that a person has read claims and found them right",
		Long:  "Note that a person has read claims in their reports and found them right: as read, not as true.",
		Args:  cobra.MinimumNArgs(1),
	})
}

func forgetCommand(a *app) *cobra.Command {
	return a.correction(store.ForgetReport, &cobra.Command{
		Use:   "forget REPORT|CLAIM…",
		Short: "Let reports or claims no longer count",
		Long:  "Let reports or claims no longer count: they stay in the record, and nothing is derived from them.",
		Args:  cobra.MinimumNArgs(1),
	})
}

func undoCommand(a *app) *cobra.Command {
	return a.correction(store.Undo, &cobra.Command{
		Use:   "undo CORRECTION…",
		Short: "Take corrections back",
		Long:  "Take corrections back, by the ids that 'stemma corrections' lists. An undo can be undone.",
		Args:  cobra.MinimumNArgs(1),
	})
}

// correction makes a command of a verb.
func (a *app) correction(verb store.CorrectionVerb, cmd *cobra.Command) *cobra.Command {
	d := store.Correction{Verb: verb}
	cmd.Long += correctionHelp
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if strings.TrimSpace(d.Who) == "" || strings.TrimSpace(d.Why) == "" {
			return usageError{errors.New("a correction needs --who and --why")}
		}
		if d.At, err = a.now(); err != nil {
			return err
		}
		d.At = d.At.Truncate(time.Second)
		d.Subjects = args
		if verb == store.SetField {
			d.Subjects, d.Field, d.Value = args[:1], stemma.Field(args[1]), args[2]
		}
		return a.correct(cmd.Context(), d)
	}
	cmd.Flags().StringVar(&d.Who, "who", os.Getenv("USER"), "the `NAME` of whoever decides")
	cmd.Flags().StringVar(&d.Why, "why", "", "the `REASON`")
	return cmd
}

// correct makes a decision and prints it with its id.
func (a *app) correct(ctx context.Context, d store.Correction) error {
	if a.server != "" {
		return a.remoteCorrect(ctx, d)
	}
	return a.open(ctx, func(s store.Store) error {
		err := s.View(ctx, func(tx store.ReadTx) (err error) {
			d.Subjects, err = subjectsOf(tx, d)
			return err
		})
		if err != nil {
			return err
		}
		k, err := a.knowledge()
		if err != nil {
			return err
		}
		if d.ID, err = record.Correct(ctx, s, k.world(), d); err != nil {
			return err
		}
		return a.decision(d)
	})
}

// subjectsOf are the whole ids of what a decision is about.
func subjectsOf(tx store.ReadTx, d store.Correction) ([]string, error) {
	var ids []string
	for _, subject := range d.Subjects {
		find := func(prefix string) ([]store.Found, error) { return findNouns(tx, prefix, nouns[d.Verb]...) }
		if d.Verb == store.Undo {
			find = func(prefix string) ([]store.Found, error) { return findCorrections(tx, prefix) }
		}
		found, err := find(subject)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s %q: %w", d.Verb, subject, stemma.ErrNotFound)
		}
		ids = append(ids, found[0].ID)
	}
	return ids, nil
}

// findCorrections finds the one decision whose id begins with prefix.
func findCorrections(tx store.ReadTx, prefix string) ([]store.Found, error) {
	var found []store.Found
	for d, err := range tx.Corrections() {
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(d.ID, prefix) {
			found = append(found, store.Found{Noun: "correction", ID: d.ID})
		}
	}
	if len(found) > 1 {
		return nil, usageError{fmt.Errorf("%q begins several ids of corrections", prefix)}
	}
	return found, nil
}

func correctionsCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "corrections",
		Short: "List what persons decided, who and why",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error {
				for d, err := range tx.Corrections() {
					if err != nil {
						return err
					}
					if err := a.decision(d); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

// correctionRow is a decision as JSON.
type correctionRow struct {
	ID       string               `json:"id"`
	Verb     store.CorrectionVerb `json:"verb"`
	Subjects []string             `json:"subjects"`
	Field    stemma.Field         `json:"field,omitempty"`
	Value    string               `json:"value,omitempty"`
	Who      string               `json:"who"`
	Why      string               `json:"why"`
	At       time.Time            `json:"at"`
}

// decision prints a correction.
func (a *app) decision(d store.Correction) error {
	if a.json {
		return a.printJSON(correctionRow(d))
	}
	what := strings.Join(d.Subjects, " ")
	if d.Verb == store.SetField {
		what += fmt.Sprintf(" %s %q", d.Field, d.Value)
	}
	a.printf("%s  %s %s\n          %s, %s: %s\n", d.ID, d.Verb, what, oneLine(d.Who), d.At.Format(time.RFC3339), oneLine(d.Why))
	return nil
}
