package neural

import "math"

// Weights are a matrix that does not change any more, made ready for products in one
// way of computing. The values of a row are to be multiples of its largest one over
// 127, as those read from a file are.
//
// AVX2 takes the values as they are. Plain Go is faster with whole numbers: a value of
// A becomes one of 9 bits, three rows of A share a 64-bit word, and one multiplication
// serves all three:
//
//	word = a₀ + a₁·2²¹ + a₂·2⁴²        word · w  =  a₀w + a₁w·2²¹ + a₂w·2⁴²
//
// A lane holds the sum of block products of 9 by 8 bits without running over.
type Weights struct {
	cpu    CPU
	m      Matrix
	scales []float32 // scales of the rows
	panels []int8    // panels of two columns, row after row
}

const (
	lane      = 21
	laneTop   = 255 // |a| ≤ 255 and |w| ≤ 127: block · 255 · 127 < 2²⁰
	laneBlock = 32
)

// Prepare makes m ready for products.
func (cpu CPU) Prepare(m Matrix) *Weights {
	w := &Weights{cpu: cpu, m: m}
	if cpu != Portable {
		return w
	}
	w.scales = make([]float32, m.Rows)
	w.panels = make([]int8, m.Rows*m.Cols)
	for i := range m.Rows {
		row := m.Row(i)
		var top float32
		for _, v := range row {
			top = max(top, v, -v)
		}
		w.scales[i] = top / 127
		if top == 0 {
			continue
		}
		for j, v := range row {
			at := (j/2)*2*m.Rows + 2*i + j%2
			w.panels[at] = int8(math.Round(float64(v / w.scales[i])))
		}
	}
	return w
}

// Scratch is the memory that products of whole numbers need; its zero value is ready.
type Scratch struct {
	packed []int64
	scales []float32
}

// Apply is c = a·w.
func (w *Weights) Apply(c, a Matrix, s *Scratch) {
	if w.cpu != Portable {
		w.cpu.Product(c, a, w.m, Set)
		return
	}
	groups := (a.Rows + 5) / 6 * 2
	if cap(s.packed) < groups*a.Cols {
		s.packed = make([]int64, groups*a.Cols)
	}
	if cap(s.scales) < 3*groups {
		s.scales = make([]float32, 3*groups)
	}
	packed, scales := s.packed[:groups*a.Cols], s.scales[:3*groups]
	clear(packed)
	clear(scales)
	for i := range a.Rows {
		scales[i] = w.pack(packed[i/6*2*a.Cols:], i%6, a.Row(i))
	}
	k := a.Cols
	for j := 0; j < w.m.Cols; j += 2 {
		panel := w.panels[j*k : (j+2)*k]
		for i := 0; i < a.Rows; i += 6 {
			var sums [12]int32
			lanes(&sums, packed[i/3*k:(i/3+2)*k], panel)
			for r := range min(6, a.Rows-i) {
				to := c.V[(i+r)*c.Stride+j : (i+r)*c.Stride+j+2]
				to[0] = float32(sums[2*r]) * scales[i+r]
				to[1] = float32(sums[2*r+1]) * scales[i+r]
			}
		}
	}
}

// pack writes row r of six, times the scales of the weights' rows, into two words a
// value, three lanes a word, and returns what a unit of it is worth.
func (w *Weights) pack(words []int64, r int, row []float32) float32 {
	var top float32
	scales := w.scales[:len(row)]
	for i, v := range row {
		v *= scales[i]
		top = max(top, v, -v)
	}
	if top == 0 {
		return 0
	}
	inverse := laneTop / top
	shift := uint(r % 3 * lane)
	at := r / 3
	words = words[:2*len(row)]
	for i, v := range row {
		v *= scales[i] * inverse
		q := int64(v + 1024.5) // rounds to the nearest: 1024 keeps it above zero
		words[2*i+at] += (q - 1024) << shift
	}
	return top / laneTop
}

// lanes sums the products of six packed rows and a panel of two columns: sums[2r+j]
// for row r and column j.
func lanes(sums *[12]int32, a []int64, b []int8) {
	for len(a) > 0 && len(b) > 0 {
		n := min(2*laneBlock, len(a), len(b))
		s, t, u, v := block(a[:n], b[:n])
		spread(sums, 0, s)
		spread(sums, 1, t)
		spread(sums, 6, u)
		spread(sums, 7, v)
		a, b = a[n:], b[n:]
	}
}

// block multiplies two words of lanes by two columns, for laneBlock rows of weights at
// most. Four sums are what Go keeps in registers.
func block(a []int64, b []int8) (s, t, u, v int64) {
	for len(a) >= 4 && len(b) >= 4 {
		x, y, p, q := a[0], a[1], int64(b[0]), int64(b[1])
		s += x * p
		t += x * q
		u += y * p
		v += y * q
		x, y, p, q = a[2], a[3], int64(b[2]), int64(b[3])
		s += x * p
		t += x * q
		u += y * p
		v += y * q
		a, b = a[4:], b[4:]
	}
	for len(a) >= 2 && len(b) >= 2 {
		x, y, p, q := a[0], a[1], int64(b[0]), int64(b[1])
		s += x * p
		t += x * q
		u += y * p
		v += y * q
		a, b = a[2:], b[2:]
	}
	return s, t, u, v
}

// spread adds the lanes of a word to the sums of three rows.
func spread(sums *[12]int32, at int, word int64) {
	const over = 64 - lane
	low := word << over >> over
	word = (word - low) >> lane
	middle := word << over >> over
	word = (word - middle) >> lane
	sums[at] += int32(low)
	sums[at+2] += int32(middle)
	sums[at+4] += int32(word)
}
