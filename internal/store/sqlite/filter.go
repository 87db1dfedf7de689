package sqlite

import mathbits "math/bits"

// filter tells of most keys that are not in a run that they are not: three bits are set for
// each that is. It has a power of two of bytes, or none, which tells nothing.
type filter []byte

// filterBits is how many bits a key has at least, of which a filter takes one in fifty for
// one of its own.
const filterBits = 10

func newFilter(keys int) filter {
	return make(filter, 1<<mathbits.Len(uint(keys*filterBits/8)))
}

// places are the bits of a mixed key.
func (f filter) places(mixed uint64) [3]uint64 {
	shift := 64 - (mathbits.Len(uint(len(f))) + 2)
	return [3]uint64{mixed >> shift, mixed * 0xff51afd7ed558ccd >> shift, mixed * 0xc4ceb9fe1a85ec53 >> shift}
}

func (f filter) add(mixed uint64) {
	for _, p := range f.places(mixed) {
		f[p/8] |= 1 << (p % 8)
	}
}

// may reports whether a mixed key may be there.
func (f filter) may(mixed uint64) bool {
	if len(f) == 0 {
		return true
	}
	for _, p := range f.places(mixed) {
		if f[p/8]&(1<<(p%8)) == 0 {
			return false
		}
	}
	return true
}
