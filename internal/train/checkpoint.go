package train

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"

	"stemma/internal/neural"
	"stemma/internal/syntax"
)

// checkpoint is a training between two rounds.
type checkpoint struct {
	Seed        uint64
	Final       bool
	Size        syntax.Config
	Words       int // Words and the rest must be those of the sets at hand.
	Round, Step int
	Best        float64
	Values      [][]float32
	Adam        []*neural.Adam
}

func (t *trainer) checkpointPath() string { return t.Out + ".checkpoint" }

// save writes the state after the round that has just ended.
func (t *trainer) save() error {
	c := checkpoint{
		Seed: t.Seed, Final: t.Final, Size: t.Size, Words: len(t.net.Words),
		Round: t.round + 1, Step: t.step, Best: t.best, Adam: t.adam,
	}
	for _, p := range t.params {
		c.Values = append(c.Values, p.Matrix.V)
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(c); err != nil {
		return fmt.Errorf("train: write checkpoint: %w", err)
	}
	return replaceFile(t.checkpointPath(), b.Bytes())
}

// restore takes up a checkpoint; the error is fs.ErrNotExist where there is none.
func (t *trainer) restore() error {
	b, err := os.ReadFile(t.checkpointPath())
	if err != nil {
		return fmt.Errorf("train: %w", err)
	}
	var c checkpoint
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&c); err != nil {
		return fmt.Errorf("train: read checkpoint %s: %w", t.checkpointPath(), err)
	}
	if c.Seed != t.Seed || c.Final != t.Final || c.Size != t.Size || c.Words != len(t.net.Words) || len(c.Values) != len(t.params) {
		return fmt.Errorf("train: checkpoint %s is of another training; remove it or choose another output", t.checkpointPath())
	}
	for i, p := range t.params {
		copy(p.Matrix.V, c.Values[i])
	}
	t.adam, t.round, t.step, t.best = c.Adam, c.Round, c.Step, c.Best
	fmt.Fprintf(t.Log, "resumed after round %d\n", c.Round)
	return nil
}
