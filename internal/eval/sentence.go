package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stemma"
	"stemma/internal/read/token"
)

// Sentences takes language.sentence.golden: the share, in percent, of the cases in
// data/sentence/*.jsonl whose sentences all equal the expected. Without such a file
// there is no figure.
func Sentences(data string) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "sentence", "*.jsonl"))
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	right, all := 0, 0
	for _, path := range paths {
		r, n, err := sentenceCases(path)
		if err != nil {
			return nil, fmt.Errorf("sentence cases: %w", err)
		}
		right, all = right+r, all+n
	}
	if all == 0 {
		return nil, nil
	}
	return []Figure{{Name: "language.sentence.golden", Value: 100 * float64(right) / float64(all)}}, nil
}

// sentenceCases counts the cases of one file and those that are right.
func sentenceCases(path string) (right, all int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var c struct {
			Text  string   `json:"text"`
			Sents []string `json:"sents"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return 0, 0, fmt.Errorf("read %s: %w", path, err)
		}
		all++
		_, sentences := token.Split(c.Text, []stemma.Block{{Span: stemma.Span{End: len(c.Text)}, Role: stemma.Body}})
		var got []string
		for _, s := range sentences {
			got = append(got, s.Of(c.Text))
		}
		if slices.Equal(got, c.Sents) {
			right++
		}
	}
	return right, all, lines.Err()
}
