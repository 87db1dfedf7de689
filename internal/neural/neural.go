// Package neural holds the arithmetic of a small network: products of matrices, gates
// of a simple recurrent unit, and the optimiser.
//
// Every operation exists twice: in AVX2 assembly and in plain Go; the two that take most
// of the time exist a third time, for AVX-512. [CPU] says which one runs; tests hold
// them together. Vectors and the columns of matrices come in multiples of [Lane] values,
// so that no operation has a tail to take care of.
package neural

// Lane is the number of values that all column counts are multiples of.
const Lane = 16

// CPU is a way of computing. The zero value is the portable one.
type CPU uint8

// The ways of computing.
const (
	Portable CPU = iota
	AVX2
	AVX512 // AVX512 has its dot products (VNNI), and gives what AVX2 gives to the last bit.
)

func (c CPU) String() string {
	return [...]string{"portable", "avx2", "avx512"}[c]
}

// Round is n rounded up to a multiple of Lane.
func Round(n int) int { return (n + Lane - 1) / Lane * Lane }

// Matrix is rows by cols values, row after row. Stride is the distance between the
// starts of two rows; it is Cols unless the matrix is a part of another.
type Matrix struct {
	Rows, Cols, Stride int
	V                  []float32
}

// NewMatrix is a matrix of zeros.
func NewMatrix(rows, cols int) Matrix {
	return Matrix{Rows: rows, Cols: cols, Stride: cols, V: make([]float32, rows*cols)}
}

// Row is row i.
func (m Matrix) Row(i int) []float32 { return m.V[i*m.Stride : i*m.Stride+m.Cols] }

// Part is the rows from first to before last and the columns from left to before right.
func (m Matrix) Part(first, last, left, right int) Matrix {
	v := m.V[first*m.Stride+left:]
	return Matrix{Rows: last - first, Cols: right - left, Stride: m.Stride, V: v}
}

// Resize makes m rows by cols, keeping its memory where that suffices. The values are
// undefined afterwards.
func (m *Matrix) Resize(rows, cols int) {
	n := rows * cols
	if cap(m.V) < n {
		m.V = make([]float32, n+n/4)
	}
	*m = Matrix{Rows: rows, Cols: cols, Stride: cols, V: m.V[:n]}
}

// Zero clears every value of m.
func (m Matrix) Zero() {
	if m.Stride == m.Cols {
		clear(m.V[:m.Rows*m.Cols])
		return
	}
	for i := range m.Rows {
		clear(m.Row(i))
	}
}
