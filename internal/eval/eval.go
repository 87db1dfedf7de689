// Package eval takes the figures that say how good the product is: each suite is
// a plain function over a folder of gold data, and floors.json keeps what was
// once reached.
package eval

import (
	"fmt"
	"io"
)

// Figure is one measured value under its published name, for example
// "reading.time.wikiwars.strict" 0.83. Figures of the suite language are
// percentages (0–100), all others fractions (0–1).
type Figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// String is the line that `stemma eval` prints: the name and four decimals.
func (f Figure) String() string { return fmt.Sprintf("%s %.4f", f.Name, f.Value) }

// Write prints one figure a line.
func Write(w io.Writer, figures []Figure) error {
	for _, f := range figures {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return err
		}
	}
	return nil
}
