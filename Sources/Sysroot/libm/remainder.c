// Remainders, exact by long division, and the fused multiplication and addition.

#include <math.h>

#include "pair.h"

// |x| modulo |y| for finite x and y != 0; `*odd` becomes the last bit of the quotient.
static double positive_remainder(double x, double y, int *odd) {
    int ex, ey;
    *odd = 0;
    if (x < y) {
        return x;
    }
    uint64_t mx = (uint64_t)scalbn(frexp(x, &ex), 53), my = (uint64_t)scalbn(frexp(y, &ey), 53);
    for (;; ex--) {
        *odd = mx >= my;
        if (*odd) {
            mx -= my;
        }
        if (ex == ey) {
            break;
        }
        mx <<= 1;
    }
    return scalbn((double)mx, ey - 53);
}

double fmod(double x, double y) {
    if (isunordered(x, y) || isinf(x) || y == 0) {
        return NAN;
    }
    int odd;
    return isinf(y) ? x : copysign(positive_remainder(fabs(x), fabs(y), &odd), x);
}

double remainder(double x, double y) {
    if (isunordered(x, y) || isinf(x) || y == 0) {
        return NAN;
    }
    if (isinf(y)) {
        return x;
    }
    int odd;
    double divisor = fabs(y);
    double rest = positive_remainder(fabs(x), divisor, &odd);
    // The nearer multiple; half way, the even one.
    double other = divisor - rest;
    if (rest > other || (rest == other && odd)) {
        rest -= divisor;
    }
    return signbit(x) ? -rest : rest;
}

float fmodf(float x, float y) { return (float)fmod(x, y); }

// The sum rounded to odd: when it is not exact, its last bit is set. Rounding that once more is as good as rounding
// the exact sum.
static double odd_sum(double a, double b) {
    pair sum = exact_sum(a, b);
    uint64_t bits = bits_of(sum.high);
    if (sum.low != 0 && isfinite(sum.high) && !(bits & 1)) {
        bits += (sum.low > 0) == (sum.high > 0) ? 1 : (uint64_t)-1;
    }
    return from_bits(bits);
}

// x * y + z rounded once (Boldo and Melquiond 2008).
double fma(double x, double y, double z) {
    if (isinf(z) && isfinite(x) && isfinite(y)) {
        return z;  // the product alone may overflow
    }
    if (!isfinite(x) || !isfinite(y) || !isfinite(z) || x == 0 || y == 0 || z == 0) {
        return x * y + z;
    }
    // Scaled so that no product overflows or loses digits below the subnormal numbers.
    int ex, ey, ez, width;
    double mx = frexp(x, &ex), my = frexp(y, &ey);
    frexp(z, &ez);
    int exponent = ex + ey;
    if (ez - exponent > 110) {
        return z;  // the product is far below half a unit of the last place
    }
    if (exponent - ez > 160) {
        z = copysign(0x1p-160, z);
    } else {
        z = scalbn(z, -exponent);
    }
    pair product = exact_product(mx, my);
    pair sum = exact_sum(product.high, z);
    double low = odd_sum(sum.low, product.low);
    double value = sum.high + low;
    frexp(value, &width);
    if (width + exponent < -1021 && value != 0) {
        // Among subnormal numbers there are fewer bits: round to their unit by hand, so that it happens once.
        double unit = scalbn(1, -1074 - exponent), large = copysign(0x1p52 * unit, value);
        sum = exact_sum(sum.high, low);
        double rounded = (sum.high + large) - large;
        pair rest = exact_sum(sum.high - rounded, sum.low);
        if (fabs(rest.high) > unit / 2 || (fabs(rest.high) == unit / 2 && rest.high * rest.low > 0)) {
            rounded += copysign(unit, rest.high);
        }
        return scalbn(rounded, exponent);
    }
    return scalbn(value, exponent);
}

// A double holds the product of two floats exactly; rounding the sum to odd makes the second rounding harmless.
float fmaf(float x, float y, float z) {
    double product = (double)x * y;
    if (!isfinite(product) || !isfinite(z)) {
        return (float)(product + z);
    }
    return (float)odd_sum(product, z);
}
