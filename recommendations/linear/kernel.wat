;; The inner loop of the inverse in WebAssembly SIMD. It knows numbers in memory only; sizes and layouts are its caller's.
;; kernel-bytes.ts is this file assembled; `npx vitest run tests/recommendations-fit.test.ts -u` makes it anew.

(module
  (import "inverse" "memory" (memory 1))

  ;; c[4][8 * strips] -= a[4][depth] * b[depth][8 * strips], for four rows of c that are `stride` bytes apart.
  ;; a is packed: the four rows' numbers of one depth, then of the next. b is in strips of eight columns, each packed alike.
  (func (export "subtract")
    (param $a i32) (param $b i32) (param $depth i32) (param $strips i32) (param $c i32) (param $stride i32)
    (local $at i32) (local $end i32) (local $c1 i32) (local $c2 i32) (local $c3 i32)
    (local $l v128) (local $r v128) (local $v v128)
    (local $l0 v128) (local $l1 v128) (local $l2 v128) (local $l3 v128)
    (local $r0 v128) (local $r1 v128) (local $r2 v128) (local $r3 v128)
    (local.set $end (i32.add (local.get $a) (i32.shl (local.get $depth) (i32.const 4))))
    (loop $eachStrip
      (local.set $c1 (i32.add (local.get $c) (local.get $stride)))
      (local.set $c2 (i32.add (local.get $c1) (local.get $stride)))
      (local.set $c3 (i32.add (local.get $c2) (local.get $stride)))
      (local.set $l0 (v128.load (local.get $c))) (local.set $r0 (v128.load offset=16 (local.get $c)))
      (local.set $l1 (v128.load (local.get $c1))) (local.set $r1 (v128.load offset=16 (local.get $c1)))
      (local.set $l2 (v128.load (local.get $c2))) (local.set $r2 (v128.load offset=16 (local.get $c2)))
      (local.set $l3 (v128.load (local.get $c3))) (local.set $r3 (v128.load offset=16 (local.get $c3)))
      (local.set $at (local.get $a))
      (loop $along
        (local.set $l (v128.load (local.get $b)))
        (local.set $r (v128.load offset=16 (local.get $b)))
        (local.set $v (v128.load32_splat (local.get $at)))
        (local.set $l0 (f32x4.sub (local.get $l0) (f32x4.mul (local.get $v) (local.get $l))))
        (local.set $r0 (f32x4.sub (local.get $r0) (f32x4.mul (local.get $v) (local.get $r))))
        (local.set $v (v128.load32_splat offset=4 (local.get $at)))
        (local.set $l1 (f32x4.sub (local.get $l1) (f32x4.mul (local.get $v) (local.get $l))))
        (local.set $r1 (f32x4.sub (local.get $r1) (f32x4.mul (local.get $v) (local.get $r))))
        (local.set $v (v128.load32_splat offset=8 (local.get $at)))
        (local.set $l2 (f32x4.sub (local.get $l2) (f32x4.mul (local.get $v) (local.get $l))))
        (local.set $r2 (f32x4.sub (local.get $r2) (f32x4.mul (local.get $v) (local.get $r))))
        (local.set $v (v128.load32_splat offset=12 (local.get $at)))
        (local.set $l3 (f32x4.sub (local.get $l3) (f32x4.mul (local.get $v) (local.get $l))))
        (local.set $r3 (f32x4.sub (local.get $r3) (f32x4.mul (local.get $v) (local.get $r))))
        (local.set $b (i32.add (local.get $b) (i32.const 32)))
        (br_if $along
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
      (v128.store (local.get $c) (local.get $l0)) (v128.store offset=16 (local.get $c) (local.get $r0))
      (v128.store (local.get $c1) (local.get $l1)) (v128.store offset=16 (local.get $c1) (local.get $r1))
      (v128.store (local.get $c2) (local.get $l2)) (v128.store offset=16 (local.get $c2) (local.get $r2))
      (v128.store (local.get $c3) (local.get $l3)) (v128.store offset=16 (local.get $c3) (local.get $r3))
      (local.set $c (i32.add (local.get $c) (i32.const 32)))
      (br_if $eachStrip (local.tee $strips (i32.sub (local.get $strips) (i32.const 1))))))
)
