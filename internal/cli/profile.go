package cli

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"

	"github.com/spf13/pflag"
)

// profile writes the profiles that a developer asks for.
type profile struct {
	cpu, mem, trace string   // Paths; empty for none.
	cpuFile, trFile *os.File // Open between start and stop.
}

func (p *profile) flags(flags *pflag.FlagSet) {
	flags.StringVar(&p.cpu, "cpuprofile", "", "write a CPU profile to `FILE`")
	flags.StringVar(&p.mem, "memprofile", "", "write a heap profile to `FILE` at the end")
	flags.StringVar(&p.trace, "trace", "", "write an execution trace to `FILE`")
}

func (p *profile) start() (err error) {
	if p.cpu != "" {
		if p.cpuFile, err = os.Create(p.cpu); err != nil {
			return fmt.Errorf("CPU profile: %w", err)
		}
		if err := pprof.StartCPUProfile(p.cpuFile); err != nil {
			return fmt.Errorf("CPU profile: %w", err)
		}
	}
	if p.trace != "" {
		if p.trFile, err = os.Create(p.trace); err != nil {
			return fmt.Errorf("trace: %w", err)
		}
		if err := trace.Start(p.trFile); err != nil {
			return fmt.Errorf("trace: %w", err)
		}
	}
	return nil
}

func (p *profile) stop() error {
	var errs []error
	if p.cpuFile != nil {
		pprof.StopCPUProfile()
		errs = append(errs, p.cpuFile.Close())
	}
	if p.trFile != nil {
		trace.Stop()
		errs = append(errs, p.trFile.Close())
	}
	if p.mem != "" {
		errs = append(errs, writeHeap(p.mem))
	}
	return errors.Join(errs...)
}

func writeHeap(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("heap profile: %w", err)
	}
	runtime.GC() // So that the profile shows what is live now.
	return errors.Join(pprof.Lookup("allocs").WriteTo(f, 0), f.Close())
}
