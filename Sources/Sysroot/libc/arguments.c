// The words that the program was called with and its environment, fetched from the host when first asked for.

#include "arguments.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "wasi.h"

typedef uint32_t sizes_function(size_t *count, size_t *bytes);
typedef uint32_t get_function(char **pointers, char *bytes);

// One block: the pointers with a null at the end, then the texts. It is kept for the life of the module.
static char **fetch(sizes_function *sizes, get_function *get, int *result_count) {
    size_t count = 0, bytes = 0;
    char **pointers = NULL;
    if (sizes(&count, &bytes) == 0 && count < 0x1000000 && bytes < 0x10000000) {
        pointers = malloc((count + 1) * sizeof(char *) + bytes);
    }
    if (pointers == NULL || get(pointers, (char *)(pointers + count + 1)) != 0) {
        *result_count = 0;
        return NULL;
    }
    pointers[count] = NULL;
    *result_count = (int)count;
    return pointers;
}

char **__arguments(int *count) {
    static char **arguments;
    static int arguments_count;
    if (arguments == NULL) {
        arguments = fetch(wasi_args_sizes_get, wasi_args_get, &arguments_count);
    }
    *count = arguments_count;
    return arguments;
}

char **__environment(int *count) {
    static char **environment;
    static int environment_count;
    if (environment == NULL) {
        environment = fetch(wasi_environ_sizes_get, wasi_environ_get, &environment_count);
    }
    *count = environment_count;
    return environment;
}

char *getenv(const char *name) {
    int count;
    char **environment = __environment(&count);
    size_t length = strlen(name);
    for (int i = 0; i < count; i++) {
        if (strncmp(environment[i], name, length) == 0 && environment[i][length] == '=') {
            return environment[i] + length + 1;
        }
    }
    return NULL;
}
