;; What the calculator can do. A function of numbers that is exported here can be asked for.
(module $calculator
  (global $calls (mut i32) (i32.const 0))
  (func (export "add") (param f64 f64) (result f64) (f64.add (local.get 0) (local.get 1)))
  (func (export "divide") (param f64 f64) (result f64) (f64.div (local.get 0) (local.get 1)))
  (func (export "root") (param f64) (result f64) (f64.sqrt (local.get 0)))

  ;; Of whole numbers; there is none by 0.
  (func (export "remainder") (param f64 f64) (result f64)
    (f64.convert_i64_s (i64.rem_s (i64.trunc_f64_s (local.get 0)) (i64.trunc_f64_s (local.get 1)))))

  ;; Does not end for numbers that are not whole, or below 0.
  (func $factorial (export "factorial") (param $n f64) (result f64) (local $product f64)
    (local.set $product (f64.const 1))
    (block $done
      (loop $next
        (br_if $done (f64.eq (local.get $n) (f64.const 0)))
        (local.set $product (f64.mul (local.get $product) (local.get $n)))
        (local.set $n (f64.sub (local.get $n) (f64.const 1)))
        (br $next)))
    (local.get $product))

  ;; Counts in a global, which lives as long as the store.
  (func (export "count") (param f64) (result f64)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (f64.add (local.get 0) (f64.convert_i32_u (global.get $calls)))))
