package eval

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/internal/numeral"
	"stemma/internal/read/number"
)

// numberCaseFile is one case of numbers, ordinals, percentages, ranges of numbers or
// measures.
type numberCaseFile struct {
	Input   string
	Spec    string
	Results []struct {
		Text       string
		TypeName   string
		Resolution map[string]any
	}
}

// numberResult is a number found in a case: its words in lower case and its value.
type numberResult struct{ Text, Value string }

// Numbers takes reading.number.recognizers from data/number/*.jsonl.
func Numbers(data string) ([]Figure, error) {
	return numberFigure(filepath.Join(data, "number", "*.jsonl"), "reading.number.recognizers", numberCase)
}

// numberFigure is the share of right cases in the files that match.
func numberFigure(glob, name string, right func([]byte) (bool, error)) ([]Figure, error) {
	paths, err := filepath.Glob(glob)
	if err != nil {
		return nil, err
	}
	var c caseCounts
	for _, path := range paths {
		if err := eachLine(path, func(line []byte) error { return c.add(line, right) }); err != nil {
			return nil, err
		}
	}
	if c.all == 0 {
		return nil, nil
	}
	return []Figure{{name, c.share()}}, nil
}

func numberCase(line []byte) (bool, error) {
	c, err := readNumberCase(line)
	if err != nil {
		return false, err
	}
	return slices.Equal(c.expected(), c.found()), nil
}

func readNumberCase(line []byte) (numberCaseFile, error) {
	var c numberCaseFile
	if err := json.Unmarshal(line, &c); err != nil {
		return c, fmt.Errorf("read a number case: %w", err)
	}
	return c, nil
}

// expected are the results of the case, values as plain strings.
func (c numberCaseFile) expected() []numberResult {
	var out []numberResult
	for _, r := range c.Results {
		value := ""
		switch v := r.Resolution["value"].(type) {
		case string:
			value = v
		case float64:
			value = shortest(v)
		}
		if f, err := strconv.ParseFloat(value, 64); err == nil {
			value = shortest(f)
		}
		if offset, ok := r.Resolution["offset"].(string); ok && r.Resolution["relativeTo"] != "start" {
			value = fmt.Sprint(r.Resolution["relativeTo"], offset)
		}
		out = append(out, numberResult{strings.ToLower(r.Text), value})
	}
	return out
}

// shortest writes a value to twelve significant digits, so that the last digits of a
// division do not tell two values apart.
func shortest(v float64) string {
	return strconv.FormatFloat(v, 'g', 12, 64)
}

// found reads the case and writes the numbers of the kind that it asks for.
func (c numberCaseFile) found() []numberResult {
	words := numeral.Words(c.Input, 0, len(c.Input))
	switch c.Spec {
	case "PercentModel":
		return c.percentages(words)
	case "NumberRangeModel":
		return c.ranges(words)
	}
	return c.plain(words, c.Spec == "OrdinalModel")
}

// plain are the numerals, or the ordinals.
func (c numberCaseFile) plain(words []numeral.Word, ordinals bool) []numberResult {
	var out []numberResult
	if ordinals {
		if out = c.relative(words); len(out) > 0 {
			return out
		}
	}
	for _, f := range number.Numerals(words) {
		if f.Ordinal != ordinals {
			continue
		}
		s := stemma.Span{Start: words[f.At].Start, End: words[f.At+f.Words-1].End}
		out = append(out, numberResult{strings.ToLower(s.Of(c.Input)), shortest(f.Value)})
	}
	return out
}

// relative are the ordinals that count from the end or from the one at hand.
func (c numberCaseFile) relative(words []numeral.Word) []numberResult {
	var out []numberResult
	for _, o := range number.RelativeOrdinals(words) {
		s := stemma.Span{Start: words[o.First].Start, End: words[o.Last-1].End}
		out = append(out, numberResult{strings.ToLower(s.Of(c.Input)), fmt.Sprint(o.From, o.Offset)})
	}
	return out
}

func (c numberCaseFile) percentages(words []numeral.Word) []numberResult {
	var out []numberResult
	for _, m := range number.Mentions(words) {
		if m.Sort == number.Percent {
			s := stemma.Span{Start: words[m.First].Start, End: words[m.Last-1].End}
			out = append(out, numberResult{strings.ToLower(s.Of(c.Input)), shortest(m.Value) + "%"})
		}
	}
	return out
}

// ranges are the ranges and the bounded numbers as intervals: "(20,35]", "[30,)".
func (c numberCaseFile) ranges(words []numeral.Word) []numberResult {
	var out []numberResult
	var at []stemma.Span
	for _, m := range number.Mentions(words) {
		if m.Sort != number.Plain && m.Sort != number.Ordinal {
			continue
		}
		first, last, bound, inclusive := number.BoundOf(words, m)
		if m.Range {
			first, last = m.First, m.Last
		}
		value := ""
		low, high := shortest(m.Low), shortest(m.High)
		switch {
		case m.Range:
			value = "[" + low + "," + high + ")"
		case bound == stemma.AtLeast && inclusive:
			value = "[" + shortest(m.Value) + ",)"
		case bound == stemma.AtLeast:
			value = "(" + shortest(m.Value) + ",)"
		case bound == stemma.AtMost && inclusive:
			value = "(," + shortest(m.Value) + "]"
		case bound == stemma.AtMost:
			value = "(," + shortest(m.Value) + ")"
		case first < m.First && bound == stemma.Exact:
			value = "[" + shortest(m.Value) + "," + shortest(m.Value) + "]"
		default:
			continue
		}
		s := stemma.Span{Start: words[first].Start, End: words[last-1].End}
		out = append(out, numberResult{strings.ToLower(s.Of(c.Input)), value})
		at = append(at, s)
	}
	return c.joined(out, at)
}

// joined makes one interval of "more than 10 and less than 40".
func (c numberCaseFile) joined(in []numberResult, at []stemma.Span) []numberResult {
	var out []numberResult
	for i := 0; i < len(in); i++ {
		if i+1 < len(in) && strings.HasSuffix(in[i].Value, ",)") && strings.HasPrefix(in[i+1].Value, "(,") {
			switch strings.TrimSpace(c.Input[at[i].End:at[i+1].Start]) {
			case "and", "but", ",":
				low, high := strings.Trim(in[i].Value, "([,)"), strings.Trim(in[i+1].Value, "(,)]")
				a, _ := strconv.ParseFloat(low, 64)
				if b, _ := strconv.ParseFloat(high, 64); a < b {
					s := at[i].Join(at[i+1])
					out = append(out, numberResult{strings.ToLower(s.Of(c.Input)), in[i].Value[:1] + low + "," + high + in[i+1].Value[len(in[i+1].Value)-1:]})
					i++
					continue
				}
			}
		}
		out = append(out, in[i])
	}
	return out
}
