// Memory that JavaScript writes arguments into: one block, grown when it asks.

#include <stdlib.h>
#include <string.h>

// Called by Swift's reader of arguments: modules without one get neither this file nor its export.
void __js_keep_input(void);
void __js_keep_input(void) {
}

void *__js_input(void *block, size_t used, size_t size);

// A block of `size` bytes with the first `used` bytes of the one before it, which is freed.
__attribute__((export_name("__js_input"))) void *__js_input(void *block, size_t used, size_t size) {
    char *grown = malloc(size);
    if (grown == NULL) {
        __builtin_trap();
    }
    if (block != NULL) {
        memcpy(grown, block, used);
        free(block);
    }
    return grown;
}
