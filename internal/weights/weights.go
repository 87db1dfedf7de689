// Package weights carries the trained networks, embedded, each with the digest that it
// must have. README.md beside it says what they were trained on and how to repeat it.
package weights

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed syntax.bin
var syntax []byte

//go:embed syntax.sha256
var syntaxDigest string

// Syntax is the network that tags, parses and names, for syntax.Load. It fails when
// the file is not the one that its digest names.
func Syntax() ([]byte, error) {
	want := strings.TrimSpace(syntaxDigest)
	if found := fmt.Sprintf("%x", sha256.Sum256(syntax)); found != want {
		return nil, fmt.Errorf("weights syntax.bin: digest expected %s, found %s", want, found)
	}
	return syntax, nil
}

// Version is the start of the digest of the network, stored with what it produced.
func Version() string { return strings.TrimSpace(syntaxDigest)[:16] }
