;; The encoder's inner loops in WebAssembly SIMD. It knows numbers in memory only; sizes and layouts are its caller's.
;; kernel-bytes.ts is this file assembled; `npx vitest run tests/encoder.test.ts -u` makes it anew.

(module
  (import "encoder" "memory" (memory 1))

  ;; y[rows][columns] = max(floor, x[rows][depth] * w[depth][columns] * xScale[row] * wScale[column] + bias[column])
  ;; x and w are 16-bit; two rows and sixteen columns at a time, so `rows` is even, `columns` a multiple of 16, `depth` of 2.
  ;; w is in panels of sixteen columns; in a panel, the pair (k, k + 1) of each column, then the next pair.
  (func (export "multiply")
    (param $x i32) (param $xScale i32) (param $rows i32) (param $depth i32)
    (param $w i32) (param $wScale i32) (param $bias i32) (param $columns i32)
    (param $floor f32) (param $y i32)
    (local $xRow i32) (local $xBytes i32) (local $yRow i32) (local $yBytes i32) (local $rowScale i32)
    (local $left i32) (local $a i32) (local $b i32) (local $panelEnd i32) (local $yEnd i32)
    (local $v v128) (local $w0 v128) (local $w1 v128) (local $w2 v128) (local $w3 v128)
    (local $p0 v128) (local $p1 v128) (local $p2 v128) (local $p3 v128)
    (local $q0 v128) (local $q1 v128) (local $q2 v128) (local $q3 v128)
    (local.set $xBytes (i32.shl (local.get $depth) (i32.const 1)))
    (local.set $yBytes (i32.shl (local.get $columns) (i32.const 2)))
    (local.set $yEnd (i32.add (local.get $y) (local.get $yBytes)))
    (loop $panels
      (local.set $panelEnd (i32.add (local.get $w) (i32.shl (local.get $depth) (i32.const 5))))
      (local.set $xRow (local.get $x))
      (local.set $yRow (local.get $y))
      (local.set $rowScale (local.get $xScale))
      (local.set $left (local.get $rows))
      (loop $pairsOfRows
        (local.set $p0 (v128.const i32x4 0 0 0 0)) (local.set $p1 (local.get $p0))
        (local.set $p2 (local.get $p0)) (local.set $p3 (local.get $p0))
        (local.set $q0 (local.get $p0)) (local.set $q1 (local.get $p0))
        (local.set $q2 (local.get $p0)) (local.set $q3 (local.get $p0))
        (local.set $a (local.get $xRow))
        (local.set $b (local.get $w))
        (loop $depths
          (local.set $w0 (v128.load (local.get $b)))
          (local.set $w1 (v128.load offset=16 (local.get $b)))
          (local.set $w2 (v128.load offset=32 (local.get $b)))
          (local.set $w3 (v128.load offset=48 (local.get $b)))
          (local.set $v (v128.load32_splat (local.get $a)))
          (local.set $p0 (i32x4.add (local.get $p0) (i32x4.dot_i16x8_s (local.get $v) (local.get $w0))))
          (local.set $p1 (i32x4.add (local.get $p1) (i32x4.dot_i16x8_s (local.get $v) (local.get $w1))))
          (local.set $p2 (i32x4.add (local.get $p2) (i32x4.dot_i16x8_s (local.get $v) (local.get $w2))))
          (local.set $p3 (i32x4.add (local.get $p3) (i32x4.dot_i16x8_s (local.get $v) (local.get $w3))))
          (local.set $v (v128.load32_splat (i32.add (local.get $a) (local.get $xBytes))))
          (local.set $q0 (i32x4.add (local.get $q0) (i32x4.dot_i16x8_s (local.get $v) (local.get $w0))))
          (local.set $q1 (i32x4.add (local.get $q1) (i32x4.dot_i16x8_s (local.get $v) (local.get $w1))))
          (local.set $q2 (i32x4.add (local.get $q2) (i32x4.dot_i16x8_s (local.get $v) (local.get $w2))))
          (local.set $q3 (i32x4.add (local.get $q3) (i32x4.dot_i16x8_s (local.get $v) (local.get $w3))))
          (local.set $a (i32.add (local.get $a) (i32.const 4)))
          (br_if $depths
            (i32.lt_u (local.tee $b (i32.add (local.get $b) (i32.const 64))) (local.get $panelEnd))))
        (local.set $v (v128.load32_splat (local.get $rowScale)))
        (call $store (local.get $yRow) (local.get $v) (local.get $p0) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 0))
        (call $store (local.get $yRow) (local.get $v) (local.get $p1) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 16))
        (call $store (local.get $yRow) (local.get $v) (local.get $p2) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 32))
        (call $store (local.get $yRow) (local.get $v) (local.get $p3) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 48))
        (local.set $yRow (i32.add (local.get $yRow) (local.get $yBytes)))
        (local.set $v (v128.load32_splat offset=4 (local.get $rowScale)))
        (call $store (local.get $yRow) (local.get $v) (local.get $q0) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 0))
        (call $store (local.get $yRow) (local.get $v) (local.get $q1) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 16))
        (call $store (local.get $yRow) (local.get $v) (local.get $q2) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 32))
        (call $store (local.get $yRow) (local.get $v) (local.get $q3) (local.get $wScale) (local.get $bias) (local.get $floor) (i32.const 48))
        (local.set $yRow (i32.add (local.get $yRow) (local.get $yBytes)))
        (local.set $xRow (i32.add (local.get $xRow) (i32.shl (local.get $xBytes) (i32.const 1))))
        (local.set $rowScale (i32.add (local.get $rowScale) (i32.const 8)))
        (br_if $pairsOfRows
          (i32.gt_s (local.tee $left (i32.sub (local.get $left) (i32.const 2))) (i32.const 0))))
      (local.set $w (local.get $panelEnd))
      (local.set $wScale (i32.add (local.get $wScale) (i32.const 64)))
      (local.set $bias (i32.add (local.get $bias) (i32.const 64)))
      (br_if $panels
        (i32.lt_u (local.tee $y (i32.add (local.get $y) (i32.const 64))) (local.get $yEnd)))))

  ;; Four finished sums of one row, brought back to real numbers.
  (func $store
    (param $y i32) (param $rowScale v128) (param $sums v128) (param $wScale i32) (param $bias i32)
    (param $floor f32) (param $at i32)
    (v128.store (i32.add (local.get $y) (local.get $at))
      (f32x4.max (f32x4.splat (local.get $floor))
        (f32x4.add
          (f32x4.mul
            (f32x4.mul (f32x4.convert_i32x4_s (local.get $sums)) (local.get $rowScale))
            (v128.load (i32.add (local.get $wScale) (local.get $at))))
          (v128.load (i32.add (local.get $bias) (local.get $at)))))))

  ;; q[rows][depth] = x / scale[row] as 16-bit numbers within ±limit; `depth` is a multiple of 8.
  (func (export "quantise")
    (param $x i32) (param $rows i32) (param $depth i32) (param $limit f32) (param $q i32) (param $scale i32)
    (local $at i32) (local $end i32) (local $peaks v128) (local $peak f32) (local $factor v128)
    (loop $eachRow
      (local.set $end (i32.add (local.get $x) (i32.shl (local.get $depth) (i32.const 2))))
      (local.set $at (local.get $x))
      (local.set $peaks (v128.const f32x4 0 0 0 0))
      (loop $scan
        (local.set $peaks (f32x4.max (local.get $peaks) (f32x4.abs (v128.load (local.get $at)))))
        (br_if $scan
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
      (local.set $peak
        (f32.max
          (f32.max
            (f32.max (f32x4.extract_lane 0 (local.get $peaks)) (f32x4.extract_lane 1 (local.get $peaks)))
            (f32.max (f32x4.extract_lane 2 (local.get $peaks)) (f32x4.extract_lane 3 (local.get $peaks))))
          (f32.const 1e-9)))
      (f32.store (local.get $scale) (f32.div (local.get $peak) (local.get $limit)))
      (local.set $factor (f32x4.splat (f32.div (local.get $limit) (local.get $peak))))
      (local.set $at (local.get $x))
      (loop $round
        (v128.store (local.get $q)
          (i16x8.narrow_i32x4_s
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $factor) (v128.load (local.get $at)))))
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $factor) (v128.load offset=16 (local.get $at)))))))
        (local.set $q (i32.add (local.get $q) (i32.const 16)))
        (br_if $round
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))
      (local.set $x (local.get $end))
      (local.set $scale (i32.add (local.get $scale) (i32.const 4)))
      (br_if $eachRow (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; scores[rows][rows] = q . k of one head; rows of q and k are `stride` bytes apart, `width` bytes long (a multiple of 16).
  (func (export "score")
    (param $q i32) (param $k i32) (param $rows i32) (param $stride i32) (param $width i32) (param $scores i32)
    (local $i i32) (local $j i32) (local $kRow i32) (local $a i32) (local $b i32) (local $end i32) (local $sum v128)
    (local.set $i (local.get $rows))
    (loop $queries
      (local.set $end (i32.add (local.get $q) (local.get $width)))
      (local.set $kRow (local.get $k))
      (local.set $j (local.get $rows))
      (loop $keys
        (local.set $sum (v128.const f32x4 0 0 0 0))
        (local.set $a (local.get $q))
        (local.set $b (local.get $kRow))
        (loop $along
          (local.set $sum
            (f32x4.add (local.get $sum) (f32x4.mul (v128.load (local.get $a)) (v128.load (local.get $b)))))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (br_if $along
            (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 16))) (local.get $end))))
        (f32.store (local.get $scores)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
            (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))
        (local.set $scores (i32.add (local.get $scores) (i32.const 4)))
        (local.set $kRow (i32.add (local.get $kRow) (local.get $stride)))
        (br_if $keys (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
      (local.set $q (i32.add (local.get $q) (local.get $stride)))
      (br_if $queries (local.tee $i (i32.sub (local.get $i) (i32.const 1))))))

  ;; y[rows] = weights[rows][rows] * v[rows] of one head; `width` bytes (a multiple of 64) of rows `stride` and `yStride` bytes apart.
  (func (export "blend")
    (param $weights i32) (param $v i32) (param $rows i32) (param $stride i32) (param $width i32)
    (param $y i32) (param $yStride i32)
    (local $i i32) (local $j i32) (local $at i32) (local $from i32) (local $weight i32) (local $by v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $i (local.get $rows))
    (loop $queries
      (local.set $at (i32.const 0))
      (loop $across
        (local.set $s0 (v128.const f32x4 0 0 0 0)) (local.set $s1 (local.get $s0))
        (local.set $s2 (local.get $s0)) (local.set $s3 (local.get $s0))
        (local.set $from (i32.add (local.get $v) (local.get $at)))
        (local.set $weight (local.get $weights))
        (local.set $j (local.get $rows))
        (loop $values
          (local.set $by (v128.load32_splat (local.get $weight)))
          (local.set $s0 (f32x4.add (local.get $s0) (f32x4.mul (local.get $by) (v128.load (local.get $from)))))
          (local.set $s1 (f32x4.add (local.get $s1) (f32x4.mul (local.get $by) (v128.load offset=16 (local.get $from)))))
          (local.set $s2 (f32x4.add (local.get $s2) (f32x4.mul (local.get $by) (v128.load offset=32 (local.get $from)))))
          (local.set $s3 (f32x4.add (local.get $s3) (f32x4.mul (local.get $by) (v128.load offset=48 (local.get $from)))))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (local.set $from (i32.add (local.get $from) (local.get $stride)))
          (br_if $values (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
        (v128.store (i32.add (local.get $y) (local.get $at)) (local.get $s0))
        (v128.store offset=16 (i32.add (local.get $y) (local.get $at)) (local.get $s1))
        (v128.store offset=32 (i32.add (local.get $y) (local.get $at)) (local.get $s2))
        (v128.store offset=48 (i32.add (local.get $y) (local.get $at)) (local.get $s3))
        (br_if $across
          (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $width))))
      (local.set $weights (local.get $weight))
      (local.set $y (i32.add (local.get $y) (local.get $yStride)))
      (br_if $queries (local.tee $i (i32.sub (local.get $i) (i32.const 1))))))
)
