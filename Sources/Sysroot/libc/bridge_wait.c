// Waiting for a promise. The engine sets this call aside and goes on with other calls into the module; WebAssembly's own stack is kept for us, but
// the part of it that lies in memory is one global address, which has to be put back when it is our turn again.

__asm__(".globaltype __stack_pointer, i32");

__attribute__((import_module("swiftlet"), import_name("wait"))) int __js_wait_import(int place);

int __js_wait(int place);

int __js_wait(int place) {
    unsigned pointer;
    __asm__ volatile("global.get __stack_pointer\n\tlocal.set %0" : "=r"(pointer));
    int result = __js_wait_import(place);
    __asm__ volatile("local.get %0\n\tglobal.set __stack_pointer" : : "r"(pointer));
    return result;
}

unsigned __js_stack(unsigned top);

// Where the stack is now; it goes on at `top` unless that is 0.
__attribute__((export_name("__js_stack"))) unsigned __js_stack(unsigned top) {
    unsigned pointer;
    __asm__ volatile("global.get __stack_pointer\n\tlocal.set %0" : "=r"(pointer));
    if (top != 0) {
        __asm__ volatile("local.get %0\n\tglobal.set __stack_pointer" : : "r"(top));
    }
    return pointer;
}
