package cli

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// oneMatter finds the matter that the argument names by a prefix of its id; no
// argument is no matter.
func oneMatter(tx store.ReadTx, args []string) (string, error) {
	if len(args) == 0 {
		return "", nil
	}
	found, err := findNouns(tx, args[0], store.NounMatter)
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", fmt.Errorf("matter %q: %w", args[0], stemma.ErrNotFound)
	}
	return found[0].ID, nil
}

// findNouns finds what prefix names: one thing, or none, or an error that lists the
// many. No nouns are any nouns.
func findNouns(tx store.ReadTx, prefix string, nouns ...store.Noun) ([]store.Found, error) {
	found, err := tx.Find(prefix, 20)
	if err != nil {
		return nil, err
	}
	var out []store.Found
	for _, f := range found {
		if len(nouns) > 0 && !slices.Contains(nouns, f.Noun) {
			continue
		}
		if f.ID == prefix {
			return []store.Found{f}, nil
		}
		out = append(out, f)
	}
	if len(out) > 1 {
		var ids []string
		for _, f := range out {
			ids = append(ids, fmt.Sprintf("%s %s", f.Noun, f.ID))
		}
		return nil, usageError{fmt.Errorf("%q begins several ids: %s", prefix, strings.Join(ids, ", "))}
	}
	return out, nil
}

// oneLine keeps what a report or an input says on one line of the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
