// Package lookup finds words in tables. Readers ask for every word of a text whether it
// is in this table or that, and nearly always it is not: a [Table] says so without
// looking, by a sieve of the ends of its words. A [Memo] remembers what was found out about the frequent words.
package lookup

import (
	"iter"
	"math/bits"
)

// Table is a map by words. Its zero value is empty; it must not change any more once
// several goroutines read it.
type Table[V any] struct {
	sieve  [sieveBits / 64]uint64
	words  words
	values []V // values[i] belongs to word i
}

// Set is a set of words.
type Set = Table[bool]

// sieveBits is a power of two, many times the words of most tables.
const sieveBits = 1 << 12

// bit is the place of a word in a sieve: its length and three of its bytes make it.
func bit(w string) uint32 {
	if len(w) == 0 {
		return 0
	}
	h := uint32(w[0])<<16 | uint32(w[len(w)/2])<<8 | uint32(w[len(w)-1])
	return (h + uint32(len(w))<<24) * 0x9E3779B1 >> (32 - 12)
}

// Put sets what the table has for a word.
func (t *Table[V]) Put(w string, v V) {
	b := bit(w)
	t.sieve[b/64] |= 1 << (b % 64)
	i := t.words.add(w)
	if i == len(t.values) {
		t.values = append(t.values, v)
		return
	}
	t.values[i] = v
}

// Get is what the table has for a word, the zero value for none.
func (t *Table[V]) Get(w string) V {
	if b := bit(w); t.sieve[b/64]&(1<<(b%64)) == 0 {
		var none V
		return none
	}
	v, _ := t.sifted(w)
	return v
}

// Find is Get that tells whether the word is there.
func (t *Table[V]) Find(w string) (V, bool) {
	if b := bit(w); t.sieve[b/64]&(1<<(b%64)) == 0 {
		var none V
		return none, false
	}
	return t.sifted(w)
}

// sifted is Find for a word that the sieve lets through.
func (t *Table[V]) sifted(w string) (v V, ok bool) {
	if i := t.words.find(w); i >= 0 {
		return t.values[i], true
	}
	return v, false
}

// All are the words with what the table has for them, in the order in which they were
// first put.
func (t *Table[V]) All() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for i, w := range t.words.all {
			if !yield(w, t.values[i]) {
				return
			}
		}
	}
}

// Any reports whether f holds for what the table has for some word.
func (t *Table[V]) Any(f func(v V) bool) bool {
	for _, v := range t.values {
		if f(v) {
			return true
		}
	}
	return false
}

// Of is the table of a map.
func Of[V any](words map[string]V) *Table[V] {
	t := new(Table[V])
	for w, v := range words {
		t.Put(w, v)
	}
	return t
}

// words numbers words in the order in which they come. A slot holds the number of its
// word and a part of the word's hash; a word that finds its slot taken goes into the next
// that is free. Most slots are, and a word is nearly never compared with another.
type words struct {
	all   []string
	slots []uint32 // 0 is free
}

// A slot's upper bits are of the hash, the lower ones the number of its word, from 1 on.
const (
	numberBits = 24
	numberMask = 1<<numberBits - 1
	sparse     = 4 // slots a word
)

// find is the number of a word, or -1.
func (t *words) find(w string) int {
	if len(t.slots) == 0 {
		return -1
	}
	h := Hash(w)
	mask := uint32(len(t.slots) - 1)
	for at := uint32(h) & mask; ; at = (at + 1) & mask {
		s := t.slots[at]
		if s == 0 {
			return -1
		}
		if (s^uint32(h>>32))&^numberMask == 0 {
			if i := int(s&numberMask) - 1; t.all[i] == w {
				return i
			}
		}
	}
}

// add is the number of a word, which gets one if it has none.
func (t *words) add(w string) int {
	if i := t.find(w); i >= 0 {
		return i
	}
	if len(t.all) == numberMask {
		panic("lookup: more words than a table holds")
	}
	t.all = append(t.all, w)
	if sparse*len(t.all) <= len(t.slots) {
		t.place(len(t.all) - 1)
		return len(t.all) - 1
	}
	t.slots = make([]uint32, max(8, 2*len(t.slots)))
	for i := range t.all {
		t.place(i)
	}
	return len(t.all) - 1
}

// place gives word i a slot.
func (t *words) place(i int) {
	h := Hash(t.all[i])
	mask := uint32(len(t.slots) - 1)
	at := uint32(h) & mask
	for t.slots[at] != 0 {
		at = (at + 1) & mask
	}
	t.slots[at] = uint32(h>>32)&^numberMask | uint32(i+1)
}

// Hash is a number that hardly two words have: it mixes the length of a word with its first, middle and last bytes, eight of each
// at most.
func Hash(w string) uint64 {
	var first, last uint64
	switch n := len(w); {
	case n > 16:
		first, last = eight(w)^bits.RotateLeft64(eight(w[n/2-4:]), 29), eight(w[n-8:])
	case n >= 8:
		first, last = eight(w), eight(w[n-8:])
	case n >= 4:
		first, last = four(w), four(w[n-4:])
	case n > 0:
		first = uint64(w[0])<<16 | uint64(w[n/2])<<8 | uint64(w[n-1])
	}
	high, low := bits.Mul64(first^0x9E3779B97F4A7C15, last^uint64(len(w))<<56^0xD6E8FEB86659FD93)
	return high ^ low
}

// eight and four are the number that the first bytes of w make, which the compiler reads
// at once.
func eight(w string) uint64 {
	_ = w[7]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
		uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
}

func four(w string) uint64 {
	_ = w[3]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24
}
