// Package api is the record as a documented interface: REST with an OpenAPI 3.1
// document made from the handlers themselves, pages of lists with opaque cursors,
// problem+json errors, server-sent events, RSS and files.
//
// A handler is thin: it makes a store filter of its parameters, asks, and gives what
// it got the shape of package client. What is shown is what recording stored.
package api

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/klauspost/compress/gzhttp"

	"stemma"
	"stemma/client"
	"stemma/internal/store"
	"stemma/internal/text"
)

// Record is the record that is served, and what may be done to it.
type Record interface {
	// View runs f on the record as it was known at a time; the zero time is now.
	View(ctx context.Context, at time.Time, f func(store.ReadTx) error) error
	// Generation is another number after every change of the record.
	Generation(ctx context.Context) (uint64, error)
	// Read reads a report anew, for its layers: they are not kept.
	Read(r *stemma.Report) (*text.Doc, error)
	// Side tells whom a name speaks for and where that party stands; "" for unknown.
	Side(name, id string) (party string, side stemma.Side)
	// Add reads and records one report. A report that cannot be used gives an error
	// that is a [Refusal].
	Add(ctx context.Context, r client.NewReport) (client.Added, error)
	// Correct makes a decision of a person and gives its id.
	Correct(ctx context.Context, c store.Correction) (string, error)
}

// Refusal is why an input could not be used, in words for whoever sent it.
type Refusal struct{ Why string }

func (r Refusal) Error() string { return r.Why }

// Options are what an interface is made of.
type Options struct {
	Record  Record
	Token   string       // Token lets whoever sends it add and correct; empty for an interface that is only read.
	Version string       // Version of the program.
	Log     *slog.Logger // Log takes faults; nil for none.
	Now     func() time.Time
}

// API is the interface.
type API struct {
	Options
	huma    huma.API
	mux     *http.ServeMux
	handler http.Handler
	answers *answers
	meter   *meter
	hub     *hub
}

// New makes the interface with all its routes.
func New(o Options) *API {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = func() time.Time { return time.Now().UTC() }
	}
	a := &API{Options: o, mux: http.NewServeMux(), answers: newAnswers()}
	a.meter, a.hub = newMeter(a), newHub(a)
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:       "Stemma",
				Version:     o.Version,
				Description: description,
				License:     &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Components: &huma.Components{
				Schemas:         huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{tokenScheme: {Type: "http", Scheme: "bearer", Description: "The token that the server was started with."}},
			},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		NoFormatFallback:             false,
		RejectUnknownQueryParameters: true,
	}
	a.huma = humago.New(a.mux, config)
	a.routes()
	a.mux.HandleFunc("GET /openapi.json", a.document)
	a.mux.HandleFunc("GET /healthz", a.health)
	a.mux.Handle("GET /metrics", a.meter.handler())
	a.mux.HandleFunc("/", a.unknownPath)
	squeezed, plain := gzhttp.GzipHandler(a.tagged(a.mux)), a.mux
	a.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if streams(r.URL.Path) {
			plain.ServeHTTP(w, r)
			return
		}
		squeezed.ServeHTTP(w, r)
	})
	return a
}

const description = `A sourced, dated record of what news reports claim: who says what happened, where, when, how many; ` +
	`which reports copy which; how many independent origins stand behind a claim; where the accounts differ, and how; who held which place when. ` +
	`It never says what is true. Times are ISO 8601 at the precision that is known; offsets are bytes of a report's text in UTF-8; ` +
	`lists come in pages, with the cursor of the next; errors are problem+json.`

func (a *API) routes() {
	a.recordRoutes()
	a.reportRoutes()
	a.claimRoutes()
	a.matterRoutes()
	a.storyRoutes()
	a.placeRoutes()
	a.sourceRoutes()
	a.searchRoutes()
	a.briefRoutes()
	a.correctionRoutes()
	a.eventRoutes()
	a.rssRoutes()
	a.exportRoutes()
}

// document serves the OpenAPI document.
func (a *API) document(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	if err := a.WriteOpenAPI(&b); err != nil {
		a.Log.Error("OpenAPI document", "err", err)
		Problem(w, http.StatusInternalServerError, "a fault of the server; its log says more")
		return
	}
	w.Header().Set("Content-Type", "application/openapi+json")
	w.Write(b.Bytes()) // The reader may be gone; there is nobody to tell.
}

// unknownPath answers what no route takes.
func (a *API) unknownPath(w http.ResponseWriter, r *http.Request) {
	Problem(w, http.StatusNotFound, "there is no such path; /openapi.json lists those there are")
}

// ServeHTTP answers a request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.handler.ServeHTTP(w, r) }

// WriteOpenAPI writes the OpenAPI 3.1 document, the same bytes for the same program.
func (a *API) WriteOpenAPI(w io.Writer) error { return writeDocument(w, a.huma.OpenAPI()) }
