// The rest of C's allocation functions, on top of malloc.c.

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "malloc.h"

void *calloc(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    void *block = malloc(bytes);
    if (block != NULL) {
        memset(block, 0, bytes);
    }
    return block;
}

void *realloc(void *block, size_t size) {
    if (block == NULL) {
        return malloc(size);
    }
    size_t room = malloc_usable_size(block);
    if (size <= room && size >= room / 2) {
        return block;
    }
    void *other = malloc(size);
    if (other == NULL) {
        return NULL;
    }
    memcpy(other, block, size < room ? size : room);
    free(block);
    return other;
}

void *aligned_alloc(size_t alignment, size_t size) {
    void *block;
    int error = posix_memalign(&block, alignment, size);
    if (error != 0) {
        errno = error;
        return NULL;
    }
    return block;
}
