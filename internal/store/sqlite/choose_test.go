package sqlite

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/text"
)

// TestMuchAndLittle asks for claims by index and by a test of each: both find the same.
func TestMuchAndLittle(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := record.Add(t.Context(), s, record.World{}, oddly(60)...); err != nil {
		t.Fatal(err)
	}
	err = s.read.run(t.Context(), s, func(tx *tx) error {
		found := func(f store.ClaimFilter, m much) []int64 {
			w := claimWhere(f, m)
			list, err := all(rows(tx, `SELECT claims.seq FROM claims`+w.String()+` ORDER BY claims.seq`, w.args, number))
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		filters := []store.ClaimFilter{{Origins: 2}, {Sides: []stemma.Side{stemma.SideNewsroom}}, {Words: "killed"}, {Words: "the town"}, {Words: "-"},
			{Kinds: []stemma.Kind{stemma.Killed}}, {Stances: []stemma.Stance{stemma.Denied}}, {Stances: []stemma.Stance{stemma.Denied, stemma.Asserted}},
			{From: day(3)}, {To: day(3)}, {From: day(2), To: day(3)}, {From: day(40)}}
		for _, role := range []store.NameRole{store.NamePlace, store.NameActor, store.NameSpeaker} {
			names, err := all(tx.Names(role))
			if err != nil {
				return err
			}
			for _, n := range names[:min(len(names), 5)] {
				filters = append(filters, map[store.NameRole]store.ClaimFilter{
					store.NamePlace: {Place: n.Name}, store.NameActor: {Actor: n.Name}, store.NameSpeaker: {Speaker: n.Name},
				}[role])
			}
		}
		some := 0
		for _, f := range filters {
			little := found(f, much{})
			some += len(little)
			if diff := cmp.Diff(little, found(f, eachTested)); diff != "" {
				t.Errorf("%+v (-by index +one by one):\n%s", f, diff)
			}
		}
		if some == 0 {
			t.Error("nothing was found either way")
		}
		return headsEitherWay(t, tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// oddly are n reports of an invented war, of which some have no date, tell what is denied or
// about a long time or none, or were seen before they were published.
func oddly(n int) (docs []*text.Doc) {
	for d := range (invent.Corpus{Seed: 1, Reports: n}).Docs() {
		i := len(docs)
		switch {
		case i%7 == 3:
			d.Report.Published = stemma.Dating{}
		case i%5 == 2:
			d.Report.FirstSeen = d.Report.Published.When.From.Add(-36 * time.Hour)
		}
		for k := range d.Claims {
			c := &d.Claims[k]
			switch (i + k) % 9 {
			case 1:
				c.Stance = stemma.Denied
			case 2:
				c.When = stemma.When{From: day(2)}
			case 3:
				c.When = stemma.When{From: day(1), To: day(50)}
			case 4:
				c.When = stemma.When{}
			case 5:
				c.Place.Geo.ID = "x:1"
			}
		}
		docs = append(docs, d)
	}
	return docs
}

// day is a day of the invented war, from 1 on.
func day(n int) time.Time { return time.Date(2031, time.January, n, 0, 0, 0, 0, time.UTC) }

// headsEitherWay asks for the matters of an actor as a list, and of each matter alone
// whether it is one of them.
func headsEitherWay(t *testing.T, tx *tx) error {
	t.Helper()
	names, err := all(tx.Names(store.NameActor))
	if err != nil {
		return err
	}
	matters, err := all(tx.MatterHeads(store.HeadFilter{}))
	if err != nil {
		return err
	}
	for _, f := range []store.HeadFilter{{Actor: names[0].Name}, {Actor: names[0].Name, Kinds: []stemma.Kind{stemma.Control}, Stances: []stemma.Stance{stemma.Asserted}}} {
		listed, err := all(tx.MatterHeads(f))
		if err != nil {
			return err
		}
		var want, got []string
		for _, h := range listed {
			want = append(want, h.Matter)
		}
		for _, h := range matters {
			f.Matter = h.Matter
			if one, err := all(tx.MatterHeads(f)); err != nil || len(one) > 0 {
				got = append(got, fmt.Sprint(h.Matter))
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v (-as a list +one by one):\n%s", f, diff)
		}
	}
	return nil
}
