package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"

	"stemma/client"
	"stemma/internal/api"
	"stemma/internal/demo"
	"stemma/internal/store/sqlite"
	"stemma/internal/web"
)

// token lets the tests write.
const token = "a token of the tests"

// demoServer serves the demo record, as the command does it.
func demoServer(t *testing.T, token string) (*httptest.Server, *api.API) {
	t.Helper()
	dir := t.TempDir()
	a := &app{db: filepath.Join(dir, "demo.db"), Streams: Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}}
	if err := a.prepareDemo(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := a.addAll(t.Context(), []string{filepath.Join(dir, "reports", demo.Input)}); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), a.db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	r, err := a.served(s)
	if err != nil {
		t.Fatal(err)
	}
	face := api.New(api.Options{Record: r, Token: token, Version: "1"})
	server := httptest.NewServer(face.Guard(true, web.Handler(face)))
	t.Cleanup(server.Close)
	return server, face
}

// ask sends a request and gives the answer with its body.
func ask(t *testing.T, r *http.Request) (*http.Response, []byte) {
	t.Helper()
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(b))
	return answer, b
}

func request(t *testing.T, method, address string, body any) *http.Request {
	t.Helper()
	var in io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		in = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, in)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "application/json")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// get asks for a path and decodes the answer, which must be one.
func get[T any](t *testing.T, server *httptest.Server, path string) (v T) {
	t.Helper()
	answer, b := ask(t, request(t, http.MethodGet, server.URL+path, nil))
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %d %s", path, answer.StatusCode, b)
	}
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("GET %s: %v\n%s", path, err, b)
	}
	return v
}

// document is the OpenAPI document as it is kept for the pages.
func document(t *testing.T) libopenapi.Document {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "web", "openapi.json"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := libopenapi.NewDocument(b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestInterfaceKeepsItsDocument holds the document to OpenAPI 3.1 and every route to the
// document: what is asked, what is answered, and what is answered when it is refused.
func TestInterfaceKeepsItsDocument(t *testing.T) {
	server, _ := demoServer(t, token)
	v, errs := validator.NewValidator(document(t))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if ok, faults := v.ValidateDocument(); !ok {
		for _, f := range faults {
			t.Errorf("document: %s: %s", f.Message, f.Reason)
		}
	}
	matter := get[client.Page[client.MatterHead]](t, server, "/matters?limit=1").Items[0].ID
	story := get[client.Page[client.Story]](t, server, "/stories").Items[0].ID
	claim := get[client.Page[client.Claim]](t, server, "/claims?limit=1").Items[0]
	routes := []struct {
		method, path string
		body         any
		status       int
	}{
		{"GET", "/record", nil, 200},
		{"GET", "/reports?limit=3&place=Halvesh&kind=killed&q=market", nil, 200},
		{"GET", "/reports/" + claim.Report, nil, 200},
		{"GET", "/reports/nothing", nil, 404},
		{"POST", "/reports", client.NewReport{ID: "new.txt", Text: "HALVESH - Shells killed 3 people in Halvesh on Monday, the Varn Monitor for Human Rights said.", Published: "2025-03-20"}, 201},
		{"POST", "/reports", client.NewReport{ID: "new.txt"}, 422},
		{"GET", "/compare?a=courier-0303.txt&b=harbour-0304.txt", nil, 200},
		{"GET", "/compare?a=courier-0303.txt", nil, 422},
		{"GET", "/claims?limit=2&sort=newest&stance=asserted&side=monitor&min_origins=1", nil, 200},
		{"GET", "/claims?kind=nonsense", nil, 422},
		{"GET", "/claims/" + claim.ID, nil, 200},
		{"GET", "/claims/nothing", nil, 404},
		{"GET", "/matters?limit=2&sort=weight&side=monitor,party&kind=killed,control", nil, 200},
		{"GET", "/matters?as_of=2025-03-05", nil, 200},
		{"GET", "/matters?as_of=yesterday", nil, 422},
		{"GET", "/matters/" + matter, nil, 200},
		{"GET", "/matters/nothing", nil, 404},
		{"GET", "/disputes?relation=contradiction&side=monitor", nil, 200},
		{"GET", "/tallies?place=Halvesh", nil, 200},
		{"GET", "/independence?min_origins=1", nil, 200},
		{"GET", "/stories?q=market", nil, 200},
		{"GET", "/stories/" + story, nil, 200},
		{"GET", "/stories/nothing", nil, 404},
		{"GET", "/places?q=halv", nil, 200},
		{"GET", "/places/Halvesh", nil, 200},
		{"GET", "/places/Nowhere", nil, 404},
		{"GET", "/control?place=Halvesh&from=2025-03-12", nil, 200},
		{"GET", "/sources?role=speaker", nil, 200},
		{"GET", "/sources/KNA", nil, 200},
		{"GET", "/sources/Nobody", nil, 404},
		{"GET", "/search?q=market", nil, 200},
		{"GET", "/search", nil, 422},
		{"GET", "/brief?about=Halvesh&limit=3", nil, 200},
		{"GET", "/brief?about=" + matter, nil, 200},
		{"GET", "/brief?about=Nowhere", nil, 404},
		{"GET", "/moved.rss?kind=killed", nil, 200},
		{"POST", "/corrections", client.NewCorrection{Verb: "forget", Subjects: []string{claim.ID}, Who: "a tester", Why: "to see it go"}, 201},
		{"POST", "/corrections", client.NewCorrection{Verb: "forget", Subjects: []string{"nothing"}, Who: "a tester", Why: "to see it fail"}, 404},
		{"POST", "/corrections", client.NewCorrection{Verb: "burn", Subjects: []string{claim.ID}, Who: "a tester", Why: "to see it fail"}, 422},
		{"GET", "/corrections", nil, 200},
		{"GET", "/export/acled?kind=killed", nil, 200},
		{"GET", "/export/pdf", nil, 422},
	}
	met := map[string]bool{}
	for _, route := range routes {
		r := request(t, route.method, server.URL+route.path, route.body)
		if route.method == http.MethodPost {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		answer, b := ask(t, r)
		if answer.StatusCode != route.status {
			t.Errorf("%s %s: %d, want %d: %s", route.method, route.path, answer.StatusCode, route.status, b)
			continue
		}
		met[route.method+" "+strings.Split(strings.Split(route.path, "?")[0], "/")[1]] = true
		if kind := answer.Header.Get("Content-Type"); !strings.Contains(kind, "json") {
			continue // The validator reads JSON alone.
		}
		// What was sent is checked where it was taken.
		checked := request(t, route.method, server.URL+route.path, route.body)
		checked.Header.Set("Authorization", "Bearer "+token)
		ok, faults := true, []string{}
		if route.status < 400 {
			sent, bad := v.ValidateHttpRequest(checked)
			ok = sent
			for _, f := range bad {
				faults = append(faults, "request: "+f.Message+": "+f.Reason)
			}
		}
		came, bad := v.ValidateHttpResponse(checked, answer)
		for _, f := range bad {
			faults = append(faults, "answer: "+f.Message+": "+f.Reason)
			for _, s := range f.SchemaValidationErrors {
				faults = append(faults, "  "+s.Reason)
			}
		}
		if !ok || !came {
			t.Errorf("%s %s:\n%s", route.method, route.path, strings.Join(faults, "\n"))
		}
	}
	// Every route of the document was asked.
	model, err := document(t).BuildV3Model()
	if err != nil {
		t.Fatal(err)
	}
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method := range item.GetOperations().FromOldest() {
			name := strings.ToUpper(method) + " " + strings.Split(path, "/")[1]
			if !met[name] && path != "/events" { // TestEvents asks for these.
				t.Errorf("%s %s was not asked", method, path)
			}
		}
	}
}

// problem is an error as the interface writes it.
type problem struct {
	Title, Detail string
	Status        int
}

// TestBadInput sends what no page sends. Each is refused with a reason that names no file
// and shows no stack.
func TestBadInput(t *testing.T) {
	server, _ := demoServer(t, token)
	host := strings.TrimPrefix(server.URL, "http://")
	long := strings.Repeat("x", 1<<20)
	for _, test := range []struct {
		name   string
		make   func() *http.Request
		status int
	}{
		{"limit too small", func() *http.Request { return request(t, "GET", server.URL+"/claims?limit=0", nil) }, 422},
		{"limit too large", func() *http.Request { return request(t, "GET", server.URL+"/claims?limit=100000", nil) }, 422},
		{"limit no number", func() *http.Request { return request(t, "GET", server.URL+"/claims?limit=many", nil) }, 422},
		{"origins below nothing", func() *http.Request { return request(t, "GET", server.URL+"/matters?min_origins=-1", nil) }, 422},
		{"unknown parameter", func() *http.Request { return request(t, "GET", server.URL+"/matters?colour=red", nil) }, 422},
		{"unknown side", func() *http.Request { return request(t, "GET", server.URL+"/matters?side=ours", nil) }, 422},
		{"from behind to", func() *http.Request {
			return request(t, "GET", server.URL+"/matters?from=2025-03-05&to=2025-03-01", nil)
		}, 422},
		{"year out of range", func() *http.Request { return request(t, "GET", server.URL+"/matters?from=99999-01-01", nil) }, 422},
		{"an open time", func() *http.Request { return request(t, "GET", server.URL+"/matters?as_of=../2025-03-05", nil) }, 422},
		{"a cursor of another list", func() *http.Request { return request(t, "GET", server.URL+"/claims?cursor=azE9MQ", nil) }, 422},
		{"a broken cursor", func() *http.Request { return request(t, "GET", server.URL+"/stories?cursor=%25%25", nil) }, 422},
		{"an address of 1 MB", func() *http.Request { return request(t, "GET", server.URL+"/search?q="+long, nil) }, 414},
		{"an id of 5 KB", func() *http.Request { return request(t, "GET", server.URL+"/claims/"+long[:5000], nil) }, 422},
		{"a path out of the folder", func() *http.Request {
			r := request(t, "GET", server.URL, nil)
			r.URL = &url.URL{Scheme: "http", Host: host, Opaque: "/assets/../../../../etc/passwd"}
			return r
		}, 307},
		{"the same, encoded", func() *http.Request {
			r := request(t, "GET", server.URL, nil)
			r.URL = &url.URL{Scheme: "http", Host: host, Opaque: "/assets/..%2f..%2f..%2fetc%2fpasswd"}
			return r
		}, 404},
		{"a file of the database as a report", func() *http.Request { return request(t, "GET", server.URL+"/reports/..%2Fdemo.db", nil) }, 404},
		{"an unknown path", func() *http.Request { return request(t, "GET", server.URL+"/nothing", nil) }, 404},
		{"an unknown method", func() *http.Request { return request(t, "DELETE", server.URL+"/reports/kna-0303.txt", nil) }, 404},
		{"a host that is not ours", func() *http.Request {
			r := request(t, "GET", server.URL+"/record", nil)
			r.Host = "rebound.example"
			return r
		}, 421},
		{"a write without a token", func() *http.Request {
			return request(t, "POST", server.URL+"/reports", client.NewReport{Text: "x"})
		}, 401},
		{"a write with another token", func() *http.Request {
			r := request(t, "POST", server.URL+"/reports", client.NewReport{Text: "x"})
			r.Header.Set("Authorization", "Bearer another")
			return r
		}, 401},
		{"a write from another origin", func() *http.Request {
			r := request(t, "POST", server.URL+"/reports", client.NewReport{Text: "x"})
			r.Header.Set("Authorization", "Bearer "+token)
			r.Header.Set("Origin", "https://elsewhere.example")
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			return r
		}, 403},
		{"a body that is no JSON", func() *http.Request {
			r := request(t, "POST", server.URL+"/reports", nil)
			r.Body = io.NopCloser(strings.NewReader("<html>"))
			r.Header.Set("Authorization", "Bearer "+token)
			r.Header.Set("Content-Type", "application/json")
			return r
		}, 400},
		{"a body above the limit", func() *http.Request {
			r := request(t, "POST", server.URL+"/corrections", client.NewCorrection{Verb: "forget", Subjects: []string{"a"}, Who: "w", Why: long})
			r.Header.Set("Authorization", "Bearer "+token)
			return r
		}, 413},
		{"a field that cannot be set", func() *http.Request {
			claim := get[client.Page[client.Claim]](t, server, "/claims?limit=1").Items[0].ID
			r := request(t, "POST", server.URL+"/corrections", client.NewCorrection{Verb: "set", Subjects: []string{claim}, Field: "colour", Value: "red", Who: "w", Why: "y"})
			r.Header.Set("Authorization", "Bearer "+token)
			return r
		}, 422},
	} {
		t.Run(test.name, func(t *testing.T) {
			answer, b := ask(t, test.make())
			if answer.StatusCode != test.status {
				t.Fatalf("%d, want %d: %.300s", answer.StatusCode, test.status, b)
			}
			if test.status == http.StatusTemporaryRedirect {
				return // The mux cleans a path and sends there, where nothing is.
			}
			var p problem
			if err := json.Unmarshal(b, &p); err != nil || p.Detail == "" || p.Status != test.status {
				t.Errorf("no problem: %v\n%.300s", err, b)
			}
			for _, leak := range []string{"/tmp/", "goroutine", ".go:", "sqlite", "root:", "demo.db\""} {
				if strings.Contains(string(b), leak) && !strings.Contains(test.name, "database") {
					t.Errorf("the answer has %q in it: %.300s", leak, b)
				}
			}
		})
	}
}

// TestHostileText adds a report whose names, title and words are markup, and wants them
// back as words of JSON.
func TestHostileText(t *testing.T) {
	server, _ := demoServer(t, token)
	const script = `<script>alert("x")</script>`
	r := request(t, "POST", server.URL+"/reports", client.NewReport{
		ID: "hostile/<b>.txt", Title: script, Outlet: script, Published: "2025-03-20",
		Text: "Shells killed 3 people in Halvesh on Monday, " + script + " said.",
	})
	r.Header.Set("Authorization", "Bearer "+token)
	if answer, b := ask(t, r); answer.StatusCode != http.StatusCreated {
		t.Fatalf("%d %s", answer.StatusCode, b)
	}
	answer, b := ask(t, request(t, "GET", server.URL+"/reports/"+url.PathEscape("hostile/<b>.txt"), nil))
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || kind != "application/json" {
		t.Fatalf("%d as %s: %s", answer.StatusCode, kind, b)
	}
	if h := answer.Header; h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("headers: %v", h)
	}
	var got client.Report
	if err := json.Unmarshal(b, &got); err != nil || got.Title != script || got.Outlet != script {
		t.Errorf("got %q of %q: %v", got.Title, got.Outlet, err)
	}
}

// TestLargeReport sends a text of 10 MB, the same in a page, and more than is taken at all.
func TestLargeReport(t *testing.T) {
	server, _ := demoServer(t, token)
	line := "The council met in the hall and spoke of roads, of water and of the school until the evening came.\n\n"
	long := strings.Repeat(line, 10<<20/len(line))
	for _, test := range []struct {
		name   string
		report client.NewReport
		status int
	}{
		{"text", client.NewReport{ID: "text", Text: long}, 413},
		{"page", client.NewReport{ID: "page", HTML: "<html><body><p>" + long[:4<<20] + "</p></body></html>"}, 422},
		{"too much", client.NewReport{ID: "more", HTML: "<html><body><p>" + long + "</p></body></html>"}, 413},
	} {
		r := request(t, "POST", server.URL+"/reports", test.report)
		r.Header.Set("Authorization", "Bearer "+token)
		answer, b := ask(t, r)
		var p problem
		if err := json.Unmarshal(b, &p); answer.StatusCode != test.status || err != nil || p.Detail == "" {
			t.Errorf("%s: %d, want %d: %.300s", test.name, answer.StatusCode, test.status, b)
		}
	}
	if n := get[client.Record](t, server, "/record").Reports; n != 16 {
		t.Errorf("%d reports, want the 16 that were there", n)
	}
}

// TestETag asks again with the tag of the answer, before and after a change.
func TestETag(t *testing.T) {
	server, _ := demoServer(t, token)
	answer, _ := ask(t, request(t, "GET", server.URL+"/matters", nil))
	tag := answer.Header.Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	again := request(t, "GET", server.URL+"/matters", nil)
	again.Header.Set("If-None-Match", tag)
	if answer, b := ask(t, again); answer.StatusCode != http.StatusNotModified || len(b) > 0 {
		t.Errorf("again: %d with %d bytes", answer.StatusCode, len(b))
	}
	add(t, server, "tag.txt")
	if answer, _ := ask(t, again); answer.StatusCode != http.StatusOK || answer.Header.Get("ETag") == tag {
		t.Errorf("after a change: %d, %s", answer.StatusCode, answer.Header.Get("ETag"))
	}
}

// add adds a report of its own.
func add(t *testing.T, server *httptest.Server, id string) {
	t.Helper()
	r := request(t, "POST", server.URL+"/reports", client.NewReport{
		ID: id, Outlet: "Harbour Times", Published: "2025-03-21", Text: "Shells killed 4 people in Halvesh on Friday, the Varn Monitor for Human Rights said. Report " + id + ".",
	})
	r.Header.Set("Authorization", "Bearer "+token)
	if answer, b := ask(t, r); answer.StatusCode != http.StatusCreated {
		t.Fatalf("add %s: %d %s", id, answer.StatusCode, b)
	}
}

// TestPages walks through lists by their cursors and wants each item once.
func TestPages(t *testing.T) {
	server, _ := demoServer(t, "")
	for _, path := range []string{"/reports", "/claims", "/claims?sort=newest", "/matters", "/matters?sort=weight", "/disputes", "/tallies", "/independence", "/control", "/places", "/sources", "/search?q=halvesh&noun=report"} {
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		whole := get[client.Page[json.RawMessage]](t, server, path+sep+"limit=500")
		var parts []json.RawMessage
		for next, turns := "", 0; turns < 300; turns++ {
			p := get[client.Page[json.RawMessage]](t, server, path+sep+"limit=2&cursor="+next)
			parts = append(parts, p.Items...)
			if next = p.Next; next == "" {
				break
			}
		}
		if len(whole.Items) == 0 || len(parts) != len(whole.Items) {
			t.Errorf("%s: %d in pages, %d at once", path, len(parts), len(whole.Items))
			continue
		}
		for i := range parts {
			if !bytes.Equal(parts[i], whole.Items[i]) {
				t.Errorf("%s: item %d is\n%s\nin pages, and at once\n%s", path, i, parts[i], whole.Items[i])
				break
			}
		}
	}
}

// TestEvents listens while reports come, goes away, and takes up where it was.
func TestEvents(t *testing.T) {
	server, _ := demoServer(t, token)
	c := client.New(server.URL)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var last string
	listening := make(chan struct{})
	got := make(chan client.Event, 10)
	go func() {
		close(listening)
		for e, err := range c.Events(ctx, "") {
			if err != nil {
				break
			}
			got <- e
			break
		}
		close(got)
	}()
	<-listening
	for n := 0; ; n++ { // the first may come before the stream has begun
		add(t, server, fmt.Sprintf("event-%d.txt", n))
		select {
		case e, ok := <-got:
			if !ok {
				t.Fatal("the stream ended without an event")
			}
			if e.Kind != "report" || !strings.HasPrefix(e.Report, "event-") || e.Outlet != "Harbour Times" || len(e.Matters) == 0 {
				t.Fatalf("got %+v", e)
			}
			last = e.ID
		case <-time.After(2 * time.Second):
			if n > 5 {
				t.Fatal("no event")
			}
			continue
		}
		break
	}
	add(t, server, "missed.txt")
	for e, err := range c.Events(ctx, last) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Report == "missed.txt" {
			return
		}
	}
	t.Error("what was missed did not come")
}

// TestReadOnly wants a server without a token to take nothing.
func TestReadOnly(t *testing.T) {
	server, _ := demoServer(t, "")
	for _, path := range []string{"/reports", "/corrections"} {
		r := request(t, "POST", server.URL+path, map[string]any{})
		r.Header.Set("Authorization", "Bearer ")
		if answer, b := ask(t, r); answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d %s", path, answer.StatusCode, b)
		}
	}
	if get[client.Record](t, server, "/record").Writable {
		t.Error("a server without a token says that it can be written")
	}
}

// TestMeasures asks for what machines ask for.
func TestMeasures(t *testing.T) {
	server, _ := demoServer(t, "")
	ask(t, request(t, "GET", server.URL+"/claims?limit=1", nil))
	_, b := ask(t, request(t, "GET", server.URL+"/metrics", nil))
	for _, want := range []string{`stemma_http_requests_total{code="200",route="/claims"} 1`, `stemma_record{noun="report"} 16`, "stemma_event_streams 0"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("metrics lack %q", want)
		}
	}
	if answer, b := ask(t, request(t, "GET", server.URL+"/healthz", nil)); answer.StatusCode != 200 {
		t.Errorf("health: %d %s", answer.StatusCode, b)
	}
}
