module builtins

go 1.21
