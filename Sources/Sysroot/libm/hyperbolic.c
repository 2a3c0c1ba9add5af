// Hyperbolic functions, by expm1 and log1p.

#include <math.h>

// e^x / 2 where e^x alone may overflow.
static double half_exp(double x) {
    double root = exp(x / 2);
    return root / 2 * root;
}

double sinh(double x) {
    double magnitude = fabs(x);
    if (magnitude > 40) {
        return copysign(magnitude > 700 ? half_exp(magnitude) : exp(magnitude) / 2, x);
    }
    double t = expm1(magnitude);
    return isnan(x) ? x : copysign((t + t / (t + 1)) / 2, x);
}

double cosh(double x) {
    double magnitude = fabs(x);
    if (magnitude > 700) {
        return half_exp(magnitude);
    }
    double e = exp(magnitude);
    return (e + 1 / e) / 2;
}

double tanh(double x) {
    double magnitude = fabs(x);
    if (magnitude > 22) {
        return copysign(1, x);
    }
    double t = expm1(2 * magnitude);
    return isnan(x) ? x : copysign(t / (t + 2), x);
}

double asinh(double x) {
    double magnitude = fabs(x);
    if (!isfinite(x) || magnitude < 0x1p-28) {
        return x;
    }
    double value;
    if (magnitude > 0x1p28) {
        value = log(magnitude) + M_LN2;
    } else {
        double square = magnitude * magnitude;
        value = log1p(magnitude + square / (1 + sqrt(square + 1)));
    }
    return copysign(value, x);
}

double acosh(double x) {
    if (!(x >= 1)) {
        return NAN;
    }
    if (x > 0x1p28) {
        return log(x) + M_LN2;
    }
    double t = x - 1;
    return log1p(t + sqrt(2 * t + t * t));
}

double atanh(double x) {
    double magnitude = fabs(x);
    if (magnitude < 0x1p-28) {
        return x;
    }
    return copysign(log1p(2 * magnitude / (1 - magnitude)) / 2, x);
}
