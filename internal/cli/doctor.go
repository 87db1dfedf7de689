package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

// finding is one thing that doctor looked at.
type finding struct {
	What string `json:"what"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
}

func doctorCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check the binary's data, your own files and the database",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			sick := 0
			for _, check := range []func(context.Context) finding{a.checkBinary, a.checkKnowledge, a.checkOwn, a.checkDatabase} {
				f := check(cmd.Context())
				if !f.OK {
					sick++
				}
				if err := a.finding(f); err != nil {
					return err
				}
			}
			if sick > 0 {
				return fmt.Errorf("%s", count(sick, "check")+" failed")
			}
			return nil
		},
	}
}

func (a *app) finding(f finding) error {
	if a.json {
		return a.printJSON(f)
	}
	sign := "ok  "
	if !f.OK {
		sign = "FAIL"
	}
	a.printf("%s  %-10s %s\n", sign, f.What, f.Says)
	return nil
}

func (a *app) checkBinary(context.Context) finding {
	v := thisVersion()
	return finding{"binary", true, fmt.Sprintf("stemma %s, %s, %s", v.Version, v.Go, v.Platform)}
}

func (a *app) checkKnowledge(context.Context) finding {
	k, err := a.knowledge()
	if err != nil {
		return finding{"knowledge", false, err.Error()}
	}
	return finding{"knowledge", true, fmt.Sprintf("%s, %s, model %s", count(len(k.reader.Actors.Entries()), "actor"), count(len(k.outlets.All()), "outlet"), k.model)}
}

// checkOwn tells which of the user's files are there; that they can be read is
// checked with the rest of the knowledge.
func (a *app) checkOwn(context.Context) finding {
	var found []string
	for _, name := range []string{ownPlaces, ownActors, ownOutlets} {
		if _, err := os.Stat(filepath.Join(a.ownFolder(), name)); err == nil {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		return finding{"own files", true, "none in " + a.ownFolder()}
	}
	return finding{"own files", true, fmt.Sprint(found, " in ", a.ownFolder())}
}

func (a *app) checkDatabase(ctx context.Context) finding {
	if _, err := os.Stat(a.db); err != nil {
		return finding{"database", true, a.db + " is not there yet"}
	}
	c, err := a.counts(ctx)
	if err != nil {
		return finding{"database", false, err.Error()}
	}
	return finding{"database", true, fmt.Sprintf("%s: %s, %s, %s, %s, %d rejected", a.db,
		count(c.Reports, "report"), count(c.Claims, "claim"), count(c.Matters, "matter"), count(c.Disputes, "dispute"), c.Rejected)}
}

// counts reads the whole database, so that damage shows, and counts what is in it.
func (a *app) counts(ctx context.Context) (c store.Counts, err error) {
	s, err := sqlite.Open(ctx, a.db)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Check(ctx); err != nil {
		return c, err
	}
	err = s.View(ctx, func(tx store.ReadTx) (err error) {
		c, err = tx.Counts()
		return err
	})
	return c, err
}
