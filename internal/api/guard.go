package api

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// longestAddress bounds the path and query of a request, in bytes.
const longestAddress = 8 << 10

// Guard stands before everything that is served: it refuses what no page asks for,
// keeps a fault of ours from whoever asked, and tells the log. Local is whether only this
// machine is served: then a name of another host in a request is somebody else's page
// that was made to point here.
func (a *API) Guard(local bool, next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Problem(w, http.StatusForbidden, "a page of another origin may not write here")
	}))
	checked := origin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		seen := &counting{ResponseWriter: w}
		defer func() {
			if fault := recover(); fault != nil {
				if fault == http.ErrAbortHandler {
					panic(fault)
				}
				a.Log.Error("fault", "what", fmt.Sprint(fault), "stack", string(debug.Stack()))
				if seen.status == 0 {
					Problem(seen, http.StatusInternalServerError, "a fault of the server; its log says more")
				}
			}
			a.meter.saw(r, seen.status, time.Since(begun))
			a.logRequest(r, seen, time.Since(begun))
		}()
		headers(seen.Header())
		switch {
		case len(r.URL.RequestURI()) > longestAddress:
			Problem(seen, http.StatusRequestURITooLong, fmt.Sprintf("the address is longer than %d bytes", longestAddress))
		case local && !localName(r.Host):
			Problem(seen, http.StatusMisdirectedRequest, "this server answers to localhost alone")
		default:
			checked.ServeHTTP(seen, r)
		}
	})
}

// headers are those of every answer; pages set their own policy.
func headers(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// localName reports whether a Host names this machine for itself.
func localName(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

// quiet are paths that machines ask for again and again.
var quiet = map[string]bool{"/healthz": true, "/metrics": true}

func (a *API) logRequest(r *http.Request, w *counting, took time.Duration) {
	level := slog.LevelInfo
	if quiet[r.URL.Path] {
		level = slog.LevelDebug
	}
	a.Log.LogAttrs(r.Context(), level, "request",
		slog.String("method", r.Method), slog.String("path", shortened(r.URL.Path)), slog.String("query", shortened(r.URL.RawQuery)),
		slog.Int("status", w.status), slog.Int64("bytes", w.bytes), slog.Float64("ms", float64(took.Microseconds())/1000))
}

// shortened keeps a line of the log short.
func shortened(s string) string {
	if len(s) > 300 {
		return s[:300] + "…"
	}
	return s
}

// counting is a response that remembers its status and size.
type counting struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (c *counting) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counting) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}

// Unwrap lets [http.ResponseController] reach the connection.
func (c *counting) Unwrap() http.ResponseWriter { return c.ResponseWriter }
