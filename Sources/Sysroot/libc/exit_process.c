// The end of a program whose `main` failed: in a file of its own, so that programs that never call `exit` do not carry
// it.

#include "stdout.h"
#include "wasi.h"

_Noreturn void __exit_process(int code) {
    __stdout_flush();
    wasi_proc_exit((uint32_t)code);
}
