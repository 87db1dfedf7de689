package cli

import (
	"fmt"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// knownPlace fails when no claim names a place, and says which names are close.
func knownPlace(tx store.ReadTx, name string) error {
	key := store.Key(name)
	var close []string
	for p, err := range tx.Places() {
		if err != nil {
			return err
		}
		k, in := store.Key(p.Name), store.Key(p.In)
		if k == key || in == key {
			return nil
		}
		if key != "" && (strings.Contains(k, key) || strings.HasPrefix(k, key[:min(3, len(key))])) && len(close) < 5 {
			close = append(close, p.Name)
		}
	}
	if len(close) > 0 {
		return fmt.Errorf("place %q: %w; close to it: %s", name, stemma.ErrNotFound, strings.Join(close, ", "))
	}
	return fmt.Errorf("place %q: %w; 'stemma places' lists those that claims name", name, stemma.ErrNotFound)
}
