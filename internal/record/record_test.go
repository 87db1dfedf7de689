package record_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stemma"
	"stemma/internal/export"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
)

// files is an export by the names of its files.
type files map[string]string

func exported(t testing.TB, s store.Store, dir string) files {
	t.Helper()
	out := filepath.Join(dir, "export")
	if err := s.View(context.Background(), func(tx store.ReadTx) error { return export.Write(tx, export.JSONL, out) }); err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

func read(t testing.TB, out string) files {
	t.Helper()
	list, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	f := files{}
	for _, e := range list {
		b, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		f[e.Name()] = string(b)
	}
	return f
}

// build records docs, batch of them an update, then does more, and exports.
func build(t testing.TB, docs []*text.Doc, batch int, more ...func(store.Store) error) files {
	t.Helper()
	dir, err := os.MkdirTemp("", "record")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	s, err := sqlite.Open(context.Background(), filepath.Join(dir, "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for part := range slices.Chunk(docs, batch) {
		if err := record.Add(context.Background(), s, record.World{}, part...); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range more {
		if err := f(s); err != nil {
			t.Fatal(err)
		}
	}
	return exported(t, s, dir)
}

func remove(ids ...stemma.ReportID) func(store.Store) error {
	return func(s store.Store) error { return record.Remove(context.Background(), s, record.World{}, ids...) }
}

// same fails with the first lines that differ, file by file.
func same(t interface {
	Helper()
	Errorf(string, ...any)
}, got, want files) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] == want[name] {
			continue
		}
		diff := strings.Split(cmp.Diff(strings.Split(want[name], "\n"), strings.Split(got[name], "\n")), "\n")
		t.Errorf("%s differs (-want +got):\n%s", name, strings.Join(diff[:min(len(diff), 40)], "\n"))
	}
}

// few draws a small war, upTo one of fewer reports: many reports of few events in few
// towns.
func few(t *rapid.T) []*text.Doc { return upTo(t, 40) }

func upTo(t *rapid.T, most int) []*text.Doc {
	n := rapid.IntRange(1, most).Draw(t, "reports")
	c := invent.Corpus{Seed: rapid.Uint64Range(0, 1000).Draw(t, "seed"), Reports: n, Towns: 3, Events: rapid.IntRange(1, 3).Draw(t, "events"),
		Pace: rapid.SampledFrom([]int{0, 1, 5}).Draw(t, "pace")}
	return slices.Collect(c.Docs())
}

func TestOnlyTheLatestVersionCounts(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		docs := few(r)
		first := docs[rapid.IntRange(0, len(docs)-1).Draw(r, "changed")]
		last := retold(docs[len(docs)-1], first.Report.ID)
		others := slices.DeleteFunc(slices.Clone(docs), func(d *text.Doc) bool { return d == first })
		want := build(t, append(slices.Clone(others), last), 10)
		same(r, build(t, append(slices.Clone(docs), last), rapid.IntRange(1, 50).Draw(r, "batch")), want)
	})
}

// retold is d under another id.
func retold(d *text.Doc, id stemma.ReportID) *text.Doc {
	copied, r := *d, *d.Report
	r.ID = id
	copied.Report = &r
	copied.Claims = slices.Clone(d.Claims)
	for i := range copied.Claims {
		c := &copied.Claims[i]
		c.Report, c.ID = id, stemma.ClaimID(fmt.Sprintf("%s-%s", c.ID, id))
	}
	return &copied
}

// TestCopiesDoNotCrowdOut has phrases in as many reports as are compared with one
// another, so that with copies of one they would be in more.
func TestCopiesDoNotCrowdOut(t *testing.T) {
	for _, test := range []struct {
		corpus   invent.Corpus
		original int
	}{
		{invent.Corpus{Seed: 4, Reports: 12, Towns: 3, Events: 2}, 6},
		{invent.Corpus{Seed: 0x172, Reports: 29, Towns: 3, Events: 3}, 0},
	} {
		docs := slices.Collect(test.corpus.Docs())
		if diff := copied(t, docs, docs[test.original]); diff != "" {
			t.Errorf("%+v: ten copies changed (-before +after):\n%s", test, diff)
		}
	}
}

// copied is what ten copies of original under other outlets change.
func copied(t testing.TB, docs []*text.Doc, original *text.Doc) string {
	t.Helper()
	with := slices.Clone(docs)
	for i := range 10 {
		c := retold(original, stemma.ReportID(fmt.Sprintf("z%d.txt", i)))
		c.Report.Outlet = fmt.Sprintf("Reprinter %d", i)
		with = append(with, c)
	}
	return cmp.Diff(counted(t, build(t, docs, 50)), counted(t, build(t, with, 50)))
}

// counted is what copies must not change: tallies whole, disputes with their
// speakers, and the statements of several origins with the number of them.
func counted(t testing.TB, f files) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for line := range strings.Lines(f["tallies.jsonl"]) {
		out["tallies"] = append(out["tallies"], line)
	}
	for line := range strings.Lines(f["disputes.jsonl"]) {
		var d struct {
			Question, Relation string
			Answers            []struct{ Answer, Speaker string }
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		out["disputes"] = append(out["disputes"], fmt.Sprint(d))
	}
	for line := range strings.Lines(f["independence.jsonl"]) {
		var i struct {
			Claim string
			N     int `json:"n_origins"`
		}
		if err := json.Unmarshal([]byte(line), &i); err != nil {
			t.Fatal(err)
		}
		if i.N > 1 {
			out["independence"] = append(out["independence"], fmt.Sprint(i))
		}
	}
	slices.Sort(out["independence"])
	return out
}

// TestManyCopies adds far more reports that are one text than are compared with one
// another, in an order that keeps changing who comes first.
func TestManyCopies(t *testing.T) {
	one := slices.Collect(invent.Corpus{Seed: 7, Reports: 3}.Docs())
	var docs []*text.Doc
	for i := range 120 {
		d := retold(one[i%2], stemma.ReportID(fmt.Sprintf("copy-%03d.txt", i)))
		d.Report.Outlet = fmt.Sprintf("Outlet %d", i)
		docs = append(docs, d)
	}
	want := build(t, docs, 120)
	for seed := range uint64(2) {
		shuffled := slices.Clone(docs)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(docs), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		same(t, build(t, shuffled, 1+int(seed)*16), want)
	}
	var gone []stemma.ReportID
	for _, d := range docs[30:] {
		gone = append(gone, d.Report.ID)
	}
	same(t, build(t, docs, 25, remove(gone...)), build(t, docs[:30], 30))
}

// TestOldVersionsDoNotCount adds a report after a text that it replaced: the
// publication dates tell which is which.
func TestOldVersionsDoNotCount(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 3, Reports: 2}.Docs())
	old, latest := docs[0], retold(docs[1], docs[0].Report.ID)
	later := stemma.DayOf(2031, time.January, 9)
	latest.Report.Published.When = later
	same(t, build(t, []*text.Doc{latest, old}, 1), build(t, []*text.Doc{old, latest}, 1))
}

// TestNeededIsEnough: what is let go before a report is added is missed by nothing.
func TestNeededIsEnough(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 4, Reports: 30}.Docs())
	var needed []*text.Doc
	for _, d := range docs {
		n := record.Needed(d)
		if len(d.Tokens) == 0 || len(n.Tokens) > 0 {
			t.Fatalf("%s: %d tokens, of which %d are needed", d.Report.ID, len(d.Tokens), len(n.Tokens))
		}
		needed = append(needed, n)
	}
	same(t, build(t, needed, 30), build(t, docs, 30))
}

// TestManyReportsOfOneWar has more reports hanging together than are clustered at
// once, and more carrying a phrase than are compared with one another: in days, and in
// seasons, of which each has some anchors of its own.
func TestManyReportsOfOneWar(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	for name, war := range map[string]invent.Corpus{
		"days":    {Seed: 2, Reports: 260, Towns: 4, Events: 4},
		"seasons": {Seed: 5, Reports: 260, Towns: 2, Events: 2, Pace: 2},
	} {
		t.Run(name, func(t *testing.T) { manyReports(t, slices.Collect(war.Docs())) })
	}
}

func manyReports(t *testing.T, docs []*text.Doc) {
	want := build(t, docs, 260)
	shuffled := slices.Clone(docs)
	rand.New(rand.NewPCG(5, 1)).Shuffle(len(docs), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	same(t, build(t, shuffled, 37), want)
	var gone []stemma.ReportID
	for i, d := range docs {
		if i%3 == 0 {
			gone = append(gone, d.Report.ID)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(docs), func(d *text.Doc) bool { return slices.Contains(gone, d.Report.ID) })
	same(t, build(t, shuffled, 90, remove(gone...)), build(t, rest, 60))
}

// TestWhoSlippedFromAKeyForAllTime: a pair of words is a key for all time to those whose six
// weightiest terms have it, and one of the season to more, so that two may be near each other by
// the first alone; when they are no longer, their link goes.
func TestWhoSlippedFromAKeyForAllTime(t *testing.T) {
	docs := slices.Collect(invent.Corpus{Seed: 822, Reports: 35, Towns: 3, Events: 1}.Docs())
	want := build(t, docs, len(docs))
	for seed := range uint64(2) {
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		same(t, build(t, docs, 1), want)
	}
}
