package sqlite

import (
	"database/sql"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var rewrite = flag.Bool("update", false, "rewrite schema.sql")

// TestSchema holds schema.sql to what the migrations build.
func TestSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	made(t, path)
	db, err := sql.Open("sqlite", uri(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'goose_db_version' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var b strings.Builder
	b.WriteString("-- The schema as the migrations build it, for reading; they say what the rows are.\n-- Made by: go test ./internal/store/sqlite -run TestSchema -update\n")
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n" + s + ";\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if *rewrite {
		if err := os.WriteFile("schema.sql", []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(have), b.String()); diff != "" {
		t.Errorf("schema.sql is stale; run go test ./internal/store/sqlite -run TestSchema -update (-have +want):\n%s", diff)
	}
}
