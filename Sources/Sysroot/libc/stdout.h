#ifndef SWIFTLET_STDOUT_H
#define SWIFTLET_STDOUT_H

#include <stddef.h>

void __stdout_write(const unsigned char *bytes, size_t count);
void __stdout_flush(void);

#endif
