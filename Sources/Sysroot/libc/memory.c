// Copying, filling and comparing memory. Compiled with bulk memory, the first three are one instruction each.

#include <string.h>

void *memcpy(void *restrict destination, const void *restrict source, size_t count) {
    return __builtin_memcpy(destination, source, count);
}

void *memmove(void *destination, const void *source, size_t count) {
    return __builtin_memmove(destination, source, count);
}

void *memset(void *destination, int byte, size_t count) {
    return __builtin_memset(destination, byte, count);
}

int memcmp(const void *left, const void *right, size_t count) {
    const unsigned char *a = left, *b = right;
    for (; count != 0; a++, b++, count--) {
        if (*a != *b) {
            return *a - *b;
        }
    }
    return 0;
}

void *memchr(const void *memory, int byte, size_t count) {
    const unsigned char *next = memory;
    for (; count != 0; next++, count--) {
        if (*next == (unsigned char)byte) {
            return (void *)next;
        }
    }
    return NULL;
}
