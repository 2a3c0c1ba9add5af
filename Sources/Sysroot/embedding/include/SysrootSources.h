#ifndef SWIFTLET_SYSROOT_SOURCES_H
#define SWIFTLET_SYSROOT_SOURCES_H

#include <stddef.h>

/// One source file of the sysroot or of the guest library, as this program carries it.
struct swiftlet_sysroot_file {
    /// Path inside the sources, for example "libc/string.c".
    const char *path;
    const unsigned char *bytes;
    size_t count;
};

size_t swiftlet_sysroot_count(void);
struct swiftlet_sysroot_file swiftlet_sysroot_file(size_t index);

#endif
