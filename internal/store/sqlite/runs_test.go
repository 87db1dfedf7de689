package sqlite

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/store"
	"stemma/internal/store/storetest"
)

// openInRuns opens a store that makes runs of very few rows.
func openInRuns(t *testing.T) store.Store {
	s := openTemp(t).(*Store)
	s.cache.runFrom = 3
	return s
}

// TestStoreInRuns: what a shelf has in runs is found, counted and taken away as in its table.
func TestStoreInRuns(t *testing.T) { storetest.Run(t, openInRuns) }

// TestRunsAndTableAreOne: reports that come and go stand under the same keys whether these are
// packed or not, also for who opens the file anew and for views.
func TestRunsAndTableAreOne(t *testing.T) {
	plain, packed := openTemp(t), openInRuns(t)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 40 {
		set := map[stemma.ReportID][]int64{}
		for range 5 {
			id := stemma.ReportID(fmt.Sprint(random.IntN(60)))
			var keys []int64
			for key := int64(-20); key < 20; key++ {
				if random.IntN(3) == 0 {
					keys = append(keys, key<<40)
				}
			}
			set[id] = keys
		}
		for _, s := range []store.Store{plain, packed} {
			update(t, s, func(tx store.Tx) error {
				for id, keys := range set {
					if _, err := tx.Report(id); err != nil {
						if err := tx.Keep(storetest.Sample(id)); err != nil {
							return err
						}
					}
					if err := tx.SetKeys(store.Prints, id, keys); err != nil {
						return err
					}
				}
				return nil
			})
		}
		if round%10 == 9 {
			packed.(*Store).cache.clear()
		}
		if diff := cmp.Diff(carriersIn(t, plain), carriersIn(t, packed)); diff != "" {
			t.Fatalf("round %d (-table +runs):\n%s", round, diff)
		}
	}
	var runs, leaves int
	view(t, packed, func(tx *tx) error {
		return tx.one(`SELECT count(*), (SELECT count(*) FROM run_leaves) FROM runs`, nil, &runs, &leaves)
	})
	if runs == 0 || leaves == 0 || runs > 20 {
		t.Errorf("%d runs with %d leaves", runs, leaves)
	}
}

// carriersIn are the reports under each key, as an update and as a view finds them.
func carriersIn(t *testing.T, s store.Store) (found [][]stemma.ReportID) {
	list := func(tx store.Tx) error {
		for key := int64(-20); key < 20; key++ {
			for _, limit := range []int{0, 3} {
				ids, err := tx.Carriers(store.Prints, key<<40, limit)
				if err != nil {
					return err
				}
				found = append(found, ids)
			}
			heads, err := tx.Heads(store.Prints, []int64{key << 40}, 5, time.Unix(0, 0))
			if err != nil {
				return err
			}
			all, err := tx.Heads(store.Prints, []int64{key << 40}, 5, time.Time{})
			if err != nil {
				return err
			}
			for _, ranks := range slices.Concat(heads, all) {
				found = append(found, []stemma.ReportID{stemma.ReportID(fmt.Sprint(ranks))})
			}
		}
		return nil
	}
	update(t, s, list)
	view(t, s, func(tx *tx) error { return list(tx) })
	return found
}

func update(t *testing.T, s store.Store, f func(store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, s store.Store, f func(*tx) error) {
	t.Helper()
	if err := s.(*Store).read.run(t.Context(), s.(*Store), f); err != nil {
		t.Fatal(err)
	}
}
