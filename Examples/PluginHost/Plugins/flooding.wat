;; Has more to say than the host wants to hear.
(module $flooding
  (import "host" "write" (func $write (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "run") (loop $again (call $write (i32.const 0) (i32.const 1000)) (br $again))))
