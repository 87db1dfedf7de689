package neural

import "math"

// Weights are a matrix that does not change any more, made ready for products in one
// way of computing. The values of a row are to be multiples of its largest one over
// 127, as those read from a file are; what is between is rounded.
//
// Products of whole numbers are faster than those of fractions. The scales of the
// weights' rows go over to the values of A, and these are rounded, each row of A by a
// scale of its own.
//
// AVX2 rounds to 15 bits and multiplies and adds pairs of values at once, and so does
// AVX-512, twice as many: the two give the same sums. Plain Go
// rounds to 9 bits: three rows of A share a 64-bit word, and one multiplication serves
// all three:
//
//	word = a₀ + a₁·2²¹ + a₂·2⁴²        word · w  =  a₀w + a₁w·2²¹ + a₂w·2⁴²
//
// A lane holds the sum of block products of 9 by 8 bits without running over.
type Weights struct {
	cpu    CPU
	m      Matrix
	none   Matrix    // none is a row of zeros: no bias
	scales []float32 // scales of the rows
	panels []int8    // panels of two columns, row after row, for plain Go
	pairs  []int16   // pairs of rows of 16 columns, for AVX2 and AVX-512
}

const (
	lane      = 21
	laneTop   = 255 // |a| ≤ 255 and |w| ≤ 127: block · 255 · 127 < 2²⁰
	laneBlock = 32
)

// Prepare makes m ready for products.
func (cpu CPU) Prepare(m Matrix) *Weights {
	w := &Weights{cpu: cpu, m: m, none: NewMatrix(1, m.Cols), scales: make([]float32, m.Rows)}
	put := func(i, j int, q int8) { w.panels[(j/2)*2*m.Rows+2*i+j%2] = q }
	if cpu != Portable {
		if m.Rows%Lane != 0 || m.Rows > longestSum {
			return w // computed in fractions
		}
		w.pairs = make([]int16, m.Rows*m.Cols)
		put = func(i, j int, q int8) { w.pairs[(j/Lane)*Lane*m.Rows+(i/2)*2*Lane+2*(j%Lane)+i%2] = int16(q) }
	} else {
		w.panels = make([]int8, m.Rows*m.Cols)
	}
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
			put(i, j, int8(math.Round(float64(v/w.scales[i]))))
		}
	}
	return w
}

// Scratch is the memory that products of whole numbers need; its zero value is ready.
type Scratch struct {
	packed []int64
	whole  []int16
	scales []float32
}

// Apply is c = a·w.
func (w *Weights) Apply(c, a Matrix, s *Scratch) {
	w.ApplyAdd(c, a, w.none, s)
}

// ApplyAdd is c = a·w + bias, which is one row for all rows of c.
func (w *Weights) ApplyAdd(c, a, bias Matrix, s *Scratch) {
	if bias.Cols < w.m.Cols {
		panic("neural: bias that does not fit")
	}
	if w.pairs != nil {
		w.applyPairs(c, a, bias.V, s)
		return
	}
	if w.cpu != Portable {
		w.cpu.Product(c, a, w.m, Set)
	} else {
		w.applyLanes(c, a, s)
	}
	for i := range a.Rows {
		row := c.Row(i)[:w.m.Cols]
		w.cpu.AddTwo(row, row, bias.V)
	}
}

const (
	wholeTop   = 16383 // |a| ≤ 16383 and |w| ≤ 127
	longestSum = 1024  // 1024 · 16383 · 127 < 2³¹
)

// applyPairs computes in assembly, six rows of a at a time.
func (w *Weights) applyPairs(c, a Matrix, bias []float32, s *Scratch) {
	k := a.Cols
	if k != w.m.Rows || c.Cols < w.m.Cols || c.Rows < a.Rows {
		panic("neural: product of matrices that do not fit")
	}
	padded := (a.Rows + 5) / 6 * 6
	if cap(s.whole) < padded*k {
		s.whole = make([]int16, padded*k+padded*k/4)
	}
	if cap(s.scales) < padded {
		s.scales = make([]float32, padded+padded/4)
	}
	whole, scales := s.whole[:padded*k], s.scales[:padded]
	clear(whole[a.Rows*k:])
	clear(scales[a.Rows:])
	for i := range a.Rows {
		row := a.Row(i)
		top := greatest(&row[0], &w.scales[0], k)
		inverse := float32(0)
		if top > 0 {
			inverse = wholeTop / top
		}
		scales[i] = top / wholeTop
		round16(&whole[i*k], &row[0], &w.scales[0], k, inverse)
	}
	for j, width := 0, Lane; j < w.m.Cols; j += width {
		if width = Lane; w.cpu == AVX512 && j+2*Lane <= w.m.Cols {
			width = 2 * Lane
		}
		applyColumns(c, whole, scales, w.pairs[j*k:(j+width)*k], bias[j:j+width], a.Rows, j)
	}
}

// applyColumns computes the columns of c from j on, as many as bias has: one or two Lanes.
func applyColumns(c Matrix, whole []int16, scales []float32, pairs []int16, bias []float32, rows, j int) {
	width := len(bias)
	k := len(pairs) / width
	full := rows / 6 * 6
	if full > 0 {
		to := c.V[j : (full-1)*c.Stride+j+width]
		applyBlocks(to, c.Stride, whole, k, pairs, scales, bias, full/6)
	}
	if full < rows {
		var rest [6 * 2 * Lane]float32
		applyBlocks(rest[:], width, whole[full*k:], k, pairs, scales[full:], bias, 1)
		for r := full; r < rows; r++ {
			copy(c.V[r*c.Stride+j:r*c.Stride+j+width], rest[(r-full)*width:])
		}
	}
}

// applyBlocks computes blocks of six rows and as many columns as bias has.
func applyBlocks(c []float32, stride int, whole []int16, k int, pairs []int16, scales, bias []float32, blocks int) {
	if len(bias) == 2*Lane {
		whole6x32(&c[0], uintptr(stride)*4, &whole[0], uintptr(k)*2, &pairs[0], k/2, &scales[0], &bias[0], blocks)
		return
	}
	whole6x16(&c[0], uintptr(stride)*4, &whole[0], uintptr(k)*2, &pairs[0], k/2, &scales[0], &bias[0], blocks)
}

// applyLanes computes in plain Go, six rows of a at a time.
func (w *Weights) applyLanes(c, a Matrix, s *Scratch) {
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
