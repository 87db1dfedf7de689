package sqlite

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/store"
)

// TestOldVersions opens a file of each older version of the schema. What it holds
// is written beside it; files are added, never made again.
func TestOldVersions(t *testing.T) {
	files, err := filepath.Glob("testdata/old/*.db.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("no old files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "record.db")
			unzip(t, file, path)
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}
			var got string
			if err := s.View(t.Context(), func(tx store.ReadTx) (err error) {
				got, err = contents(tx)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".db.gz") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the record is another than it was (-want +got):\n%s", diff)
			}
		})
	}
}

func unzip(t *testing.T, from, to string) {
	t.Helper()
	f, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(b))
}

// contents is all that a record holds, a line each.
func contents(tx store.ReadTx) (string, error) {
	var b strings.Builder
	for r, err := range tx.Reports(store.ReportFilter{}) {
		if err != nil {
			return "", err
		}
		versions, err := tx.Versions(r.ID)
		if err != nil {
			return "", err
		}
		for _, v := range versions {
			fmt.Fprintf(&b, "report %s, version %d, of %s, %d blocks, %d: %s\n", v.ID, v.Version, v.Outlet, len(v.Blocks), len(v.Text), v.Text)
		}
		sentences, err := tx.Sentences(r.ID)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "sentences %v\n", sentences)
	}
	for _, err := range []error{
		lines(&b, tx.Claims(store.ClaimFilter{}), func(c stemma.Claim) string {
			return fmt.Sprintf("claim %s in %s: %s of %s by %s at %s, %g, %s", c.ID, c.Report, c.Kind, c.Target.Name, c.Actor.Name, c.Place.Name, c.Quantity.Value, c.Speaker)
		}),
		lines(&b, tx.Reuses(store.PairFilter{}), func(r stemma.Reuse) string {
			return fmt.Sprintf("reuse %s %v, %s %v: %s, %s (%g)", r.A.Report, r.A.Span, r.B.Report, r.B.Span, r.Relation, r.Reasons[0].Says, r.Reasons[0].Weight)
		}),
		lines(&b, tx.Descents(store.PairFilter{}), func(d stemma.Descent) string {
			return fmt.Sprintf("descent %s, %s: %s, %g, %s", d.A, d.B, d.Relation, d.Shared, d.Reasons[0].Says)
		}),
		lines(&b, tx.Stories(store.StoryFilter{}), func(s stemma.Story) string { return fmt.Sprintf("story %s: %v", s.ID, s.Reports) }),
		lines(&b, tx.Matters(store.MatterFilter{}), func(m stemma.Matter) string { return fmt.Sprintf("matter %s: %s %v", m.ID, m.Question, m.Claims) }),
		lines(&b, tx.Disputes(store.MatterFilter{}), func(d stemma.Dispute) string { return fmt.Sprintf("dispute %s: %s", d.Matter, d.Explanation) }),
		lines(&b, tx.Tallies(store.MatterFilter{}), func(t stemma.Tally) string { return fmt.Sprintf("tally %s: %v", t.Matter, t.Series) }),
		lines(&b, tx.Holdings(store.HoldingFilter{}), func(h stemma.Holding) string {
			return fmt.Sprintf("holding %s: %s, %s, %s", h.Place, h.Holder, h.Status, h.When.ISO())
		}),
		lines(&b, tx.Sources(), func(s store.Source) string {
			return fmt.Sprintf("source %s %s: %d, %d", s.Role, s.Name, s.Reports, s.Claims)
		}),
		lines(&b, tx.Places(), func(p store.PlaceCount) string { return fmt.Sprintf("place %s in %q: %d", p.Name, p.In, p.Claims) }),
		lines(&b, tx.Rejected(), func(r stemma.Rejected) string { return fmt.Sprintf("rejected %s: %s, %s", r.Input, r.Stage, r.Why) }),
		lines(&b, tx.Corrections(), func(c store.Correction) string {
			return fmt.Sprintf("correction %s %v by %s: %s", c.Verb, c.Subjects, c.Who, c.Why)
		}),
	} {
		if err != nil {
			return "", err
		}
	}
	n, err := tx.Counts()
	reuses, err2 := many(tx.Reuses(store.PairFilter{}))
	descents, err3 := many(tx.Descents(store.PairFilter{}))
	fmt.Fprintf(&b, "%+v\n", struct{ Reports, Claims, Reuses, Descents, Stories, Matters, Disputes, Holdings, Tallies, Rejected int }{
		n.Reports, n.Claims, reuses, descents, n.Stories, n.Matters, n.Disputes, n.Holdings, n.Tallies, n.Rejected,
	})
	return b.String(), errors.Join(err, err2, err3)
}

func many[T any](stream iter.Seq2[T, error]) (n int, err error) {
	for _, err := range stream {
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func lines[T any](b *strings.Builder, stream iter.Seq2[T, error], line func(T) string) error {
	for v, err := range stream {
		if err != nil {
			return err
		}
		b.WriteString(line(v) + "\n")
	}
	return nil
}
