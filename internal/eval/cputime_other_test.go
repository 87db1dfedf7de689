//go:build !unix

package eval

import "time"

// cpuTime is not known here; the benchmark then reports time alone.
func cpuTime() time.Duration { return 0 }
