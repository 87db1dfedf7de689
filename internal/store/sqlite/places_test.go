package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/store"
)

// TestMatterPlaces: a matter is found by the places of its claims, also when claims have gone
// and persons have said where others are.
func TestMatterPlaces(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	docs := oddly(40)
	if err := record.Add(t.Context(), s, record.World{}, docs...); err != nil {
		t.Fatal(err)
	}
	if err := record.Remove(t.Context(), s, record.World{}, docs[5].Report.ID, docs[6].Report.ID); err != nil {
		t.Fatal(err)
	}
	set := func(field stemma.Field, value string, c stemma.Claim) {
		t.Helper()
		d := store.Correction{Verb: store.SetField, Subjects: []string{string(c.ID)}, Field: field, Value: value, Who: "an editor", Why: "as the map has it"}
		if _, err := record.Correct(t.Context(), s, record.World{}, d); err != nil {
			t.Fatal(err)
		}
	}
	set(stemma.FieldPlace, "Elsewhere", docs[16].Claims[0])
	set(stemma.FieldPlace, "Nowhere", docs[11].Claims[0])
	err = s.read.run(t.Context(), s, func(tx *tx) error {
		kept := func(query string) []string {
			list, err := all(rows(tx, query+` ORDER BY 1, 2, 3`, nil, func(r *sql.Rows) (line string, err error) {
				var block, matter, key string
				err = r.Scan(&block, &matter, &key)
				return block + " " + matter + " " + key, err
			}))
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		const answers = ` FROM matter_claims JOIN claims ON claims.seq = claim WHERE `
		want := kept(`
			SELECT block, matter, place_key` + answers + `place_key <> ''
			UNION SELECT block, matter, in_key` + answers + `in_key <> ''
			UNION SELECT block, matter, geo` + answers + `geo <> ''`)
		if diff := cmp.Diff(want, kept(`SELECT block, matter, key FROM matter_places`)); diff != "" || len(want) < 20 {
			t.Errorf("%d places (-of the claims +kept):\n%s", len(want), diff)
		}
		found, err := all(tx.MatterIDs(store.HeadFilter{MatterFilter: store.MatterFilter{Place: "elsewhere"}}))
		if err != nil || len(found) == 0 {
			t.Errorf("no matter is found where a person put a claim: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
