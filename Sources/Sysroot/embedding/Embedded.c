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
#embed "../crt/never.h"
};

static const unsigned char file4[] = {
#embed "../include/assert.h"
};

static const unsigned char file5[] = {
#embed "../include/ctype.h"
};

static const unsigned char file6[] = {
#embed "../include/errno.h"
};

static const unsigned char file7[] = {
#embed "../include/math.h"
};

static const unsigned char file8[] = {
#embed "../include/stdio.h"
};

static const unsigned char file9[] = {
#embed "../include/stdlib.h"
};

static const unsigned char file10[] = {
#embed "../include/string.h"
};

static const unsigned char file11[] = {
#embed "../libc/arguments.c"
};

static const unsigned char file12[] = {
#embed "../libc/arguments.h"
};

static const unsigned char file13[] = {
#embed "../libc/assert.c"
};

static const unsigned char file14[] = {
#embed "../libc/ctype.c"
};

static const unsigned char file15[] = {
#embed "../libc/decimal.c"
};

static const unsigned char file16[] = {
#embed "../libc/decimal.h"
};

static const unsigned char file17[] = {
#embed "../libc/errno.c"
};

static const unsigned char file18[] = {
#embed "../libc/exit.c"
};

static const unsigned char file19[] = {
#embed "../libc/exit_process.c"
};

static const unsigned char file20[] = {
#embed "../libc/file.c"
};

static const unsigned char file21[] = {
#embed "../libc/file.h"
};

static const unsigned char file22[] = {
#embed "../libc/malloc.c"
};

static const unsigned char file23[] = {
#embed "../libc/malloc.h"
};

static const unsigned char file24[] = {
#embed "../libc/malloc_more.c"
};

static const unsigned char file25[] = {
#embed "../libc/memory.c"
};

static const unsigned char file26[] = {
#embed "../libc/printf.c"
};

static const unsigned char file27[] = {
#embed "../libc/random.c"
};

static const unsigned char file28[] = {
#embed "../libc/stdin.c"
};

static const unsigned char file29[] = {
#embed "../libc/stdin.h"
};

static const unsigned char file30[] = {
#embed "../libc/stdio.c"
};

static const unsigned char file31[] = {
#embed "../libc/stdlib.c"
};

static const unsigned char file32[] = {
#embed "../libc/stdout.c"
};

static const unsigned char file33[] = {
#embed "../libc/stdout.h"
};

static const unsigned char file34[] = {
#embed "../libc/strerror.c"
};

static const unsigned char file35[] = {
#embed "../libc/string.c"
};

static const unsigned char file36[] = {
#embed "../libc/strtod.c"
};

static const unsigned char file37[] = {
#embed "../libc/wasi.h"
};

static const unsigned char file38[] = {
#embed "../libm/exponential.c"
};

static const unsigned char file39[] = {
#embed "../libm/float.c"
};

static const unsigned char file40[] = {
#embed "../libm/hyperbolic.c"
};

static const unsigned char file41[] = {
#embed "../libm/inverse.c"
};

static const unsigned char file42[] = {
#embed "../libm/logarithm.c"
};

static const unsigned char file43[] = {
#embed "../libm/pair.h"
};

static const unsigned char file44[] = {
#embed "../libm/power.c"
};

static const unsigned char file45[] = {
#embed "../libm/remainder.c"
};

static const unsigned char file46[] = {
#embed "../libm/rounding.c"
};

static const unsigned char file47[] = {
#embed "../libm/trigonometric.c"
};

static const unsigned char file48[] = {
#embed "../../SwiftletGuest/Describing.swift"
};

static const unsigned char file49[] = {
#embed "../../SwiftletGuest/File.swift"
};

static const unsigned char file50[] = {
#embed "../../SwiftletGuest/Math.swift"
};

static const unsigned char file51[] = {
#embed "../../SwiftletGuest/Print.swift"
};

static const unsigned char file52[] = {
#embed "../../SwiftletGuest/Process.swift"
};

static const unsigned char file53[] = {
#embed "../../SwiftletGuest/String+Search.swift"
};

static const struct swiftlet_sysroot_file files[] = {
    {"builtins/int128.c", file0, sizeof file0},
    {"crt/crt1-reactor.c", file1, sizeof file1},
    {"crt/crt1.c", file2, sizeof file2},
    {"crt/never.h", file3, sizeof file3},
    {"include/assert.h", file4, sizeof file4},
    {"include/ctype.h", file5, sizeof file5},
    {"include/errno.h", file6, sizeof file6},
    {"include/math.h", file7, sizeof file7},
    {"include/stdio.h", file8, sizeof file8},
    {"include/stdlib.h", file9, sizeof file9},
    {"include/string.h", file10, sizeof file10},
    {"libc/arguments.c", file11, sizeof file11},
    {"libc/arguments.h", file12, sizeof file12},
    {"libc/assert.c", file13, sizeof file13},
    {"libc/ctype.c", file14, sizeof file14},
    {"libc/decimal.c", file15, sizeof file15},
    {"libc/decimal.h", file16, sizeof file16},
    {"libc/errno.c", file17, sizeof file17},
    {"libc/exit.c", file18, sizeof file18},
    {"libc/exit_process.c", file19, sizeof file19},
    {"libc/file.c", file20, sizeof file20},
    {"libc/file.h", file21, sizeof file21},
    {"libc/malloc.c", file22, sizeof file22},
    {"libc/malloc.h", file23, sizeof file23},
    {"libc/malloc_more.c", file24, sizeof file24},
    {"libc/memory.c", file25, sizeof file25},
    {"libc/printf.c", file26, sizeof file26},
    {"libc/random.c", file27, sizeof file27},
    {"libc/stdin.c", file28, sizeof file28},
    {"libc/stdin.h", file29, sizeof file29},
    {"libc/stdio.c", file30, sizeof file30},
    {"libc/stdlib.c", file31, sizeof file31},
    {"libc/stdout.c", file32, sizeof file32},
    {"libc/stdout.h", file33, sizeof file33},
    {"libc/strerror.c", file34, sizeof file34},
    {"libc/string.c", file35, sizeof file35},
    {"libc/strtod.c", file36, sizeof file36},
    {"libc/wasi.h", file37, sizeof file37},
    {"libm/exponential.c", file38, sizeof file38},
    {"libm/float.c", file39, sizeof file39},
    {"libm/hyperbolic.c", file40, sizeof file40},
    {"libm/inverse.c", file41, sizeof file41},
    {"libm/logarithm.c", file42, sizeof file42},
    {"libm/pair.h", file43, sizeof file43},
    {"libm/power.c", file44, sizeof file44},
    {"libm/remainder.c", file45, sizeof file45},
    {"libm/rounding.c", file46, sizeof file46},
    {"libm/trigonometric.c", file47, sizeof file47},
    {"SwiftletGuest/Describing.swift", file48, sizeof file48},
    {"SwiftletGuest/File.swift", file49, sizeof file49},
    {"SwiftletGuest/Math.swift", file50, sizeof file50},
    {"SwiftletGuest/Print.swift", file51, sizeof file51},
    {"SwiftletGuest/Process.swift", file52, sizeof file52},
    {"SwiftletGuest/String+Search.swift", file53, sizeof file53},
};

size_t swiftlet_sysroot_count(void) {
    return sizeof files / sizeof files[0];
}

struct swiftlet_sysroot_file swiftlet_sysroot_file(size_t index) {
    return files[index];
}
