// Package codes gives a claim its codes in the schemes that event data is kept in.
package codes

import (
	"bufio"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"stemma"
)

//go:embed codes.txt
var table string

// Code is a claim's place in other schemes; empty where a scheme has none for it.
type Code struct {
	PLOVER string `json:"plover,omitempty"` // PLOVER is an event type, with its mode after a dot.
	CAMEO  string `json:"cameo,omitempty"`
	ACLED  string `json:"acled,omitempty"` // ACLED is a sub-event type.
}

// Default is the embedded table.
var Default = sync.OnceValues(Load)

// Codes is the table; it never changes once read.
type Codes map[string]Code

// Load reads the embedded table. An error is a fault in the table.
func Load() (Codes, error) {
	c := Codes{}
	s := bufio.NewScanner(strings.NewReader(table))
	for n := 1; s.Scan(); n++ {
		line, _, _ := strings.Cut(s.Text(), "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		key, code, err := parseLine(line)
		if err != nil {
			return nil, fmt.Errorf("codes.txt line %d: %w", n, err)
		}
		c[key] = code
	}
	return c, nil
}

// parseLine reads a kind, perhaps a stance, two codes, and an ACLED type of any length.
func parseLine(line string) (string, Code, error) {
	fields := strings.Fields(line)
	key := fields[0]
	rest := fields[1:]
	if len(rest) > 0 && isStance(rest[0]) {
		key, rest = key+" "+rest[0], rest[1:]
	}
	if len(rest) < 3 {
		return "", Code{}, fmt.Errorf("%q has %d codes, want 3", key, len(rest))
	}
	absent := func(s string) string {
		if s == "-" {
			return ""
		}
		return s
	}
	return key, Code{absent(rest[0]), absent(rest[1]), absent(strings.Join(rest[2:], " "))}, nil
}

func isStance(s string) bool {
	switch stemma.Stance(s) {
	case stemma.Asserted, stemma.Denied, stemma.Disputed, stemma.Expected, stemma.CalledFor, stemma.Conditional:
		return true
	}
	return false
}

// Of are the codes of a claim: those of its kind, change and stance, the closest first.
// The ACLED type is that of the incident where the claim's words tell it.
func (c Codes) Of(claim stemma.Claim) Code {
	code := c.of(claim)
	if claim.Incident != "" && code.ACLED != "" {
		code.ACLED = claim.Incident
	}
	return code
}

func (c Codes) of(claim stemma.Claim) Code {
	key := string(claim.Kind)
	if claim.Change != "" {
		key += "/" + string(claim.Change)
	}
	if code, ok := c[key+" "+string(claim.Stance)]; ok {
		return code
	}
	return c[key]
}
