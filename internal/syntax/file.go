package syntax

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"stemma/internal/neural"
)

// A file of weights, all numbers little endian:
//
//	"stemma syntax 2\n"
//	length of the header, 4 bytes; the header, JSON
//	for each matrix and each of its rows: the scale, 4 bytes; then a byte a value
//	SHA-256 of all that stands before
const magic = "stemma syntax 2\n"

// ErrForeign is returned for a file that is no file of weights.
var ErrForeign = errors.New("not a file of syntax weights")

type header struct {
	Config Config
	Words  string // Words in order, one a line.
	Tags   []Tag
	Labels []string
}

// Encode writes n with eight bits a value: each row is scaled so that its largest value
// is 127.
func (n *Network) Encode() ([]byte, error) {
	h, err := json.Marshal(header{n.Config, strings.Join(n.Words, "\n"), n.Tags, n.Labels})
	if err != nil {
		return nil, fmt.Errorf("encode syntax weights: %w", err)
	}
	b := append([]byte(magic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(b[len(magic):], uint32(len(h)))
	b = append(b, h...)
	for _, p := range n.Params() {
		for i := range p.Matrix.Rows {
			b = quantise(b, p.Matrix.Row(i))
		}
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

func quantise(b []byte, row []float32) []byte {
	var top float32
	for _, v := range row {
		top = max(top, v, -v)
	}
	scale := top / 127
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
	for _, v := range row {
		q := 0.0
		if scale > 0 {
			q = math.RoundToEven(float64(v / scale))
		}
		b = append(b, byte(int8(q)))
	}
	return b
}

// Digest is the name of a file of weights: the first eight bytes of its SHA-256 in
// hexadecimal digits.
func Digest(file []byte) string {
	sum := sha256.Sum256(file)
	return fmt.Sprintf("%x", sum[:8])
}

// Decode reads what Encode wrote. It refuses a file that is damaged, with the digest
// that it says it has and the one that it has.
func Decode(file []byte) (*Network, error) {
	if len(file) < len(magic)+4+sha256.Size || !bytes.HasPrefix(file, []byte(magic)) {
		return nil, fmt.Errorf("decode syntax weights: %w (digest %s)", ErrForeign, Digest(file))
	}
	body, want := file[:len(file)-sha256.Size], file[len(file)-sha256.Size:]
	if found := sha256.Sum256(body); !bytes.Equal(found[:], want) {
		return nil, fmt.Errorf("decode syntax weights: damaged: digest expected %x, found %x", want, found)
	}
	rest := body[len(magic):]
	size := int(binary.LittleEndian.Uint32(rest))
	rest = rest[4:]
	if size > len(rest) {
		return nil, fmt.Errorf("decode syntax weights: %w: header of %d bytes", ErrForeign, size)
	}
	var h header
	if err := json.Unmarshal(rest[:size], &h); err != nil {
		return nil, fmt.Errorf("decode syntax weights: %w", err)
	}
	return decodeParams(h, rest[size:])
}

func decodeParams(h header, b []byte) (*Network, error) {
	c := h.Config
	for _, w := range []int{c.Hidden, c.Arc, c.Label, c.Tag, c.Name, c.Word} {
		if w <= 0 || w > 1024 || w%neural.Lane != 0 {
			return nil, fmt.Errorf("decode syntax weights: %w: width %d", ErrForeign, w)
		}
	}
	if c.Layers < 2 || c.Layers > 16 || len(h.Tags) == 0 || len(h.Labels) == 0 {
		return nil, fmt.Errorf("decode syntax weights: %w: header", ErrForeign)
	}
	n := NewNetwork(c, strings.Split(h.Words, "\n"), h.Tags, h.Labels)
	for _, p := range n.Params() {
		m := p.Matrix
		if len(b) < m.Rows*(4+m.Cols) {
			return nil, fmt.Errorf("decode syntax weights: %w: ends within %s", ErrForeign, p.Name)
		}
		for i := range m.Rows {
			scale := math.Float32frombits(binary.LittleEndian.Uint32(b))
			for j, q := range b[4 : 4+m.Cols] {
				m.V[i*m.Stride+j] = float32(int8(q)) * scale
			}
			b = b[4+m.Cols:]
		}
	}
	return n, nil
}
