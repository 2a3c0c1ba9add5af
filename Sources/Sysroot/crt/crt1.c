// The start of a command: the host calls `_start` once, and its return is the program's success.
//
// `__wasm_call_ctors` is deliberately not named here: the linker then wraps every export, `_start` and exported functions
// alike, so that each runs constructors before and `__wasm_call_dtors` (which writes out what `print` has gathered) after.

#include <stddef.h>

int __main_argc_argv(int argc, char **argv);
_Noreturn void __exit_process(int code);

// Only a program whose `main` is written in C is linked with this: Swift asks the host for its arguments itself.
char **__arguments(int *count) __attribute__((weak));

__attribute__((export_name("_start"))) void _start(void) {
    int count = 0;
    char **arguments = NULL;
    if (__arguments != NULL) {
        arguments = __arguments(&count);
    }
    int code = __main_argc_argv(count, arguments);
    if (code != 0) {
        __exit_process(code);
    }
}

#ifdef SWIFTLET_LINK_TIME_OPTIMIZATION
#include "never.h"
#endif
