// Logarithms: x = 2^k m with m near one, and log m = 2 artanh(s) for s = (m - 1) / (m + 1), by its series. The terms
// in s and s^3 are kept as pairs, so that pow has the bits that it needs.

#include <math.h>

#include "pair.h"

pair __log_pair(double x, int *exponent) {
    double m = frexp(x, exponent);  // in [1/2, 1)
    if (m < 0x1.6a09e667f3bcdp-1) {
        m *= 2;
        *exponent -= 1;
    }
    double f = m - 1;
    pair s = pair_quotient((pair){f, 0}, exact_sum(f, 2));
    pair square = pair_product(s, s);
    double z = square.high;
    // 2/5 + 2/7 z + 2/9 z^2 + …; z < 0.0295
    double tail = 0;
    for (int n = 23; n >= 5; n -= 2) {
        tail = tail * z + 2.0 / n;
    }
    pair cube = pair_product(pair_product(s, square), (pair){0x1.5555555555555p-1, 0x1.5555555555555p-55});
    cube.low += z * z * s.high * tail;
    return pair_sum((pair){2 * s.high, 2 * s.low}, fast_sum(cube.high, cube.low));
}

pair __add_log2(int exponent, pair x) {
    // log 2 in two parts; the exponent times the first is exact.
    pair sum = exact_sum(exponent * 0x1.62e42fee00000p-1, x.high);
    return fast_sum(sum.high, sum.low + (x.low + exponent * 0x1.a39ef35793c76p-33));
}

// What logarithms have in common outside of the positive finite numbers: returns true and sets the result there.
static int is_special(double x, double *result) {
    if (x > 0 && isfinite(x)) {
        return 0;
    }
    *result = x == 0 ? -INFINITY : x > 0 || isnan(x) ? x : NAN;
    return 1;
}

double log(double x) {
    double special;
    if (is_special(x, &special)) {
        return special;
    }
    int exponent;
    pair result = __log_pair(x, &exponent);
    result = __add_log2(exponent, result);
    return result.high + result.low;
}

double log2(double x) {
    double special;
    if (is_special(x, &special)) {
        return special;
    }
    int exponent;
    pair result = __log_pair(x, &exponent);
    result = pair_product(result, (pair){0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56});
    result = pair_sum((pair){exponent, 0}, result);
    return result.high + result.low;
}

double log10(double x) {
    double special;
    if (is_special(x, &special)) {
        return special;
    }
    int exponent;
    pair result = __log_pair(x, &exponent);
    result = pair_product(__add_log2(exponent, result), (pair){0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57});
    return result.high + result.low;
}

double log1p(double x) {
    double special;
    if (is_special(1 + x, &special)) {
        return special;
    }
    if (fabs(x) < 0x1p-54) {
        return x;
    }
    pair sum = exact_sum(1, x);
    int exponent;
    pair result = __log_pair(sum.high, &exponent);
    result.low += sum.low / sum.high;
    result = __add_log2(exponent, result);
    return result.high + result.low;
}
