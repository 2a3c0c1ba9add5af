// Never ends, in the way that it is told: in a loop, in a recursion, asleep, or by asking for ever more memory.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

__attribute__((noinline)) static int deeper(volatile int *depth) {
    (*depth)++;
    return deeper(depth) + *depth;
}

int main(int argc, char **argv) {
    volatile int count = 0;
    const char *how = argc > 1 ? argv[1] : "";
    puts(how);
    fflush(stdout);
    if (!strcmp(how, "loop")) for (;;) count++;
    if (!strcmp(how, "recursion")) return deeper(&count);
    if (!strcmp(how, "sleep")) sleep(3600);
    if (!strcmp(how, "memory")) {
        // Kept where the compiler cannot tell that nobody looks.
        static char *volatile block;
        while ((block = malloc(1 << 20))) block[0] = 1, count++;
        printf("%d MiB\n", count);
    }
    return 0;
}
