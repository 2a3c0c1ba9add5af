// Waiting for a promise. The engine sets this call aside and goes on with other calls into the module; WebAssembly's own stack is kept for us, but
// the part of it that lies in memory is one global address, which has to be put back when it is our turn again.
//
// Each call that may wait has a block of memory for that part. Nothing stops a call that goes below its block: so the lowest bytes of the block
// hold a pattern, and the call is looked at whenever it waits or ends.

#include <stdlib.h>

__asm__(".globaltype __stack_pointer, i32");

__attribute__((import_module("swiftlet"), import_name("wait"))) int __js_wait_import(int place);
__attribute__((import_module("swiftlet"), import_name("refuse"))) int __js_refuse(void);
__attribute__((import_module("swiftlet"), import_name("overflow"))) void __js_overflow(void);

enum { block_size = 128 * 1024, guard_words = 512 };

static const unsigned pattern = 0x57ac6a4d;

// Where the stack of the call that runs ends; 0 for ordinary calls.
static unsigned lowest;

int __js_wait(int place);
unsigned __js_stack(unsigned pointer, unsigned end);
unsigned __js_stack_end(void);
unsigned __js_stack_make(void);
void __js_stack_drop(unsigned block);
int __js_stack_intact(unsigned block);

// Where the stack is now; it goes on at `pointer`, and ends at `end`.
__attribute__((export_name("__js_stack"))) unsigned __js_stack(unsigned pointer, unsigned end) {
    unsigned before;
    __asm__ volatile("global.get __stack_pointer\n\tlocal.set %0" : "=r"(before));
    __asm__ volatile("local.get %0\n\tglobal.set __stack_pointer" : : "r"(pointer));
    lowest = end;
    return before;
}

__attribute__((export_name("__js_stack_end"))) unsigned __js_stack_end(void) {
    return lowest;
}

// A block for one call at a time.
__attribute__((export_name("__js_stack_make"))) unsigned __js_stack_make(void) {
    unsigned *block = malloc(block_size);
    if (block == NULL) {
        __builtin_trap();
    }
    for (int word = 0; word < guard_words; word++) {
        block[word] = pattern;
    }
    return (unsigned)block;
}

__attribute__((export_name("__js_stack_drop"))) void __js_stack_drop(unsigned block) {
    free((void *)block);
}

// Whether no call has come near the end of the block.
__attribute__((export_name("__js_stack_intact"))) int __js_stack_intact(unsigned block) {
    const volatile unsigned *words = (const volatile unsigned *)block;
    for (int word = 0; word < guard_words; word++) {
        if (words[word] != pattern) {
            return 0;
        }
    }
    return 1;
}

int __js_wait(int place) {
    // An ordinary call cannot be set aside.
    if (lowest == 0) {
        return __js_refuse();
    }
    unsigned pointer, end = lowest;
    __asm__ volatile("global.get __stack_pointer\n\tlocal.set %0" : "=r"(pointer));
    if (pointer < end + sizeof pattern * guard_words || !__js_stack_intact(end)) {
        __js_overflow();
    }
    int result = __js_wait_import(place);
    __asm__ volatile("local.get %0\n\tglobal.set __stack_pointer" : : "r"(pointer));
    lowest = end;
    return result;
}
