// Files by descriptor. Functions return a negative number from <errno.h> when they fail.
#ifndef SWIFTLET_FILE_H
#define SWIFTLET_FILE_H

#include <stddef.h>

enum { file_read = 0, file_write = 1, file_append = 2 };

int __file_open(const char *path, size_t length, int mode);
int __file_read(int descriptor, void *bytes, size_t count);
int __file_write(int descriptor, const void *bytes, size_t count);
int __file_close(int descriptor);

#endif
