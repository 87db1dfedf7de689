package cli

import (
	"runtime/debug"
	"runtime/metrics"
)

// The tables that reading needs take some 60 MB that live as long as the program. With
// Go's own settings the heap would grow to twice all that lives before it is cleared of
// what died: here to half as much more. An add may take hours, and to clear often takes up to
// half of its time: its heap grows to a size that it has in the end anyway, larger for a
// large record, and by a part of what lives beyond that.
// A limit in bytes would do as well until what lives comes near to it, as with a report
// of 10 MB; from there on half of the time would go into clearing.
const heapGrowth = 50 // percent

// growth is how far a heap grows before it is cleared.
type growth struct {
	room        float64 // room is the size up to which it grows, in bytes
	least, most int     // least and most are by how much it does at any rate, in percent of what lives.
}

var (
	smallAdd = growth{room: 120 << 20, least: 25, most: 75}
	largeAdd = growth{room: 400 << 20, least: 50, most: 150}
)

// growBy sets how far the heap grows, in percent of what lives, unless the user has said
// so himself.
func growBy(percent int, getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// growthInAdd is by how many percent the heap of an add grows of which so many bytes live.
func growthInAdd(live uint64, large bool) int {
	g := smallAdd
	if large {
		g = largeAdd
	}
	if live == 0 {
		return g.most
	}
	return min(g.most, max(g.least, int(100*(g.room-float64(live))/float64(live))))
}

// liveHeap is how many bytes of the heap lived when it was cleared last; 0 before that.
func liveHeap() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}
