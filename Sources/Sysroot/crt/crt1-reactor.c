// The start of a reactor, a module without a `main`: the host calls `_initialize` once, then any exported function.

extern void __wasm_call_ctors(void);

__attribute__((export_name("_initialize"))) void _initialize(void) {
    __wasm_call_ctors();
}
