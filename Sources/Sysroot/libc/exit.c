// Ending the program before `main` returns.

#include <stdlib.h>

#include "stdout.h"
#include "wasi.h"

static void (*handlers[32])(void);
static int handler_count;

// C asks for room for 32 functions at least.
int atexit(void (*function)(void)) {
    if (handler_count == 32) {
        return -1;
    }
    handlers[handler_count++] = function;
    return 0;
}

_Noreturn void exit(int code) {
    while (handler_count > 0) {
        handlers[--handler_count]();
    }
    __stdout_flush();
    wasi_proc_exit((uint32_t)code);
}

_Noreturn void _Exit(int code) {
    wasi_proc_exit((uint32_t)code);
}

_Noreturn void abort(void) {
    __stdout_flush();
    __builtin_trap();
}
