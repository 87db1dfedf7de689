package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"stemma/client"
	"stemma/internal/api"
)

// BenchmarkServeRoutes asks every GET route of the OpenAPI document, and what pages ask with
// filters, first of a server that has just been started and again with rows at hand but not
// the answer; then the same as of three moments. It tells each, the slowest first:
//
//	STEMMA_SCALE_DB=record.db go test ./internal/cli -run '^$' -bench ServeRoutes -benchtime 1x -v -timeout 2h
//
// STEMMA_ROUTES takes only the addresses in which these letters stand.
func BenchmarkServeRoutes(b *testing.B) {
	r := inventedRecord(b)
	all := routeAddresses(b, r.started(b))
	every := documented(b)
	for pattern := range every {
		if len(all[pattern]) == 0 {
			b.Errorf("GET %s is not asked", pattern)
		}
	}
	counts, err := client.New(r.started(b)).Record(b.Context(), "")
	if err != nil {
		b.Fatal(err)
	}
	first, err := time.Parse(time.DateOnly, counts.First)
	last, err2 := time.Parse(time.DateOnly, counts.Last)
	if err := errors.Join(err, err2); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		var now, past []string
		for pattern, list := range all {
			now = append(now, list...)
			if every[pattern] && !strings.Contains(pattern, "{id}") && pattern != "/compare" { // of ids of now few are known then
				past = append(past, list...)
			}
		}
		slowest := askEach(b, r, "now", now, "")
		b.ReportMetric(slowest[0], "ms-first")
		b.ReportMetric(slowest[1], "ms-again")
		for _, share := range []float64{.25, .5, .9} {
			at := first.Add(time.Duration(share * float64(last.Sub(first)))).Format(time.RFC3339)
			askEach(b, r, "as of "+at, append(slices.Clone(past), idsAsOf(b, r.started(b), at)...), at)
		}
	}
}

// documented are the GET routes of the OpenAPI document, and whether they show the record as of
// a time.
func documented(b *testing.B) map[string]bool {
	b.Helper()
	var out bytes.Buffer
	if err := api.New(api.Options{}).WriteOpenAPI(&out); err != nil {
		b.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct{ Parameters []struct{ Name string } }
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		b.Fatal(err)
	}
	routes := map[string]bool{}
	for path, methods := range doc.Paths {
		if get, ok := methods["get"]; ok && path != "/events" && path != "/export/{format}" { // these stream
			routes[path] = slices.ContainsFunc(get.Parameters, func(p struct{ Name string }) bool { return p.Name == "as_of" })
		}
	}
	return routes
}

// askEach asks addresses, each of a server of its own, and gives the slowest of the first and
// of the second answers in ms.
func askEach(b *testing.B, r invented, when string, addresses []string, asOf string) (slowest [2]float64) {
	b.Helper()
	type row struct {
		path string
		ms   [2]float64
	}
	var table []row
	for _, path := range addresses {
		if only := os.Getenv("STEMMA_ROUTES"); !strings.Contains(path, only) {
			continue
		}
		if asOf != "" {
			path += cmp.Or(map[bool]string{true: "&"}[strings.Contains(path, "?")], "?") + "as_of=" + url.QueryEscape(asOf)
		}
		base := r.started(b)
		x := row{path: path}
		for i, host := range []string{base, strings.Replace(base, "127.0.0.1", "localhost", 1)} { // an answer is kept by its whole address
			took, err := timed(http.DefaultClient, host+path)
			if err != nil {
				b.Fatal(err)
			}
			x.ms[i] = float64(took.Microseconds()) / 1000
			slowest[i] = max(slowest[i], x.ms[i])
		}
		table = append(table, x)
	}
	slices.SortFunc(table, func(x, y row) int { return cmp.Compare(max(y.ms[0], y.ms[1]), max(x.ms[0], x.ms[1])) })
	for _, x := range table {
		b.Logf("%-12s %8.1f ms first, %8.1f ms again: %s", when, x.ms[0], x.ms[1], x.path)
	}
	return slowest
}

// routeAddresses are addresses of each route, with the ids of the record: those of the first
// and the largest of each noun.
func routeAddresses(b *testing.B, base string) map[string][]string {
	b.Helper()
	of := listedOf(b, base)
	busiest := slices.MaxFunc(of.places, func(x, y client.PlaceHead) int { return cmp.Compare(x.Claims, y.Claims) }).Name
	most := func(role string) string {
		some := slices.DeleteFunc(slices.Clone(of.sources), func(s client.SourceHead) bool { return s.Role != role })
		return slices.MaxFunc(some, func(x, y client.SourceHead) int { return cmp.Compare(x.Claims, y.Claims) }).Name
	}
	longest := slices.MaxFunc(of.stories, func(x, y client.Story) int { return cmp.Compare(x.Reports, y.Reports) }).ID
	place, outlet, agency, speaker := url.QueryEscape(busiest), url.QueryEscape(most("outlet")), url.QueryEscape(most("agency")), url.QueryEscape(most("speaker"))
	with := func(path string, queries ...string) (out []string) {
		for _, q := range queries {
			out = append(out, strings.TrimSuffix(path+"?"+q, "?"))
		}
		return out
	}
	each := func(path string, names ...string) (out []string) {
		for _, name := range names {
			out = append(out, path+url.PathEscape(name))
		}
		return out
	}
	const rare = "kind=share"
	none := "from=1999-01-01&to=1999-02-01"
	return map[string][]string{
		"/":       {"/", "/place/" + place},
		"/record": {"/record"},
		"/matters": with("/matters", "", "limit=100", "sort=weight", "kind=killed", rare, "min_origins=3", "min_origins=99", "side=party", "stance=denied", "stance=denied&kind=control", "slot=cause",
			"place="+place, "place="+place+"&kind=killed", "actor=Northern+Front", "speaker="+speaker, "q="+place, "q=zzz", none),
		"/matters/{id}":   each("/matters/", of.matters[0].ID, of.heavy[0].ID),
		"/disputes":       with("/disputes", "", "place="+place, "relation=scope", "relation=contradiction", "min_origins=3", "slot=control", rare),
		"/tallies":        with("/tallies", "", "place="+place, rare),
		"/independence":   with("/independence", "", "place="+place, "q=zzz", "side=party"),
		"/control":        with("/control", "", "place="+place, "actor=nobody"),
		"/claims":         with("/claims", "", "sort=newest", "place="+place, "place="+place+"&sort=newest", "speaker="+speaker+"&sort=newest", "kind=killed", rare, "side=party", "min_origins=3", "stance=denied", "q="+place, none),
		"/claims/{id}":    each("/claims/", string(of.younger[0].ID)),
		"/reports":        with("/reports", "", "place="+place, "outlet="+outlet, "agency="+agency, "q="+place, "q=killed", "kind=control", rare, "min_origins=3", "side=party", none),
		"/reports/{id}":   each("/reports/", of.reports[0].ID),
		"/compare":        {"/compare?a=" + url.QueryEscape(of.reports[0].ID) + "&b=" + url.QueryEscape(of.reports[1].ID)},
		"/stories":        with("/stories", "", "limit=200", "place="+place, "q=zzz", none),
		"/stories/{id}":   each("/stories/", of.stories[0].ID, longest),
		"/places":         with("/places", "", "limit=500", "q="+place),
		"/places/{name}":  each("/places/", busiest, of.places[0].Name),
		"/sources":        with("/sources", "", "limit=500", "role=outlet"),
		"/sources/{name}": each("/sources/", most("outlet"), most("agency"), most("speaker")),
		"/search":         with("/search", "q="+place, "q=killed", "q="+place+"+killed", "q=k", "q=zzz"),
		"/brief":          with("/brief", "", "limit=20", "about="+place),
		"/moved.rss":      {"/moved.rss"},
		"/corrections":    {"/corrections"},
	}
}

// idsAsOf are addresses of what lists show first as of a time.
func idsAsOf(b *testing.B, base, at string) []string {
	b.Helper()
	c, ctx := client.New(base), b.Context()
	matters, err := c.Matters(ctx, client.Query{Limit: 1, AsOf: at})
	reports, err2 := c.Reports(ctx, client.Query{Limit: 2, AsOf: at})
	stories, err3 := c.Stories(ctx, client.Query{Limit: 1, AsOf: at})
	if err := errors.Join(err, err2, err3); err != nil {
		b.Fatal(err)
	}
	return []string{
		"/matters/" + matters.Items[0].ID, "/reports/" + url.PathEscape(reports.Items[0].ID), "/stories/" + stories.Items[0].ID,
		"/compare?a=" + url.QueryEscape(reports.Items[0].ID) + "&b=" + url.QueryEscape(reports.Items[1].ID),
	}
}
