#ifndef SWIFTLET_ARGUMENTS_H
#define SWIFTLET_ARGUMENTS_H

// The program's words, its name first; null when there are none.
char **__arguments(int *count);

// The environment, each entry in the form NAME=VALUE; null when it is empty.
char **__environment(int *count);

#endif
