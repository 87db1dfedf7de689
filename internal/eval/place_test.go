package eval

import (
	"os"
	"testing"
	"time"

	"stemma/internal/read"
)

// TestPlaces logs the figures of place names, and holds the shape of the suite.
func TestPlaces(t *testing.T) {
	const data = "../../../shared/data"
	if _, err := os.Stat(data + "/place"); err != nil {
		t.Skip("no place names beside the module")
	}
	if testing.Short() {
		t.Skip("reads a thousand texts")
	}
	r, err := read.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	figures, err := Places(data, r.Read, r.Gazetteer, r.Actors)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		t.Log(f)
	}
	t.Log(time.Since(start))
}
