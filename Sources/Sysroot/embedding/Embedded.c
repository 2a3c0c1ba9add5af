// Written by scripts/list-sysroot: the files that the tool carries, taken in by the compiler itself.

#include "SysrootSources.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "../builtins/int128.c"
};

static const unsigned char file1[] = {
#embed "../crt/crt1-reactor.c"
};

static const unsigned char file2[] = {
#embed "../crt/crt1.c"
};

static const unsigned char file3[] = {
#embed "../include/errno.h"
};

static const unsigned char file4[] = {
#embed "../include/stdlib.h"
};

static const unsigned char file5[] = {
#embed "../include/string.h"
};

static const unsigned char file6[] = {
#embed "../libc/errno.c"
};

static const unsigned char file7[] = {
#embed "../libc/exit.c"
};

static const unsigned char file8[] = {
#embed "../libc/malloc.c"
};

static const unsigned char file9[] = {
#embed "../libc/memory.c"
};

static const unsigned char file10[] = {
#embed "../libc/random.c"
};

static const unsigned char file11[] = {
#embed "../libc/stdout.c"
};

static const unsigned char file12[] = {
#embed "../libc/stdout.h"
};

static const unsigned char file13[] = {
#embed "../libc/string.c"
};

static const unsigned char file14[] = {
#embed "../libc/wasi.h"
};

static const unsigned char file15[] = {
#embed "../../SwiftletGuest/Print.swift"
};

static const struct swiftlet_sysroot_file files[] = {
    {"builtins/int128.c", file0, sizeof file0},
    {"crt/crt1-reactor.c", file1, sizeof file1},
    {"crt/crt1.c", file2, sizeof file2},
    {"include/errno.h", file3, sizeof file3},
    {"include/stdlib.h", file4, sizeof file4},
    {"include/string.h", file5, sizeof file5},
    {"libc/errno.c", file6, sizeof file6},
    {"libc/exit.c", file7, sizeof file7},
    {"libc/malloc.c", file8, sizeof file8},
    {"libc/memory.c", file9, sizeof file9},
    {"libc/random.c", file10, sizeof file10},
    {"libc/stdout.c", file11, sizeof file11},
    {"libc/stdout.h", file12, sizeof file12},
    {"libc/string.c", file13, sizeof file13},
    {"libc/wasi.h", file14, sizeof file14},
    {"SwiftletGuest/Print.swift", file15, sizeof file15},
};

size_t swiftlet_sysroot_count(void) {
    return sizeof files / sizeof files[0];
}

struct swiftlet_sysroot_file swiftlet_sysroot_file(size_t index) {
    return files[index];
}
