package fetch

import (
	"context"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

// host is what the client knows of one host: whose turn it is, when it may be asked next,
// and its robots.txt.
type host struct {
	turn chan struct{} // turn holds a token while a request runs.
	next time.Time     // next is when it may be asked again; guarded by turn.
	used time.Time     // used last; guarded by the client's mutex.

	robots     *robotstxt.RobotsData // robots is nil before it was read; guarded by turn of robotsTurn.
	robotsTill time.Time
	robotsTurn chan struct{}
}

// host finds or makes the host of an address, and forgets the one used longest ago when
// there are too many.
func (c *Client) host(u *url.URL) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[u.Host]
	if h == nil {
		if len(c.hosts) >= maxHosts {
			c.forget()
		}
		h = &host{turn: make(chan struct{}, 1), robotsTurn: make(chan struct{}, 1)}
		c.hosts[u.Host] = h
	}
	h.used = time.Now()
	return h
}

func (c *Client) forget() {
	oldest := ""
	for name, h := range c.hosts {
		if oldest == "" || h.used.Before(c.hosts[oldest].used) {
			oldest = name
		}
	}
	delete(c.hosts, oldest)
}

// wait takes the host's turn and waits until it may be asked.
func (h *host) wait(ctx context.Context, pace time.Duration) error {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if d := time.Until(h.next); d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
			<-h.turn
			return ctx.Err()
		}
	}
	h.next = time.Now().Add(pace)
	return nil
}

func (h *host) release() { <-h.turn }

// hold keeps the host from being asked before a time. It is called within the turn.
func (h *host) hold(until time.Time) {
	if until.After(h.next) {
		h.next = until
	}
}

// Bounds of robots.txt: what is behind the first half megabyte is not read; it holds
// for an hour; a delay that it asks for is kept up to half a minute.
const (
	maxRobots   = 512 << 10
	robotsHold  = time.Hour
	maxRobotGap = 30 * time.Second
)

// allowed reports, as an error, whether the host's robots.txt forbids the address.
func (c *Client) allowed(ctx context.Context, u *url.URL) error {
	if c.o.IgnoreRobots {
		return nil
	}
	h := c.host(u)
	select {
	case h.robotsTurn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-h.robotsTurn }()
	if h.robots == nil || time.Now().After(h.robotsTill) {
		robots, err := c.readRobots(ctx, u)
		if err != nil {
			return err
		}
		h.robots, h.robotsTill = robots, time.Now().Add(robotsHold)
	}
	group := h.robots.FindGroup(c.o.UserAgent)
	if !group.Test(u.RequestURI()) {
		return &Refused{URL: u.String(), Why: "robots.txt forbids it"}
	}
	if gap := min(group.CrawlDelay, maxRobotGap); gap > c.o.Pace {
		if err := h.slow(ctx, gap-c.o.Pace); err != nil {
			return err
		}
	}
	return nil
}

// slow puts the host's next request off by what robots.txt asks for beyond the pace.
func (h *host) slow(ctx context.Context, by time.Duration) error {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if !h.next.IsZero() {
		h.next = h.next.Add(by)
	}
	<-h.turn
	return nil
}

// readRobots reads the host's robots.txt. One that is not there allows all; one that
// cannot be had now forbids all until it can.
func (c *Client) readRobots(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range c.o.MaxRedirects {
		page, next, err := c.onceUpTo(ctx, at, maxRobots)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			return nil, &Refused{URL: u.String(), Why: "its robots.txt cannot be read: " + err.(*Refused).Why, After: err.(*Refused).After}
		}
		if next == "" {
			if page.Withdrawn() {
				return robotstxt.FromBytes(nil)
			}
			return robotstxt.FromBytes(page.Body)
		}
		to, err := at.Parse(next)
		if err != nil {
			return nil, &Refused{URL: u.String(), Why: "its robots.txt redirects to no address"}
		}
		if at, err = c.parse(to.String()); err != nil {
			return nil, err
		}
	}
	return robotstxt.FromBytes(nil)
}
