//go:build !amd64

package neural

// Best is the fastest way of computing that this processor has.
func Best() CPU { return Portable }

func gemm4x16(*float32, uintptr, *float32, uintptr, uintptr, *float32, uintptr, int, int) {
	panic("neural: no AVX2")
}
func gemm1x16(*float32, *float32, uintptr, *float32, uintptr, int, int) { panic("neural: no AVX2") }
func logistic(*float32, int, float32, float32, float32)                 { panic("neural: no AVX2") }
func logistic512(*float32, int, float32, float32, float32)              { panic("neural: no AVX-512") }
func sruStep(_, _, _, _ *float32, _ int)                                { panic("neural: no AVX2") }
func addThree(_, _, _, _ *float32, _ int)                               { panic("neural: no AVX2") }
func leakyAdd(_, _, _ *float32, _ int, _ float32)                       { panic("neural: no AVX2") }
func whole6x16(*float32, uintptr, *int16, uintptr, *int16, int, *float32, *float32, int) {
	panic("neural: no AVX2")
}
func whole6x32(*float32, uintptr, *int16, uintptr, *int16, int, *float32, *float32, int) {
	panic("neural: no AVX-512")
}
func greatest(_, _ *float32, _ int) float32            { panic("neural: no AVX2") }
func round16(*int16, *float32, *float32, int, float32) { panic("neural: no AVX2") }
func argmax(*float32, int) int                         { panic("neural: no AVX2") }
func bestSums(*float32, *int32, *float32, uintptr, *float32, uintptr, int, int) {
	panic("neural: no AVX2")
}
