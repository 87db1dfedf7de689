// Package lookup finds words in tables. Readers ask for every word of a text whether it
// is in this table or that, and nearly always it is not: a [Table] says so without
// looking, by a sieve of the ends of its words. A [Memo] remembers what was found out
// about the frequent words.
package lookup

import (
	"iter"
	"maps"
)

// Table is a map by words. Its zero value is empty; it must not change any more once
// several goroutines read it.
type Table[V any] struct {
	words map[string]V
	sieve [sieveBits / 64]uint64
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
	if t.words == nil {
		t.words = map[string]V{}
	}
	t.words[w] = v
	b := bit(w)
	t.sieve[b/64] |= 1 << (b % 64)
}

// Get is what the table has for a word, the zero value for none.
func (t *Table[V]) Get(w string) V {
	if b := bit(w); t.sieve[b/64]&(1<<(b%64)) == 0 {
		var none V
		return none
	}
	return t.words[w]
}

// Find is Get that tells whether the word is there.
func (t *Table[V]) Find(w string) (V, bool) {
	if b := bit(w); t.sieve[b/64]&(1<<(b%64)) == 0 {
		var none V
		return none, false
	}
	v, ok := t.words[w]
	return v, ok
}

// All are the words with what the table has for them, in no order.
func (t *Table[V]) All() iter.Seq2[string, V] { return maps.All(t.words) }

// Any reports whether f holds for what the table has for some word.
func (t *Table[V]) Any(f func(v V) bool) bool {
	for _, v := range t.words {
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
