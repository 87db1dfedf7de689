// Package fetch gets pages and feeds from the web, politely and safely: one request at
// a time to a host, within its robots.txt, bounded in time, size and memory, and never
// to an address that is not public.
package fetch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Options bound what is fetched. The zero Options are useful.
type Options struct {
	UserAgent    string        // UserAgent names the program to the hosts; empty means DefaultUserAgent.
	Pace         time.Duration // Pace is the least time between two requests to one host; 0 means two seconds.
	Timeout      time.Duration // Timeout bounds one request from the first byte to the last; 0 means 30 seconds.
	MaxBody      int64         // MaxBody bounds one body, decompressed, in bytes; 0 means 16 MiB.
	MaxRedirects int           // MaxRedirects; 0 means five.
	AllowPrivate bool          // AllowPrivate lets addresses through that are not public, and any port.
	IgnoreRobots bool          // IgnoreRobots fetches what robots.txt forbids.
}

// DefaultUserAgent is sent where Options name none.
const DefaultUserAgent = "stemma/1"

// maxHosts bounds how many hosts are remembered; the one used longest ago is forgotten.
const maxHosts = 4096

func (o Options) withDefaults() Options {
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.Pace <= 0 {
		o.Pace = 2 * time.Second
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 16 << 20
	}
	if o.MaxRedirects <= 0 {
		o.MaxRedirects = 5
	}
	return o
}

// Seen is what a host said of a page's state, to ask whether it has changed since.
type Seen struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// Page is one answer.
type Page struct {
	URL         string    // URL after redirects, without credentials.
	Status      int       // Status is 200, 203, 304, 404, 410 or 451; every other is an error.
	ContentType string    // ContentType with its parameters.
	Body        []byte    // Body, decompressed; empty when unchanged or withdrawn.
	Seen        Seen      // Seen is to be given when the page is asked for again.
	Fetched     time.Time // Fetched is when the answer came.
}

// Unchanged reports whether the page is as it was when it was last seen.
func (p *Page) Unchanged() bool { return p.Status == http.StatusNotModified }

// Withdrawn reports whether the host says that there is no such page, or no longer.
func (p *Page) Withdrawn() bool {
	return p.Status == http.StatusNotFound || p.Status == http.StatusGone || p.Status == http.StatusUnavailableForLegalReasons
}

// Refused is a request that was not made, or an answer that was not taken.
type Refused struct {
	URL   string
	Why   string
	After time.Time // After is when the host may be asked again; zero when it did not say.
}

func (r *Refused) Error() string { return fmt.Sprintf("fetch %s: %s", r.URL, r.Why) }

// Client fetches. It may be used from several goroutines; requests to one host wait for
// one another.
type Client struct {
	o    Options
	http *http.Client

	mu    sync.Mutex
	hosts map[string]*host
}

// New makes a client. Close frees its connections.
func New(o Options) *Client {
	o = o.withDefaults()
	c := &Client{o: o, hosts: map[string]*host{}}
	dialer := &net.Dialer{Timeout: o.Timeout, KeepAlive: -1}
	if !o.AllowPrivate {
		dialer.Control = refusePrivate
	}
	c.http = &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: o.Timeout, ResponseHeaderTimeout: o.Timeout,
			DisableCompression: true, MaxResponseHeaderBytes: 256 << 10, MaxIdleConns: 64, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
			ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Close frees the idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Get fetches one page. With seen, the host is asked to send it only if it has changed.
// It waits until the host's pace allows the request or ctx is done.
func (c *Client) Get(ctx context.Context, address string, seen Seen) (*Page, error) {
	u, err := c.parse(address)
	if err != nil {
		return nil, err
	}
	visited := map[string]bool{}
	for range c.o.MaxRedirects + 1 {
		if visited[u.String()] {
			return nil, &Refused{URL: u.String(), Why: "redirects in a circle"}
		}
		visited[u.String()] = true
		if err := c.allowed(ctx, u); err != nil {
			return nil, err
		}
		page, next, err := c.once(ctx, u, seen, c.o.MaxBody)
		if err != nil || next == "" {
			return page, err
		}
		to, err := u.Parse(next)
		if err != nil {
			return nil, &Refused{URL: u.String(), Why: "redirects to no address"}
		}
		if u, err = c.parse(to.String()); err != nil {
			return nil, err
		}
	}
	return nil, &Refused{URL: u.String(), Why: fmt.Sprintf("more than %d redirects", c.o.MaxRedirects)}
}

// parse checks an address and takes its credentials off: they are neither sent nor stored
// nor named in an error.
func (c *Client) parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, &Refused{URL: "(not shown)", Why: "not an address"}
	}
	u.User, u.Fragment = nil, ""
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, &Refused{URL: u.Redacted(), Why: "neither http nor https"}
	case u.Hostname() == "":
		return nil, &Refused{URL: u.Redacted(), Why: "names no host"}
	case !c.o.AllowPrivate && u.Port() != "" && u.Port() != "80" && u.Port() != "443":
		return nil, &Refused{URL: u.Redacted(), Why: "port " + u.Port() + " is not one of the web"}
	}
	return u, nil
}

// once makes one request. next is where it redirects to.
func (c *Client) once(ctx context.Context, u *url.URL, seen Seen, limit int64) (page *Page, next string, err error) {
	h := c.host(u)
	if err := h.wait(ctx, c.o.Pace); err != nil {
		return nil, "", err
	}
	defer h.release()
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", &Refused{URL: u.String(), Why: "not an address"}
	}
	req.Header.Set("User-Agent", c.o.UserAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/plain;q=0.8")
	req.Header.Set("Accept-Encoding", "gzip, br, zstd")
	if seen.ETag != "" {
		req.Header.Set("If-None-Match", seen.ETag)
	}
	if seen.LastModified != "" {
		req.Header.Set("If-Modified-Since", seen.LastModified)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, "", &Refused{URL: u.String(), Why: reason(err)}
	}
	defer resp.Body.Close()
	return c.answer(resp, u, h, limit)
}

// answer reads a response.
func (c *Client) answer(resp *http.Response, u *url.URL, h *host, limit int64) (page *Page, next string, err error) {
	page = &Page{
		URL: u.String(), Status: resp.StatusCode, ContentType: resp.Header.Get("Content-Type"), Fetched: time.Now(),
		Seen: Seen{resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")},
	}
	switch s := resp.StatusCode; {
	case s == http.StatusMovedPermanently, s == http.StatusFound, s == http.StatusSeeOther, s == http.StatusTemporaryRedirect, s == http.StatusPermanentRedirect:
		if to := resp.Header.Get("Location"); to != "" {
			return nil, to, nil
		}
		return nil, "", &Refused{URL: page.URL, Why: "redirects to nowhere"}
	case s == http.StatusNotModified, page.Withdrawn():
		return page, "", nil
	case s == http.StatusTooManyRequests, s == http.StatusServiceUnavailable:
		after := retryAfter(resp.Header.Get("Retry-After"), time.Now())
		h.hold(after)
		return nil, "", &Refused{URL: page.URL, Why: "asks to come back later: " + resp.Status, After: after}
	case s != http.StatusOK && s != http.StatusNonAuthoritativeInfo:
		return nil, "", &Refused{URL: page.URL, Why: "answers " + resp.Status}
	}
	body := decompress(bufio.NewReader(resp.Body), strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))))
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(body, limit+1))
	switch {
	case err != nil:
		return nil, "", &Refused{URL: page.URL, Why: reason(err)}
	case n > limit:
		return nil, "", &Refused{URL: page.URL, Why: fmt.Sprintf("larger than the limit of %d KB", limit>>10)}
	}
	page.Body = b.Bytes()
	return page, "", nil
}

// retryAfter is when a host wants to be asked again, an hour ahead at most.
func retryAfter(said string, now time.Time) time.Time {
	after := now.Add(time.Minute)
	if n, err := strconv.Atoi(said); err == nil && n >= 0 {
		after = now.Add(time.Duration(min(n, 3600)) * time.Second)
	} else if t, err := http.ParseTime(said); err == nil {
		after = t
	}
	if limit := now.Add(time.Hour); after.After(limit) {
		return limit
	}
	return after
}

// reason is why a request failed, without the address, which the Refused already has.
func reason(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	switch {
	case errors.Is(err, errPrivate):
		return errPrivate.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "took too long"
	}
	return err.Error()
}

var errPrivate = errors.New("the address is not public")

// refusePrivate is asked for every connection, behind the look-up of the name, so that
// neither a redirect nor a name that changes its address gets past it.
func refusePrivate(network, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil || !public(ap.Addr()) {
		return errPrivate
	}
	return nil
}

// reserved are the ranges that net/netip does not name.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("2001::/32"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"),
}

// public reports whether an address lies on the open internet.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || a.Zone() != "" {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// onceUpTo makes one request of which only the first bytes count: a longer body is cut
// without an error. Every answer of the 400s means that there is no such page.
func (c *Client) onceUpTo(ctx context.Context, u *url.URL, limit int64) (page *Page, next string, err error) {
	h := c.host(u)
	if err := h.wait(ctx, 0); err != nil {
		return nil, "", err
	}
	defer h.release()
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", &Refused{URL: u.String(), Why: "not an address"}
	}
	req.Header.Set("User-Agent", c.o.UserAgent)
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, "", &Refused{URL: u.String(), Why: reason(err)}
	}
	defer resp.Body.Close()
	switch s := resp.StatusCode; {
	case s >= 300 && s < 400:
		return nil, resp.Header.Get("Location"), nil
	case s == http.StatusTooManyRequests, s >= 500:
		return nil, "", &Refused{URL: u.String(), Why: "answers " + resp.Status, After: retryAfter(resp.Header.Get("Retry-After"), time.Now())}
	case s >= 400:
		return &Page{URL: u.String(), Status: http.StatusNotFound}, "", nil
	}
	var b bytes.Buffer
	if _, err := io.Copy(&b, io.LimitReader(resp.Body, limit)); err != nil {
		return nil, "", &Refused{URL: u.String(), Why: reason(err)}
	}
	return &Page{URL: u.String(), Status: resp.StatusCode, Body: b.Bytes()}, "", nil
}
