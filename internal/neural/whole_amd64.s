#include "textflag.h"

// func whole4x16(c *float32, ldc uintptr, a *int16, lda uintptr, b *int16, pairs int, scales *float32)
//
// One block of a product of whole numbers: 4 rows by 16 columns, two steps of the sum at
// once. a has 4 rows lda bytes apart; b, for each pair of rows of weights, 16 columns of
// two values. The sums, times the scale of their row, are written to c.
TEXT ·whole4x16(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ ldc+8(FP), R8
	MOVQ a+16(FP), SI
	MOVQ lda+24(FP), R9
	MOVQ b+32(FP), DX
	MOVQ pairs+40(FP), CX
	MOVQ scales+48(FP), BX
	LEAQ (SI)(R9*2), R12
	LEAQ (DI)(R8*2), R13
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	TESTQ CX, CX
	JZ   done
loop:
	VMOVDQU (DX), Y8
	VMOVDQU 32(DX), Y9
	VPBROADCASTD (SI), Y10
	VPBROADCASTD (SI)(R9*1), Y11
	VPBROADCASTD (R12), Y12
	VPBROADCASTD (R12)(R9*1), Y13
	VPMADDWD Y8, Y10, Y14
	VPADDD Y14, Y0, Y0
	VPMADDWD Y9, Y10, Y15
	VPADDD Y15, Y1, Y1
	VPMADDWD Y8, Y11, Y14
	VPADDD Y14, Y2, Y2
	VPMADDWD Y9, Y11, Y15
	VPADDD Y15, Y3, Y3
	VPMADDWD Y8, Y12, Y14
	VPADDD Y14, Y4, Y4
	VPMADDWD Y9, Y12, Y15
	VPADDD Y15, Y5, Y5
	VPMADDWD Y8, Y13, Y14
	VPADDD Y14, Y6, Y6
	VPMADDWD Y9, Y13, Y15
	VPADDD Y15, Y7, Y7
	ADDQ $4, SI
	ADDQ $4, R12
	ADDQ $64, DX
	DECQ CX
	JNZ  loop
done:
	VCVTDQ2PS Y0, Y0
	VCVTDQ2PS Y1, Y1
	VCVTDQ2PS Y2, Y2
	VCVTDQ2PS Y3, Y3
	VCVTDQ2PS Y4, Y4
	VCVTDQ2PS Y5, Y5
	VCVTDQ2PS Y6, Y6
	VCVTDQ2PS Y7, Y7
	VBROADCASTSS (BX), Y8
	VBROADCASTSS 4(BX), Y9
	VBROADCASTSS 8(BX), Y10
	VBROADCASTSS 12(BX), Y11
	VMULPS Y8, Y0, Y0
	VMULPS Y8, Y1, Y1
	VMULPS Y9, Y2, Y2
	VMULPS Y9, Y3, Y3
	VMULPS Y10, Y4, Y4
	VMULPS Y10, Y5, Y5
	VMULPS Y11, Y6, Y6
	VMULPS Y11, Y7, Y7
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, (DI)(R8*1)
	VMOVUPS Y3, 32(DI)(R8*1)
	VMOVUPS Y4, (R13)
	VMOVUPS Y5, 32(R13)
	VMOVUPS Y6, (R13)(R8*1)
	VMOVUPS Y7, 32(R13)(R8*1)
	VZEROUPPER
	RET

DATA ·absmask+0(SB)/4, $0x7fffffff
GLOBL ·absmask(SB), RODATA|NOPTR, $4

// func greatest(a, s *float32, n int) float32
//
// The greatest of the absolute values of a[i]*s[i], n a multiple of 8.
TEXT ·greatest(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ s+8(FP), DX
	MOVQ n+16(FP), CX
	VBROADCASTSS ·absmask+0(SB), Y2
	VXORPS Y0, Y0, Y0
	SHRQ $3, CX
	JZ   doneg
loopg:
	VMOVUPS (SI), Y1
	VMULPS (DX), Y1, Y1
	VANDPS Y2, Y1, Y1
	VMAXPS Y1, Y0, Y0
	ADDQ $32, SI
	ADDQ $32, DX
	DECQ CX
	JNZ  loopg
doneg:
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPERMILPS $0x4e, X0, X1
	VMAXPS X1, X0, X0
	VPERMILPS $0xb1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET

// func round16(q *int16, a, s *float32, n int, inverse float32)
//
// q[i] is a[i]*s[i]*inverse, rounded, n a multiple of 16.
TEXT ·round16(SB), NOSPLIT, $0-36
	MOVQ q+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ s+16(FP), DX
	MOVQ n+24(FP), CX
	VBROADCASTSS inverse+32(FP), Y4
	SHRQ $4, CX
	JZ   doner
loopr:
	VMOVUPS (SI), Y0
	VMULPS (DX), Y0, Y0
	VMULPS Y4, Y0, Y0
	VCVTPS2DQ Y0, Y0
	VMOVUPS 32(SI), Y1
	VMULPS 32(DX), Y1, Y1
	VMULPS Y4, Y1, Y1
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xd8, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $64, SI
	ADDQ $64, DX
	ADDQ $32, DI
	DECQ CX
	JNZ  loopr
doner:
	VZEROUPPER
	RET
