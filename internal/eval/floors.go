package eval

import (
	"cmp"
	_ "embed" // for floors.json
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
)

// Floor is a figure that must not sink: the least value, and the data on which it
// was reached.
type Floor struct {
	Figure string  `json:"figure"`
	Floor  float64 `json:"floor"`
	On
	Reason string `json:"reason,omitempty"` // Reason is why it was last lowered.
}

// On is the data that a figure was taken on. Only the digest counts: another
// folder has other floors, or none.
type On struct {
	Folder string `json:"folder"` // Folder is the base name, for the reader of the file.
	Digest string `json:"data"`   // Digest is as Digest makes it.
}

// Floors are the floors of a file, sorted by figure and data.
type Floors []Floor

//go:embed floors.json
var pinned []byte

// Pinned are the floors that this build was made with.
func Pinned() (Floors, error) { return parseFloors("floors.json", pinned) }

// ReadFloors reads the floors in the file at path; a missing file holds none.
func ReadFloors(path string) (Floors, error) {
	body, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("floors: %w", err)
	}
	return parseFloors(path, body)
}

func parseFloors(path string, body []byte) (Floors, error) {
	var f Floors
	if err := json.Unmarshal(body, &f); err != nil {
		return nil, fmt.Errorf("floors %s: %w", path, err)
	}
	return f, nil
}

// Write writes the floors to path, one a line, so that a change is a line in a
// review.
func (fs Floors) Write(path string) error {
	slices.SortFunc(fs, func(a, b Floor) int {
		return cmp.Or(cmp.Compare(a.Folder, b.Folder), cmp.Compare(a.Figure, b.Figure), cmp.Compare(a.Digest, b.Digest))
	})
	body := []byte("[\n")
	for i, f := range fs {
		line, err := json.Marshal(f)
		if err != nil {
			return fmt.Errorf("floors: %w", err)
		}
		body = append(append(body, "  "...), line...)
		if i < len(fs)-1 {
			body = append(body, ',')
		}
		body = append(body, '\n')
	}
	if err := os.WriteFile(path, append(body, "]\n"...), 0o644); err != nil {
		return fmt.Errorf("floors: %w", err)
	}
	return nil
}

// tolerance is how far a figure may lie below its floor by rounding alone:
// floors are written with four decimals.
const tolerance = 0.00005

// Sunk is a figure below its floor.
type Sunk struct {
	Figure
	Floor float64
}

func (s Sunk) String() string {
	return fmt.Sprintf("%s %.4f is below its floor %.4f", s.Name, s.Value, s.Floor)
}

// Below lists the figures, taken on the data with the given digest, that lie
// below their floors.
func (fs Floors) Below(figures []Figure, data string) []Sunk {
	var sunk []Sunk
	for _, f := range figures {
		if i := fs.index(f.Name, data); i >= 0 && f.Value < fs[i].Floor-tolerance {
			sunk = append(sunk, Sunk{f, fs[i].Floor})
		}
	}
	return sunk
}

// sizes are figures that say how much there was, not how good: they have no floor.
var sizes = map[string]bool{"claims.gold": true, "claims.pred": true, "control.days": true}

// Raised returns the floors with those of the figures that have risen or are
// new. A figure that has sunk keeps its floor unless why is not empty, which is
// then written beside the lower one.
func (fs Floors) Raised(figures []Figure, on On, why string) Floors {
	out := slices.Clone(fs)
	for _, f := range figures {
		if sizes[f.Name] {
			continue
		}
		value := math.Floor(f.Value*1e4+1e-6) / 1e4
		i := out.index(f.Name, on.Digest)
		switch {
		case i < 0:
			out = append(out, Floor{Figure: f.Name, Floor: value, On: on})
		case value > out[i].Floor:
			out[i].Floor = value
		case f.Value < out[i].Floor-tolerance && why != "":
			out[i].Floor, out[i].Reason = value, why
		}
	}
	return out
}

func (fs Floors) index(figure, data string) int {
	return slices.IndexFunc(fs, func(f Floor) bool { return f.Figure == figure && f.Digest == data })
}
