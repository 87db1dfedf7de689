package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/explain"
	"stemma/internal/store"
)

func whyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "why ID",
		Short: "The chain of reasons behind a claim, matter, dispute, holding, report or story",
		Long: `The chain of reasons behind a claim, matter, dispute, holding, report or story, down to the
quoted bytes. As much of an id as is unique is enough.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error { return a.why(tx, args[0]) })
		},
	}
}

func (a *app) why(tx store.ReadTx, id string) error {
	things, err := named(tx, id)
	if err != nil {
		return err
	}
	if len(things) == 0 {
		return fmt.Errorf("id %q: %w", id, stemma.ErrNotFound)
	}
	if len(things) > 1 {
		var ids []string
		for _, t := range things {
			ids = append(ids, t.id)
		}
		return usageError{fmt.Errorf("%q begins several ids: %s", id, strings.Join(ids, ", "))}
	}
	r, err := things[0].why(explain.NewWhy(tx))
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(r)
	}
	return explain.DrawReason(a.Out, r)
}

// thing is something of the record that can be explained.
type thing struct {
	id  string
	why func(*explain.Why) (stemma.Reason, error)
}

// named finds what an id, or the beginning of one, names. The ids of disputes and
// holdings are digests of what they say, so they are looked for last.
func named(tx store.ReadTx, id string) ([]thing, error) {
	found, err := findNouns(tx, id)
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return []thing{foundThing(found[0])}, nil
	}
	var out []thing
	for d, err := range tx.Disputes(store.MatterFilter{}) {
		if err != nil {
			return nil, err
		}
		if own := explain.DisputeID(d); strings.HasPrefix(own, id) {
			out = append(out, thing{own, func(y *explain.Why) (stemma.Reason, error) { return y.Dispute(d) }})
		}
	}
	for h, err := range tx.Holdings(store.HoldingFilter{}) {
		if err != nil {
			return nil, err
		}
		if own := explain.HoldingID(h); strings.HasPrefix(own, id) {
			out = append(out, thing{own, func(y *explain.Why) (stemma.Reason, error) { return y.Holding(h) }})
		}
	}
	return out, nil
}

func foundThing(f store.Found) thing {
	switch f.Noun {
	case store.NounClaim:
		return thing{f.ID, func(y *explain.Why) (stemma.Reason, error) { return y.Claim(stemma.ClaimID(f.ID)) }}
	case store.NounMatter:
		return thing{f.ID, func(y *explain.Why) (stemma.Reason, error) { return y.Matter(f.ID) }}
	case store.NounStory:
		return thing{f.ID, func(y *explain.Why) (stemma.Reason, error) { return y.Story(f.ID) }}
	}
	return thing{f.ID, func(y *explain.Why) (stemma.Reason, error) { return y.Report(stemma.ReportID(f.ID)) }}
}
