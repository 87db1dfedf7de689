package sqlite

import (
	"iter"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/store"
)

// TestNewest lists the latest claims and reports page by page, as streams are put together,
// and all at once, as they are sorted: both give the same.
func TestNewest(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := record.Add(t.Context(), s, record.World{}, oddly(50)...); err != nil {
		t.Fatal(err)
	}
	err = s.View(t.Context(), func(tx store.ReadTx) error {
		town, actor := mostNamed(t, tx, store.NamePlace), mostNamed(t, tx, store.NameActor)
		speaker, outlet := mostNamed(t, tx, store.NameSpeaker), mostNamed(t, tx, store.NameOutlet)
		some := 0
		for _, f := range []store.ClaimFilter{
			{}, {Place: town}, {Place: "x:1"}, {Actor: actor}, {Speaker: speaker}, {Kinds: []stemma.Kind{stemma.Killed, stemma.Control}},
			{Stances: []stemma.Stance{stemma.Denied}}, {Stances: []stemma.Stance{stemma.Denied, stemma.Asserted}}, {From: day(2)}, {From: day(1), To: day(2)},
			{Place: town, Kinds: []stemma.Kind{stemma.Killed}}, {Actor: actor, Stances: []stemma.Stance{stemma.Denied}, Speaker: speaker}, {Origins: 2}, {Words: town},
		} {
			for _, f.KnownBy = range []time.Time{{}, day(1), day(1).Add(5 * time.Hour), day(400)} {
				all := f
				all.Newest = true
				claims := drained(t, tx.Claims(all), func(c stemma.Claim) string { return string(c.ID) })
				some += len(claims)
				if diff := cmp.Diff(claims, claimPages(t, tx, f)); diff != "" {
					t.Errorf("claims %+v (-all +page by page):\n%s", f, diff)
				}
				for _, r := range []store.ReportFilter{{}, {Outlet: outlet}, {Words: []string{town}}} {
					r.About, r.KnownBy, r.Newest = f, f.KnownBy, true
					r.About.KnownBy = time.Time{}
					reports := drained(t, tx.Reports(r), func(r stemma.Report) string { return string(r.ID) })
					if diff := cmp.Diff(reports, reportPages(t, tx, r)); diff != "" {
						t.Errorf("reports %+v (-all +page by page):\n%s", r, diff)
					}
				}
			}
		}
		if some == 0 {
			t.Error("nothing was listed")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// mostNamed is the name of a role that most claims have.
func mostNamed(t *testing.T, tx store.ReadTx, role store.NameRole) string {
	t.Helper()
	var most store.NameCount
	for n, err := range tx.Names(role) {
		if err != nil {
			t.Fatal(err)
		}
		if n.Claims > most.Claims {
			most = n
		}
	}
	return most.Name
}

func drained[T any](t *testing.T, stream iter.Seq2[T, error], id func(T) string) (ids []string) {
	t.Helper()
	for v, err := range stream {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id(v))
	}
	return ids
}

// claimPages are the latest claims that f chooses, three a page.
func claimPages(t *testing.T, tx store.ReadTx, f store.ClaimFilter) (ids []string) {
	t.Helper()
	f.Newest, f.Limit = true, 3
	for {
		page := drained(t, tx.Claims(f), func(c stemma.Claim) string {
			r, err := tx.Heading(c.Report)
			if err != nil {
				t.Fatal(err)
			}
			f.After = store.ClaimPosition{Sort: published(r), Report: c.Report, ID: c.ID}
			return string(c.ID)
		})
		if len(page) == 0 {
			return ids
		}
		ids = append(ids, page...)
	}
}

// reportPages are the latest reports that f chooses, two a page.
func reportPages(t *testing.T, tx store.ReadTx, f store.ReportFilter) (ids []string) {
	t.Helper()
	f.Limit = 2
	for {
		page := drained(t, tx.Reports(f), func(r stemma.Report) string {
			f.After = store.Position{Sort: published(r), ID: string(r.ID)}
			return string(r.ID)
		})
		if len(page) == 0 {
			return ids
		}
		ids = append(ids, page...)
	}
}

// published is when a report was published as lists are ordered by it.
func published(r stemma.Report) int64 {
	if from := r.Published.When.From; !from.IsZero() {
		return from.Unix()
	}
	return store.Undated
}
