package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma"
	"stemma/internal/store"
	"stemma/internal/store/storetest"
)

func TestOpenRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"text", func(t *testing.T, path string) { write(t, path, strings.Repeat("not a database ", 100)) }, stemma.ErrForeign},
		{"a folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o777); err != nil {
				t.Fatal(err)
			}
		}, stemma.ErrForeign},
		{"another program's file", func(t *testing.T, path string) { execute(t, path, `CREATE TABLE notes (body TEXT)`) }, stemma.ErrForeign},
		{"another program's marked file", func(t *testing.T, path string) {
			execute(t, path, `PRAGMA application_id = 7`, `CREATE TABLE notes (body TEXT)`)
		}, stemma.ErrForeign},
		{"cut short", func(t *testing.T, path string) { write(t, path, "SQLite format 3\x00") }, stemma.ErrCorrupt},
		{"a newer version's", func(t *testing.T, path string) {
			made(t, path)
			execute(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)
		}, stemma.ErrNewer},
		{"damaged", func(t *testing.T, path string) {
			made(t, path)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for i := 100; i < 8192; i++ {
				b[i] = 0xaa
			}
			write(t, path, string(b))
		}, stemma.ErrCorrupt},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			test.make(t, path)
			before, _ := os.ReadFile(path)
			s, err := Open(t.Context(), path)
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v, want %v with the file's name", err, test.want)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Errorf("the file was changed")
			}
		})
	}
}

func TestOpenNoFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing", "x.db")
	if _, err := Open(t.Context(), path); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
}

func TestOpenHalfMade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	execute(t, path, `PRAGMA journal_mode = WAL`, `CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))`,
		`INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)`)
	made(t, path)
	made(t, path)
}

func TestOpenLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	made(t, path)
	db, err := sql.Open("sqlite", uri(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`BEGIN EXCLUSIVE`); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if testing.Short() {
		t.Skip("waits five seconds for the lock")
	}
	err = s.Update(t.Context(), func(store.Tx) error { return nil })
	if !errors.Is(err, stemma.ErrLocked) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want %v with the file's name", err, stemma.ErrLocked)
	}
}

func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Keep(storetest.Sample("a.txt")) }); err != nil {
		t.Fatal(err)
	}
	// A limit on pages answers as a full disk does.
	c := <-s.write.free
	if _, err := c.ExecContext(t.Context(), `PRAGMA max_page_count = 1`); err != nil {
		t.Fatal(err)
	}
	s.write.free <- c
	big := storetest.Sample("b.txt")
	big.Report.Text += noise(1 << 20)
	err = s.Update(t.Context(), func(tx store.Tx) error { return tx.Keep(big) })
	if !errors.Is(err, stemma.ErrFull) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want %v with the file's name", err, stemma.ErrFull)
	}
	err = s.View(t.Context(), func(tx store.ReadTx) error {
		_, err := tx.Report("a.txt")
		return err
	})
	if err != nil {
		t.Errorf("after a full disk: %v", err)
	}
}

// noise is n bytes that do not compress.
func noise(n int) string {
	b := make([]byte, n)
	x := uint64(1)
	for i := range b {
		x = x*6364136223846793005 + 1442695040888963407
		b[i] = byte(x >> 56)
	}
	return string(b)
}

func TestCancelledUpdate(t *testing.T) {
	s := openTemp(t)
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	err := s.Update(ctx, func(tx store.Tx) error {
		err := tx.Keep(storetest.Sample("a.txt"))
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Keep(storetest.Sample("a.txt")) }); err != nil {
		t.Errorf("the next update: %v", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func made(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func execute(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", uri(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}
