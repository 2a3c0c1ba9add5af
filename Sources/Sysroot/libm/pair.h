// Numbers as the sum of two doubles, the second below half a unit of the first one's last place: about 106 bits, for
// the intermediate steps that decide whether a result is rounded well. (Algorithms: Dekker 1971, Knuth.)
#ifndef SWIFTLET_PAIR_H
#define SWIFTLET_PAIR_H

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    double high, low;
} pair;

static inline uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double from_bits(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// a + b exactly, when |a| >= |b|.
static inline pair fast_sum(double a, double b) {
    double sum = a + b;
    return (pair){sum, b - (sum - a)};
}

// a + b exactly.
static inline pair exact_sum(double a, double b) {
    double sum = a + b, part = sum - a;
    return (pair){sum, (a - (sum - part)) + (b - part)};
}

// a * b exactly: the factors are cut into halves of 26 bits.
static inline pair exact_product(double a, double b) {
    double product = a * b;
    double ca = a * 0x1.0000002p27, cb = b * 0x1.0000002p27;
    double ah = ca - (ca - a), bh = cb - (cb - b);
    double al = a - ah, bl = b - bh;
    return (pair){product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

static inline pair pair_sum(pair a, pair b) {
    pair sum = exact_sum(a.high, b.high);
    return fast_sum(sum.high, sum.low + (a.low + b.low));
}

static inline pair pair_product(pair a, pair b) {
    pair product = exact_product(a.high, b.high);
    return fast_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

static inline pair pair_quotient(pair a, pair b) {
    double quotient = a.high / b.high;
    pair back = exact_product(quotient, b.high);
    double rest = ((a.high - back.high) - back.low) + (a.low - quotient * b.low);
    return fast_sum(quotient, rest / b.high);
}

// e to the power of x, without its power of two: the result is the pair times two to the power of `*exponent`.
// |x.high| < 1000.
pair __exp_pair(pair x, int *exponent);

// The natural logarithm of a positive finite number as `*exponent` times log 2 plus the pair.
pair __log_pair(double x, int *exponent);

// log 2 times an integer of at most 20 bits, added to a pair.
pair __add_log2(int exponent, pair x);

// The angle whose tangent is y / x, for 0 <= y <= x and x > 0.
pair __atan_pair(pair y, pair x);

#endif
