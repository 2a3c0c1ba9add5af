#ifndef SWIFTLET_STDIN_H
#define SWIFTLET_STDIN_H

#include <stddef.h>

int __stdin_get(void);
int __stdin_read(void *bytes, size_t count);

#endif
