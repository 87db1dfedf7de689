package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"stemma/client"
	"stemma/internal/api"
	"stemma/internal/record"
	"stemma/internal/record/invent"
	"stemma/internal/store/sqlite"
	"stemma/internal/text"
	"stemma/internal/web"
)

// A generated record is served on loopback and asked as pages ask:
//
//	go test ./internal/cli -run '^$' -bench Serve -benchtime 1x -timeout 2h
//
// STEMMA_SCALE says how many reports it has (2,000), STEMMA_SCALE_DB where to keep it for
// the next time, or which file to ask that is there, such as the one that the benchmark of
// package record makes; STEMMA_SECONDS how long it is asked (10).

// inventedServer serves a generated record and gives its address.
func inventedServer(b *testing.B) string {
	b.Helper()
	return inventedRecord(b).started(b)
}

// invented is a record in a file that can be served again and again.
type invented struct {
	path string
	of   *served // of is as whom it is served; what reading needs is opened once.
}

func inventedRecord(b *testing.B) invented {
	b.Helper()
	path := os.Getenv("STEMMA_SCALE_DB")
	if path == "" {
		path = filepath.Join(b.TempDir(), "record.db")
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		inventTo(b, path, setting(b, "STEMMA_SCALE", 2_000))
	}
	a := &app{db: path, Streams: Streams{Out: io.Discard, Err: io.Discard}}
	r, err := a.served(nil)
	if err != nil {
		b.Fatal(err)
	}
	r.warm() // as serve does beside its first answers
	return invented{path, r}
}

// inventTo makes a record of n reports.
func inventTo(b *testing.B, path string, n int) {
	b.Helper()
	s, err := sqlite.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var batch []*text.Doc
	flush := func() {
		if err := record.Add(b.Context(), s, record.World{}, batch...); err != nil {
			b.Fatal(err)
		}
		batch = nil
	}
	for d := range (invent.Corpus{Seed: 1, Reports: n}).Docs() {
		if batch = append(batch, d); len(batch) == 256 {
			flush()
		}
	}
	flush()
}

// started serves the record with nothing of it at hand, and gives its address.
func (r invented) started(b *testing.B) string {
	b.Helper()
	s, err := sqlite.Open(b.Context(), r.path)
	if err != nil {
		b.Fatal(err)
	}
	face := api.New(api.Options{Record: &served{store: s, side: r.of.side, knowledge: r.of.knowledge}, Token: token})
	addr, stop := running(b, face.Guard(true, web.Handler(face)), usual)
	b.Cleanup(func() {
		if err := errors.Join(stop(), s.Close()); err != nil {
			b.Error(err)
		}
	})
	return "http://" + addr
}

func setting(b *testing.B, name string, otherwise int) int {
	b.Helper()
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

// listed is what the lists of a record begin with.
type listed struct {
	matters, heavy  []client.MatterHead // heavy are the weightiest.
	reports         []client.ReportHead
	places          []client.PlaceHead
	sources         []client.SourceHead
	stories         []client.Story
	claims, younger []client.Claim // younger are the latest.
}

func listedOf(b *testing.B, base string) listed {
	b.Helper()
	c, ctx := client.New(base), b.Context()
	matters, err := c.Matters(ctx, client.Query{Limit: 200})
	heavy, err2 := c.Matters(ctx, client.Query{Limit: 200, More: url.Values{"sort": {"weight"}}})
	reports, err3 := c.Reports(ctx, client.Query{Limit: 200})
	places, err4 := c.Places(ctx, client.Query{Limit: 500})
	sources, err5 := c.Sources(ctx, client.Query{Limit: 500})
	stories, err6 := c.Stories(ctx, client.Query{Limit: 200})
	claims, err7 := c.Claims(ctx, client.Query{Limit: 200})
	younger, err8 := c.Claims(ctx, client.Query{Limit: 1, More: url.Values{"sort": {"newest"}}})
	if err := errors.Join(err, err2, err3, err4, err5, err6, err7, err8); err != nil {
		b.Fatal(err)
	}
	return listed{matters.Items, heavy.Items, reports.Items, places.Items, sources.Items, stories.Items, claims.Items, younger.Items}
}

// addresses are what pages ask, with the ids of the record.
func addresses(b *testing.B, base string) map[string][]string {
	b.Helper()
	of := listedOf(b, base)
	slices.SortFunc(of.places, func(x, y client.PlaceHead) int { return y.Claims - x.Claims })
	slices.SortFunc(of.sources, func(x, y client.SourceHead) int { return y.Claims - x.Claims })
	place := url.QueryEscape(of.places[0].Name)
	out := map[string][]string{
		"now":     {"/matters", "/matters?sort=weight", "/matters?kind=killed", "/matters?min_origins=2", "/matters?place=" + place},
		"lists":   {"/reports", "/claims", "/claims?sort=newest", "/stories", "/disputes", "/tallies", "/control", "/sources", "/places", "/independence"},
		"record":  {"/record"},
		"search":  {"/search?q=killed", "/search?q=" + place, "/search?q=" + place + "+killed"},
		"brief":   {"/brief?limit=20", "/brief?limit=20&about=" + place},
		"page":    {"/", "/place/" + place},
		"filters": {"/reports?place=" + place, "/claims?place=" + place + "&sort=newest", "/reports?q=" + place},
	}
	for _, m := range append(of.matters, of.heavy...) {
		out["matter"] = append(out["matter"], "/matters/"+m.ID)
	}
	for _, r := range of.reports {
		out["report"] = append(out["report"], "/reports/"+url.PathEscape(r.ID))
	}
	for _, c := range of.claims {
		out["claim"] = append(out["claim"], "/claims/"+c.ID)
	}
	for _, p := range of.places[:min(30, len(of.places))] {
		out["place"] = append(out["place"], "/places/"+url.PathEscape(p.Name))
	}
	for _, s := range of.sources[:min(30, len(of.sources))] {
		out["source"] = append(out["source"], "/sources/"+url.PathEscape(s.Name))
	}
	for _, st := range of.stories[:min(100, len(of.stories))] {
		out["story"] = append(out["story"], "/stories/"+st.ID)
	}
	return out
}

// timed asks once and gives how long that took.
func timed(c *http.Client, address string) (time.Duration, error) {
	begun := time.Now()
	answer, err := c.Get(address)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return 0, err
	}
	if answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s", address, answer.Status)
	}
	return time.Since(begun), nil
}

// BenchmarkServeViews asks for every view once, one after the other, none of them at hand,
// and tells the slowest of each kind.
func BenchmarkServeViews(b *testing.B) {
	base := inventedServer(b)
	first, err := timed(http.DefaultClient, base+"/matters")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(first.Microseconds())/1000, "ms-first")
	for b.Loop() {
		for kind, list := range addresses(b, base) {
			var slowest time.Duration
			at := ""
			for _, path := range list {
				took, err := timed(http.DefaultClient, base+path)
				if err != nil {
					b.Fatal(err)
				}
				if took > slowest {
					slowest, at = took, path
				}
			}
			b.Logf("%-8s %8.1f ms at most, of %d: %s", kind, float64(slowest.Microseconds())/1000, len(list), at)
			b.ReportMetric(float64(slowest.Microseconds())/1000, "ms-"+kind)
		}
	}
}

// BenchmarkServePast asks for views of the record as it was known in the middle of it, each
// as of a moment of its own for which nothing is at hand, and again as of one for which
// every other view was asked before; then it goes through the days as the slider does.
func BenchmarkServePast(b *testing.B) {
	base := inventedServer(b)
	c := client.New(base)
	counts, err := c.Record(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	first, err := time.Parse(time.DateOnly, counts.First)
	last, err2 := time.Parse(time.DateOnly, counts.Last)
	if err := errors.Join(err, err2); err != nil {
		b.Fatal(err)
	}
	middle := first.Add(last.Sub(first) / 2)
	views := pastViews(b, base, middle)
	for b.Loop() {
		var alone, beside, steps float64
		for i, path := range views {
			first, later := asOf(b, base, path, middle.Add(time.Duration(i+1)*time.Second)), asOf(b, base, path, middle)
			b.Logf("%8.1f ms first, %8.1f ms beside others: %s", first, later, path)
			alone, beside = max(alone, first), max(beside, later)
		}
		days := 0
		for day := first; day.Before(last); day = day.AddDate(0, 0, max(1, int(last.Sub(first).Hours()/24/10))) {
			steps = max(steps, asOf(b, base, "/matters?limit=100", day.Add(23*time.Hour)))
			days++
		}
		b.Logf("%8.1f ms a step of the slider at most, of %d", steps, days)
		b.ReportMetric(alone, "ms-first")
		b.ReportMetric(beside, "ms-beside")
		b.ReportMetric(steps, "ms-slider")
	}
}

// pastViews are paths with what was known at a moment, the busiest place and what the
// lists show first.
func pastViews(b *testing.B, base string, at time.Time) []string {
	b.Helper()
	c, ctx := client.New(base), b.Context()
	known := client.Query{Limit: 100, AsOf: at.Format(time.RFC3339)}
	reports, err := c.Reports(ctx, known)
	places, err2 := c.Places(ctx, client.Query{Limit: 500})
	if err := errors.Join(err, err2); err != nil {
		b.Fatal(err)
	}
	busiest := slices.MaxFunc(places.Items, func(x, y client.PlaceHead) int { return x.Claims - y.Claims }).Name
	place, report := url.QueryEscape(busiest), url.PathEscape(reports.Items[len(reports.Items)/2].ID)
	matters, err := c.Matters(ctx, client.Query{Limit: 1, Place: busiest, AsOf: known.AsOf})
	if err != nil {
		b.Fatal(err)
	}
	list := []string{
		"/matters?limit=100", "/matters?sort=weight", "/matters?kind=killed&limit=100", "/matters?min_origins=2", "/matters?place=" + place,
		"/reports", "/reports/" + report, "/claims", "/places/" + place, "/places", "/sources", "/sources/Continental", "/control?place=" + place, "/control", "/disputes", "/disputes?place=" + place,
		"/tallies", "/independence", "/stories", "/search?q=" + place, "/brief?limit=20&about=" + place, "/brief?limit=20", "/record",
	}
	for _, m := range matters.Items {
		list = append(list, "/matters/"+m.ID)
	}
	return list
}

// asOf is how many ms an answer as of a moment takes.
func asOf(b *testing.B, base, path string, at time.Time) float64 {
	b.Helper()
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	took, err := timed(http.DefaultClient, base+path+join+"as_of="+url.QueryEscape(at.Format(time.RFC3339)))
	if err != nil {
		b.Fatal(err)
	}
	return float64(took.Microseconds()) / 1000
}

// BenchmarkServeMixed asks 200 times a second on two cores, whether or not the answers
// come, and tells how long they took.
func BenchmarkServeMixed(b *testing.B) {
	runtime.GOMAXPROCS(2)
	base := inventedServer(b)
	lists := addresses(b, base)
	kinds := []string{"now", "now", "lists", "record", "search", "brief", "page", "page", "filters", "matter", "matter", "report", "claim", "place", "source", "story"}
	const rate = 200
	for b.Loop() {
		var (
			mu     sync.Mutex
			took   []time.Duration
			failed error
			wait   sync.WaitGroup
		)
		c := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
		random := rand.New(rand.NewPCG(1, 2))
		tick := time.NewTicker(time.Second / rate)
		for range rate * setting(b, "STEMMA_SECONDS", 10) {
			list := lists[kinds[random.IntN(len(kinds))]]
			path := list[random.IntN(len(list))]
			due := <-tick.C
			wait.Go(func() {
				_, err := timed(c, base+path)
				mu.Lock()
				defer mu.Unlock()
				took = append(took, time.Since(due))
				failed = errors.Join(failed, err)
			})
		}
		tick.Stop()
		wait.Wait()
		if failed != nil {
			b.Fatal(failed)
		}
		slices.Sort(took)
		for _, q := range []struct {
			name  string
			share float64
		}{{"p50", .5}, {"p95", .95}, {"p99", .99}, {"max", 1}} {
			at := took[min(len(took)-1, int(q.share*float64(len(took))))]
			b.ReportMetric(float64(at.Microseconds())/1000, "ms-"+q.name)
		}
	}
}

// BenchmarkServeStreams opens 500 event streams on a server that has a process of its
// own in all but name, and tells what they take of memory, both ends together.
func BenchmarkServeStreams(b *testing.B) {
	base := inventedServer(b)
	for b.Loop() {
		before := heap()
		ctx, stop := context.WithCancel(b.Context())
		var open, ended sync.WaitGroup
		for range 500 {
			open.Add(1)
			ended.Go(func() {
				r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/events", nil)
				if err != nil {
					panic(err)
				}
				answer, err := (&http.Transport{}).RoundTrip(r)
				open.Done()
				if err != nil {
					return
				}
				defer answer.Body.Close()
				io.Copy(io.Discard, answer.Body)
			})
		}
		open.Wait()
		b.ReportMetric(float64(heap()-before)/(1<<20), "MB-500-streams")
		stop()
		ended.Wait()
	}
}

// heap is what is in use of the heap and of stacks.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
