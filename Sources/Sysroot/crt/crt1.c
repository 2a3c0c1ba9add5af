// The start of a command: the host calls `_start` once, and its return is the program's success.
//
// `__wasm_call_ctors` is deliberately not named here: the linker then wraps every export, `_start` and exported functions
// alike, so that each runs constructors before and `__wasm_call_dtors` (which writes out what `print` has gathered) after.

int __main_argc_argv(int argc, char **argv);
_Noreturn void __exit_process(int code);

__attribute__((export_name("_start"))) void _start(void) {
    int code = __main_argc_argv(0, 0);
    if (code != 0) {
        __exit_process(code);
    }
}
