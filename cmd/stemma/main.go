// Command stemma keeps a sourced, dated record of what news reports claim.
package main

import (
	"os"

	"stemma/internal/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
