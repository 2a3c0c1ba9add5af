// asin, acos, atan and atan2: all by one arctangent of a quotient of pairs.

#include <math.h>

#include "pair.h"

// atan(n / 8) for n from 0 to 8.
static const pair anchors[] = {
    {0, 0},
    {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59},
    {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57},
    {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56},
    {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
    {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58},
    {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56},
    {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56},
    {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
};

pair __atan_pair(pair y, pair x) {
    pair quotient = pair_quotient(y, x);
    // The nearest eighth; what is left is at most a sixteenth: atan t = atan c + atan((t - c) / (1 + t c)).
    int eighths = (int)rint(quotient.high * 8);
    double c = eighths / 8.0;
    pair rest = quotient;
    if (eighths != 0) {
        pair numerator = pair_sum(quotient, (pair){-c, 0});
        pair denominator = pair_sum(pair_product(quotient, (pair){c, 0}), (pair){1, 0});
        rest = pair_quotient(numerator, denominator);
    }
    double t = rest.high, z = t * t;
    double series = 0;
    for (int n = 15; n >= 3; n -= 2) {
        series = series * z + (n & 2 ? -1.0 : 1.0) / n;
    }
    rest = fast_sum(rest.high, rest.low + t * z * series);
    return pair_sum(anchors[eighths], rest);
}

static const pair quarter_turn = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

// The angle of the point (x, y), for y >= 0 and not both zero, both finite.
static double upper_angle(pair y, pair x) {
    int left = x.high < 0;
    if (left) {
        x = (pair){-x.high, -x.low};
    }
    pair angle;
    if (y.high > x.high) {
        angle = __atan_pair(x, y);
        angle = pair_sum(quarter_turn, (pair){-angle.high, -angle.low});
    } else {
        angle = __atan_pair(y, x);
    }
    if (left) {
        angle = pair_sum((pair){2 * quarter_turn.high, 2 * quarter_turn.low}, (pair){-angle.high, -angle.low});
    }
    return angle.high + angle.low;
}

double atan(double x) {
    if (isnan(x) || fabs(x) < 0x1p-27) {
        return x;
    }
    double magnitude = fabs(x);
    return copysign(magnitude > 0x1p60 ? quarter_turn.high : upper_angle((pair){magnitude, 0}, (pair){1, 0}), x);
}

double atan2(double y, double x) {
    if (isunordered(x, y)) {
        return x + y;
    }
    if (isinf(x) || isinf(y)) {
        // On the axes and the diagonals.
        double angle = !isinf(x) ? quarter_turn.high : !isinf(y) ? (x > 0 ? 0 : 2 * quarter_turn.high)
            : x > 0 ? quarter_turn.high / 2 : quarter_turn.high * 1.5;
        return copysign(angle, y);
    }
    if (y == 0) {
        return copysign(signbit(x) ? 2 * quarter_turn.high : 0, y);
    }
    // Equal scaling changes no angle, and keeps the products of the quotient in range.
    int ey, ex;
    double my = frexp(fabs(y), &ey), mx = frexp(x, &ex);
    if (x == 0 || ey - ex > 60) {
        return copysign(quarter_turn.high, y);
    }
    if (ex - ey > 60) {
        if (x < 0) {
            return copysign(2 * quarter_turn.high, y);
        }
        return copysign(scalbn(my / mx, ey - ex), y);
    }
    return copysign(upper_angle((pair){my, 0}, (pair){scalbn(mx, ex - ey), 0}), y);
}

// The square root of 1 - x^2.
static pair complement(double x) {
    pair square = exact_product(x, x);
    pair rest = pair_sum((pair){1, 0}, (pair){-square.high, -square.low});
    if (rest.high <= 0) {
        return (pair){0, 0};
    }
    double root = sqrt(rest.high);
    pair back = exact_product(root, root);
    return fast_sum(root, ((rest.high - back.high) - back.low + rest.low) / (2 * root));
}

double asin(double x) {
    if (!(fabs(x) <= 1)) {
        return NAN;
    }
    if (fabs(x) < 0x1p-27) {
        return x;
    }
    return copysign(upper_angle((pair){fabs(x), 0}, complement(x)), x);
}

double acos(double x) {
    if (!(fabs(x) <= 1)) {
        return NAN;
    }
    return x == 1 ? 0 : upper_angle(complement(x), (pair){x, 0});
}
