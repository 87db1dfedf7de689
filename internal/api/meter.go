package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"stemma/internal/store"
)

// meter counts what is asked and how long it takes, for Prometheus.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	streams  prometheus.Gauge
}

func newMeter(a *API) *meter {
	m := &meter{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "stemma_http_requests_total", Help: "Requests by route and status."}, []string{"route", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "stemma_http_request_seconds", Help: "How long answers take by route.", Buckets: []float64{.001, .005, .01, .025, .05, .1, .25, .5, 1, 5},
		}, []string{"route"}),
		streams: prometheus.NewGauge(prometheus.GaugeOpts{Name: "stemma_event_streams", Help: "Event streams that are open."}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.streams, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), &counts{a: a})
	return m
}

// saw counts an answer. The route is the pattern that took the request: ids do not make
// series of their own.
func (m *meter) saw(r *http.Request, status int, took time.Duration) {
	route := r.Pattern
	if _, path, ok := strings.Cut(route, " "); ok {
		route = path
	}
	if route == "" || route == "/" {
		route = "page or unknown"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	if route != "/events" {
		m.seconds.WithLabelValues(route).Observe(took.Seconds())
	}
}

func (m *meter) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 2, Timeout: 10 * time.Second})
}

// counts tells how much the record holds when it is asked.
type counts struct{ a *API }

// inRecord is how much there is of a noun.
var inRecord = prometheus.NewDesc("stemma_record", "How much the record holds.", []string{"noun"}, nil)

func (c *counts) Describe(ch chan<- *prometheus.Desc) { ch <- inRecord }

func (c *counts) Collect(ch chan<- prometheus.Metric) {
	ctx, done := context.WithTimeout(context.Background(), 5*time.Second)
	defer done()
	var n store.Counts
	err := c.a.Record.View(ctx, time.Time{}, func(tx store.ReadTx) (err error) {
		n, err = tx.Counts()
		return err
	})
	if err != nil {
		c.a.Log.Error("counts", "err", err)
		return
	}
	for noun, count := range map[string]int{
		"report": n.Reports, "claim": n.Claims, "matter": n.Matters, "dispute": n.Disputes, "story": n.Stories, "holding": n.Holdings, "tally": n.Tallies, "rejected": n.Rejected,
	} {
		ch <- prometheus.MustNewConstMetric(inRecord, prometheus.GaugeValue, float64(count), noun)
	}
}

// health tells whether the record can be read.
func (a *API) health(w http.ResponseWriter, r *http.Request) {
	ctx, done := context.WithTimeout(r.Context(), 2*time.Second)
	defer done()
	err := a.Record.View(ctx, time.Time{}, func(tx store.ReadTx) error {
		_, err := tx.Now()
		return err
	})
	if err != nil {
		a.Log.ErrorContext(ctx, "health", "err", err)
		Problem(w, http.StatusServiceUnavailable, "the record cannot be read")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write([]byte(`{"status":"ok"}` + "\n")) // The reader may be gone; there is nobody to tell.
}
