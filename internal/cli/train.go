package cli

import (
	"github.com/spf13/cobra"

	"stemma/internal/train"
)

func trainCommand(a *app) *cobra.Command {
	o := train.Options{}
	cmd := &cobra.Command{
		Use:   "train --data DIR --out FILE",
		Short: "Train the language model from treebanks",
		Long: `Train the network that tags, parses and names, on this processor, from the treebanks and name
sets under DIR. One seed gives one result. A checkpoint beside FILE is taken up where an
interrupted training stopped.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Log = a.Err
			return train.Run(cmd.Context(), o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Data, "data", "", "the `DIR` that holds treebank and names")
	flags.StringVar(&o.Out, "out", "", "write the model to `FILE`")
	flags.Uint64Var(&o.Seed, "seed", 0, "the `SEED`; 0 for the default")
	flags.IntVar(&o.Rounds, "rounds", 0, "how often the sets are gone through; 0 for the default")
	flags.BoolVar(&o.Final, "final", false, "train on the development parts too, for weights to ship")
	for _, name := range []string{"data", "out"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // The flag is declared above.
		}
	}
	return cmd
}
