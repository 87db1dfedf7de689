package api

import (
	"bytes"
	"container/list"
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
}

// kept is an answer.
type kept struct {
	address string
	header  http.Header
	body    []byte
	tag     string
}

func newAnswers() *answers {
	return &answers{byAddress: map[string]*list.Element{}, recent: list.New()}
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

// keep keeps an answer that was made from the record at a generation or later.
func (c *answers) keep(generation uint64, k *kept) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation != c.generation || c.byAddress[k.address] != nil || len(k.body) > keptAnswers/16 {
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

// tagged gives every answer to a GET an ETag of its bytes, and no bytes to who has them
// already.
func (a *API) tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead || streams(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		generation, err := a.Record.Generation(r.Context())
		address := r.Host + " " + r.URL.RequestURI() // links in a feed have the host
		var k *kept
		if err == nil {
			k = a.answers.of(generation, address)
		}
		if k == nil {
			b := &buffered{header: http.Header{}}
			next.ServeHTTP(b, r)
			k = &kept{address: address, header: b.header, body: b.body.Bytes()}
			if b.status != http.StatusOK {
				maps.Copy(w.Header(), b.header)
				w.WriteHeader(b.status)
				w.Write(k.body) // The reader may be gone; there is nobody to tell.
				return
			}
			k.tag = fmt.Sprintf(`W/"%016x"`, xxhash.Sum64(k.body))
			if err == nil {
				a.answers.keep(generation, k)
			}
		}
		k.answer(w, r)
	})
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
