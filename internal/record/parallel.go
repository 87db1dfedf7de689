package record

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// begin runs f for 0 to n-1 on all cores; done waits for it. A panic ends the
// program: f is ours.
func begin(n int, f func(i int)) (done func()) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	return group.Wait
}
