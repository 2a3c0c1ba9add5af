// The start of a command: the host calls `_start` once, and its return is the program's success.
//
// `__wasm_call_ctors` is deliberately not named here: the linker then wraps every export, `_start` and exported
// functions alike, so that each runs constructors before and `__wasm_call_dtors` (which writes out what `print` has
// gathered) after.

int __main_argc_argv(int argc, char **argv);
_Noreturn void __exit_process(int code);

// Swift asks the host for its arguments itself. A program whose `main` is written in C is linked with
// libc/main_arguments.c, which has the true one.
__attribute__((weak)) char **__main_arguments(int *count) {
    *count = 0;
    return 0;
}

__attribute__((export_name("_start"))) void _start(void) {
    int count;
    char **arguments = __main_arguments(&count);
    int code = __main_argc_argv(count, arguments);
    if (code != 0) {
        __exit_process(code);
    }
}

#ifdef SWIFTLET_LINK_TIME_OPTIMIZATION
#include "never.h"
#endif
