package neural

// A product C = A·B is computed in blocks of 4 rows by 16 columns: a block stays in
// registers while a column of A and a row of B go by.
//
//	         ┌ 16 ┐
//	    B    │    │ row p
//	         └────┘
//	A  ┌p┐   ┌────┐
//	 4 │ │   │ C  │  += A[i][p] · B[p][j]
//	   └─┘   └────┘
//
// A is read through two strides, so that its transpose costs nothing: forward is X·W,
// the gradient of the weights Xᵀ·dY. The gradient of the input, dY·Wᵀ, takes a
// transposed copy of W, since B must have its 16 columns side by side.

// Into says what a product does with what C held.
type Into bool

// Set replaces, Add accumulates.
const (
	Set Into = false
	Add Into = true
)

// Product is C = A·B, or C += A·B. It takes as many rows as A has; B.Cols must be a
// multiple of Lane.
func (cpu CPU) Product(c, a, b Matrix, into Into) {
	cpu.product(c, a.V, a.Stride, 1, b, a.Rows, a.Cols, into)
}

// TransposedProduct is C = Aᵀ·B, or C += Aᵀ·B.
func (cpu CPU) TransposedProduct(c, a, b Matrix, into Into) {
	cpu.product(c, a.V, 1, a.Stride, b, a.Cols, a.Rows, into)
}

func (cpu CPU) product(c Matrix, a []float32, ars, acs int, b Matrix, m, k int, into Into) {
	if b.Cols%Lane != 0 || c.Cols < b.Cols || c.Rows < m || b.Rows < k {
		panic("neural: product of matrices that do not fit")
	}
	if m == 0 || b.Cols == 0 {
		return
	}
	if k == 0 {
		if into == Set {
			c.Zero()
		}
		return
	}
	_ = a[(m-1)*ars+(k-1)*acs]
	_ = b.V[(k-1)*b.Stride+b.Cols-1]
	_ = c.V[(m-1)*c.Stride+b.Cols-1]
	if cpu != Portable {
		productAVX2(c, a, ars, acs, b, m, k, into)
		return
	}
	productPortable(c, a, ars, acs, b, m, k, into)
}

func productAVX2(c Matrix, a []float32, ars, acs int, b Matrix, m, k int, into Into) {
	add := 0
	if into == Add {
		add = 1
	}
	for j := 0; j < b.Cols; j += 16 {
		i := 0
		for ; i+4 <= m; i += 4 {
			gemm4x16(&c.V[i*c.Stride+j], uintptr(c.Stride)*4, &a[i*ars], uintptr(ars)*4, uintptr(acs)*4,
				&b.V[j], uintptr(b.Stride)*4, k, add)
		}
		for ; i < m; i++ {
			gemm1x16(&c.V[i*c.Stride+j], &a[i*ars], uintptr(acs)*4, &b.V[j], uintptr(b.Stride)*4, k, add)
		}
	}
}

// productPortable works in blocks of 2 rows by 4 columns: eight sums, two values of A
// and one of B fit the sixteen registers that Go has for numbers.
func productPortable(c Matrix, a []float32, ars, acs int, b Matrix, m, k int, into Into) {
	for j := 0; j < b.Cols; j += 4 {
		i := 0
		for ; i+2 <= m; i += 2 {
			block2x4(c, a[i*ars:], ars, acs, b, i, j, k, into)
		}
		if i < m {
			block1x4(c, a[i*ars:], acs, b, i, j, k, into)
		}
	}
}

func block2x4(c Matrix, a []float32, ars, acs int, b Matrix, i, j, k int, into Into) {
	var s00, s01, s02, s03, s10, s11, s12, s13 float32
	bv := b.V[j:]
	p0, p1, q := 0, ars, 0
	for range k {
		x, y := a[p0], a[p1]
		r := (*[4]float32)(bv[q:])
		s00 += x * r[0]
		s01 += x * r[1]
		s02 += x * r[2]
		s03 += x * r[3]
		s10 += y * r[0]
		s11 += y * r[1]
		s12 += y * r[2]
		s13 += y * r[3]
		p0 += acs
		p1 += acs
		q += b.Stride
	}
	u := (*[4]float32)(c.V[i*c.Stride+j:])
	v := (*[4]float32)(c.V[(i+1)*c.Stride+j:])
	if into == Set {
		*u = [4]float32{s00, s01, s02, s03}
		*v = [4]float32{s10, s11, s12, s13}
		return
	}
	u[0] += s00
	u[1] += s01
	u[2] += s02
	u[3] += s03
	v[0] += s10
	v[1] += s11
	v[2] += s12
	v[3] += s13
}

func block1x4(c Matrix, a []float32, acs int, b Matrix, i, j, k int, into Into) {
	var s0, s1, s2, s3 float32
	bv := b.V[j:]
	p, q := 0, 0
	for range k {
		x := a[p]
		r := (*[4]float32)(bv[q:])
		s0 += x * r[0]
		s1 += x * r[1]
		s2 += x * r[2]
		s3 += x * r[3]
		p += acs
		q += b.Stride
	}
	u := (*[4]float32)(c.V[i*c.Stride+j:])
	if into == Set {
		*u = [4]float32{}
	}
	u[0] += s0
	u[1] += s1
	u[2] += s2
	u[3] += s3
}

// Transpose writes the transpose of a into t, which must have its shape.
func Transpose(t, a Matrix) {
	for i := range a.Rows {
		for j, v := range a.Row(i) {
			t.V[j*t.Stride+i] = v
		}
	}
}
