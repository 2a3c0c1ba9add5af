// Memory for one thread in few instructions: blocks come in size classes, four to each power of two; a freed block
// goes to the list of its class and is taken from there again, by its own class or a slightly smaller one. Blocks are
// never split or joined.
//
// Before each block lie 8 bytes: its class, and the distance to the start of the block as it was cut (not zero only
// for alignments above 16). The bytes that the caller gets are aligned to 16, so cut blocks start 8 bytes past such an
// address.

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "malloc.h"

typedef struct header {
    uint32_t class;
    uint32_t distance;
} header;

typedef struct free_block {
    struct free_block *next;
} free_block;

enum { class_count = 112, page = 65536, header_size = sizeof(header) };

static free_block *free_blocks[class_count];
static uintptr_t top;    // the first byte that was never handed out; always 8 modulo 16
static uintptr_t limit;  // the end of linear memory
extern unsigned char __heap_base;

// The bytes of a cut block with its header: 16, 32, 48, 64, then four steps to each power of two (80, 96, 112, 128,
// 160, ...).
static size_t class_size(uint32_t class) {
    if (class < 4) {
        return (class + 1) * 16;
    }
    return (size_t)(5 + class % 4) << (class / 4 + 3);
}

static uint32_t class_for(size_t size) {
    if (size <= 64) {
        return size <= 16 ? 0 : (uint32_t)((size - 1) >> 4);
    }
    uint32_t exponent = 31 - (uint32_t)__builtin_clz((uint32_t)(size - 1));
    return (exponent - 6) * 4 + 4 + ((uint32_t)((size - 1) >> (exponent - 2)) & 3);
}

static header *header_of(void *block) {
    return (header *)((uintptr_t)block - header_size);
}

void *malloc(size_t size) {
    if (size > PTRDIFF_MAX - page) {
        errno = ENOMEM;
        return NULL;
    }
    uint32_t class = class_for(size + header_size);
    // A block of up to twice the size is better than new memory.
    for (uint32_t candidate = class; candidate < class + 4 && candidate < class_count; candidate++) {
        free_block *block = free_blocks[candidate];
        if (block != NULL) {
            free_blocks[candidate] = block->next;
            return block;
        }
    }
    if (top == 0) {
        top = (((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15) + header_size;
        limit = __builtin_wasm_memory_size(0) * (uintptr_t)page;
    }
    size_t cut = class_size(class);
    if (cut > limit - top || top > limit) {
        size_t pages = (top + cut - limit + page - 1) / page;
        if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) {
            errno = ENOMEM;
            return NULL;
        }
        limit += pages * page;
    }
    header *start = (header *)top;
    top += cut;
    start->class = class;
    start->distance = 0;
    return start + 1;
}

void free(void *block) {
    if (block == NULL) {
        return;
    }
    block = (char *)block - header_of(block)->distance;
    uint32_t class = header_of(block)->class;
    if ((uintptr_t)block - header_size + class_size(class) == top) {
        top -= class_size(class);  // the last block that was cut: give it back whole
        return;
    }
    free_block *freed = block;
    freed->next = free_blocks[class];
    free_blocks[class] = freed;
}

size_t malloc_usable_size(void *block) {
    header *start = header_of(block);
    uint32_t distance = start->distance;
    return class_size(header_of((char *)block - distance)->class) - header_size - distance;
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment <= 16) {
        *result = malloc(size);
        return *result == NULL ? ENOMEM : 0;
    }
    if (size > PTRDIFF_MAX - page - alignment) {
        return ENOMEM;
    }
    char *block = malloc(size + alignment);
    if (block == NULL) {
        return ENOMEM;
    }
    size_t distance = -(uintptr_t)block & (alignment - 1);
    if (distance != 0) {
        // The first 16 bytes before the aligned address are ours, so a header fits there.
        header_of(block + distance)->distance = distance;
    }
    *result = block + distance;
    return 0;
}
