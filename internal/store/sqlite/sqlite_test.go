package sqlite

import (
	"testing"

	"stemma/internal/store"
	"stemma/internal/store/storetest"
)

func openTemp(t *testing.T) store.Store {
	s, err := Open(t.Context(), t.TempDir()+"/record.db")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, openTemp) }
