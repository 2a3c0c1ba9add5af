#include "wasi.h"

void arc4random_buf(void *bytes, size_t count) {
    if (wasi_random_get(bytes, count) != 0) {
        __builtin_trap();  // numbers that are not random would be worse than none
    }
}

uint32_t arc4random(void) {
    uint32_t value;
    arc4random_buf(&value, sizeof value);
    return value;
}

uint32_t arc4random_uniform(uint32_t bound) {
    if (bound < 2) {
        return 0;
    }
    // Values below 2^32 mod bound would make some results likelier than others.
    uint32_t least = -bound % bound;
    uint32_t value;
    do {
        value = arc4random();
    } while (value < least);
    return value % bound;
}
