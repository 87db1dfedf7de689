package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"stemma/client"
	"stemma/internal/store"
)

// Event streams.
const (
	lookEvery   = time.Second      // how often the record is looked at for changes, while somebody listens
	beatEvery   = 20 * time.Second // how often an idle stream is written to, to find who went away
	sendTime    = 10 * time.Second // how long a listener may take to take an event
	maxStreams  = 2000
	eventsAhead = 256 // how many changes are read at once, and kept for who listens
)

func (a *API) eventRoutes() {
	op := huma.Operation{
		Method: http.MethodGet, Path: "/events", OperationID: "getEvents", Summary: "Changes of the record as they come, as server-sent events", Tags: []string{"events"},
		Description: "Each event has an id; a stream begins behind the one in the header Last-Event-ID, or now. Its data is an Event.",
		Errors:      []int{http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
		Responses: map[string]*huma.Response{"200": {Description: "A stream of events", Content: map[string]*huma.MediaType{
			"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString, Description: "Lines of id, event (report or correction) and data, an Event as JSON."}},
		}}},
	}
	a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[client.Event](), true, "Event")
	huma.Register(a.huma, op, func(ctx context.Context, in *struct {
		Last  string `header:"Last-Event-ID" maxLength:"60" doc:"Begin behind this event."`
		After string `query:"after" maxLength:"60" doc:"The same, for who cannot set headers."`
	}) (*huma.StreamResponse, error) {
		after := in.Last
		if after == "" {
			after = in.After
		}
		mark, err := a.hub.begin(ctx, after)
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return &huma.StreamResponse{Body: func(ctx huma.Context) {
			r, w := humago.Unwrap(ctx)
			a.stream(w, r, mark)
		}}, nil
	})
}

// eventID writes a mark as the id of an event.
func eventID(m store.Mark) string { return fmt.Sprintf("%d.%d", m.Report, m.Correction) }

func parseEventID(s string) (m store.Mark, err error) {
	a, b, ok := strings.Cut(s, ".")
	var errA, errB error
	m.Report, errA = strconv.ParseInt(a, 10, 64)
	m.Correction, errB = strconv.ParseInt(b, 10, 64)
	if !ok || errA != nil || errB != nil || m.Report < 0 || m.Correction < 0 {
		return m, badInput{"header.Last-Event-ID", "not the id of an event"}
	}
	return m, nil
}

// hub looks at the record for all who listen, and keeps the last events for them.
type hub struct {
	a       *API
	mu      sync.Mutex
	open    int           // open streams
	stop    func()        // stop ends the looking; nil while nobody listens
	woken   chan struct{} // woken is closed when there is something new
	events  []happened    // events are the last ones
	since   store.Mark    // since is the mark behind which events begin
	current store.Mark
}

// happened is an event and the mark behind it, ready to be sent.
type happened struct {
	mark store.Mark
	text []byte
}

func newHub(a *API) *hub { return &hub{a: a, woken: make(chan struct{})} }

// begin is the mark behind which a stream begins.
func (h *hub) begin(ctx context.Context, after string) (mark store.Mark, err error) {
	if after != "" {
		return parseEventID(after)
	}
	err = h.a.Record.View(ctx, time.Time{}, func(tx store.ReadTx) error {
		mark, err = tx.Now()
		return err
	})
	return mark, err
}

// join begins to look when the first one listens. Leave must be called.
func (h *hub) join() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open >= maxStreams {
		return false
	}
	h.open++
	if h.stop == nil {
		ctx, cancel := context.WithCancel(context.Background())
		h.events, h.since, h.current = nil, store.Mark{}, store.Mark{}
		h.stop = cancel
		go h.look(ctx)
	}
	h.a.meter.streams.Set(float64(h.open))
	return true
}

func (h *hub) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open--
	if h.open == 0 {
		h.stop()
		h.stop = nil
	}
	h.a.meter.streams.Set(float64(h.open))
}

// look reads what is new until nobody listens.
func (h *hub) look(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	var seen uint64
	for first := true; ; first = false {
		generation, err := h.a.Record.Generation(ctx)
		if err == nil && (first || generation != seen) {
			if err = h.read(ctx, first); err == nil {
				seen = generation
			}
		}
		if err != nil && ctx.Err() == nil {
			h.a.Log.Error("events", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// read takes what came since the last look.
func (h *hub) read(ctx context.Context, first bool) error {
	h.mu.Lock()
	from := h.current
	h.mu.Unlock()
	if first {
		now, err := h.begin(ctx, "")
		if err != nil {
			return err
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		h.since, h.current = now, now
		h.wake()
		return nil
	}
	for {
		fresh, err := h.a.changesAfter(ctx, from)
		if err != nil || len(fresh) == 0 {
			return err
		}
		from = fresh[len(fresh)-1].mark
		h.mu.Lock()
		if ctx.Err() != nil { // nobody listens any more, or others began anew
			h.mu.Unlock()
			return ctx.Err()
		}
		h.events = append(h.events, fresh...)
		if extra := len(h.events) - eventsAhead; extra > 0 {
			h.since = h.events[extra-1].mark
			h.events = append([]happened(nil), h.events[extra:]...)
		}
		h.current = from
		h.wake()
		h.mu.Unlock()
	}
}

// wake tells all who listen; the lock is held.
func (h *hub) wake() {
	close(h.woken)
	h.woken = make(chan struct{})
}

// next are the events behind a mark, as far as they are at hand, and what to wait on when
// there are none. Those further back must be read from the record.
func (h *hub) next(mark store.Mark) (events []happened, wait <-chan struct{}, behind bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if before(mark, h.since) {
		return nil, h.woken, true
	}
	for i, e := range h.events {
		if before(mark, e.mark) {
			return h.events[i:], h.woken, false
		}
	}
	return nil, h.woken, false
}

// before reports whether something came between two marks.
func before(a, b store.Mark) bool { return a.Report < b.Report || a.Correction < b.Correction }

// changesAfter reads events from the record.
func (a *API) changesAfter(ctx context.Context, mark store.Mark) (out []happened, err error) {
	err = a.Record.View(ctx, time.Time{}, func(tx store.ReadTx) error {
		list, err := tx.Changes(mark, eventsAhead)
		if err != nil {
			return err
		}
		for _, c := range list {
			e, err := event(tx, c)
			if err != nil {
				return err
			}
			b, err := json.Marshal(e)
			if err != nil {
				return err
			}
			out = append(out, happened{c.Mark, fmt.Appendf(nil, "id: %s\nevent: %s\ndata: %s\n\n", e.ID, e.Kind, b)})
		}
		return nil
	})
	return out, err
}

func event(tx store.ReadTx, c store.Change) (client.Event, error) {
	e := client.Event{ID: eventID(c.Mark), Kind: "report", Report: string(c.Report), Matters: some(c.Matters)}
	if c.Report != "" {
		for r, err := range tx.Reports(store.ReportFilter{Prefix: string(c.Report), Limit: 1}) {
			if err != nil {
				return e, err
			}
			e.Version, e.Outlet, e.Title = r.Version, r.Outlet, r.Title
		}
		return e, nil
	}
	e.Kind = "correction"
	for d, err := range tx.Corrections() {
		if err != nil {
			return e, err
		}
		if d.ID == c.Correction {
			e.Verb, e.Subjects = string(d.Verb), d.Subjects
		}
	}
	return e, nil
}

// stream sends events until the listener goes away or the server stops.
func (a *API) stream(w http.ResponseWriter, r *http.Request, mark store.Mark) {
	if !a.hub.join() {
		Problem(w, http.StatusServiceUnavailable, "too many event streams are open")
		return
	}
	defer a.hub.leave()
	out := http.NewResponseController(w)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // a proxy must not wait for more
	send := func(b []byte) bool {
		if err := out.SetWriteDeadline(time.Now().Add(sendTime)); err != nil {
			return false
		}
		if _, err := w.Write(b); err != nil {
			return false
		}
		return out.Flush() == nil
	}
	if err := out.SetReadDeadline(time.Time{}); err != nil || !send([]byte("retry: 3000\n\n")) {
		return
	}
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	for {
		events, wait, behind := a.hub.next(mark)
		if behind {
			var err error
			if events, err = a.changesAfter(r.Context(), mark); err != nil {
				return
			}
		}
		if len(events) > 0 {
			var b bytes.Buffer
			for _, e := range events {
				b.Write(e.text)
				mark = e.mark
			}
			if !send(b.Bytes()) {
				return
			}
			continue
		}
		select {
		case <-r.Context().Done():
			return
		case <-wait:
		case <-beat.C:
			if !send([]byte(":\n\n")) {
				return
			}
		}
	}
}
