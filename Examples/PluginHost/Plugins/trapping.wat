;; Looks beyond its memory.
(module $trapping
  (memory (export "memory") 1)
  (func $look (param $address i32) (result i32) (i32.load (local.get $address)))
  (func $run (export "run") (drop (call $look (i32.const 65536)))))
