#include <stdio.h>
#include <stdlib.h>

/* Traps in a function that several others called, at a line that the test knows. */

static int __attribute__((noinline)) divide(int a, int b) {
    int quotient =
        a / b;
    return quotient * 2;
}

static int __attribute__((noinline)) middle(int count) {
    int sum = 0;
    for (int i = count; i >= 0; i--) {
        sum += divide(100, i);
    }
    return sum;
}

int main(int argc, char **argv) {
    printf("before\n");
    fflush(stdout);
    return middle(argc + 2);
}
