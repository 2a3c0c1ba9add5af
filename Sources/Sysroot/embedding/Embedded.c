// Written by scripts/list-sysroot: the files that the tool carries, taken in by the compiler itself.

#include "SysrootSources.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "../builtins/float128.c"
};

static const unsigned char file1[] = {
#embed "../builtins/int128.c"
};

static const unsigned char file2[] = {
#embed "../crt/crt1-reactor.c"
};

static const unsigned char file3[] = {
#embed "../crt/crt1.c"
};

static const unsigned char file4[] = {
#embed "../crt/never.h"
};

static const unsigned char file5[] = {
#embed "../include/assert.h"
};

static const unsigned char file6[] = {
#embed "../include/ctype.h"
};

static const unsigned char file7[] = {
#embed "../include/errno.h"
};

static const unsigned char file8[] = {
#embed "../include/math.h"
};

static const unsigned char file9[] = {
#embed "../include/stdio.h"
};

static const unsigned char file10[] = {
#embed "../include/stdlib.h"
};

static const unsigned char file11[] = {
#embed "../include/string.h"
};

static const unsigned char file12[] = {
#embed "../libc/arguments.c"
};

static const unsigned char file13[] = {
#embed "../libc/arguments.h"
};

static const unsigned char file14[] = {
#embed "../libc/assert.c"
};

static const unsigned char file15[] = {
#embed "../libc/bridge_call.c"
};

static const unsigned char file16[] = {
#embed "../libc/bridge_input.c"
};

static const unsigned char file17[] = {
#embed "../libc/bridge_wait.c"
};

static const unsigned char file18[] = {
#embed "../libc/ctype.c"
};

static const unsigned char file19[] = {
#embed "../libc/decimal.c"
};

static const unsigned char file20[] = {
#embed "../libc/decimal.h"
};

static const unsigned char file21[] = {
#embed "../libc/errno.c"
};

static const unsigned char file22[] = {
#embed "../libc/exit.c"
};

static const unsigned char file23[] = {
#embed "../libc/exit_process.c"
};

static const unsigned char file24[] = {
#embed "../libc/file.c"
};

static const unsigned char file25[] = {
#embed "../libc/file.h"
};

static const unsigned char file26[] = {
#embed "../libc/main_arguments.c"
};

static const unsigned char file27[] = {
#embed "../libc/main_void.c"
};

static const unsigned char file28[] = {
#embed "../libc/malloc.c"
};

static const unsigned char file29[] = {
#embed "../libc/malloc.h"
};

static const unsigned char file30[] = {
#embed "../libc/malloc_more.c"
};

static const unsigned char file31[] = {
#embed "../libc/memory.c"
};

static const unsigned char file32[] = {
#embed "../libc/printf.c"
};

static const unsigned char file33[] = {
#embed "../libc/random.c"
};

static const unsigned char file34[] = {
#embed "../libc/stdin.c"
};

static const unsigned char file35[] = {
#embed "../libc/stdin.h"
};

static const unsigned char file36[] = {
#embed "../libc/stdio.c"
};

static const unsigned char file37[] = {
#embed "../libc/stdlib.c"
};

static const unsigned char file38[] = {
#embed "../libc/stdout.c"
};

static const unsigned char file39[] = {
#embed "../libc/stdout.h"
};

static const unsigned char file40[] = {
#embed "../libc/strerror.c"
};

static const unsigned char file41[] = {
#embed "../libc/string.c"
};

static const unsigned char file42[] = {
#embed "../libc/strtod.c"
};

static const unsigned char file43[] = {
#embed "../libc/wasi.h"
};

static const unsigned char file44[] = {
#embed "../libm/exponential.c"
};

static const unsigned char file45[] = {
#embed "../libm/float.c"
};

static const unsigned char file46[] = {
#embed "../libm/hyperbolic.c"
};

static const unsigned char file47[] = {
#embed "../libm/inverse.c"
};

static const unsigned char file48[] = {
#embed "../libm/logarithm.c"
};

static const unsigned char file49[] = {
#embed "../libm/pair.h"
};

static const unsigned char file50[] = {
#embed "../libm/power.c"
};

static const unsigned char file51[] = {
#embed "../libm/remainder.c"
};

static const unsigned char file52[] = {
#embed "../libm/rounding.c"
};

static const unsigned char file53[] = {
#embed "../libm/trigonometric.c"
};

static const unsigned char file54[] = {
#embed "../../BridgeSignature/BridgeType.swift"
};

static const unsigned char file55[] = {
#embed "../../BridgeSignature/Declaration+Source.swift"
};

static const unsigned char file56[] = {
#embed "../../BridgeSignature/Declaration.swift"
};

static const unsigned char file57[] = {
#embed "../../BridgeSignature/DeclarationParser+Mentions.swift"
};

static const unsigned char file58[] = {
#embed "../../BridgeSignature/DeclarationParser+TypeDeclarations.swift"
};

static const unsigned char file59[] = {
#embed "../../BridgeSignature/DeclarationParser+Types.swift"
};

static const unsigned char file60[] = {
#embed "../../BridgeSignature/DeclarationParser.swift"
};

static const unsigned char file61[] = {
#embed "../../BridgeSignature/ExportName.swift"
};

static const unsigned char file62[] = {
#embed "../../BridgeSignature/Lexer.swift"
};

static const unsigned char file63[] = {
#embed "../../BridgeSignature/SignatureError.swift"
};

static const unsigned char file64[] = {
#embed "../../JavaScript/Codecs/Collections.swift"
};

static const unsigned char file65[] = {
#embed "../../JavaScript/Codecs/Functions.swift"
};

static const unsigned char file66[] = {
#embed "../../JavaScript/Codecs/JSClassHandle.swift"
};

static const unsigned char file67[] = {
#embed "../../JavaScript/Codecs/JSCodec.swift"
};

static const unsigned char file68[] = {
#embed "../../JavaScript/Codecs/JSWriter.swift"
};

static const unsigned char file69[] = {
#embed "../../JavaScript/Codecs/Scalars.swift"
};

static const unsigned char file70[] = {
#embed "../../JavaScript/Codecs/Text.swift"
};

static const unsigned char file71[] = {
#embed "../../JavaScript/JSClosure+Waiting.swift"
};

static const unsigned char file72[] = {
#embed "../../JavaScript/JSClosure.swift"
};

static const unsigned char file73[] = {
#embed "../../JavaScript/JSConvertible.swift"
};

static const unsigned char file74[] = {
#embed "../../JavaScript/JSException.swift"
};

static const unsigned char file75[] = {
#embed "../../JavaScript/JSObject+DynamicMembers.swift"
};

static const unsigned char file76[] = {
#embed "../../JavaScript/JSObject+Members.swift"
};

static const unsigned char file77[] = {
#embed "../../JavaScript/JSObject+Throwing.swift"
};

static const unsigned char file78[] = {
#embed "../../JavaScript/JSObject.swift"
};

static const unsigned char file79[] = {
#embed "../../JavaScript/JSValue+Waiting.swift"
};

static const unsigned char file80[] = {
#embed "../../JavaScript/JSValue.swift"
};

static const unsigned char file81[] = {
#embed "../../JavaScript/Macros.swift"
};

static const unsigned char file82[] = {
#embed "../../JavaScriptMacros/BridgeType+Direct.swift"
};

static const unsigned char file83[] = {
#embed "../../JavaScriptMacros/CodecNames+Functions.swift"
};

static const unsigned char file84[] = {
#embed "../../JavaScriptMacros/CodecNames.swift"
};

static const unsigned char file85[] = {
#embed "../../JavaScriptMacros/Expansion+Import.swift"
};

static const unsigned char file86[] = {
#embed "../../JavaScriptMacros/Expansion.swift"
};

static const unsigned char file87[] = {
#embed "../../JavaScriptMacros/Plugin.swift"
};

static const unsigned char file88[] = {
#embed "../../JavaScriptMacros/Thunk.swift"
};

static const unsigned char file89[] = {
#embed "../../SwiftletBuild/Support/JSON.swift"
};

static const unsigned char file90[] = {
#embed "../../SwiftletGuest/Describing.swift"
};

static const unsigned char file91[] = {
#embed "../../SwiftletGuest/FatalError.swift"
};

static const unsigned char file92[] = {
#embed "../../SwiftletGuest/File.swift"
};

static const unsigned char file93[] = {
#embed "../../SwiftletGuest/Math.swift"
};

static const unsigned char file94[] = {
#embed "../../SwiftletGuest/Print.swift"
};

static const unsigned char file95[] = {
#embed "../../SwiftletGuest/Process.swift"
};

static const unsigned char file96[] = {
#embed "../../SwiftletGuest/String+Search.swift"
};

static const struct swiftlet_sysroot_file files[] = {
    {"builtins/float128.c", file0, sizeof file0},
    {"builtins/int128.c", file1, sizeof file1},
    {"crt/crt1-reactor.c", file2, sizeof file2},
    {"crt/crt1.c", file3, sizeof file3},
    {"crt/never.h", file4, sizeof file4},
    {"include/assert.h", file5, sizeof file5},
    {"include/ctype.h", file6, sizeof file6},
    {"include/errno.h", file7, sizeof file7},
    {"include/math.h", file8, sizeof file8},
    {"include/stdio.h", file9, sizeof file9},
    {"include/stdlib.h", file10, sizeof file10},
    {"include/string.h", file11, sizeof file11},
    {"libc/arguments.c", file12, sizeof file12},
    {"libc/arguments.h", file13, sizeof file13},
    {"libc/assert.c", file14, sizeof file14},
    {"libc/bridge_call.c", file15, sizeof file15},
    {"libc/bridge_input.c", file16, sizeof file16},
    {"libc/bridge_wait.c", file17, sizeof file17},
    {"libc/ctype.c", file18, sizeof file18},
    {"libc/decimal.c", file19, sizeof file19},
    {"libc/decimal.h", file20, sizeof file20},
    {"libc/errno.c", file21, sizeof file21},
    {"libc/exit.c", file22, sizeof file22},
    {"libc/exit_process.c", file23, sizeof file23},
    {"libc/file.c", file24, sizeof file24},
    {"libc/file.h", file25, sizeof file25},
    {"libc/main_arguments.c", file26, sizeof file26},
    {"libc/main_void.c", file27, sizeof file27},
    {"libc/malloc.c", file28, sizeof file28},
    {"libc/malloc.h", file29, sizeof file29},
    {"libc/malloc_more.c", file30, sizeof file30},
    {"libc/memory.c", file31, sizeof file31},
    {"libc/printf.c", file32, sizeof file32},
    {"libc/random.c", file33, sizeof file33},
    {"libc/stdin.c", file34, sizeof file34},
    {"libc/stdin.h", file35, sizeof file35},
    {"libc/stdio.c", file36, sizeof file36},
    {"libc/stdlib.c", file37, sizeof file37},
    {"libc/stdout.c", file38, sizeof file38},
    {"libc/stdout.h", file39, sizeof file39},
    {"libc/strerror.c", file40, sizeof file40},
    {"libc/string.c", file41, sizeof file41},
    {"libc/strtod.c", file42, sizeof file42},
    {"libc/wasi.h", file43, sizeof file43},
    {"libm/exponential.c", file44, sizeof file44},
    {"libm/float.c", file45, sizeof file45},
    {"libm/hyperbolic.c", file46, sizeof file46},
    {"libm/inverse.c", file47, sizeof file47},
    {"libm/logarithm.c", file48, sizeof file48},
    {"libm/pair.h", file49, sizeof file49},
    {"libm/power.c", file50, sizeof file50},
    {"libm/remainder.c", file51, sizeof file51},
    {"libm/rounding.c", file52, sizeof file52},
    {"libm/trigonometric.c", file53, sizeof file53},
    {"BridgeSignature/BridgeType.swift", file54, sizeof file54},
    {"BridgeSignature/Declaration+Source.swift", file55, sizeof file55},
    {"BridgeSignature/Declaration.swift", file56, sizeof file56},
    {"BridgeSignature/DeclarationParser+Mentions.swift", file57, sizeof file57},
    {"BridgeSignature/DeclarationParser+TypeDeclarations.swift", file58, sizeof file58},
    {"BridgeSignature/DeclarationParser+Types.swift", file59, sizeof file59},
    {"BridgeSignature/DeclarationParser.swift", file60, sizeof file60},
    {"BridgeSignature/ExportName.swift", file61, sizeof file61},
    {"BridgeSignature/Lexer.swift", file62, sizeof file62},
    {"BridgeSignature/SignatureError.swift", file63, sizeof file63},
    {"JavaScript/Codecs/Collections.swift", file64, sizeof file64},
    {"JavaScript/Codecs/Functions.swift", file65, sizeof file65},
    {"JavaScript/Codecs/JSClassHandle.swift", file66, sizeof file66},
    {"JavaScript/Codecs/JSCodec.swift", file67, sizeof file67},
    {"JavaScript/Codecs/JSWriter.swift", file68, sizeof file68},
    {"JavaScript/Codecs/Scalars.swift", file69, sizeof file69},
    {"JavaScript/Codecs/Text.swift", file70, sizeof file70},
    {"JavaScript/JSClosure+Waiting.swift", file71, sizeof file71},
    {"JavaScript/JSClosure.swift", file72, sizeof file72},
    {"JavaScript/JSConvertible.swift", file73, sizeof file73},
    {"JavaScript/JSException.swift", file74, sizeof file74},
    {"JavaScript/JSObject+DynamicMembers.swift", file75, sizeof file75},
    {"JavaScript/JSObject+Members.swift", file76, sizeof file76},
    {"JavaScript/JSObject+Throwing.swift", file77, sizeof file77},
    {"JavaScript/JSObject.swift", file78, sizeof file78},
    {"JavaScript/JSValue+Waiting.swift", file79, sizeof file79},
    {"JavaScript/JSValue.swift", file80, sizeof file80},
    {"JavaScript/Macros.swift", file81, sizeof file81},
    {"JavaScriptMacros/BridgeType+Direct.swift", file82, sizeof file82},
    {"JavaScriptMacros/CodecNames+Functions.swift", file83, sizeof file83},
    {"JavaScriptMacros/CodecNames.swift", file84, sizeof file84},
    {"JavaScriptMacros/Expansion+Import.swift", file85, sizeof file85},
    {"JavaScriptMacros/Expansion.swift", file86, sizeof file86},
    {"JavaScriptMacros/Plugin.swift", file87, sizeof file87},
    {"JavaScriptMacros/Thunk.swift", file88, sizeof file88},
    {"SwiftletBuild/Support/JSON.swift", file89, sizeof file89},
    {"SwiftletGuest/Describing.swift", file90, sizeof file90},
    {"SwiftletGuest/FatalError.swift", file91, sizeof file91},
    {"SwiftletGuest/File.swift", file92, sizeof file92},
    {"SwiftletGuest/Math.swift", file93, sizeof file93},
    {"SwiftletGuest/Print.swift", file94, sizeof file94},
    {"SwiftletGuest/Process.swift", file95, sizeof file95},
    {"SwiftletGuest/String+Search.swift", file96, sizeof file96},
};

size_t swiftlet_sysroot_count(void) {
    return sizeof files / sizeof files[0];
}

struct swiftlet_sysroot_file swiftlet_sysroot_file(size_t index) {
    return files[index];
}
