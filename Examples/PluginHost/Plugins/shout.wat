;; Makes capital letters of the letters a to z.
(module $shout
  (import "host" "read" (func $read (param i32 i32) (result i32)))
  (import "host" "write" (func $write (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "run") (local $address i32) (local $end i32) (local $letter i32)
    (local.set $end (call $read (i32.const 0) (i32.const 65536)))
    (if (i32.gt_u (local.get $end) (i32.const 65536)) (then (local.set $end (i32.const 65536))))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $address) (local.get $end)))
        (local.set $letter (i32.load8_u (local.get $address)))
        (if (i32.lt_u (i32.sub (local.get $letter) (i32.const 97)) (i32.const 26))
          (then (i32.store8 (local.get $address) (i32.sub (local.get $letter) (i32.const 32)))))
        (local.set $address (i32.add (local.get $address) (i32.const 1)))
        (br $next)))
    (call $write (i32.const 0) (local.get $end))))
