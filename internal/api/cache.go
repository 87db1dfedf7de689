package api

import (
	"bytes"
	"container/list"
	"context"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// keptAnswers is how many bytes of answers are kept at hand.
const keptAnswers = 64 << 20

// answers keeps what was answered to GETs for as long as the record does not change,
// those asked for last.
type answers struct {
	mu         sync.Mutex
	generation uint64
	byAddress  map[string]*list.Element
	recent     *list.List // recent are *kept, the last asked for first
	size       int
	underWay   map[question]*underWay
}

// question is an address asked in a generation of the record.
type question struct {
	generation uint64
	address    string
}

// underWay is an answer that is being made: who asks the same meanwhile waits for it.
type underWay struct {
	done chan struct{} // done is closed when it has been made.
	got  *kept         // got is nil when it is not one to keep.
}

// kept is an answer.
type kept struct {
	address string
	header  http.Header
	body    []byte
	tag     string
}

func newAnswers() *answers {
	return &answers{byAddress: map[string]*list.Element{}, recent: list.New(), underWay: map[question]*underWay{}}
}

// of is the answer to an address in a generation of the record; nil for none.
func (c *answers) of(generation uint64, address string) *kept {
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation != c.generation {
		c.generation, c.size = generation, 0
		clear(c.byAddress)
		c.recent.Init()
		return nil
	}
	e := c.byAddress[address]
	if e == nil {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*kept)
}

// keep keeps an answer, if there is one, that was made from the record at a generation or
// later.
func (c *answers) keep(generation uint64, k *kept) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k == nil || generation != c.generation || c.byAddress[k.address] != nil || len(k.body) > keptAnswers/16 {
		return
	}
	c.byAddress[k.address] = c.recent.PushFront(k)
	c.size += len(k.body)
	for c.size > keptAnswers {
		last := c.recent.Back()
		old := c.recent.Remove(last).(*kept)
		delete(c.byAddress, old.address)
		c.size -= len(old.body)
	}
}

// once makes an answer, unless another is making it already: then it waits for that one.
// It gives nil where there is none to keep.
func (c *answers) once(ctx context.Context, q question, make func() *kept) (k *kept) {
	if other := c.begin(q); other != nil {
		select {
		case <-other.done:
			if other.got != nil {
				return other.got
			}
		case <-ctx.Done():
		}
		return make()
	}
	defer func() { c.end(q, k) }()
	return make()
}

// begin notes that an answer is being made. It gives who is making it already.
func (c *answers) begin(q question) *underWay {
	c.mu.Lock()
	defer c.mu.Unlock()
	if u := c.underWay[q]; u != nil {
		return u
	}
	c.underWay[q] = &underWay{done: make(chan struct{})}
	return nil
}

// end gives an answer to all who wait for it.
func (c *answers) end(q question, k *kept) {
	c.mu.Lock()
	defer c.mu.Unlock()
	u := c.underWay[q]
	delete(c.underWay, q)
	u.got = k
	close(u.done)
}

// tagged gives every answer to a GET an ETag of its bytes, and no bytes to who has them
// already.
func (a *API) tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead || streams(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		address := r.Host + " " + r.URL.RequestURI() // links in a feed have the host
		generation, err := a.Record.Generation(r.Context())
		var k *kept
		if err != nil {
			k = made(next, w, r, address)
		} else if k = a.answers.of(generation, address); k == nil {
			k = a.answers.once(r.Context(), question{generation, address}, func() *kept {
				k := made(next, w, r, address)
				a.answers.keep(generation, k)
				return k
			})
		}
		if k != nil {
			k.answer(w, r)
		}
	})
}

// made is the answer of next, or nil where it is not one to keep, which it has then given.
func made(next http.Handler, w http.ResponseWriter, r *http.Request, address string) *kept {
	b := &buffered{header: http.Header{}}
	next.ServeHTTP(b, r)
	if b.status != http.StatusOK {
		maps.Copy(w.Header(), b.header)
		w.WriteHeader(b.status)
		w.Write(b.body.Bytes()) // The reader may be gone; there is nobody to tell.
		return nil
	}
	body := b.body.Bytes()
	return &kept{address: address, header: b.header, body: body, tag: fmt.Sprintf(`W/"%016x"`, xxhash.Sum64(body))}
}

// answer writes an answer, or that it has not changed.
func (k *kept) answer(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	maps.Copy(h, k.header)
	h.Set("ETag", k.tag)
	h.Set("Cache-Control", "no-cache")
	for had := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if had = strings.TrimSpace(had); had == "*" || strings.TrimPrefix(had, "W/") == strings.TrimPrefix(k.tag, "W/") && had != "" {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.Write(k.body) // The reader may be gone; there is nobody to tell.
}

// streams reports whether what stands at a path is too long, or never done, to be held
// in memory, or is different each time.
func streams(path string) bool {
	return path == "/events" || path == "/metrics" || path == "/healthz" || strings.HasPrefix(path, "/export/")
}

// buffered is a response that is held back.
type buffered struct {
	header http.Header
	body   bytes.Buffer
	status int
}

func (b *buffered) Header() http.Header { return b.header }

func (b *buffered) WriteHeader(status int) {
	if b.status == 0 {
		b.status = status
	}
}

func (b *buffered) Write(p []byte) (int, error) {
	b.WriteHeader(http.StatusOK)
	return b.body.Write(p)
}
