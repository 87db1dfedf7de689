package neural

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// byteMatrix is a random matrix whose rows are multiples of their largest value / 127.
func byteMatrix(r *rand.Rand, rows, cols int) Matrix {
	m := NewMatrix(rows, cols)
	for i := range rows {
		scale := r.Float32()
		for j := range cols {
			m.Row(i)[j] = float32(r.IntN(255)-127) * scale
		}
		m.Row(i)[r.IntN(cols)] = 127 * scale
	}
	return m
}

func TestWeightsAgree(t *testing.T) {
	for _, size := range [][3]int{{1, 16, 16}, {7, 128, 32}, {13, 208, 64}, {12, 33, 16}} {
		r := rand.New(rand.NewPCG(9, 9))
		a, b := randomMatrix(r, size[0], size[1]), byteMatrix(r, size[1], size[2])
		want, bias := NewMatrix(size[0], size[2]), randomMatrix(r, 1, size[2])
		Portable.Product(want, a, b, Set)
		for i := range want.Rows {
			Portable.AddTwo(want.Row(i), want.Row(i), bias.V)
		}
		for _, cpu := range []CPU{Portable, Best()} {
			c := NewMatrix(size[0], size[2])
			cpu.Prepare(b).ApplyAdd(c, a, bias, new(Scratch))
			for i := range c.Rows {
				for j, v := range c.Row(i) {
					// Half a unit of 255 for each of the products, which come with either sign.
					var norm float64
					for k := range size[1] {
						norm += float64(b.Row(k)[j]) * float64(b.Row(k)[j])
					}
					if d := math.Abs(float64(v - want.Row(i)[j])); d > 0.05*math.Sqrt(norm) {
						t.Fatalf("%v %v: row %d column %d: %v, want %v", cpu, size, i, j, v, want.Row(i)[j])
					}
				}
			}
		}
	}
}

// The greatest values there can be do not run over into the next lane.
func TestLanesHoldTheGreatest(t *testing.T) {
	const k = 3*laneBlock + 2
	a, b := NewMatrix(6, k), NewMatrix(k, 16)
	for i := range a.V {
		a.V[i] = 1
		if i/k%2 == 1 {
			a.V[i] = -1
		}
	}
	for i := range b.V {
		b.V[i] = 127
	}
	c := NewMatrix(6, 16)
	Portable.Prepare(b).Apply(c, a, new(Scratch))
	for i := range 6 {
		want := float32(127 * k)
		if i%2 == 1 {
			want = -want
		}
		near(t, "row", c.Row(i), []float32{want, want, want}, 1e-5)
	}
}

func BenchmarkWeights(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x, m, y, bias := randomMatrix(r, 192, 128), byteMatrix(r, 128, 384), NewMatrix(192, 384), NewMatrix(1, 384)
	for _, cpu := range []CPU{Best(), Portable} {
		w, s := cpu.Prepare(m), new(Scratch)
		b.Run(cpu.String(), func(b *testing.B) {
			for b.Loop() {
				w.ApplyAdd(y, x, bias, s)
			}
			b.ReportMetric(float64(b.N)*192*128*384/1e9/b.Elapsed().Seconds(), "GMAC/s")
		})
	}
}

// What is read must not depend on which assembly a machine runs.
func TestAssembliesGiveTheSame(t *testing.T) {
	if Best() != AVX512 {
		t.Skip("this processor has no AVX-512")
	}
	r := rand.New(rand.NewPCG(11, 12))
	for _, size := range [][3]int{{1, 16, 16}, {7, 128, 32}, {13, 208, 80}, {192, 128, 384}} {
		a, b, bias := randomMatrix(r, size[0], size[1]), byteMatrix(r, size[1], size[2]), randomMatrix(r, 1, size[2])
		c, d := NewMatrix(size[0], size[2]), NewMatrix(size[0], size[2])
		AVX2.Prepare(b).ApplyAdd(c, a, bias, new(Scratch))
		AVX512.Prepare(b).ApplyAdd(d, a, bias, new(Scratch))
		AVX2.Tanh(c.V)
		AVX512.Tanh(d.V)
		if i := slices.IndexFunc(c.V, func(v float32) bool { return v != v }); i >= 0 || !slices.Equal(c.V, d.V) {
			t.Errorf("%v: AVX-512 computes otherwise than AVX2", size)
		}
	}
}

// Sums of the greatest values that AVX2 and AVX-512 multiply stay whole.
func TestPairsHoldTheGreatest(t *testing.T) {
	if Best() == Portable {
		t.Skip("this processor has no AVX2")
	}
	a, b := NewMatrix(6, longestSum), NewMatrix(longestSum, 32)
	for i := range a.V {
		a.V[i] = 1
	}
	for i := range b.V {
		b.V[i] = -127
	}
	c := NewMatrix(6, 32)
	Best().Prepare(b).Apply(c, a, new(Scratch))
	near(t, "row", c.Row(5), []float32{-127 * longestSum, -127 * longestSum}, 1e-5)
}
