package eval

import (
	"path/filepath"
	"slices"
	"strings"

	"stemma/internal/numeral"
	"stemma/internal/read/number"
)

// Units takes reading.unit.recognizers from data/unit/*.jsonl.
func Units(data string) ([]Figure, error) {
	return numberFigure(filepath.Join(data, "unit", "*.jsonl"), "reading.unit.recognizers", unitCase)
}

func unitCase(line []byte) (bool, error) {
	c, err := readNumberCase(line)
	if err != nil {
		return false, err
	}
	return slices.Equal(c.expectedUnits(), c.foundUnits()), nil
}

// expectedUnits are the results with their units behind the value.
func (c numberCaseFile) expectedUnits() []numberResult {
	out := c.expected()
	for i, r := range c.Results {
		if unit, ok := r.Resolution["unit"].(string); ok {
			out[i].Value += " " + unit
		}
	}
	return out
}

// unitKinds are the kinds of measure of each of the benchmark's models.
var unitKinds = map[string][]string{
	"AgeModel":         {"age"},
	"CurrencyModel":    {"currency"},
	"TemperatureModel": {"temperature"},
	"DimensionModel":   {"length", "area", "volume", "weight", "speed", "information", "power"},
}

func (c numberCaseFile) foundUnits() []numberResult {
	words := numeral.Words(c.Input, 0, len(c.Input))
	var out []numberResult
	for _, m := range number.Measures(words) {
		if !slices.Contains(unitKinds[c.Spec], m.Kind) {
			continue
		}
		value := ""
		if m.HasValue {
			value = shortest(m.Value)
		}
		out = append(out, numberResult{strings.ToLower(m.Span(words).Of(c.Input)), value + " " + m.Unit})
	}
	return out
}
