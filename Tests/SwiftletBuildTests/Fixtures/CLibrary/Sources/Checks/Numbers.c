#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "Checks.h"

static uint64_t state = 88172645463325252u;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static double any_double(void) {
    uint64_t bits = next();
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

void checkNumbers(void) {
    const char *texts[] = {
        "0", "-0", "1", "3.25", "0.1", "1e23", "8.5e-46", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
        "2.2250738585072011e-308", "1.7976931348623157e308", "1.7976931348623159e308", "9007199254740993", "9007199254740993.0000000001",
        "123456789012345678901234567890", "0x1.8p3", "0x1.fffffffffffff8p0", "0x0.8p-1074", "1e-400", "1e400", "  +12.5abc", "inf",
        "-Infinity", "nan", ".5", "5.", ".", "e5", "1e", "1e+", "0x", "-",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *end, *short_end;
        double value = strtod(texts[i], &end);
        float short_value = strtof(texts[i], &short_end);
        printf("%s -> %.17g %td %.9g %td\n", texts[i], value, end - texts[i], (double)short_value, short_end - texts[i]);
    }
    // What is printed with 17 digits comes back; so does what is between two floats.
    int wrong = 0;
    for (int i = 0; i < 3000; i++) {
        double value = any_double();
        char text[40];
        snprintf(text, sizeof text, "%.16e", value);
        wrong += isfinite(value) && strtod(text, NULL) != value;
    }
    printf("strtod: %d wrong\n", wrong);
    for (int i = 0; i < 200; i++) {
        double value = any_double();
        float small = (float)scalbn((double)(int64_t)next(), -60 - i % 40);
        if (isfinite(value)) {
            printf("%.17g %.3e %g %.0e ", value, value, value, value);
        }
        printf("%.9g %f %.2f %10.4f|%-12.1f|%+g|% g|%#.0f|%012.3f\n", (double)small, (double)small, (double)small, (double)small,
            (double)small, (double)small, (double)small, (double)small, (double)small);
    }
    printf("%.0f %.0f %.0f %.1f %.2f %g %g %g %G %#g\n", 0.5, 1.5, 2.5, 0.25, 1.005, 100000.0, 1e6, 1e-5, 1e-10, 1.0);
    printf("%d %5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%u\n", 42, 42, 42, -42, 42, 42, 255, 255, 255, 8, 8, 4000000000u);
    printf("%lld %llu %hhd %hd %jd %zu %.5d|%.0d|%c|%5s|%-5s|%.2s|%%\n", INT64_MIN, UINT64_MAX, 300, 70000, (intmax_t)-1, (size_t)9, 42, 0, 'c',
        "ab", "ab", "abc");
    printf("%a %A %.2a %.0a %20a|%-20a|%020a %a %a\n", 1.0, 255.5, 1.999, 1.5, 3.0, 3.0, -3.0, 5e-324, 0.0);
    printf("%*d|%-*d|%.*f\n", 6, 1, 6, 2, 2, 3.14159);
    char small[8];
    int needed = snprintf(small, sizeof small, "%s", "longer than that");
    printf("%s %d\n", small, needed);
    char *end;
    errno = 0;
    printf("%ld %ld ", strtol("  -42x", &end, 10), strtol("0x1F", NULL, 0));
    printf("%lld %d ", strtoll("99999999999999999999", NULL, 10), errno == ERANGE);
    printf("%lu %d %lld\n", strtoul("777", NULL, 8), atoi("12ab"), atoll("-9223372036854775808"));
}

static double in_range(double limit) {
    return ((double)(next() >> 11) * 0x1p-52 - 1) * limit;
}

// A result's distance from the host's is judged by the test, so the bits are printed.
static void report(const char *name, double x, double y, double result) {
    uint64_t bits;
    memcpy(&bits, &result, sizeof bits);
    printf("math %s %a %a %llx\n", name, x, y, (unsigned long long)bits);
}

void checkMath(void) {
    const double special[] = {0.0, -0.0, 1, -1, 0.5, 2, 10, 1e10, 1e22, 1e300, -1e300, 5e-324, 1e-310, INFINITY, -INFINITY, NAN};
    enum { specials = sizeof special / sizeof special[0] };
    for (int i = 0; i < 150; i++) {
        double x = i < specials ? special[i] : i % 3 == 0 ? any_double() : in_range(i % 3 == 1 ? 1 : 700);
        double y = i < 2 * specials ? special[(i * 7) % specials] : in_range(20);
#define ONE(name) report(#name, x, 0, name(x));
#define TWO(name) report(#name, x, y, name(x, y));
        ONE(sin) ONE(cos) ONE(tan) ONE(asin) ONE(acos) ONE(atan) ONE(exp) ONE(exp2) ONE(expm1) ONE(log) ONE(log2) ONE(log10)
        ONE(log1p) ONE(cbrt) ONE(sinh) ONE(cosh) ONE(tanh) ONE(asinh) ONE(acosh) ONE(atanh) ONE(sqrt) ONE(floor) ONE(ceil)
        ONE(trunc) ONE(round) ONE(rint)
        TWO(pow) TWO(atan2) TWO(hypot) TWO(fmod) TWO(remainder) TWO(fmin) TWO(fmax)
    }
}
