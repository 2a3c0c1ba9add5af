#ifndef SWIFTLET_ARGUMENTS_H
#define SWIFTLET_ARGUMENTS_H

// The program's words, its name first; null when there are none.
char **__arguments(int *count);

// The environment, each entry in the form NAME=VALUE; null when it is empty.
char **__environment(int *count);

// The same for a `main` that is written in C, whose program is linked with it; nothing otherwise. See crt/crt1.c.
char **__main_arguments(int *count);

#endif
