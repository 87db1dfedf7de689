package lookup

import (
	"strings"
	"sync/atomic"
)

// Memo remembers the values of a pure function of strings, as many as it has slots: a
// string displaces the one that shares its slot. It may be used by many goroutines.
type Memo[V any] struct {
	slots []atomic.Pointer[entry[V]]
}

type entry[V any] struct {
	key   string
	value V
}

// NewMemo is a Memo with a number of slots, a power of two.
func NewMemo[V any](slots int) *Memo[V] {
	return &Memo[V]{slots: make([]atomic.Pointer[entry[V]], slots)}
}

// Get is f(key), remembered or computed. Who gets it must not change what it points to.
func (m *Memo[V]) Get(key string, f func(key string) V) V {
	slot := &m.slots[Hash(key)&uint64(len(m.slots)-1)]
	if e := slot.Load(); e != nil && e.key == key {
		return e.value
	}
	v := f(key)
	slot.Store(&entry[V]{strings.Clone(key), v}) // key may be a part of a long text
	return v
}
