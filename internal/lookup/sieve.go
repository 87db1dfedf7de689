package lookup

// Sieve holds words back of which nothing is known: it lets through all that were put
// into it and a few others. Its zero value lets nothing through.
type Sieve struct {
	bits []uint64
}

// NewSieve is a sieve for about so many words, of others than which it lets one in
// sixteen through at most.
func NewSieve(words int) Sieve {
	bits := uint64(64)
	for bits < 16*uint64(words) {
		bits *= 2
	}
	return Sieve{make([]uint64, bits/64)}
}

// Put makes the sieve let a word through.
func (s Sieve) Put(w string) {
	h := Hash(w) & (64*uint64(len(s.bits)) - 1)
	s.bits[h/64] |= 1 << (h % 64)
}

// Passes reports whether the word was put into the sieve; of others, too, now and then.
func (s Sieve) Passes(w string) bool {
	if len(s.bits) == 0 {
		return false
	}
	h := Hash(w) & (64*uint64(len(s.bits)) - 1)
	return s.bits[h/64]&(1<<(h%64)) != 0
}
