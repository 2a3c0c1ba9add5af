// The arguments for a `main` that is written in C; see crt/crt1.c. The tool asks for this file by the name of its
// variable.

#include "arguments.h"

extern const char __has_c_main;
const char __has_c_main = 1;

char **__main_arguments(int *count) {
    return __arguments(count);
}
