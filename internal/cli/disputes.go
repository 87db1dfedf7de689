package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/internal/explain"
	"stemma/internal/export"
	"stemma/internal/store"
)

func disputesCommand(a *app) *cobra.Command {
	var f store.MatterFilter
	var relations []string
	cmd := &cobra.Command{
		Use:   "disputes",
		Short: "List the matters whose answers differ, and how",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(tx store.ReadTx) error { return a.disputes(tx, f, relations) })
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.Place, "place", "", "only those about a `PLACE` or what lies in it")
	flags.StringVar((*string)(&f.Slot), "slot", "", "only one `SLOT`: control, value, time, share, cause")
	flags.StringSliceVar(&relations, "relation", nil, "only these `RELATIONS`: contradiction, supersession, refinement, scope")
	return cmd
}

func (a *app) disputes(tx store.ReadTx, f store.MatterFilter, relations []string) error {
	for d, err := range tx.Disputes(f) {
		if err != nil {
			return err
		}
		if len(relations) > 0 && !slices.Contains(relations, string(d.Relation)) {
			continue
		}
		if err := a.dispute(d); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) dispute(d stemma.Dispute) error {
	if a.json {
		return a.printJSON(export.Dispute(d))
	}
	a.printf("%s  %s\n  %s, matter %s\n", explain.DisputeID(d), d.Question, d.Relation, d.Matter)
	if d.Explanation != "" {
		a.printf("  %s\n", d.Explanation)
	}
	for _, answer := range d.Answers {
		a.printf("  • %s — %s\n", answer.Says, speakerName(answer.Speaker))
		a.sentences(answer.Sentences, "      ")
	}
	a.printf("\n")
	return nil
}

// sentences prints each wording once, with where it stands.
func (a *app) sentences(refs []stemma.SentenceRef, indent string) {
	for _, group := range explain.Alike(refs) {
		a.printf("%s%q\n", indent, strings.TrimSpace(group.Words))
		for _, at := range group.In {
			a.printf("%s  %s %d–%d\n", indent, at.Report, at.Span.Start, at.Span.End)
		}
	}
}

// speakerName writes the newsroom as a person would.
func speakerName(s string) string {
	if s == stemma.Newsroom || s == "" {
		return "the report's own voice"
	}
	return s
}
