package cli

import "runtime/debug"

// The tables that reading needs take some 60 MB that live as long as the program. With
// Go's own settings the heap would grow to twice all that lives before it is cleared of
// what died: here to half as much more, and in an add, which may take hours, to a quarter
// while the record is small: of a large one some 300 MB live, and to clear them often takes
// a sixth of the time.
// A limit in bytes would do as well until what lives comes near to it, as with a report
// of 10 MB; from there on half of the time would go into clearing.
const (
	heapGrowth = 50 // percent
	addGrowth  = 25
)

// growBy sets how far the heap grows, in percent of what lives, unless the user has said
// so himself.
func growBy(percent int, getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
