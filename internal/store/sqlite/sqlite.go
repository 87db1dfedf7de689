// Package sqlite keeps the record in one SQLite file.
//
// One connection writes, several read. The file is in WAL mode with full
// synchronisation: an update that has returned is on the disk, readers never wait
// for a writer, and a killed process leaves nothing half done. Migrations are
// numbered files, applied in order when a store is opened; schema.sql is the
// schema as they build it, for reading.
package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	driver "modernc.org/sqlite" // the driver, under the name "sqlite"
	codes "modernc.org/sqlite/lib"

	"stemma"
	"stemma/internal/store"
)

//go:embed migrations/*.sql
var files embed.FS

// applicationID marks a file as ours: "StMa" in its header.
const applicationID = 0x53744d61

// oldestSQLite is the first SQLite whose WAL cannot be damaged by a checkpoint
// that is reset while another connection writes.
const oldestSQLite = "3.51.3"

// readers is how many views may run at once without waiting for one another.
const readers = 4

// Store keeps one record in one file.
type Store struct {
	path  string
	write *pool
	read  *pool
	watch *pool // watch sees the changes of all others
	cache *cache

	version int64 // version of the file as the writing connection last saw it.
	pages   int64 // pages is how many KB of them the writing connection keeps at hand.
}

var _ store.Store = (*Store)(nil)

// Open opens the record in the file at path, or makes a new one there. A file of an
// older version of stemma is brought up to date; one of a newer version, of another
// program, or damaged, is refused and left as it is.
func Open(ctx context.Context, path string) (*Store, error) {
	s, err := open(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, explain(err))
	}
	return s, nil
}

func open(ctx context.Context, path string) (*Store, error) {
	if err := checkHeader(path); err != nil {
		return nil, err
	}
	if err := migrate(ctx, path); err != nil {
		return nil, err
	}
	s := &Store{path: path, cache: newCache()}
	var err error
	if s.write, err = newPool(ctx, path, 1, beginUpdate); err != nil {
		return nil, err
	}
	if s.read, err = newPool(ctx, path, readers, "BEGIN", "_pragma=query_only(1)"); err != nil {
		s.write.close()
		return nil, err
	}
	if s.watch, err = newPool(ctx, path, 1, "BEGIN", "_pragma=query_only(1)"); err != nil {
		return nil, errors.Join(err, s.read.close(), s.write.close())
	}
	return s, errors.Join(s.indexOld(ctx), s.keepOldFares(ctx))
}

// keepOldFares keeps how sources fared in blocks that an older version derived.
func (s *Store) keepOldFares(ctx context.Context) error {
	var lacking bool
	err := s.read.run(ctx, s, func(t *tx) error {
		return t.one(`SELECT NOT EXISTS (SELECT 1 FROM block_fares) AND EXISTS (SELECT 1 FROM matters WHERE head LIKE '%"Fares":[{%')`, nil, &lacking)
	})
	if err != nil || !lacking {
		return err
	}
	return s.write.run(ctx, s, func(t *tx) error { return t.keepOldFares() })
}

// indexOld puts the words of reports that an older version kept where searches find
// them.
func (s *Store) indexOld(ctx context.Context) error {
	var old []int64
	err := s.read.run(ctx, s, func(t *tx) (err error) {
		var lacking bool
		if err := t.one(`SELECT EXISTS (SELECT 1 FROM reports WHERE latest = 1) AND NOT EXISTS (SELECT 1 FROM words)`, nil, &lacking); err != nil || !lacking {
			return err
		}
		old, err = all(rows(t, `SELECT seq FROM reports WHERE latest = 1 ORDER BY seq`, nil, number))
		return err
	})
	if err != nil || len(old) == 0 {
		return err
	}
	return s.write.run(ctx, s, func(t *tx) error {
		for _, seq := range old {
			r, err := t.whole(seq)
			if err != nil {
				return err
			}
			if err := t.indexWords(seq, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkHeader looks at the first bytes of a file, before SQLite touches it.
func checkHeader(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return checkFolder(path)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return fmt.Errorf("%w: it is a folder", stemma.ErrForeign)
	}
	header := make([]byte, 100)
	n, err := io.ReadFull(f, header)
	switch {
	case errors.Is(err, io.EOF):
		return nil // an empty file becomes a new record
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case !bytes.HasPrefix(header[:n], []byte("SQLite format 3\x00")[:min(n, 16)]):
		return fmt.Errorf("%w: it is no SQLite file", stemma.ErrForeign)
	case n < len(header):
		return fmt.Errorf("%w: cut off after %d bytes", stemma.ErrCorrupt, n)
	}
	switch id := binary.BigEndian.Uint32(header[68:72]); id {
	case applicationID:
		return nil
	case 0:
		return checkUnmarked(path)
	default:
		return fmt.Errorf("%w: an SQLite file of another program (application id %#x)", stemma.ErrForeign, id)
	}
}

// checkUnmarked looks at an SQLite file that no program has marked: ours when it was
// being made and the process was killed, foreign when it holds any table but the
// one that counts migrations.
func checkUnmarked(path string) error {
	err := foreignTable(path, "mode=ro")
	var e *driver.Error
	if errors.As(err, &e) && e.Code()&0xff == codes.SQLITE_READONLY {
		// Killed while it was being changed: to read it, SQLite has to take back what
		// was not finished, as it does for whoever opens the file.
		err = foreignTable(path, "mode=rw")
	}
	return err
}

// foreignTable fails when a file holds a table that is not ours.
func foreignTable(path, mode string) (err error) {
	db, err := sql.Open("sqlite", uri(path, mode))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var id uint32
	if err := db.QueryRow(`PRAGMA application_id`).Scan(&id); err == nil && id == applicationID {
		return nil // The mark is still in the log: killed before it came into the header.
	}
	var table string
	err = db.QueryRow(`SELECT name FROM sqlite_schema WHERE name <> ? AND name NOT LIKE 'sqlite_%' LIMIT 1`, goose.DefaultTablename).Scan(&table)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: an SQLite file of another program, with a table %q", stemma.ErrForeign, table)
}

func checkFolder(path string) error {
	if info, err := os.Stat(filepath.Dir(path)); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", filepath.Dir(path))
	}
	return nil
}

// migrate checks the SQLite that is built in and brings the file up to date.
func migrate(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", source(path))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var version string
	if err := db.QueryRowContext(ctx, `SELECT sqlite_version()`).Scan(&version); err != nil {
		return err
	}
	if before(version, oldestSQLite) {
		return fmt.Errorf("%w: SQLite %s, want %s or later", stemma.ErrTooOld, version, oldestSQLite)
	}
	migrations, err := fs.Sub(files, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations,
		goose.WithSlog(slog.New(slog.DiscardHandler)), goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(moveLinks))
	if err != nil {
		return err
	}
	has, known, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if has > known {
		return fmt.Errorf("%w: its schema is version %d, this program knows %d", stemma.ErrNewer, has, known)
	}
	if has == known {
		return nil
	}
	_, err = provider.Up(ctx)
	return err
}

// before reports whether the dotted version a is older than b.
func before(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if x != y {
			return x < y
		}
	}
	return len(as) < len(bs)
}

// View runs f on one unchanging state of the record.
func (s *Store) View(ctx context.Context, f func(store.ReadTx) error) error {
	return s.read.run(ctx, s, func(t *tx) error { return f(t) })
}

// Update runs f and keeps all that it wrote, or nothing.
func (s *Store) Update(ctx context.Context, f func(store.Tx) error) error {
	err := s.write.run(ctx, s, func(t *tx) error {
		if err := s.notice(t); err != nil {
			return err
		}
		if err := f(t); err != nil {
			return err
		}
		return errors.Join(t.writePairs(), t.writeTies(), t.writeKeys(), t.writeSums())
	})
	if err != nil {
		s.cache.clear() // numbers that the failed update gave out are given again
	}
	return err
}

// notice forgets what another process may have changed since the last update, and gives
// the pages of a file that has grown more room.
func (s *Store) notice(t *tx) error {
	before := s.version
	if err := t.one(`PRAGMA data_version`, nil, &s.version); err != nil {
		return err
	}
	if s.version != before {
		s.cache.clearKeys()
	}
	var pages, size int64
	if err := errors.Join(t.one(`PRAGMA page_count`, nil, &pages), t.one(`PRAGMA page_size`, nil, &size)); err != nil {
		return err
	}
	s.cache.fit(pages * size)
	room := min(max(pages*size/pagesPart, leastPages), mostPages) >> 10
	if room < s.pages+s.pages/8 {
		return nil
	}
	s.pages = room
	return t.exec(fmt.Sprintf(`PRAGMA cache_size = -%d`, room))
}

// How much of the file's pages the writing connection keeps at hand: a part of them, in
// bytes. Most of what an update reads and writes are keys all over the file, and a page
// that is changed and has to make room is written each time that it comes back.
const (
	pagesPart  = 8
	leastPages = 16 << 20
	mostPages  = 64 << 20
)

// Close writes what is left in the log to the file and gives it back.
func (s *Store) Close() error {
	return errors.Join(s.watch.close(), s.read.close(), s.write.close())
}

// Check reads the whole file and tells what in it does not hold together.
func (s *Store) Check(ctx context.Context) error {
	return s.read.run(ctx, s, func(t *tx) error {
		var first string
		if err := t.one(`PRAGMA quick_check(1)`, nil, &first); err != nil {
			return err
		}
		if first != "ok" {
			return fmt.Errorf("%w: %s", stemma.ErrCorrupt, first)
		}
		return nil
	})
}

// source is the driver's name of the file at path with the settings of a pool.
func source(path string, more ...string) string {
	settings := append([]string{
		"_pragma=busy_timeout(5000)",
		"_pragma=journal_mode(WAL)",
		"_pragma=synchronous(FULL)",
		"_pragma=foreign_keys(1)",
		"_pragma=cache_size(-4096)", // 4 MiB a connection; what it has not, the system mostly has at hand
		"_pragma=temp_store(MEMORY)",
		"_pragma=journal_size_limit(67108864)",
	}, more...)
	return uri(path, settings...)
}

func uri(path string, settings ...string) string {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: strings.Join(settings, "&")}
	return u.String()
}
