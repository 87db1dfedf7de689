//go:build unix

package cli

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory is the most memory in bytes that an ended process had resident; 0 when the
// system does not tell.
func peakMemory(p *os.ProcessState) int64 {
	r, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return r.Maxrss
	}
	return r.Maxrss << 10
}
