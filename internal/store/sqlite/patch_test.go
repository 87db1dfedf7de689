package sqlite

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/store"
)

// TestVersionsKeepWhatTheyChange: a live page whose text grows by a line at a time is kept
// once, and each version reads as it came.
func TestVersionsKeepWhatTheyChange(t *testing.T) {
	s := openTemp(t)
	defer s.Close()
	var page strings.Builder
	for i := range 400 {
		fmt.Fprintf(&page, "At %d the %x observers counted %d lorries on the road to Karsa.\n", i, i*7919*7919, i*i)
	}
	texts := []string{page.String()}
	for i := range 20 {
		texts = append(texts, fmt.Sprintf("Update %d: the bridge is closed.\n", i)+texts[i])
	}
	texts = append(texts, strings.Repeat("Another story altogether, of the fair at Orlan. ", 20))
	keep := func(version int) {
		t.Helper()
		err := s.Update(t.Context(), func(tx store.Tx) error {
			return tx.Keep(store.Entry{Report: stemma.Report{ID: "live", Version: version, Text: texts[version-1]}})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range texts {
		keep(i + 1)
	}
	keep(1) // read again: others lean on it
	keep(len(texts))
	err := s.View(t.Context(), func(tx store.ReadTx) error {
		versions, err := tx.Versions("live")
		if err != nil {
			return err
		}
		if len(versions) != len(texts) {
			t.Fatalf("%d versions, want %d", len(versions), len(texts))
		}
		for i, v := range versions {
			if v.Text != texts[i] {
				t.Errorf("version %d reads otherwise than it came", i+1)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var first, all int
	err = s.View(t.Context(), func(rt store.ReadTx) error {
		return rt.(*tx).one(`SELECT max(length(text)) FILTER (WHERE version = 1), sum(length(text)) FROM reports`, nil, &first, &all)
	})
	if err != nil {
		t.Fatal(err)
	}
	if all > first*3/2 {
		t.Errorf("%d versions take %d bytes, the first one %d", len(texts), all, first)
	}
}
