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
#embed "../include/assert.h"
};

static const unsigned char file4[] = {
#embed "../include/ctype.h"
};

static const unsigned char file5[] = {
#embed "../include/errno.h"
};

static const unsigned char file6[] = {
#embed "../include/math.h"
};

static const unsigned char file7[] = {
#embed "../include/stdio.h"
};

static const unsigned char file8[] = {
#embed "../include/stdlib.h"
};

static const unsigned char file9[] = {
#embed "../include/string.h"
};

static const unsigned char file10[] = {
#embed "../libc/arguments.c"
};

static const unsigned char file11[] = {
#embed "../libc/arguments.h"
};

static const unsigned char file12[] = {
#embed "../libc/assert.c"
};

static const unsigned char file13[] = {
#embed "../libc/ctype.c"
};

static const unsigned char file14[] = {
#embed "../libc/decimal.c"
};

static const unsigned char file15[] = {
#embed "../libc/decimal.h"
};

static const unsigned char file16[] = {
#embed "../libc/errno.c"
};

static const unsigned char file17[] = {
#embed "../libc/exit.c"
};

static const unsigned char file18[] = {
#embed "../libc/exit_process.c"
};

static const unsigned char file19[] = {
#embed "../libc/file.c"
};

static const unsigned char file20[] = {
#embed "../libc/file.h"
};

static const unsigned char file21[] = {
#embed "../libc/malloc.c"
};

static const unsigned char file22[] = {
#embed "../libc/malloc.h"
};

static const unsigned char file23[] = {
#embed "../libc/malloc_more.c"
};

static const unsigned char file24[] = {
#embed "../libc/memory.c"
};

static const unsigned char file25[] = {
#embed "../libc/printf.c"
};

static const unsigned char file26[] = {
#embed "../libc/random.c"
};

static const unsigned char file27[] = {
#embed "../libc/stdin.c"
};

static const unsigned char file28[] = {
#embed "../libc/stdin.h"
};

static const unsigned char file29[] = {
#embed "../libc/stdio.c"
};

static const unsigned char file30[] = {
#embed "../libc/stdlib.c"
};

static const unsigned char file31[] = {
#embed "../libc/stdout.c"
};

static const unsigned char file32[] = {
#embed "../libc/stdout.h"
};

static const unsigned char file33[] = {
#embed "../libc/strerror.c"
};

static const unsigned char file34[] = {
#embed "../libc/string.c"
};

static const unsigned char file35[] = {
#embed "../libc/strtod.c"
};

static const unsigned char file36[] = {
#embed "../libc/wasi.h"
};

static const unsigned char file37[] = {
#embed "../libm/exponential.c"
};

static const unsigned char file38[] = {
#embed "../libm/float.c"
};

static const unsigned char file39[] = {
#embed "../libm/hyperbolic.c"
};

static const unsigned char file40[] = {
#embed "../libm/inverse.c"
};

static const unsigned char file41[] = {
#embed "../libm/logarithm.c"
};

static const unsigned char file42[] = {
#embed "../libm/pair.h"
};

static const unsigned char file43[] = {
#embed "../libm/power.c"
};

static const unsigned char file44[] = {
#embed "../libm/remainder.c"
};

static const unsigned char file45[] = {
#embed "../libm/rounding.c"
};

static const unsigned char file46[] = {
#embed "../libm/trigonometric.c"
};

static const unsigned char file47[] = {
#embed "../../SwiftletGuest/Describing.swift"
};

static const unsigned char file48[] = {
#embed "../../SwiftletGuest/File.swift"
};

static const unsigned char file49[] = {
#embed "../../SwiftletGuest/Math.swift"
};

static const unsigned char file50[] = {
#embed "../../SwiftletGuest/Print.swift"
};

static const unsigned char file51[] = {
#embed "../../SwiftletGuest/Process.swift"
};

static const unsigned char file52[] = {
#embed "../../SwiftletGuest/String+Search.swift"
};

static const struct swiftlet_sysroot_file files[] = {
    {"builtins/int128.c", file0, sizeof file0},
    {"crt/crt1-reactor.c", file1, sizeof file1},
    {"crt/crt1.c", file2, sizeof file2},
    {"include/assert.h", file3, sizeof file3},
    {"include/ctype.h", file4, sizeof file4},
    {"include/errno.h", file5, sizeof file5},
    {"include/math.h", file6, sizeof file6},
    {"include/stdio.h", file7, sizeof file7},
    {"include/stdlib.h", file8, sizeof file8},
    {"include/string.h", file9, sizeof file9},
    {"libc/arguments.c", file10, sizeof file10},
    {"libc/arguments.h", file11, sizeof file11},
    {"libc/assert.c", file12, sizeof file12},
    {"libc/ctype.c", file13, sizeof file13},
    {"libc/decimal.c", file14, sizeof file14},
    {"libc/decimal.h", file15, sizeof file15},
    {"libc/errno.c", file16, sizeof file16},
    {"libc/exit.c", file17, sizeof file17},
    {"libc/exit_process.c", file18, sizeof file18},
    {"libc/file.c", file19, sizeof file19},
    {"libc/file.h", file20, sizeof file20},
    {"libc/malloc.c", file21, sizeof file21},
    {"libc/malloc.h", file22, sizeof file22},
    {"libc/malloc_more.c", file23, sizeof file23},
    {"libc/memory.c", file24, sizeof file24},
    {"libc/printf.c", file25, sizeof file25},
    {"libc/random.c", file26, sizeof file26},
    {"libc/stdin.c", file27, sizeof file27},
    {"libc/stdin.h", file28, sizeof file28},
    {"libc/stdio.c", file29, sizeof file29},
    {"libc/stdlib.c", file30, sizeof file30},
    {"libc/stdout.c", file31, sizeof file31},
    {"libc/stdout.h", file32, sizeof file32},
    {"libc/strerror.c", file33, sizeof file33},
    {"libc/string.c", file34, sizeof file34},
    {"libc/strtod.c", file35, sizeof file35},
    {"libc/wasi.h", file36, sizeof file36},
    {"libm/exponential.c", file37, sizeof file37},
    {"libm/float.c", file38, sizeof file38},
    {"libm/hyperbolic.c", file39, sizeof file39},
    {"libm/inverse.c", file40, sizeof file40},
    {"libm/logarithm.c", file41, sizeof file41},
    {"libm/pair.h", file42, sizeof file42},
    {"libm/power.c", file43, sizeof file43},
    {"libm/remainder.c", file44, sizeof file44},
    {"libm/rounding.c", file45, sizeof file45},
    {"libm/trigonometric.c", file46, sizeof file46},
    {"SwiftletGuest/Describing.swift", file47, sizeof file47},
    {"SwiftletGuest/File.swift", file48, sizeof file48},
    {"SwiftletGuest/Math.swift", file49, sizeof file49},
    {"SwiftletGuest/Print.swift", file50, sizeof file50},
    {"SwiftletGuest/Process.swift", file51, sizeof file51},
    {"SwiftletGuest/String+Search.swift", file52, sizeof file52},
};

size_t swiftlet_sysroot_count(void) {
    return sizeof files / sizeof files[0];
}

struct swiftlet_sysroot_file swiftlet_sysroot_file(size_t index) {
    return files[index];
}
