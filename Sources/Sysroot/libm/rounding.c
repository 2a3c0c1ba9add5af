// Rounding, and taking numbers apart.

#include <limits.h>
#include <math.h>

#include "pair.h"

// WebAssembly has an instruction for each of these; the functions exist for those who take their address.
double sqrt(double x) { return __builtin_sqrt(x); }
double floor(double x) { return __builtin_floor(x); }
double ceil(double x) { return __builtin_ceil(x); }
double trunc(double x) { return __builtin_trunc(x); }
double rint(double x) { return __builtin_rint(x); }
double nearbyint(double x) { return __builtin_nearbyint(x); }
double fabs(double x) { return __builtin_fabs(x); }
double copysign(double x, double y) { return __builtin_copysign(x, y); }
float sqrtf(float x) { return __builtin_sqrtf(x); }
float floorf(float x) { return __builtin_floorf(x); }
float ceilf(float x) { return __builtin_ceilf(x); }
float truncf(float x) { return __builtin_truncf(x); }
float rintf(float x) { return __builtin_rintf(x); }
float nearbyintf(float x) { return __builtin_nearbyintf(x); }
float fabsf(float x) { return __builtin_fabsf(x); }
float copysignf(float x, float y) { return __builtin_copysignf(x, y); }

// Half away from zero. Adding a half outright would round 0.49999999999999994 up.
double round(double x) {
    double whole = trunc(x);
    return fabs(x - whole) >= 0.5 ? whole + copysign(1, x) : copysign(whole, x);
}

float roundf(float x) { return (float)round(x); }
long lround(double x) { return (long)round(x); }
long long llround(double x) { return (long long)round(x); }
long lrint(double x) { return (long)rint(x); }
long long llrint(double x) { return (long long)rint(x); }

double fmin(double x, double y) { return isnan(x) ? y : isnan(y) ? x : __builtin_wasm_min_f64(x, y); }
double fmax(double x, double y) { return isnan(x) ? y : isnan(y) ? x : __builtin_wasm_max_f64(x, y); }
double fdim(double x, double y) { return x > y ? x - y : isunordered(x, y) ? x + y : 0; }
float fminf(float x, float y) { return (float)fmin(x, y); }
float fmaxf(float x, float y) { return (float)fmax(x, y); }

double frexp(double x, int *exponent) {
    *exponent = 0;
    if (x == 0 || !isfinite(x)) {
        return x;
    }
    int adjustment = 0;
    if (fabs(x) < 0x1p-1022) {
        x *= 0x1p54;
        adjustment = 54;
    }
    uint64_t bits = bits_of(x);
    *exponent = (int)(bits >> 52 & 0x7ff) - 1022 - adjustment;
    return from_bits((bits & 0x800fffffffffffff) | 0x3fe0000000000000);
}

float frexpf(float x, int *exponent) { return (float)frexp(x, exponent); }

// Multiplies in steps that cannot overflow early. Only the last step may round, so the result is rounded once.
double scalbn(double x, int exponent) {
    while (exponent > 1023) {
        if (x == 0 || !isfinite(x)) {
            return x;
        }
        x *= 0x1p1023;
        exponent = exponent - 1023 > 3000 ? 3000 : exponent - 1023;
    }
    while (exponent < -969) {
        if (exponent < -5000) {
            exponent = -5000;
        }
        // Stay among normal numbers: 2^-969 leaves 53 bits above the smallest subnormal for the last step.
        if (fabs(x) < 0x1p-50 && exponent >= -1022) {
            break;
        }
        x *= 0x1p-1022 * 0x1p53;
        exponent += 969;
    }
    return x * from_bits((uint64_t)(1023 + exponent) << 52);
}

double ldexp(double x, int exponent) { return scalbn(x, exponent); }
float scalbnf(float x, int exponent) { return (float)scalbn(x, exponent); }
float ldexpf(float x, int exponent) { return (float)scalbn(x, exponent); }

double modf(double x, double *integral) {
    *integral = trunc(x);
    return copysign(isinf(x) ? 0 : x - *integral, x);
}

float modff(float x, float *integral) {
    double whole;
    float fraction = (float)modf(x, &whole);
    *integral = (float)whole;
    return fraction;
}

int ilogb(double x) {
    if (x == 0 || isnan(x)) {
        return INT_MIN;
    }
    if (isinf(x)) {
        return INT_MAX;
    }
    int exponent;
    frexp(x, &exponent);
    return exponent - 1;
}

double logb(double x) {
    return x == 0 ? -INFINITY : isinf(x) ? INFINITY : isnan(x) ? x : ilogb(x);
}

double nextafter(double x, double y) {
    if (isunordered(x, y)) {
        return x + y;
    }
    if (x == y) {
        return y;
    }
    if (x == 0) {
        return copysign(0x1p-1074, y);
    }
    uint64_t bits = bits_of(x);
    return from_bits((x < y) == (x > 0) ? bits + 1 : bits - 1);
}
