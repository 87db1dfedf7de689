// Command stemma keeps a sourced, dated record of what news reports claim.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"stemma/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cli.Main(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
