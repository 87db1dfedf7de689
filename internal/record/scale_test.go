//go:build linux

package record_test

import (
	"cmp"
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

// scaleBatch is how many reports an update takes when STEMMA_SCALE_BATCH does not say it.
// The command line puts up to 256 into one.
const scaleBatch = 1024

// BenchmarkScale records a generated war and reports how many reports a second it
// takes, thousand by thousand, and how long views take then. It is one long run:
// go test ./internal/record -bench Scale -benchtime 1x -run '^$' -timeout 4h
// STEMMA_SCALE says how many reports (5,000). With STEMMA_SCALE_DB the record is kept
// in that file, and a run goes on where an earlier one stopped. With STEMMA_SCALE_WAR=dense
// all that happens in three years happens in one.
func BenchmarkScale(b *testing.B) {
	for b.Loop() {
		scale(b, numberIn(b, "STEMMA_SCALE", 5_000))
	}
}

// numberIn is the number that a variable of the environment has.
func numberIn(b *testing.B, name string, otherwise int) int {
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func scale(b *testing.B, n int) {
	path := cmp.Or(os.Getenv("STEMMA_SCALE_DB"), filepath.Join(b.TempDir(), "record.db"))
	s, err := sqlite.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	done := there(b, s)
	first := done
	var took, worked []time.Duration // by thousands of reports: by the clock, and of all cores
	var spent, work time.Duration
	for batch := range batches(warOf(n), done, numberIn(b, "STEMMA_SCALE_BATCH", scaleBatch)) {
		begun, before := time.Now(), processorTime(b)
		if err := record.Add(context.Background(), s, record.World{}, batch...); err != nil {
			b.Fatal(err)
		}
		took, worked = append(took, time.Since(begun)), append(worked, processorTime(b)-before)
		spent += took[len(took)-1]
		work += worked[len(worked)-1]
		done += len(batch)
		n := float64(len(batch))
		b.Logf("%d reports: %.0f/s, the last %.0f at %.0f/s and %.1f ms of processor time each", done, float64(done-first)/spent.Seconds(),
			n, n/took[len(took)-1].Seconds(), 1000*worked[len(worked)-1].Seconds()/n)
	}
	if n := done - first; n > 0 {
		b.ReportMetric(float64(n)/spent.Seconds(), "reports/s")
		b.ReportMetric(1000*work.Seconds()/float64(n), "processor-ms/report")
	}
	b.ReportMetric(resident(b), "MB-resident-at-most")
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(done), "bytes/report")
	views(b, s)
}

// warOf is the war that is recorded.
func warOf(n int) invent.Corpus {
	if os.Getenv("STEMMA_SCALE_WAR") == "dense" {
		return invent.Corpus{Seed: 1, Reports: n}
	}
	return invent.Long(1, n)
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

// there is how many reports a store holds.
func there(b *testing.B, s store.Store) int {
	b.Helper()
	var c store.Counts
	err := s.View(context.Background(), func(tx store.ReadTx) (err error) {
		c, err = tx.Counts()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return c.Reports
}

// batches are the reports of c after the first skip, so many at a time.
func batches(c invent.Corpus, skip, size int) func(func([]*text.Doc) bool) {
	return func(yield func([]*text.Doc) bool) {
		var batch []*text.Doc
		for d := range c.Docs() {
			if skip > 0 {
				skip--
				continue
			}
			if batch = append(batch, d); len(batch) == size {
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

// views times what the command line and the interface show: of the place with most
// claims, of one report, one matter and one story, and the lists of the whole.
func views(b *testing.B, s store.Store) {
	var place store.PlaceCount
	view(b, s, "places", func(tx store.ReadTx) error {
		return each(tx.Places(), func(p store.PlaceCount) error {
			if p.Claims > place.Claims {
				place = p
			}
			return nil
		})
	})
	var report stemma.ReportID
	var claim stemma.ClaimID
	view(b, s, "claims", func(tx store.ReadTx) error {
		return each(tx.Claims(store.ClaimFilter{Place: place.Name, Kinds: []stemma.Kind{stemma.Control}}), func(c stemma.Claim) error {
			report, claim = c.Report, c.ID
			return nil
		})
	})
	var matter string
	view(b, s, "matters-of-claim", func(tx store.ReadTx) error {
		return each(tx.Matters(store.MatterFilter{Claim: claim}), func(m stemma.Matter) error {
			matter = m.ID
			return nil
		})
	})
	of := store.MatterFilter{Place: place.Name}
	view(b, s, "matters-of-place", func(tx store.ReadTx) error { return drain(tx.Matters(of)) })
	view(b, s, "disputes-of-place", func(tx store.ReadTx) error { return drain(tx.Disputes(of)) })
	view(b, s, "tallies-of-place", func(tx store.ReadTx) error { return drain(tx.Tallies(of)) })
	view(b, s, "stories-of-place", func(tx store.ReadTx) error { return drain(tx.Stories(store.StoryFilter{Place: place.Name})) })
	view(b, s, "holdings-of-place", func(tx store.ReadTx) error { return drain(tx.Holdings(store.HoldingFilter{Place: place.Name})) })
	view(b, s, "origins-of-matter", func(tx store.ReadTx) error { return drain(tx.Independence(store.MatterFilter{Matter: matter})) })
	view(b, s, "story-of-report", func(tx store.ReadTx) error { return drain(tx.Stories(store.StoryFilter{Report: report})) })
	view(b, s, "descents-of-report", func(tx store.ReadTx) error { return drain(tx.Descents(store.PairFilter{Report: report})) })
	view(b, s, "report", func(tx store.ReadTx) error {
		_, err := tx.Report(report)
		return err
	})
	view(b, s, "find", func(tx store.ReadTx) error {
		_, err := tx.Find(string(claim)[:4], 20)
		return err
	})
	view(b, s, "sources", func(tx store.ReadTx) error { return drain(tx.Sources()) })
	view(b, s, "counts", func(tx store.ReadTx) error {
		_, err := tx.Counts()
		return err
	})
}

// view times f in views of its own.
func view(b *testing.B, s store.Store, name string, f func(store.ReadTx) error) {
	b.Helper()
	timed(b, name, func() error { return s.View(context.Background(), f) })
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
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, name+"-ms")
}

func drain[T any](stream func(func(T, error) bool)) error {
	for _, err := range stream {
		if err != nil {
			return err
		}
	}
	return nil
}
