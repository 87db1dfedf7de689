package cli

import "runtime/debug"

// The tables that reading needs take some 60 MB that live as long as the program. With
// Go's own settings the heap would grow to twice all that lives before it is cleared of
// what died: at half as much more it is cleared more often, which costs a few hundredths
// of the time. An add, which may take hours, is held to a soft limit besides.
const (
	heapGrowth = 50        // percent
	addLimit   = 200 << 20 // bytes of all that Go's runtime holds, without SQLite's pages
)

// boundHeap sets how far the heap grows, unless the user has said so himself.
func boundHeap(getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}

// boundAdd sets the soft limit of an add, likewise.
func boundAdd(getenv func(string) string) {
	if getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(addLimit)
	}
}
