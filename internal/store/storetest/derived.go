package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"stemma"
	"stemma/internal/store"
)

// copiedCarriers: two texts with three copies each are two carriers, not six.
func copiedCarriers(t *testing.T, s store.Store) {
	const shared = -7
	update(t, s, func(tx store.Tx) error {
		for i := range 6 {
			id := stemma.ReportID(fmt.Sprint(i))
			if err := errors.Join(
				tx.Keep(Sample(id)),
				tx.SetKeys(store.Twins, id, []int64{int64(i/3+1) << 50}),
				tx.SetKeys(store.Prints, id, []int64{shared}),
			); err != nil {
				return err
			}
		}
		near, err := tx.Near(store.Prints, "5", store.Star{Few: 2, Many: 2}, 9)
		equal(t, "near", len(near), 5)
		none, err5 := tx.Outranked(store.Prints, "0", store.Star{Few: 1, Many: 1})
		equal(t, "outranked by one copy of three", len(none), 0)
		err6 := errors.Join(tx.SetKeys(store.Prints, "1", nil), tx.SetKeys(store.Prints, "2", nil))
		behind, err2 := tx.Outranked(store.Prints, "0", store.Star{Few: 1, Many: 1})
		equal(t, "outranked by one text too many", len(behind), 4)
		err3 := tx.SetKeys(store.Prints, "4", nil)
		list, err4 := tx.Carriers(store.Prints, shared, 0)
		equal(t, "carriers", list, []stemma.ReportID{"0", "3", "5"})
		return errors.Join(err, err2, err3, err4, err5, err6)
	})
}

func carriers(t *testing.T, s store.Store) {
	const shared = -7
	update(t, s, func(tx store.Tx) error {
		for i := range 5 {
			id := stemma.ReportID(fmt.Sprint(i))
			if err := errors.Join(tx.Keep(Sample(id)), tx.SetKeys(store.Prints, id, []int64{shared, int64(i / 2)})); err != nil {
				return err
			}
		}
		list, err := tx.Carriers(store.Prints, shared, 0)
		equal(t, "carriers", len(list), 5)
		few, err2 := tx.Carriers(store.Prints, shared, 2)
		equal(t, "first carriers", few, list[:2])
		none, err3 := tx.Carriers(store.Twins, shared, 0)
		equal(t, "another shelf", len(none), 0)
		for _, test := range []struct {
			name            string
			id              stemma.ReportID
			anchors, enough int
			want            []stemma.ReportID
		}{
			{"a key of few", "0", 2, 9, []stemma.ReportID{"1"}},
			{"both keys of few", "0", 9, 9, []stemma.ReportID{"0", "1", "2", "3", "4"}},
			{"an anchor", list[0], 1, 1, list},
			{"no anchor", list[4], 1, 1, list[:1]},
		} {
			got, err := tx.Near(store.Prints, test.id, store.Star{Few: test.anchors, Many: 1}, test.enough)
			want := slices.DeleteFunc(slices.Clone(test.want), func(id stemma.ReportID) bool { return id == test.id })
			slices.Sort(got)
			slices.Sort(want)
			if test.anchors > 1 || test.enough > 1 {
				equal(t, "near: "+test.name, got, want)
			} else if !containsAll(got, want) {
				t.Errorf("near: %s: got %v, want at least %v", test.name, got, want)
			}
			if err != nil {
				return err
			}
		}
		behind, err4 := tx.Outranked(store.Prints, list[0], store.Star{Few: 2, Many: 1})
		equal(t, "outranked", behind, map[stemma.ReportID][]int64{list[2]: {shared}})
		behind, err5 := tx.Outranked(store.Prints, list[3], store.Star{Few: 2, Many: 1})
		equal(t, "outranked by no anchor", len(behind), 0)
		behind, err9 := tx.Outranked(store.Prints, list[4], store.Star{Few: 4, Many: 1})
		equal(t, "outranked by one too many", len(behind), 5)
		slipped, err10 := tx.Slipped(store.Prints, list[2], list, []int64{shared}, store.Star{Few: 2, Many: 2}, 1)
		apart := slices.DeleteFunc(slices.Clone(list[2:]), func(id stemma.ReportID) bool { return id[0]/2 == list[2][0]/2 })
		slices.Sort(apart)
		equal(t, "slipped", slipped, apart)
		slipped, err11 := tx.Slipped(store.Prints, list[2], list, []int64{-1}, store.Star{Few: 2, Many: 2}, 1)
		equal(t, "slipped from a key that nobody carries", len(slipped), 0)
		err6 := tx.SetKeys(store.Prints, "3", []int64{3})
		list, err7 := tx.Carriers(store.Prints, shared, 0)
		equal(t, "carriers", len(list), 4)
		keys, err8 := tx.Keys(store.Prints, "3")
		equal(t, "keys", keys, []int64{3})
		return errors.Join(err, err2, err3, err4, err5, err6, err7, err8, err9, err10, err11)
	})
}

func containsAll(got, want []stemma.ReportID) bool {
	return !slices.ContainsFunc(want, func(id stemma.ReportID) bool { return !slices.Contains(got, id) })
}

func blocks(t *testing.T, s store.Store) {
	update(t, s, func(tx store.Tx) error {
		for i := range 4 {
			id := stemma.ReportID(fmt.Sprint(i))
			claims := map[stemma.ClaimID][]string{id2(id, "-a"): {"marsa", "dahab"}, id2(id, "-b"): {"marsa"}}
			if err := errors.Join(tx.Keep(Sample(id)), tx.SetBlocks(id, claims)); err != nil {
				return err
			}
		}
		names, err := tx.Blocks("2")
		equal(t, "blocks", names, []string{"dahab", "marsa"})
		list, err2 := tx.Block("marsa", 100)
		equal(t, "claims", len(list), 8)
		equal(t, "line", list[0].Line, "Rebels took Marsa on Monday, the monitor said.")
		equal(t, "agencies", list[0].Agencies, []string{"Wire"})
		few, err3 := tx.Block("marsa", 3)
		equal(t, "few of one sentence", len(few), 6)
		err4 := tx.SetBlocks("0", map[stemma.ClaimID][]string{"0-a": {"dahab"}})
		list, err5 := tx.Block("marsa", 100)
		equal(t, "claims left", len(list), 6)
		return errors.Join(err, err2, err3, err4, err5)
	})
}

func id2(id stemma.ReportID, end string) stemma.ClaimID { return stemma.ClaimID(string(id) + end) }

func pairs(t *testing.T, s store.Store) {
	a, b := Sample("a.txt"), Sample("b.txt")
	keep(t, s, a, b)
	ref := func(e store.Entry, i int) stemma.SentenceRef {
		return stemma.SentenceRef{Report: e.Report.ID, Span: e.Sentences[i], Words: e.Sentences[i].Of(e.Report.Text)}
	}
	reuse := stemma.Reuse{A: ref(a, 0), B: ref(b, 0), Relation: stemma.Verbatim, Reasons: []stemma.Reason{{Rule: "same"}}}
	for _, r := range []stemma.SentenceRef{reuse.A, reuse.B} {
		reuse.Reasons[0].Cites = append(reuse.Reasons[0].Cites, stemma.Cite(r))
	}
	descent := stemma.Descent{A: "b.txt", B: "a.txt", Relation: stemma.Reprint, Shared: 1, Reasons: []stemma.Reason{
		{Rule: "descent/shared", Says: "12 of 13 sentences, 100% of its runs", Weight: 0.9}, {Rule: "descent/007", Says: "# and 08"},
	}}
	update(t, s, func(tx store.Tx) error {
		err := tx.PutPair(store.Pair{A: "a.txt", B: "b.txt", Reuse: []stemma.Reuse{reuse}, Descent: &descent})
		both, err2 := tx.Between([]stemma.ReportID{"b.txt", "a.txt"}, func(stemma.ReportID, stemma.Span) bool { return true })
		bare := descent
		bare.Reasons = nil
		equal(t, "pairs", both, []store.Pair{{A: "a.txt", B: "b.txt", Reuse: []stemma.Reuse{{
			A: stemma.SentenceRef{Report: "a.txt", Span: reuse.A.Span}, B: stemma.SentenceRef{Report: "b.txt", Span: reuse.B.Span}, Relation: stemma.Verbatim,
		}}, Descent: &bare}})
		one, err3 := tx.Between([]stemma.ReportID{"b.txt"}, nil)
		equal(t, "pairs of one", len(one), 0)
		unwanted, err4 := tx.Between([]stemma.ReportID{"b.txt", "a.txt"}, func(id stemma.ReportID, _ stemma.Span) bool { return id == "a.txt" })
		equal(t, "unwanted reuse", unwanted, []store.Pair{{A: "a.txt", B: "b.txt", Descent: &bare}})
		err3 = errors.Join(err3, err4)
		return errors.Join(err, err2, err3)
	})
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "reuse", all(t, tx.Reuses(store.PairFilter{Report: "b.txt"})), []stemma.Reuse{reuse})
		equal(t, "descent", all(t, tx.Descents(store.PairFilter{})), []stemma.Descent{descent})
		equal(t, "descents among both", all(t, tx.Descents(store.PairFilter{Among: []stemma.ReportID{descent.B, descent.A}})), []stemma.Descent{descent})
		equal(t, "descents among one", len(all(t, tx.Descents(store.PairFilter{Among: []stemma.ReportID{descent.A}}))), 0)
		return nil
	})
	update(t, s, func(tx store.Tx) error { return tx.PutPair(store.Pair{A: "a.txt", B: "b.txt"}) })
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "reuse", len(all(t, tx.Reuses(store.PairFilter{}))), 0)
		return nil
	})
}

func derived(t *testing.T, s store.Store) {
	e := Sample("a.txt")
	day := stemma.DayOf(2031, time.March, 3)
	m := stemma.Matter{ID: "m1", Question: "Who holds Marsa?", Slot: stemma.SlotControl, Place: "Marsa", When: day, Claims: []stemma.ClaimID{"a.txt-a"}}
	d := store.Derived{
		Matters:      []stemma.Matter{m},
		Disputes:     []stemma.Dispute{{Matter: "m1", Slot: stemma.SlotControl, Place: "Marsa", Relation: stemma.Contradiction}},
		Independence: []stemma.Independence{{Matter: "m1", Claim: "Rebels hold Marsa"}},
		Tallies:      []stemma.Tally{{Matter: "m1", Unit: "people", Origin: "The Monitor"}},
		Holdings:     []stemma.Holding{{Place: "Marsa", In: "Dahab", Holder: "Rebels", When: day, Status: stemma.Held}},
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.Keep(e), tx.SetBlocks("a.txt", map[stemma.ClaimID][]string{"a.txt-a": {"k"}}), tx.PutDerived("k", d))
	})
	view(t, s, func(tx store.ReadTx) error {
		for _, f := range []store.MatterFilter{
			{}, {Matter: "m1"}, {Place: "Marsa"}, {Place: "Dahab"}, {Slot: stemma.SlotControl}, {Report: "a.txt"}, {Claim: "a.txt-a"}, {From: day.From},
		} {
			equal(t, "matters", all(t, tx.Matters(f)), d.Matters)
			equal(t, "disputes", all(t, tx.Disputes(f)), d.Disputes)
			equal(t, "independence", all(t, tx.Independence(f)), d.Independence)
			equal(t, "tallies", all(t, tx.Tallies(f)), d.Tallies)
		}
		for _, f := range []store.MatterFilter{{Matter: "m2"}, {Place: "Sidr"}, {Slot: stemma.SlotValue}, {Report: "b.txt"}, {From: day.To}} {
			equal(t, "matters", len(all(t, tx.Matters(f))), 0)
		}
		equal(t, "holdings", all(t, tx.Holdings(store.HoldingFilter{Place: "marsa", From: day.From})), d.Holdings)
		equal(t, "claims of a matter", len(all(t, tx.Claims(store.ClaimFilter{Matter: "m1"}))), 1)
		return nil
	})
	update(t, s, func(tx store.Tx) error { return tx.PutDerived("k", store.Derived{Matters: d.Matters}) })
	view(t, s, func(tx store.ReadTx) error {
		c, err := tx.Counts()
		equal(t, "counts", c, store.Counts{Reports: 1, Claims: 2, Matters: 1})
		return err
	})
}

func stories(t *testing.T, s store.Store) {
	keep(t, s, Sample("a"), Sample("b"), Sample("c"))
	reports := []stemma.ReportID{"a", "b", "c"}
	put := func(list ...stemma.Story) {
		update(t, s, func(tx store.Tx) error {
			_, err := tx.PutStories(reports, list, 2)
			return err
		})
	}
	two := []stemma.Story{
		{ID: "s1", Title: "Marsa", Places: []string{"Marsa"}, Reports: []stemma.ReportID{"a", "b"}},
		{ID: "s2", Reports: []stemma.ReportID{"c"}},
	}
	one := []stemma.Story{{ID: "s2", Places: []string{"Marsa"}, Reports: reports}}
	put(two...)
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "stories", all(t, tx.Stories(store.StoryFilter{})), two)
		equal(t, "story of a report", all(t, tx.Stories(store.StoryFilter{Report: "c"})), two[1:])
		equal(t, "story of a place", all(t, tx.Stories(store.StoryFilter{Place: "marsa"})), two[:1])
		return nil
	})
	put(one...)
	view(t, s, func(tx store.ReadTx) error {
		equal(t, "stories", all(t, tx.Stories(store.StoryFilter{})), one)
		return nil
	})
	put(two...)
	update(t, s, func(tx store.Tx) error { return tx.JoinStory("a", []stemma.ReportID{"c"}) })
	view(t, s, func(tx store.ReadTx) error {
		joined := two[0]
		joined.Reports = reports
		equal(t, "joined", all(t, tx.Stories(store.StoryFilter{})), []stemma.Story{joined})
		return nil
	})
	put(two...)
	update(t, s, func(tx store.Tx) error {
		list, err := tx.Component("b")
		slices.Sort(list)
		equal(t, "component", list, reports)
		story, level, err2 := tx.Home("b")
		equal(t, "home", fmt.Sprint(story, level), "s12")
		err3 := tx.JoinStory("a", []stemma.ReportID{"c"})
		_, level, err4 := tx.Home("c")
		equal(t, "level of one that follows", level, -1)
		_, err5 := tx.PutStories(reports, two, 0)
		return errors.Join(err, err2, err3, err4, err5)
	})
	link := store.StoryLink{A: "a", B: "b", Weight: 0.5}
	update(t, s, func(tx store.Tx) error {
		err := tx.PutStoryLink(link)
		list, err2 := tx.StoryTies("b")
		equal(t, "ties", list, []store.StoryTie{{Other: link.A, Weight: link.Weight}})
		err3 := tx.PutStoryLink(store.StoryLink{A: "a", B: "b"})
		list, err4 := tx.StoryTies("b")
		equal(t, "ties", len(list), 0)
		return errors.Join(err, err2, err3, err4)
	})
}
