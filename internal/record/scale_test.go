//go:build linux

package record_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
)

// scaleBatch is how many reports an update takes, as the command line does it for
// long inputs.
const scaleBatch = 1024

// BenchmarkScale records a generated war and reports how many reports a second it
// takes at the beginning and at the end, and how long views take then. It is one
// long run: go test ./internal/record -bench Scale -benchtime 1x -run '^$' -timeout 1h
// STEMMA_SCALE says how many reports (5,000).
func BenchmarkScale(b *testing.B) {
	n := 5_000
	if s := os.Getenv("STEMMA_SCALE"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		scale(b, n)
	}
}

func scale(b *testing.B, n int) {
	dir := b.TempDir()
	path := filepath.Join(dir, "record.db")
	s, err := sqlite.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var took, worked []time.Duration // by thousands of reports: by the clock, and of all cores
	var spent, work time.Duration
	done := 0
	for batch := range batches(invent.Corpus{Seed: 1, Reports: n}) {
		begun, before := time.Now(), processorTime(b)
		if err := record.Add(context.Background(), s, record.World{}, batch...); err != nil {
			b.Fatal(err)
		}
		took, worked = append(took, time.Since(begun)), append(worked, processorTime(b)-before)
		spent += took[len(took)-1]
		work += worked[len(worked)-1]
		done += len(batch)
		n := float64(len(batch))
		b.Logf("%d reports: %.0f/s, the last %.0f at %.0f/s and %.1f ms of processor time each", done, float64(done)/spent.Seconds(),
			n, n/took[len(took)-1].Seconds(), 1000*worked[len(worked)-1].Seconds()/n)
	}
	b.ReportMetric(float64(n)/spent.Seconds(), "reports/s")
	b.ReportMetric(1000*work.Seconds()/float64(n), "processor-ms/report")
	b.ReportMetric(resident(b), "MB-resident-at-most")
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(n), "bytes/report")
	views(b, s)
}

// processorTime is what all cores have spent on this process.
func processorTime(b *testing.B) time.Duration {
	u := usage(b)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is the most memory that the process has had, in MB.
func resident(b *testing.B) float64 { return float64(usage(b).Maxrss) / 1024 }

func usage(b *testing.B) (u syscall.Rusage) {
	b.Helper()
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}

func batches(c invent.Corpus) func(func([]*text.Doc) bool) {
	return func(yield func([]*text.Doc) bool) {
		var batch []*text.Doc
		for d := range c.Docs() {
			if batch = append(batch, d); len(batch) == scaleBatch {
				if !yield(batch) {
					return
				}
				batch = nil
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// views times what the command line shows of the place with most claims.
func views(b *testing.B, s store.Store) {
	ctx := context.Background()
	var busiest store.PlaceCount
	var report stemma.ReportID
	timed(b, "places", func() error {
		return s.View(ctx, func(tx store.ReadTx) error {
			for p, err := range tx.Places() {
				if err != nil {
					return err
				}
				if p.Claims > busiest.Claims {
					busiest = p
				}
			}
			return nil
		})
	})
	timed(b, "holdings", func() error {
		return s.View(ctx, func(tx store.ReadTx) error { return drain(tx.Holdings(store.HoldingFilter{Place: busiest.Name})) })
	})
	timed(b, "disputes", func() error {
		return s.View(ctx, func(tx store.ReadTx) error { return drain(tx.Disputes(store.MatterFilter{Place: busiest.Name})) })
	})
	timed(b, "tallies", func() error {
		return s.View(ctx, func(tx store.ReadTx) error { return drain(tx.Tallies(store.MatterFilter{Place: busiest.Name})) })
	})
	timed(b, "claims", func() error {
		return s.View(ctx, func(tx store.ReadTx) error {
			for c, err := range tx.Claims(store.ClaimFilter{Place: busiest.Name, Kinds: []stemma.Kind{stemma.Control}}) {
				if err != nil {
					return err
				}
				report = c.Report
			}
			return nil
		})
	})
	timed(b, "report", func() error {
		return s.View(ctx, func(tx store.ReadTx) error {
			_, err := tx.Report(report)
			return err
		})
	})
	timed(b, "sources", func() error {
		return s.View(ctx, func(tx store.ReadTx) error { return drain(tx.Sources()) })
	})
}

func timed(b *testing.B, name string, f func() error) {
	b.Helper()
	var all []time.Duration
	for range 5 {
		begun := time.Now()
		if err := f(); err != nil {
			b.Fatalf("%s: %v", name, err)
		}
		all = append(all, time.Since(begun))
	}
	b.ReportMetric(float64(slices.Max(all).Microseconds())/1000, name+"-ms")
}

func drain[T any](stream func(func(T, error) bool)) error {
	for _, err := range stream {
		if err != nil {
			return err
		}
	}
	return nil
}
