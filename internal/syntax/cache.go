package syntax

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// cache remembers the first layer's projection of words, which depends on nothing but
// the word. It is filled with the words that come first and then stays as it is: a
// reader that has seen some reports knows the frequent words, and looking up needs no
// lock. A full one takes 50 MB with 64 hidden units.
type cache struct {
	seed  maphash.Seed
	slots [cacheSlots]atomic.Pointer[projection]
	used  atomic.Int32
}

const (
	cacheSlots = 1 << 14
	cacheWords = 1 << 13
)

// projection is what a word adds to the first layer, at each of three places.
type projection struct {
	word   string
	shout  Case
	values []float32
}

func (c *cache) slot(w string, shout Case) uint64 {
	return maphash.String(c.seed, w)*2 + uint64(shout)
}

// find is the projection of a word, or nil.
func (c *cache) find(w string, shout Case) []float32 {
	for at := c.slot(w, shout); ; at++ {
		p := c.slots[at%cacheSlots].Load()
		if p == nil {
			return nil
		}
		if p.word == w && p.shout == shout {
			return p.values
		}
	}
}

// add remembers a projection while there is room. Two readers that add one word at
// once may both succeed, which wastes a slot and does no harm.
func (c *cache) add(w string, shout Case, values []float32) {
	if c.used.Load() >= cacheWords || c.used.Add(1) > cacheWords {
		return
	}
	p := &projection{strings.Clone(w), shout, append([]float32(nil), values...)}
	for at := c.slot(w, shout); ; at++ {
		if c.slots[at%cacheSlots].CompareAndSwap(nil, p) {
			return
		}
	}
}
