// Powers and roots.

#include <math.h>

#include "pair.h"

static int is_integer(double x) {
    return isfinite(x) && x == trunc(x);
}

static int is_odd(double x) {
    return is_integer(x) && fabs(x) < 0x1p53 && (long long)x & 1;
}

double pow(double x, double y) {
    if (y == 0 || x == 1) {
        return 1;
    }
    if (isunordered(x, y)) {
        return x + y;
    }
    double sign = 1, magnitude = fabs(x);
    if (signbit(x)) {
        if (is_odd(y)) {
            sign = -1;
        } else if (x != 0 && isfinite(x) && isfinite(y) && !is_integer(y)) {
            return NAN;
        }
    }
    if (magnitude == 1) {
        return sign;
    }
    if (isinf(y)) {
        return (magnitude > 1) == (y > 0) ? INFINITY : 0;
    }
    if (magnitude == 0 || isinf(magnitude)) {
        return sign * ((magnitude == 0) == (y > 0) ? 0 : INFINITY);
    }
    if (fabs(y) > 0x1p65) {
        return sign * ((magnitude > 1) == (y > 0) ? INFINITY : 0);
    }
    int exponent;
    pair logarithm = __log_pair(magnitude, &exponent);
    logarithm = __add_log2(exponent, logarithm);
    pair product = pair_product(logarithm, (pair){y, 0});
    if (product.high > 710) {
        return sign * INFINITY;
    }
    if (product.high < -746) {
        return sign * 0;
    }
    pair result = __exp_pair(product, &exponent);
    return sign * scalbn(result.high + result.low, exponent);
}

double cbrt(double x) {
    if (x == 0 || !isfinite(x)) {
        return x;
    }
    int exponent;
    double m = frexp(fabs(x), &exponent);
    // Make the exponent a multiple of three: m is in [1/8, 1).
    while (exponent % 3 != 0) {
        m /= 2;
        exponent++;
    }
    double root = 0.4 + 0.6 * m;
    for (int i = 0; i < 5; i++) {
        root = (2 * root + m / (root * root)) / 3;
    }
    // One more step of Newton's with the residue in full.
    pair square = exact_product(root, root);
    pair cube = pair_product(square, (pair){root, 0});
    root += ((m - cube.high) - cube.low) / (3 * root * root);
    return copysign(scalbn(root, exponent / 3), x);
}

double hypot(double x, double y) {
    x = fabs(x);
    y = fabs(y);
    if (isinf(x) || isinf(y)) {
        return INFINITY;
    }
    if (isunordered(x, y)) {
        return x + y;
    }
    double larger = x > y ? x : y, smaller = x > y ? y : x;
    if (larger == 0) {
        return 0;
    }
    int exponent;
    larger = frexp(larger, &exponent);
    smaller = scalbn(smaller, -exponent);
    pair sum = pair_sum(exact_product(larger, larger), exact_product(smaller, smaller));
    double root = sqrt(sum.high);
    pair square = exact_product(root, root);
    root += ((sum.high - square.high) - square.low + sum.low) / (2 * root);
    return scalbn(root, exponent);
}
