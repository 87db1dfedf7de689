package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	return v
}

func randomMatrix(r *rand.Rand, rows, cols int) Matrix {
	m := NewMatrix(rows, cols)
	copy(m.V, random(r, rows*cols))
	return m
}

func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i] - want[i])); d > tolerance*(1+math.Abs(float64(want[i]))) {
			t.Fatalf("%s: value %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// both runs f in the portable way and in the processor's best; where that is the
// portable one, there is nothing to compare.
func both(t *testing.T, f func(cpu CPU) []float32, tolerance float64) {
	t.Helper()
	want := f(Portable)
	if Best() == Portable {
		t.Skip("this processor has no AVX2")
	}
	near(t, t.Name(), f(Best()), want, tolerance)
}

func TestProductAgrees(t *testing.T) {
	for _, size := range [][3]int{{1, 1, 16}, {3, 5, 32}, {4, 64, 16}, {9, 208, 48}, {37, 33, 64}} {
		r := rand.New(rand.NewPCG(1, 2))
		a, b := randomMatrix(r, size[0], size[1]), randomMatrix(r, size[1], size[2])
		at := NewMatrix(size[1], size[0])
		Transpose(at, a)
		base := random(r, size[0]*size[2])
		both(t, func(cpu CPU) []float32 {
			c, d := NewMatrix(size[0], size[2]), NewMatrix(size[0], size[2])
			copy(c.V, base)
			cpu.Product(c, a, b, Add)
			cpu.TransposedProduct(d, at, b, Set)
			return append(c.V, d.V...)
		}, 1e-4)
	}
}

func TestProductIsTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	a, b := randomMatrix(r, 7, 11), randomMatrix(r, 11, 16)
	want := NewMatrix(7, 16)
	for i := range 7 {
		for j := range 16 {
			for p := range 11 {
				want.Row(i)[j] += a.Row(i)[p] * b.Row(p)[j]
			}
		}
	}
	for _, cpu := range []CPU{Portable, Best()} {
		c := NewMatrix(7, 16)
		cpu.Product(c, a, b, Set)
		near(t, cpu.String(), c.V, want.V, 1e-5)
	}
}

func TestGatesAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	x := random(r, 512)
	for i := range 64 {
		x[i] *= 50
	}
	both(t, func(cpu CPU) []float32 {
		y := append([]float32(nil), x...)
		cpu.Sigmoid(y[:256])
		cpu.Tanh(y[256:])
		return y
	}, 4e-5)
	for i, v := range x {
		want := math.Tanh(float64(v))
		y := []float32{v}
		Portable.Tanh(y)
		if math.Abs(float64(y[0])-want) > 4e-5 {
			t.Fatalf("tanh(%v), value %d: %v, want %v", v, i, y[0], want)
		}
	}
}

func TestStepAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	gates, s, h := random(r, 3*64), random(r, 64), random(r, 64)
	both(t, func(cpu CPU) []float32 {
		h, y, a := append([]float32(nil), h...), make([]float32, 64), make([]float32, 64)
		cpu.Step(h, gates, s, y)
		cpu.AddThree(a, gates[:64], s, h)
		cpu.LeakyAdd(a, a, y)
		return append(append(h, y...), a...)
	}, 1e-6)
}

func TestArgmaxAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for n := 1; n < 70; n++ {
		for range 20 {
			x := make([]float32, n)
			for i := range x {
				x[i] = float32(r.IntN(n)) - float32(n)/2 // some of them alike
			}
			if got, want := Best().Argmax(x), Portable.Argmax(x); got != want {
				t.Fatalf("%v: %d, want %d", x, got, want)
			}
		}
	}
}

func BenchmarkProduct(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	x, w, y := randomMatrix(r, 192, 128), randomMatrix(r, 128, 384), NewMatrix(192, 384)
	for _, cpu := range []CPU{Best(), Portable} {
		b.Run(cpu.String(), func(b *testing.B) {
			for b.Loop() {
				cpu.Product(y, x, w, Set)
			}
			b.ReportMetric(float64(b.N)*192*128*384/1e9/b.Elapsed().Seconds(), "GMAC/s")
		})
	}
}

func BenchmarkTanh(b *testing.B) {
	x := make([]float32, 1024)
	for _, cpu := range []CPU{Best(), Portable} {
		b.Run(cpu.String(), func(b *testing.B) {
			for b.Loop() {
				cpu.Tanh(x)
			}
			b.ReportMetric(float64(b.N)*1024/1e9/b.Elapsed().Seconds(), "Gvalues/s")
		})
	}
}
