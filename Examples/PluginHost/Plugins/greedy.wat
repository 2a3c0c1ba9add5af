;; Takes all the memory that it can get, and says how much that was.
(module $greedy
  (import "host" "write" (func $write (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "00 pages")
  (func (export "run")
    (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (i32.store8 (i32.const 0) (i32.add (i32.const 48) (i32.div_u (memory.size) (i32.const 10))))
    (i32.store8 (i32.const 1) (i32.add (i32.const 48) (i32.rem_u (memory.size) (i32.const 10))))
    (call $write (i32.const 0) (i32.const 8))))
