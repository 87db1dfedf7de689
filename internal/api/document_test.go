package api_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"stemma/internal/api"
)

var update = flag.Bool("update", false, "rewrite the OpenAPI document")

// TestDocumentIsFresh holds web/openapi.json, of which the pages make their types, to
// the handlers.
func TestDocumentIsFresh(t *testing.T) {
	var b bytes.Buffer
	if err := api.New(api.Options{Version: "1"}).WriteOpenAPI(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "..", "web", "openapi.json")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(was, b.Bytes()) {
		t.Errorf("%s is not what the handlers say; go test ./internal/api -run Document -update", path)
	}
}
