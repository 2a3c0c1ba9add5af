// Leaves in the way that it is told: by code, by abort, by a division, by a wild pointer, by a call through a wrong pointer.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void last(void) { puts("at exit"); }
static int same(int x) { return x; }

int main(int argc, char **argv) {
    atexit(last);
    puts("started");
    fflush(stdout);
    const char *how = argc > 1 ? argv[1] : "0";
    if (!strcmp(how, "abort")) abort();
    if (!strcmp(how, "divide")) {
        volatile int one = 1, zero = 0;
        return one / zero;
    }
    if (!strcmp(how, "pointer")) return *(volatile int *)0xffffff00;
    if (!strcmp(how, "call")) return ((double (*)(double))(void *)same)(1.0) > 0;
    return atoi(how);
}
