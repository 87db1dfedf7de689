package record_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stemma"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/text"
)

// The properties that hold for every war. Each is checked on generated ones by a
// test and searched for an exception by a fuzz target of the same name.

// property is a rule of the record, checked on what r draws.
type property func(t testing.TB, r *rapid.T)

func check(t *testing.T, p property) {
	rapid.Check(t, func(r *rapid.T) { p(t, r) })
}

func search(f *testing.F, p property) {
	f.Fuzz(func(t *testing.T, input []byte) {
		rapid.MakeFuzz(func(r *rapid.T) { p(t, r) })(t, input)
	})
}

// anyOrder: the reports give the same export in whatever order and however many at
// once they arrive.
func anyOrder(t testing.TB, r *rapid.T) {
	docs := few(r)
	want := build(t, docs, len(docs))
	shuffled := rapid.Permutation(docs).Draw(r, "order")
	same(r, build(t, shuffled, rapid.IntRange(1, 12).Draw(r, "batch")), want)
}

// twiceIsOnce: adding again changes nothing.
func twiceIsOnce(t testing.TB, r *rapid.T) {
	docs := few(r)
	same(r, build(t, slices.Concat(docs, docs), rapid.IntRange(1, 50).Draw(r, "batch")), build(t, docs, 50))
}

// removed: a report that is removed leaves the record without it.
func removed(t testing.TB, r *rapid.T) {
	docs := few(r)
	n := rapid.IntRange(0, len(docs)).Draw(r, "removed")
	var gone []stemma.ReportID
	for _, d := range docs[:n] {
		gone = append(gone, d.Report.ID)
	}
	same(r, build(t, docs, 10, remove(gone...)), build(t, docs[n:], 10))
}

// copiesDoNotCount: reprints change no tally, no dispute and no count of origins.
func copiesDoNotCount(t testing.TB, r *rapid.T) {
	docs := few(r)
	if diff := copied(t, docs, docs[rapid.IntRange(0, len(docs)-1).Draw(r, "original")]); diff != "" {
		r.Errorf("ten copies changed (-before +after):\n%s", diff)
	}
}

// oddDates: reports dated in the wrong order, in the future, all at one instant, or
// not at all, are all kept with all their claims, and their order of arrival does not
// matter.
func oddDates(t testing.TB, r *rapid.T) {
	docs := few(r)
	instant := time.Date(2031, time.May, 5, 12, 0, 0, 0, time.UTC)
	claims := 0
	for i, d := range docs {
		w := stemma.When{}
		switch rapid.SampledFrom([]string{"one instant", "backwards", "far ahead", "none"}).Draw(r, "date") {
		case "one instant":
			w = stemma.When{From: instant, To: instant.Add(time.Minute), Precision: stemma.Minute}
		case "backwards":
			w = stemma.DayOf(2031, time.January, 300-i)
		case "far ahead":
			w = stemma.DayOf(2999, time.December, 31)
		}
		d.Report.Published.When = w
		claims += len(d.Claims)
	}
	want := build(t, docs, len(docs))
	same(r, build(t, rapid.Permutation(docs).Draw(r, "order"), 7), want)
	if got := strings.Count(want["claims.jsonl"], "\n"); got != claims {
		r.Errorf("%d claims of %d", got, claims)
	}
}

// cited: what the record shows of a report is what stands there, byte for byte.
func cited(t testing.TB, r *rapid.T) {
	docs := few(r)
	with(t, docs, func(s store.Store) {
		if err := s.View(context.Background(), func(tx store.ReadTx) error { return checkCites(r, tx) }); err != nil {
			t.Fatal(err)
		}
	})
}

// countedRight: sources and places are counted as counting them anew does.
func countedRight(t testing.TB, r *rapid.T) {
	docs := few(r)
	with(t, docs, func(s store.Store) {
		gone := rapid.IntRange(0, len(docs)-1).Draw(r, "removed")
		changed := retold(docs[len(docs)-1], docs[gone].Report.ID)
		changed.Report.Outlet = strings.ToUpper(changed.Report.Outlet) // one outlet under another spelling
		if err := record.Add(context.Background(), s, record.World{}, changed); err != nil {
			t.Fatal(err)
		}
		if err := remove(docs[0].Report.ID)(s); err != nil {
			t.Fatal(err)
		}
		err := s.View(context.Background(), func(tx store.ReadTx) error {
			then, err := record.Then(tx, record.World{}, time.Date(2999, time.July, 1, 0, 0, 0, 0, time.UTC))
			if err != nil {
				return err
			}
			for _, role := range []store.NameRole{store.NameOutlet, store.NameAgency, store.NameSpeaker, store.NameActor, store.NamePlace} {
				if now, all := lines(t, "", tx.Names(role)), lines(t, "", then.Names(role)); !slices.Equal(now, all) {
					t.Errorf("names of %s: %v, as of when all was known %v", role, now, all)
				}
			}
			return errors.Join(checkCounts(r, tx), checkCounts(r, then))
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// splitsMergeBack: what a person has split off another can put back. Each text stands
// there once: of many whole copies the later ones go where the first goes.
func splitsMergeBack(t testing.TB, r *rapid.T) {
	texts := map[string]bool{}
	docs := slices.DeleteFunc(few(r), func(d *text.Doc) bool {
		again := texts[d.Report.Text]
		texts[d.Report.Text] = true
		return again
	})
	with(t, docs, func(s store.Store) {
		before := homes(t, s)
		report := docs[rapid.IntRange(0, len(docs)-1).Draw(r, "report")].Report.ID
		var rest []string
		for id, story := range before {
			if id != report && story == before[report] {
				rest = append(rest, string(id))
			}
		}
		if len(rest) == 0 {
			return
		}
		slices.Sort(rest)
		correct(t, s, store.Correction{Verb: store.SplitStory, Subjects: []string{string(report)}})
		if after := homes(t, s); after[report] == after[stemma.ReportID(rest[0])] {
			r.Errorf("%s was not split off", report)
		}
		correct(t, s, store.Correction{Verb: store.MergeStories, Subjects: []string{rest[0], string(report)}})
		after := homes(t, s)
		for _, id := range rest {
			if after[stemma.ReportID(id)] != after[report] {
				r.Errorf("%s and %s were one story and are not", id, report)
			}
		}
	})
}

func TestAnyOrderGivesTheSame(t *testing.T)       { check(t, anyOrder) }
func TestAddingTwiceIsAddingOnce(t *testing.T)    { check(t, twiceIsOnce) }
func TestRemovingIsNeverHavingAdded(t *testing.T) { check(t, removed) }
func TestCopiesDoNotCount(t *testing.T)           { check(t, copiesDoNotCount) }
func TestOddDatesLoseNothing(t *testing.T)        { check(t, oddDates) }
func TestEveryCiteIsThere(t *testing.T)           { check(t, cited) }
func TestSourcesAreCountedRight(t *testing.T)     { check(t, countedRight) }
func TestSplitsMergeBack(t *testing.T)            { check(t, splitsMergeBack) }

func FuzzAnyOrderGivesTheSame(f *testing.F)       { search(f, anyOrder) }
func FuzzAddingTwiceIsAddingOnce(f *testing.F)    { search(f, twiceIsOnce) }
func FuzzRemovingIsNeverHavingAdded(f *testing.F) { search(f, removed) }
func FuzzCopiesDoNotCount(f *testing.F)           { search(f, copiesDoNotCount) }
func FuzzOddDatesLoseNothing(f *testing.F)        { search(f, oddDates) }
func FuzzEveryCiteIsThere(f *testing.F)           { search(f, cited) }
func FuzzSplitsMergeBack(f *testing.F)            { search(f, splitsMergeBack) }

// with runs f on the record of docs.
func with(t testing.TB, docs []*text.Doc, f func(store.Store)) {
	t.Helper()
	build(t, docs, 16, func(s store.Store) error {
		f(s)
		return nil
	})
}

func correct(t testing.TB, s store.Store, d store.Correction) {
	t.Helper()
	d.Who, d.Why = "an editor", "a test"
	if _, err := record.Correct(context.Background(), s, record.World{}, d); err != nil {
		t.Fatal(err)
	}
}

// homes are the stories of reports.
func homes(t testing.TB, s store.Store) map[stemma.ReportID]string {
	t.Helper()
	home := map[stemma.ReportID]string{}
	err := s.View(context.Background(), func(tx store.ReadTx) error {
		for st, err := range tx.Stories(store.StoryFilter{}) {
			if err != nil {
				return err
			}
			for _, id := range st.Reports {
				home[id] = st.ID
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return home
}

// citing gathers the words that the record shows with the report and the span that
// they are said to stand at.
type citing struct {
	tx    store.ReadTx
	texts map[stemma.ReportID]string
	wrong []string
}

func (c *citing) stands(what string, report stemma.ReportID, s stemma.Span, words string) error {
	text, ok := c.texts[report]
	if !ok {
		r, err := c.tx.Report(report)
		if err != nil {
			return err
		}
		text = r.Text
		c.texts[report] = text
	}
	if s.Start < 0 || s.End > len(text) || s.Start > s.End || s.Of(text) != words {
		c.wrong = append(c.wrong, fmt.Sprintf("%s: %q does not stand at %v of %s", what, words, s, report))
	}
	return nil
}

func (c *citing) sentences(what string, refs []stemma.SentenceRef) error {
	for _, ref := range refs {
		if err := c.stands(what, ref.Report, ref.Span, ref.Words); err != nil {
			return err
		}
	}
	return nil
}

func (c *citing) reasons(what string, reasons []stemma.Reason) error {
	for _, reason := range reasons {
		for _, cite := range reason.Cites {
			if err := c.stands(what+", "+reason.Rule, cite.Report, cite.Span, cite.Words); err != nil {
				return err
			}
		}
		if err := c.reasons(what, reason.Because); err != nil {
			return err
		}
	}
	return nil
}

// claim checks that a claim's fields are what its cites say: the place by its name,
// the figure by its digits, both within the sentence.
func (c *citing) claim(claim stemma.Claim) error {
	r, err := c.tx.Report(claim.Report)
	if err != nil {
		return err
	}
	for field, s := range claim.Cites {
		if s.Start < claim.Sentence.Start || s.End > claim.Sentence.End {
			c.wrong = append(c.wrong, fmt.Sprintf("%s of %s stands outside its sentence", field, claim.ID))
		}
		words := s.Of(r.Text)
		switch field {
		case stemma.FieldPlace:
			if words != claim.Place.Name {
				c.wrong = append(c.wrong, fmt.Sprintf("%s is at %q, cites %q", claim.ID, claim.Place.Name, words))
			}
		case stemma.FieldValue:
			if words != strconv.FormatFloat(claim.Quantity.Value, 'f', -1, 64) {
				c.wrong = append(c.wrong, fmt.Sprintf("%s counts %g, cites %q", claim.ID, claim.Quantity.Value, words))
			}
		}
	}
	if claim.Quantity.HasValue && claim.Cites[stemma.FieldValue].Len() == 0 || claim.Place.Name != "" && claim.Cites[stemma.FieldPlace].Len() == 0 {
		c.wrong = append(c.wrong, fmt.Sprintf("%s has a field without a cite", claim.ID))
	}
	return nil
}

func checkCites(r *rapid.T, tx store.ReadTx) error {
	c := &citing{tx: tx, texts: map[stemma.ReportID]string{}}
	err := cmp.Or(
		each(tx.Claims(store.ClaimFilter{}), c.claim),
		each(tx.Reuses(store.PairFilter{}), func(v stemma.Reuse) error {
			return cmp.Or(c.sentences("reuse", []stemma.SentenceRef{v.A, v.B}), c.reasons("reuse", v.Reasons))
		}),
		each(tx.Descents(store.PairFilter{}), func(v stemma.Descent) error { return c.reasons("descent", v.Reasons) }),
		each(tx.Disputes(store.MatterFilter{}), func(v stemma.Dispute) error {
			for _, a := range v.Answers {
				if err := c.sentences("answer", a.Sentences); err != nil {
					return err
				}
			}
			return c.reasons("dispute", v.Reasons)
		}),
		each(tx.Independence(store.MatterFilter{}), func(v stemma.Independence) error {
			return cmp.Or(c.sentences("statement", v.Sentences), c.reasons("statement", v.Reasons))
		}),
		each(tx.Holdings(store.HoldingFilter{}), func(v stemma.Holding) error {
			return cmp.Or(c.sentences("holding", v.Sentences), c.reasons("holding", v.Reasons))
		}),
	)
	for _, wrong := range c.wrong {
		r.Errorf("%s", wrong)
	}
	return err
}

func each[T any](stream func(func(T, error) bool), f func(T) error) error {
	for v, err := range stream {
		if err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

// checkCounts counts sources and places by going through reports and claims.
func checkCounts(r *rapid.T, tx store.ReadTx) error {
	type count struct{ reports, claims int }
	want := map[string]count{}
	add := func(role store.SourceRole, key string, reports, claims int) {
		if key == "" {
			return
		}
		at := string(role) + " " + key
		want[at] = count{want[at].reports + reports, want[at].claims + claims}
	}
	places := map[string]int{}
	err := each(tx.Reports(store.ReportFilter{}), func(report stemma.Report) error {
		n := 0
		speakers := map[string]bool{}
		err := each(tx.Claims(store.ClaimFilter{Report: report.ID}), func(c stemma.Claim) error {
			n++
			places[store.Key(c.Place.Name)+" in "+store.Key(c.Place.In)]++
			first := 0
			if name := c.Speaker.String(); !speakers[name] {
				speakers[name] = true
				first = 1
			}
			add(store.SourceSpeaker, c.Speaker.String(), first, 1)
			return nil
		})
		add(store.SourceOutlet, store.Key(report.Outlet), 1, n)
		for _, a := range report.Agencies {
			add(store.SourceAgency, store.Key(a.Agency), 1, n)
		}
		return err
	})
	if err != nil {
		return err
	}
	err = each(tx.Sources(), func(s store.Source) error {
		key := store.Key(s.Name)
		if s.Role == store.SourceSpeaker {
			key = s.Name
		}
		at := string(s.Role) + " " + key
		if got := (count{s.Reports, s.Claims}); got != want[at] {
			r.Errorf("%s: got %+v, want %+v", at, got, want[at])
		}
		delete(want, at)
		return nil
	})
	if err != nil {
		return err
	}
	for at, c := range want {
		r.Errorf("%s has %+v and is not listed", at, c)
	}
	return each(tx.Places(), func(p store.PlaceCount) error {
		if at := store.Key(p.Name) + " in " + store.Key(p.In); places[at] != p.Claims {
			r.Errorf("%s: got %d claims, want %d", at, p.Claims, places[at])
		}
		return nil
	})
}

// TestManyThatAreOneText has all of them kept, in one story, the same in any
// order. BenchmarkOneText adds 10,000.
func TestManyThatAreOneText(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	docs := oneText(300)
	want := build(t, docs, 150)
	if got := strings.Count(want["reports.jsonl"], "\n"); got != len(docs) {
		t.Errorf("%d reports of %d", got, len(docs))
	}
	if got := strings.Count(want["stories.jsonl"], "\n"); got != 1 {
		t.Errorf("%d stories, want one", got)
	}
	slices.Reverse(docs)
	same(t, build(t, docs, 100), want)
}

// oneText is n outlets that all carry one report.
func oneText(n int) []*text.Doc {
	original := slices.Collect(invent.Corpus{Seed: 7, Reports: 1}.Docs())[0]
	var docs []*text.Doc
	for i := range n {
		d := retold(original, stemma.ReportID(fmt.Sprintf("copy-%05d.txt", i)))
		d.Report.Outlet = fmt.Sprintf("Outlet %d", i)
		docs = append(docs, d)
	}
	return docs
}

// BenchmarkOneText adds 10,000 reports that are one text:
// go test ./internal/record -bench OneText -benchtime 1x -run '^$'
func BenchmarkOneText(b *testing.B) {
	docs := oneText(10_000)
	for b.Loop() {
		build(b, docs, 1024)
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "reports/s")
}
