//go:build linux

package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
)

// BenchmarkAddMany adds a generated war as "stemma add" does, from JSON Lines to the disk:
// what a report costs that is read and recorded, thousand by thousand.
//
//	STEMMA_SCALE=100000 go test ./internal/cli -run '^$' -bench AddMany -benchtime 1x -timeout 4h -v
//
// STEMMA_SCALE says how many reports (5,000). With STEMMA_SCALE_DB the record is kept in that
// file, and a run goes on where an earlier one stopped.
func BenchmarkAddMany(b *testing.B) {
	for b.Loop() {
		addMany(b, setting(b, "STEMMA_SCALE", 5_000))
	}
}

func addMany(b *testing.B, n int) {
	path := os.Getenv("STEMMA_SCALE_DB")
	if path == "" {
		path = filepath.Join(b.TempDir(), "record.db")
	}
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	there := reportsIn(b, s)
	input := filepath.Join(b.TempDir(), "reports.jsonl")
	if err := writeLines(input, invent.Long(1, n), there); err != nil {
		b.Fatal(err)
	}
	a := &app{db: path, Streams: Streams{Out: io.Discard, Err: io.Discard}}
	k, err := a.knowledge()
	if err != nil {
		b.Fatal(err)
	}
	growBy(heapGrowth, os.Getenv)
	m := &meter{Store: s, b: b, first: there, recorded: there, since: there}
	m.begin()
	sum, err := a.addTo(b.Context(), m, k, []string{input})
	if err != nil || sum.Added != n-there {
		b.Fatalf("added %d of %d: %v", sum.Added, n-there, err)
	}
	m.tell()
}

// reportsIn is how many reports a store holds.
func reportsIn(b *testing.B, s store.Store) int {
	b.Helper()
	in := &intake{store: s}
	if err := in.countAll(b.Context()); err != nil {
		b.Fatal(err)
	}
	return in.recorded
}

// writeLines writes the reports of a war but for the first, as JSON Lines.
func writeLines(path string, war invent.Corpus, skip int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	defer func() { err = errors.Join(err, w.Flush(), f.Close()) }()
	for d := range war.Docs() {
		if skip > 0 {
			skip--
			continue
		}
		r := d.Report
		row := map[string]string{"id": string(r.ID), "title": r.Title, "outlet": r.Outlet, "text": r.Text, "language": r.Language, "published": r.Published.When.From.Format(time.DateOnly)}
		for _, credit := range r.Agencies {
			row["agency"] = credit.Agency
		}
		line, err := json.Marshal(row)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// meter is a store that tells what its updates and what was read for them took, a thousand
// reports at a time.
type meter struct {
	store.Store
	b                      *testing.B
	first, recorded, since int // since is how many reports there were when the last thousand began.
	begun, last            time.Time
	spent, lastSpent       time.Duration // of processor time
}

func (m *meter) begin() {
	m.begun, m.spent = time.Now(), spent(m.b)
	m.last, m.lastSpent = m.begun, m.spent
}

func (m *meter) Update(ctx context.Context, f func(store.Tx) error) error {
	err := m.Store.Update(ctx, f)
	if m.recorded = reportsIn(m.b, m.Store); m.recorded-m.since >= 1024 {
		now, work, n := time.Now(), spent(m.b), float64(m.recorded-m.since)
		m.b.Logf("%d reports: %.0f/s, the last %.0f at %.0f/s and %.1f ms of processor time each", m.recorded, float64(m.recorded-m.first)/now.Sub(m.begun).Seconds(),
			n, n/now.Sub(m.last).Seconds(), 1000*(work-m.lastSpent).Seconds()/n)
		m.since, m.last, m.lastSpent = m.recorded, now, work
	}
	return err
}

func (m *meter) tell() {
	if n := float64(reportsIn(m.b, m.Store) - m.first); n > 0 {
		m.b.ReportMetric(n/time.Since(m.begun).Seconds(), "reports/s")
		m.b.ReportMetric(1000*(spent(m.b)-m.spent).Seconds()/n, "processor-ms/report")
	}
	m.b.ReportMetric(float64(rusage(m.b).Maxrss)/1024, "MB-resident-at-most")
}

// spent is what all cores have spent on this process.
func spent(b *testing.B) time.Duration {
	u := rusage(b)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func rusage(b *testing.B) (u syscall.Rusage) {
	b.Helper()
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}
