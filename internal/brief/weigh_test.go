package brief

import (
	"cmp"
	"path/filepath"
	"slices"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
)

// inventedView runs f on the record of a few invented reports.
func inventedView(t *testing.T, f func(tx store.ReadTx) error) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var docs []*text.Doc
	for d := range (invent.Corpus{Seed: 1, Reports: 100}).Docs() {
		docs = append(docs, d)
	}
	if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
		t.Fatal(err)
	}
	if err := s.View(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// TestShortBriefBeginsTheWhole holds a brief of few matters, which opens few, to the
// beginning of the brief of all.
func TestShortBriefBeginsTheWhole(t *testing.T) {
	inventedView(t, func(tx store.ReadTx) error {
		all, err := Of(tx, Options{})
		if err != nil {
			return err
		}
		if len(all.Entries) < 30 {
			t.Fatalf("%d entries: too few to tell", len(all.Entries))
		}
		for n := 1; n <= len(all.Entries); n += 5 {
			short, err := Of(tx, Options{Limit: n})
			if err != nil {
				return err
			}
			if d := diff.Diff(all.Entries[:n], short.Entries, cmpopts.IgnoreUnexported(Clause{})); d != "" {
				t.Fatalf("of %d entries (-all +short):\n%s", n, d)
			}
		}
		return nil
	})
}

// TestHeaviest opens all matters and sorts them by what they weigh: the same order comes
// from opening them as they are asked for.
func TestHeaviest(t *testing.T) {
	inventedView(t, func(tx store.ReadTx) error {
		w := &writer{tx: tx, papers: map[stemma.ReportID]paper{}, numbers: map[string]int{}}
		type laid struct {
			matter string
			weight int
		}
		var want []laid
		for m, err := range tx.Matters(store.MatterFilter{}) {
			if err != nil {
				return err
			}
			b := balance{{matter: m}}
			if err := w.open(&b); err != nil {
				return err
			}
			want = append(want, laid{m.ID, b[0].weight})
		}
		slices.SortStableFunc(want, func(a, b laid) int { return cmp.Compare(b.weight, a.weight) })
		at := 0
		for e, err := range w.heaviest(store.MatterFilter{}) {
			if err != nil {
				return err
			}
			if at >= len(want) || e.Matter != want[at].matter {
				t.Fatalf("entry %d is %s, want %v", at, e.Matter, want[min(at, len(want)-1)])
			}
			at++
		}
		if at != len(want) {
			t.Errorf("%d entries, want %d", at, len(want))
		}
		return nil
	})
}
