package sqlite

import (
	"sync"

	"stemma"
	"stemma/internal/store"
)

// How many decoded rows are kept at hand. A claim takes about 2 KB, a head about
// 1 KB: less than 150 MB together.
const (
	keptClaims = 40_000
	keptHeads  = 30_000
	keptTexts  = 64
	// longestKept is the length in bytes above which a text is not kept at hand.
	longestKept = 1 << 20
)

// cache keeps decoded rows at hand by their number. Rows never change under their
// number, and numbers are only given again when an update fails, which clears it.
// What it gives is shared and must not be changed.
type cache struct {
	claims recent[store.Standing]
	heads  recent[stemma.Report]
	texts  recent[string]
}

func newCache() *cache {
	return &cache{
		claims: recent[store.Standing]{room: keptClaims},
		heads:  recent[stemma.Report]{room: keptHeads},
		texts:  recent[string]{room: keptTexts},
	}
}

func (c *cache) clear() {
	c.claims.clear()
	c.heads.clear()
	c.texts.clear()
}

// recent keeps the values used last: between half of room and room of them.
type recent[V any] struct {
	room       int
	mu         sync.Mutex
	young, old map[int64]V
}

func (r *recent[V]) get(n int64) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.young[n]
	if !ok {
		if v, ok = r.old[n]; ok {
			r.put(n, v)
		}
	}
	return v, ok
}

func (r *recent[V]) set(n int64, v V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(n, v)
}

// put keeps v as the youngest; the older half goes when there are too many.
func (r *recent[V]) put(n int64, v V) {
	if len(r.young) >= r.room/2 {
		r.old, r.young = r.young, nil
	}
	if r.young == nil {
		r.young = map[int64]V{}
	}
	r.young[n] = v
}

func (r *recent[V]) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.young, r.old = nil, nil
}
