// exp and its relatives: x = k log 2 + r with |r| <= (log 2) / 2, then the Taylor series of e^r, whose first two terms
// are kept exact.

#include <math.h>

#include "pair.h"

// (e^r - 1 - r) / r^2 for |r| < 0.35: the Taylor series, correct to the last place of its use.
static double exp_series(double r) {
    static const double reciprocals[] = {
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320,
        1.0 / 5040,       1.0 / 720,       1.0 / 120,      1.0 / 24,      1.0 / 6,      1.0 / 2,
    };
    double sum = reciprocals[0];
    for (unsigned i = 1; i < sizeof reciprocals / sizeof reciprocals[0]; i++) {
        sum = sum * r + reciprocals[i];
    }
    return sum;
}

pair __exp_pair(pair x, int *exponent) {
    double k = rint(x.high * 0x1.71547652b82fep+0);
    *exponent = (int)k;
    // log 2 in two parts; k times the first is exact.
    pair r = exact_sum(x.high - k * 0x1.62e42fee00000p-1, x.low - k * 0x1.a39ef35793c76p-33);
    pair sum = fast_sum(1, r.high);
    return fast_sum(sum.high, sum.low + (r.low + r.low * r.high + r.high * r.high * exp_series(r.high)));
}

double exp(double x) {
    if (x > 710) {
        return INFINITY;
    }
    if (!(x > -746)) {
        return isnan(x) ? x : 0;
    }
    int exponent;
    pair result = __exp_pair((pair){x, 0}, &exponent);
    return scalbn(result.high + result.low, exponent);
}

double exp2(double x) {
    if (x >= 1024) {
        return INFINITY;
    }
    if (!(x > -1076)) {
        return isnan(x) ? x : 0;
    }
    double k = rint(x), fraction = x - k;
    pair scaled = exact_product(fraction, 0x1.62e42fefa39efp-1);
    scaled.low += fraction * 0x1.abc9e3b39803fp-56;
    int exponent;
    pair result = __exp_pair(scaled, &exponent);
    return scalbn(result.high + result.low, exponent + (int)k);
}

double expm1(double x) {
    if (fabs(x) < 0x1p-54) {
        return x;  // with the sign of zero
    }
    if (fabs(x) < 0.3) {
        return x + x * x * exp_series(x);
    }
    if (x > 710) {
        return INFINITY;
    }
    if (!(x > -50)) {
        return isnan(x) ? x : -1;
    }
    int exponent;
    pair result = __exp_pair((pair){x, 0}, &exponent);
    if (exponent > 1000) {
        return scalbn(result.high + result.low, exponent);
    }
    pair difference = exact_sum(scalbn(result.high, exponent), -1);
    return difference.high + (difference.low + scalbn(result.low, exponent));
}
