// The start of a reactor, a module without a `main`: the host calls `_initialize` once, then any exported function.

// Looked for by libc/stdout.c.
extern const char __is_reactor;
const char __is_reactor = 1;

extern void __wasm_call_ctors(void);

// In the place of libc's, which the linker would fetch with all of standard output: nobody calls it here.
void __wasm_call_dtors(void);
void __wasm_call_dtors(void) {
}

__attribute__((export_name("_initialize"))) void _initialize(void) {
    __wasm_call_ctors();
}

#ifdef SWIFTLET_LINK_TIME_OPTIMIZATION
#include "never.h"
#endif
