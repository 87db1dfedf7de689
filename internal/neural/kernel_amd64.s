#include "textflag.h"

// func gemm4x16(c *float32, ldc uintptr, a *float32, ars, acs uintptr, b *float32, ldb uintptr, k int, add int)
//
// One block of a product: 4 rows by 16 columns, held in Y0 to Y7. Strides are in bytes.
TEXT ·gemm4x16(SB), NOSPLIT, $0-72
	MOVQ c+0(FP), DI
	MOVQ ldc+8(FP), R8
	MOVQ a+16(FP), SI
	MOVQ ars+24(FP), R9
	MOVQ acs+32(FP), R10
	MOVQ b+40(FP), DX
	MOVQ ldb+48(FP), R11
	MOVQ k+56(FP), CX
	MOVQ add+64(FP), AX
	LEAQ (SI)(R9*2), R12
	LEAQ (DI)(R8*2), R13
	TESTQ AX, AX
	JZ   zero4
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS (DI)(R8*1), Y2
	VMOVUPS 32(DI)(R8*1), Y3
	VMOVUPS (R13), Y4
	VMOVUPS 32(R13), Y5
	VMOVUPS (R13)(R8*1), Y6
	VMOVUPS 32(R13)(R8*1), Y7
	JMP  start4
zero4:
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7
start4:
	TESTQ CX, CX
	JZ   done4
loop4:
	VMOVUPS (DX), Y8
	VMOVUPS 32(DX), Y9
	VBROADCASTSS (SI), Y10
	VBROADCASTSS (SI)(R9*1), Y11
	VBROADCASTSS (R12), Y12
	VBROADCASTSS (R12)(R9*1), Y13
	VFMADD231PS Y8, Y10, Y0
	VFMADD231PS Y9, Y10, Y1
	VFMADD231PS Y8, Y11, Y2
	VFMADD231PS Y9, Y11, Y3
	VFMADD231PS Y8, Y12, Y4
	VFMADD231PS Y9, Y12, Y5
	VFMADD231PS Y8, Y13, Y6
	VFMADD231PS Y9, Y13, Y7
	ADDQ R10, SI
	ADDQ R10, R12
	ADDQ R11, DX
	DECQ CX
	JNZ  loop4
done4:
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

// func gemm1x16(c *float32, a *float32, acs uintptr, b *float32, ldb uintptr, k int, add int)
//
// One row by 16 columns, for the rows that are left over.
TEXT ·gemm1x16(SB), NOSPLIT, $0-56
	MOVQ c+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ acs+16(FP), R10
	MOVQ b+24(FP), DX
	MOVQ ldb+32(FP), R11
	MOVQ k+40(FP), CX
	MOVQ add+48(FP), AX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	TESTQ AX, AX
	JZ   start1
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
start1:
	TESTQ CX, CX
	JZ   done1
loop1:
	VBROADCASTSS (SI), Y10
	VFMADD231PS (DX), Y10, Y0
	VFMADD231PS 32(DX), Y10, Y1
	ADDQ R10, SI
	ADDQ R11, DX
	DECQ CX
	JNZ  loop1
done1:
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VZEROUPPER
	RET

DATA ·expc+0(SB)/4, $0x42ae0000  // 87
DATA ·expc+4(SB)/4, $0xc2ae0000  // -87
DATA ·expc+8(SB)/4, $0x3fb8aa3b  // log2 e
DATA ·expc+12(SB)/4, $0x3f318000 // ln 2, high part: 0.693359375
DATA ·expc+16(SB)/4, $0xb95e8083 // ln 2, low part: -2.12194440e-4
DATA ·expc+20(SB)/4, $0x39506967 // 1.9875691500e-4
DATA ·expc+24(SB)/4, $0x3ab743ce // 1.3981999507e-3
DATA ·expc+28(SB)/4, $0x3c088908 // 8.3334519073e-3
DATA ·expc+32(SB)/4, $0x3d2aa9c1 // 4.1665795894e-2
DATA ·expc+36(SB)/4, $0x3e2aaaaa // 1.6666665459e-1
DATA ·expc+40(SB)/4, $0x3f000000 // 0.5
DATA ·expc+44(SB)/4, $0x3f800000 // 1
DATA ·expc+48(SB)/4, $0x0000007f // 127
GLOBL ·expc(SB), RODATA|NOPTR, $52

// func logistic(x *float32, n int, in, out, offset float32)
//
// x = out / (1 + exp(-in*x)) + offset for n values, n a multiple of 8.
TEXT ·logistic(SB), NOSPLIT, $0-28
	MOVQ x+0(FP), DI
	MOVQ n+8(FP), CX
	VBROADCASTSS in+16(FP), Y15
	VXORPS Y0, Y0, Y0
	VSUBPS Y15, Y0, Y15 // -in
	VBROADCASTSS out+20(FP), Y14
	VBROADCASTSS offset+24(FP), Y13
	VBROADCASTSS ·expc+8(SB), Y12
	VBROADCASTSS ·expc+12(SB), Y11
	VBROADCASTSS ·expc+16(SB), Y10
	VBROADCASTSS ·expc+44(SB), Y9
	SHRQ $3, CX
	JZ   donel
loopl:
	VMULPS (DI), Y15, Y0
	VBROADCASTSS ·expc+0(SB), Y1
	VMINPS Y1, Y0, Y0
	VBROADCASTSS ·expc+4(SB), Y1
	VMAXPS Y1, Y0, Y0
	VMULPS Y12, Y0, Y1
	VROUNDPS $0, Y1, Y1
	VFNMADD231PS Y11, Y1, Y0
	VFNMADD231PS Y10, Y1, Y0
	VBROADCASTSS ·expc+20(SB), Y2
	VBROADCASTSS ·expc+24(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VBROADCASTSS ·expc+28(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VBROADCASTSS ·expc+32(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VBROADCASTSS ·expc+36(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VBROADCASTSS ·expc+40(SB), Y3
	VFMADD213PS Y3, Y0, Y2
	VMULPS Y0, Y0, Y4
	VFMADD213PS Y0, Y4, Y2
	VADDPS Y9, Y2, Y2
	VCVTPS2DQ Y1, Y1
	VPBROADCASTD ·expc+48(SB), Y3
	VPADDD Y3, Y1, Y1
	VPSLLD $23, Y1, Y1
	VFMADD213PS Y9, Y1, Y2 // Y2 = Y2*2^n + 1
	VDIVPS Y2, Y14, Y2
	VADDPS Y13, Y2, Y2
	VMOVUPS Y2, (DI)
	ADDQ $32, DI
	DECQ CX
	JNZ  loopl
donel:
	VZEROUPPER
	RET

// func sruStep(h, gates, s, y *float32, n int)
//
// gates holds the gates z, r and the candidate c, n values each: h += z(c-h); y = s + r(h-s).
TEXT ·sruStep(SB), NOSPLIT, $0-40
	MOVQ h+0(FP), DI
	MOVQ gates+8(FP), SI
	MOVQ s+16(FP), DX
	MOVQ y+24(FP), BX
	MOVQ n+32(FP), CX
	MOVQ CX, R8
	SHLQ $2, R8
	SHRQ $3, CX
	JZ   dones
loops:
	VMOVUPS (DI), Y0
	VMOVUPS (SI), Y1
	VMOVUPS (SI)(R8*1), Y2
	VMOVUPS (SI)(R8*2), Y3
	VMOVUPS (DX), Y4
	VSUBPS Y0, Y3, Y3
	VFMADD231PS Y1, Y3, Y0
	VMOVUPS Y0, (DI)
	VSUBPS Y4, Y0, Y5
	VFMADD231PS Y2, Y5, Y4
	VMOVUPS Y4, (BX)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, BX
	DECQ CX
	JNZ  loops
dones:
	VZEROUPPER
	RET

// func addThree(y, a, b, c *float32, n int)
//
// y = a + b + c for n values, n a multiple of 8.
TEXT ·addThree(SB), NOSPLIT, $0-40
	MOVQ y+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ c+24(FP), BX
	MOVQ n+32(FP), CX
	SHRQ $3, CX
	JZ   done3
loop3:
	VMOVUPS (SI), Y0
	VADDPS (DX), Y0, Y0
	VADDPS (BX), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, BX
	DECQ CX
	JNZ  loop3
done3:
	VZEROUPPER
	RET

// func leakyAdd(y, a, b *float32, n int, slope float32)
//
// y = leaky(a + b) for n values, n a multiple of 8: the larger of v and slope*v.
TEXT ·leakyAdd(SB), NOSPLIT, $0-36
	MOVQ y+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+24(FP), CX
	VBROADCASTSS slope+32(FP), Y3
	SHRQ $3, CX
	JZ   donela
loopla:
	VMOVUPS (SI), Y0
	VADDPS (DX), Y0, Y0
	VMULPS Y3, Y0, Y1
	VMAXPS Y1, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	DECQ CX
	JNZ  loopla
donela:
	VZEROUPPER
	RET

DATA ·one32+0(SB)/4, $1
GLOBL ·one32(SB), RODATA|NOPTR, $4

// func bestSums(best *float32, at *int32, a *float32, astep uintptr, b *float32, bstep uintptr, n, width int)
//
// best and at hold, for each of width columns, the greatest sum of a and b so far and its
// step; a and b go on by astep and bstep bytes. width is a multiple of 8.
TEXT ·bestSums(SB), NOSPLIT, $0-64
	MOVQ best+0(FP), DI
	MOVQ at+8(FP), BX
	MOVQ a+16(FP), R10
	MOVQ astep+24(FP), R8
	MOVQ b+32(FP), R11
	MOVQ bstep+40(FP), R9
	MOVQ n+48(FP), R12
	MOVQ width+56(FP), R13
	VPBROADCASTD ·one32+0(SB), Y3
	SHRQ $3, R13
blockb:
	MOVQ R10, SI
	MOVQ R11, DX
	MOVQ R12, CX
	VMOVUPS (DI), Y0
	VMOVDQU (BX), Y1
	VPXOR Y2, Y2, Y2
loopb:
	VMOVUPS (SI), Y4
	VADDPS (DX), Y4, Y4
	VCMPPS $0x1e, Y0, Y4, Y5
	VBLENDVPS Y5, Y4, Y0, Y0
	VBLENDVPS Y5, Y2, Y1, Y1
	VPADDD Y3, Y2, Y2
	ADDQ R8, SI
	ADDQ R9, DX
	DECQ CX
	JNZ  loopb
	VMOVUPS Y0, (DI)
	VMOVDQU Y1, (BX)
	ADDQ $32, DI
	ADDQ $32, BX
	ADDQ $32, R10
	ADDQ $32, R11
	DECQ R13
	JNZ  blockb
	VZEROUPPER
	RET

DATA ·steps8+0(SB)/4, $0
DATA ·steps8+4(SB)/4, $1
DATA ·steps8+8(SB)/4, $2
DATA ·steps8+12(SB)/4, $3
DATA ·steps8+16(SB)/4, $4
DATA ·steps8+20(SB)/4, $5
DATA ·steps8+24(SB)/4, $6
DATA ·steps8+28(SB)/4, $7
GLOBL ·steps8(SB), RODATA|NOPTR, $32

// func argmax(x *float32, n int) int
//
// The index of the first of the greatest of n values, n a multiple of 8 and not 0: of each
// of 8 columns the greatest and the row where it stood first, then of the columns.
TEXT ·argmax(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	SHRQ $3, CX
	VPBROADCASTD ·one32+0(SB), Y3
	VMOVUPS (SI), Y0
	VPXOR Y1, Y1, Y1
	VMOVDQU Y3, Y2
	DECQ CX
	JZ   columns
loopm:
	ADDQ $32, SI
	VMOVUPS (SI), Y4
	VCMPPS $0x1e, Y0, Y4, Y5
	VBLENDVPS Y5, Y4, Y0, Y0
	VBLENDVPS Y5, Y2, Y1, Y1
	VPADDD Y3, Y2, Y2
	DECQ CX
	JNZ  loopm
columns:
	VPSLLD $3, Y1, Y1
	VPADDD ·steps8+0(SB), Y1, Y1
	VPERM2F128 $1, Y0, Y0, Y4
	VMAXPS Y4, Y0, Y4
	VPERMILPS $0x4e, Y4, Y5
	VMAXPS Y5, Y4, Y4
	VPERMILPS $0xb1, Y4, Y5
	VMAXPS Y5, Y4, Y4
	VCMPPS $0, Y4, Y0, Y5
	VPCMPEQD Y6, Y6, Y6
	VPSRLD $1, Y6, Y6
	VBLENDVPS Y5, Y1, Y6, Y1
	VEXTRACTI128 $1, Y1, X4
	VPMINSD X4, X1, X1
	VPSHUFD $0x4e, X1, X4
	VPMINSD X4, X1, X1
	VPSHUFD $0xb1, X1, X4
	VPMINSD X4, X1, X1
	VMOVD X1, AX
	MOVQ AX, ret+16(FP)
	VZEROUPPER
	RET
