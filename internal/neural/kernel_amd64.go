package neural

import "golang.org/x/sys/cpu"

//go:noescape
func gemm4x16(c *float32, ldc uintptr, a *float32, ars, acs uintptr, b *float32, ldb uintptr, k int, add int)

//go:noescape
func gemm1x16(c *float32, a *float32, acs uintptr, b *float32, ldb uintptr, k int, add int)

//go:noescape
func logistic(x *float32, n int, in, out, offset float32)

//go:noescape
func logistic512(x *float32, n int, in, out, offset float32)

//go:noescape
func sruStep(h, gates, s, y *float32, n int)

//go:noescape
func addThree(y, a, b, c *float32, n int)

//go:noescape
func leakyAdd(y, a, b *float32, n int, slope float32)

//go:noescape
func whole6x16(c *float32, ldc uintptr, a *int16, lda uintptr, b *int16, pairs int, scales, bias *float32, blocks int)

//go:noescape
func whole6x32(c *float32, ldc uintptr, a *int16, lda uintptr, b *int16, pairs int, scales, bias *float32, blocks int)

//go:noescape
func greatest(a, s *float32, n int) float32

//go:noescape
func round16(q *int16, a, s *float32, n int, inverse float32)

//go:noescape
func bestSums(best *float32, at *int32, a *float32, astep uintptr, b *float32, bstep uintptr, n, width int)

//go:noescape
func argmax(x *float32, n int) int

// Best is the fastest way of computing that this processor has.
func Best() CPU {
	switch x := cpu.X86; {
	case !x.HasAVX2 || !x.HasFMA:
		return Portable
	case x.HasAVX512F && x.HasAVX512VNNI:
		return AVX512
	}
	return AVX2
}
