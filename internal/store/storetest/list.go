package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"stemma"
	"stemma/internal/store"
)

// dated is a sample of another day and text.
func dated(id stemma.ReportID, day int, outlet string) store.Entry {
	e := Sample(id)
	e.Report.Published.When = stemma.DayOf(2031, time.March, day)
	e.Report.Outlet = outlet
	return e
}

func reportPages(t *testing.T, s store.Store) {
	undated := Sample("d.txt")
	undated.Report.Published = stemma.Dating{}
	keep(t, s, dated("a.txt", 4, "The Courier"), dated("b.txt", 6, "Gazette"), dated("c.txt", 6, "Gazette"), undated)
	view(t, s, func(tx store.ReadTx) error {
		var ids []stemma.ReportID
		f := store.ReportFilter{Newest: true, Limit: 1}
		for range 5 {
			for _, r := range all(t, tx.Reports(f)) {
				ids = append(ids, r.ID)
				f.After = store.Position{Sort: store.Undated, ID: string(r.ID)}
				if from := r.Published.When.From; !from.IsZero() {
					f.After.Sort = from.Unix()
				}
			}
		}
		equal(t, "newest first", ids, []stemma.ReportID{"b.txt", "c.txt", "a.txt", "d.txt"})
		equal(t, "by id behind one", len(all(t, tx.Reports(store.ReportFilter{After: store.Position{ID: "b.txt"}}))), 2)
		for _, test := range []struct {
			name string
			f    store.ReportFilter
			want int
		}{
			{"with a claim about a place", store.ReportFilter{About: store.ClaimFilter{Place: "marsa", Kinds: []stemma.Kind{stemma.Killed}}}, 4},
			{"with a claim of an actor", store.ReportFilter{About: store.ClaimFilter{Actor: "Army"}}, 0},
			{"with words of text and title", store.ReportFilter{Words: []string{"REBELS", "tak"}}, 4},
			{"with words that none has", store.ReportFilter{Words: []string{"rebels", "harbour"}}, 0},
			{"with nothing to look for", store.ReportFilter{Words: []string{`"*`}}, 0},
		} {
			equal(t, test.name, len(all(t, tx.Reports(test.f))), test.want)
		}
		first, last, err := tx.Span()
		equal(t, "first day", first, time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC))
		equal(t, "last day", last, time.Date(2031, 3, 6, 0, 0, 0, 0, time.UTC))
		return err
	})
}

// nested asks for a list while the same list is being told.
func nested(t *testing.T, s store.Store) {
	keep(t, s, dated("a.txt", 4, "The Courier"), dated("b.txt", 6, "Gazette"))
	view(t, s, func(tx store.ReadTx) error {
		var ids []stemma.ReportID
		for outer, err := range tx.Reports(store.ReportFilter{}) {
			if err != nil {
				return err
			}
			for inner, err := range tx.Reports(store.ReportFilter{}) {
				if err != nil {
					return err
				}
				ids = append(ids, outer.ID, inner.ID)
			}
		}
		equal(t, "pairs", ids, []stemma.ReportID{"a.txt", "a.txt", "a.txt", "b.txt", "b.txt", "a.txt", "b.txt", "b.txt"})
		return nil
	})
}

func claimPages(t *testing.T, s store.Store) {
	keep(t, s, dated("a.txt", 4, "The Courier"), dated("b.txt", 6, "Gazette"))
	view(t, s, func(tx store.ReadTx) error {
		for _, test := range []struct {
			name   string
			newest bool
			want   []stemma.ClaimID
		}{
			{"by report", false, []stemma.ClaimID{"a.txt-a", "a.txt-b", "b.txt-a", "b.txt-b"}},
			{"newest first", true, []stemma.ClaimID{"b.txt-a", "b.txt-b", "a.txt-a", "a.txt-b"}},
		} {
			var ids []stemma.ClaimID
			f := store.ClaimFilter{Newest: test.newest, Limit: 1}
			for range 5 {
				for _, c := range all(t, tx.Claims(f)) {
					ids = append(ids, c.ID)
					r, err := tx.Report(c.Report)
					if err != nil {
						return err
					}
					f.After = store.ClaimPosition{Sort: r.Published.When.From.Unix(), Report: c.Report, Start: c.Span.Start, Kind: c.Kind, ID: c.ID}
				}
			}
			equal(t, test.name, ids, test.want)
		}
		equal(t, "by stance", len(all(t, tx.Claims(store.ClaimFilter{Stances: []stemma.Stance{stemma.Denied}}))), 0)
		equal(t, "by words of the sentence", len(all(t, tx.Claims(store.ClaimFilter{Words: "people were"}))), 2)
		return nil
	})
}

func heads(t *testing.T, s store.Store) {
	head := func(id string, day, weight int, place string, sides ...stemma.Side) store.Head {
		h := store.Head{
			Matter: id, Question: "Who holds " + place + "?", Slot: stemma.SlotControl, Place: place, Weight: weight, Claims: 1, Reports: 1,
			Moved: stemma.DayOf(2031, time.March, day), Kinds: []stemma.Kind{stemma.Control}, Stances: []stemma.Stance{stemma.Asserted},
			Geo: stemma.Geo{ID: "x:1", Lat: 1, Lon: 2, Located: true}, Located: true,
			Fares: []store.Fare{{Role: store.SourceSpeaker, Name: "The Monitor", FareCount: store.FareCount{Matters: 1, First: 1, ContradictedOthers: 1}}},
		}
		for _, side := range sides {
			h.Origins = append(h.Origins, stemma.Origin{Name: string(side), Side: side})
		}
		return h
	}
	list := []store.Head{
		head("m1", 4, 9, "Marsa", stemma.SideMonitor, stemma.SideParty), head("m2", 6, 3, "Sidr", stemma.SideParty), head("m3", 6, 9, "Marsa", stemma.SideState),
	}
	d := store.Derived{Heads: list}
	for _, h := range list {
		d.Matters = append(d.Matters, stemma.Matter{ID: h.Matter, Question: h.Question, Slot: h.Slot, Place: h.Place, Claims: []stemma.ClaimID{"a.txt-a"}})
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.Keep(Sample("a.txt")), tx.SetBlocks("a.txt", map[stemma.ClaimID][]string{"a.txt-a": {"k"}}), tx.PutDerived("k", d))
	})
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "by id", all(t, tx.MatterHeads(store.HeadFilter{})), list)
		for _, test := range []struct {
			name string
			f    store.HeadFilter
			want []string
		}{
			{"by move", store.HeadFilter{Order: store.ByMoved}, []string{"m2", "m3", "m1"}},
			{"by weight", store.HeadFilter{Order: store.ByWeight}, []string{"m1", "m3", "m2"}},
			{"behind one", store.HeadFilter{Order: store.ByWeight, After: store.Position{Sort: 9, ID: "m1"}, Limit: 1}, []string{"m3"}},
			{"by side", store.HeadFilter{Sides: []stemma.Side{stemma.SideMonitor, stemma.SideState}}, []string{"m1", "m3"}},
			{"by origins", store.HeadFilter{MinOrigins: 2}, []string{"m1"}},
			{"by kind", store.HeadFilter{Kinds: []stemma.Kind{stemma.Killed}}, nil},
			{"by kind and stance of one claim", store.HeadFilter{Kinds: []stemma.Kind{stemma.Control}, Stances: []stemma.Stance{stemma.Asserted}}, []string{"m1", "m2", "m3"}},
			{"by speaker", store.HeadFilter{Speaker: "Ada Lind"}, []string{"m1", "m2", "m3"}},
			{"by words", store.HeadFilter{Words: "holds sidr"}, []string{"m2"}},
		} {
			var ids []string
			for _, h := range all(t, tx.MatterHeads(test.f)) {
				ids = append(ids, h.Matter)
			}
			equal(t, test.name, ids, test.want)
			equal(t, "ids "+test.name, all(t, tx.MatterIDs(test.f)), test.want)
		}
		n, err := tx.Fared(store.SourceSpeaker, "the monitor")
		equal(t, "fares", n, store.FareCount{Matters: 3, First: 3, ContradictedOthers: 3})
		return err
	})
	update(t, s, func(tx store.Tx) error {
		return tx.PutDerived("k", store.Derived{Matters: d.Matters[:1], Heads: d.Heads[:1]})
	})
	view(t, s, func(tx store.ReadTx) error {
		n, err := tx.Fared(store.SourceSpeaker, "The Monitor")
		equal(t, "fares of what is left", n, store.FareCount{Matters: 1, First: 1, ContradictedOthers: 1})
		return err
	})
}

func names(t *testing.T, s store.Store) {
	keep(t, s, dated("a.txt", 4, "The Courier"), dated("b.txt", 6, "The Courier"))
	update(t, s, func(tx store.Tx) error { return tx.Drop("b.txt") })
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "places", all(t, tx.Names(store.NamePlace)), []store.NameCount{
			{Role: store.NamePlace, Name: "Marsa", In: "Dahab", Geo: "x:1", Lat: 35.5, Lon: 38.25, Located: true, Claims: 2, Reports: 1},
		})
		equal(t, "actors", all(t, tx.Names(store.NameActor)), []store.NameCount{{Role: store.NameActor, Name: "Rebels", Claims: 1, Reports: 1}})
		equal(t, "outlets", all(t, tx.Names(store.NameOutlet)), []store.NameCount{{Role: store.NameOutlet, Name: "The Courier", Claims: 2, Reports: 1}})
		carried := []store.Carrying{{Outlet: "The Courier", Speaker: "The Monitor/Ada Lind", Claims: 1}}
		equal(t, "carried by an outlet", all(t, tx.Carried("the courier", "")), carried)
		equal(t, "carried of a speaker", all(t, tx.Carried("", "The Monitor")), carried)
		equal(t, "carried of nobody", len(all(t, tx.Carried("", "Nobody"))), 0)
		late, early := time.Date(2031, 4, 1, 0, 0, 0, 0, time.UTC), time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC)
		for _, role := range []store.NameRole{store.NamePlace, store.NameActor, store.NameOutlet, store.NameAgency, store.NameSpeaker} {
			equal(t, "late, "+string(role), all(t, tx.NamesBy(role, late)), all(t, tx.Names(role)))
			equal(t, "early, "+string(role), len(all(t, tx.NamesBy(role, early))), 0)
		}
		equal(t, "carried late", all(t, tx.CarriedBy("the courier", "the monitor", late)), carried)
		equal(t, "carried early", len(all(t, tx.CarriedBy("", "", early))), 0)
		first, last, err := tx.SpanBy(late)
		equal(t, "span late", [2]time.Time{first, last}, [2]time.Time{time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC), time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		first, last, err = tx.SpanBy(early)
		equal(t, "span early", [2]time.Time{first, last}, [2]time.Time{})
		return err
	})
}

func searches(t *testing.T, s store.Store) {
	far := Sample("c.txt")
	far.Report.Title = "北京消息：叙利亚"
	often := Sample("b.txt")
	often.Report.Title = "Märsa, again Marsa"
	keep(t, s, Sample("a.txt"), often, far)
	view(t, s, func(tx store.ReadTx) error {
		for _, test := range []struct {
			name  string
			words []string
			want  int
		}{
			{"a word", []string{"marsa"}, 3},
			{"a beginning", []string{"mar"}, 3},
			{"a beginning of too few letters", []string{"ma"}, 0},
			{"all words", []string{"again", "rebels"}, 1},
			{"a script without spaces", []string{"叙利亚"}, 1},
			{"signs alone", []string{`")`, "-"}, 0},
			{"operators are words", []string{"NEAR(marsa", "OR"}, 0},
		} {
			got, err := tx.Search(test.words, 10)
			equal(t, test.name, len(got), test.want)
			if err != nil {
				return err
			}
		}
		got, err := tx.Search([]string{"märsa"}, 1)
		equal(t, "titles weigh most", len(got), 1)
		return err
	})
	update(t, s, func(tx store.Tx) error { return tx.Drop("c.txt") })
	view(t, s, func(tx store.ReadTx) error {
		got, err := tx.Search([]string{"marsa"}, 10)
		equal(t, "after a drop", len(got), 2)
		return err
	})
}

func changes(t *testing.T, s store.Store) {
	before, err := s.Generation(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	keep(t, s, Sample("a.txt"), Sample("b.txt"))
	update(t, s, func(tx store.Tx) error { return tx.Correct(store.Correction{ID: "1", Verb: store.Undo}) })
	after, err := s.Generation(context.Background())
	if err != nil || after == before {
		t.Errorf("generation: %d after %d: %v", after, before, err)
	}
	view(t, s, func(tx store.ReadTx) error {
		var got []string
		var mark store.Mark
		for range 4 {
			list, err := tx.Changes(mark, 1)
			if err != nil {
				return err
			}
			for _, c := range list {
				got = append(got, string(c.Report)+c.Correction)
				mark = c.Mark
			}
		}
		equal(t, "changes", got, []string{"a.txt", "b.txt", "1"})
		now, err := tx.Now()
		equal(t, "now", now, mark)
		return err
	})
}
