#ifndef SWIFTLET_MALLOC_H
#define SWIFTLET_MALLOC_H

#include <stddef.h>

// How many bytes a block that malloc gave can really hold.
size_t malloc_usable_size(void *block);

#endif
