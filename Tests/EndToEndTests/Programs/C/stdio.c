// Formats numbers and text, reads standard input in several ways.
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) printf("argument %d: %s\n", i, argv[i]);
    const char *value = getenv("GREETING");
    printf("GREETING=%s\n", value ? value : "(none)");

    printf("%d %5d|%-5d|%05d %x %#o %llu\n", -1, 42, 42, 42, 0xbeef, 8, (unsigned long long)UINT64_MAX);
    printf("%.3f %e %g %g %a\n", 3.14159, 6.02e23, 1e-5, 100000.0, 0.1);
    printf("%f %f %f\n", INFINITY, -INFINITY, sqrt(2));
    printf("%s|%10s|%-10s|%.2s|%c|%%\n", "text", "right", "left", "cut", 'x');
    printf("%.17g %.17g %.17g\n", sin(1.0), exp(1.0), pow(2.5, 3.5));

    char line[64];
    int first = 0, second = 0;
    if (fgets(line, sizeof line, stdin)) printf("line: %s", line);
    if (scanf("%d %d", &first, &second) == 2) printf("sum: %d\n", first + second);
    int count = 0, c;
    while ((c = getchar()) != EOF) count += c == 'a';
    printf("a's: %d, end: %d\n", count, feof(stdin) != 0);

    struct tm when = {.tm_year = 126, .tm_mon = 10, .tm_mday = 23};
    char date[32];
    strftime(date, sizeof date, "%Y-%m-%d", &when);
    puts(date);
    errno = 0;
    strtol("99999999999999999999", NULL, 10);
    fprintf(stderr, "%s\n", strerror(errno));
    return 0;
}
