// sin, cos and tan: the angle minus a multiple of a quarter turn, as a pair, then Taylor series on [-pi/4, pi/4].

#include <math.h>

#include "pair.h"

// The binary digits of 2 / pi after the point, 64 to a word, behind one word of zeros for what comes before the point.
static const uint64_t two_over_pi[] = {
    0,
    0xa2f9836e4e441529ull, 0xfc2757d1f534ddc0ull, 0xdb6295993c439041ull, 0xfe5163abdebbc561ull, 0xb7246e3a424dd2e0ull,
    0x06492eea09d1921cull, 0xfe1deb1cb129a73eull, 0xe88235f52ebb4484ull, 0xe99c7026b45f7e41ull, 0x3991d639835339f4ull,
    0x9c845f8bbdf9283bull, 0x1ff897ffde05980full, 0xef2f118b5a0a6d1full, 0x6d367ecf27cb09b7ull, 0x4f463f669e5fea2dull,
    0x7527bac7ebe5f17bull, 0x3d0739f78a5292eaull, 0x6bfb5fb11f8d5d08ull, 0x56033046fc7b6babull, 0xf0cfbc209af4361dull,
};

static uint64_t digits_at(unsigned index) {
    unsigned word = index / 64, bit = index % 64;
    return bit == 0 ? two_over_pi[word] : two_over_pi[word] << bit | two_over_pi[word + 1] >> (64 - bit);
}

// For |x| >= 2^20 (Payne and Hanek 1983): of x * 2 / pi only the digits around the point matter, so only those are
// computed.
static int reduce_large(double x, pair *r) {
    uint64_t bits = bits_of(x);
    uint64_t mantissa = (bits & 0xfffffffffffff) | 1ull << 52;
    int exponent = (int)(bits >> 52 & 0x7ff) - 1075;
    // x = mantissa * 2^exponent. The first digit of 2/pi that can touch the quadrant has the weight 2^(1 - exponent).
    unsigned start = (unsigned)(exponent - 2 + 64);
    uint64_t a = digits_at(start), b = digits_at(start + 64), c = digits_at(start + 128);
    // The product's lower 192 bits: two bits of quadrant, then the fraction.
    unsigned __int128 low = (unsigned __int128)mantissa * c;
    unsigned __int128 middle = (unsigned __int128)mantissa * b + (uint64_t)(low >> 64);
    uint64_t high = mantissa * a + (uint64_t)(middle >> 64);
    uint64_t next = (uint64_t)middle;
    int quadrant = (int)(high >> 62);
    uint64_t first = high << 2 | next >> 62;
    uint64_t second = next << 2 | (uint64_t)low >> 62;
    int negative = (int)(first >> 63);
    if (negative) {  // nearer to the next quarter turn
        quadrant++;
        first = ~first;
        second = ~second;  // one unit of the 128th digit off, which does not matter
    }
    pair fraction = {0, 0};
    if (first != 0) {
        // As many digits as two doubles hold, from the first that is not zero.
        int zeros = __builtin_clzll(first);
        if (zeros != 0) {
            first = first << zeros | second >> (64 - zeros);
            second <<= zeros;
        }
        double top = (double)(first >> 11), rest = (double)((first & 0x7ff) << 42 | second >> 22);
        fraction = fast_sum(scalbn(top, -53 - zeros), scalbn(rest, -106 - zeros));
    }
    *r = pair_product(fraction, (pair){0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54});
    if (negative) {
        r->high = -r->high;
        r->low = -r->low;
    }
    if (signbit(x)) {
        r->high = -r->high;
        r->low = -r->low;
        quadrant = -quadrant;
    }
    return quadrant & 3;
}

// x minus a multiple of pi / 2, in [-pi/4, pi/4]; returns the multiple modulo four.
static int reduce(double x, pair *r) {
    if (fabs(x) < 0x1.921fb54442d18p-1) {
        *r = (pair){x, 0};
        return 0;
    }
    if (fabs(x) >= 0x1p20) {
        return reduce_large(x, r);
    }
    double k = rint(x * 0x1.45f306dc9c883p-1);
    // pi / 2 in three parts; k times the first two is exact (Cody and Waite).
    pair difference = exact_sum(x - k * 0x1.921fb54400000p+0, -k * 0x1.0b4611a600000p-34);
    pair rest = exact_sum(difference.high, -k * 0x1.3198a2e037073p-69);
    *r = fast_sum(rest.high, rest.low + difference.low);
    return (int)k & 3;
}

static pair sine(pair r) {
    double z = r.high * r.high;
    double series = -1.0 / 121645100408832000;
    series = series * z + 1.0 / 355687428096000;
    series = series * z - 1.0 / 1307674368000;
    series = series * z + 1.0 / 6227020800;
    series = series * z - 1.0 / 39916800;
    series = series * z + 1.0 / 362880;
    series = series * z - 1.0 / 5040;
    series = series * z + 1.0 / 120;
    series = series * z - 1.0 / 6;
    return fast_sum(r.high, r.high * z * series + r.low * (1 - z / 2));
}

static pair cosine(pair r) {
    double z = r.high * r.high;
    double series = 1.0 / 2432902008176640000;
    series = series * z - 1.0 / 6402373705728000;
    series = series * z + 1.0 / 20922789888000;
    series = series * z - 1.0 / 87178291200;
    series = series * z + 1.0 / 479001600;
    series = series * z - 1.0 / 3628800;
    series = series * z + 1.0 / 40320;
    series = series * z - 1.0 / 720;
    series = series * z + 1.0 / 24;
    pair square = exact_product(r.high, r.high);
    pair sum = fast_sum(1, -square.high / 2);
    return fast_sum(sum.high, sum.low - square.low / 2 + (z * z * series - r.high * r.low));
}

double sin(double x) {
    if (!isfinite(x)) {
        return NAN;
    }
    if (fabs(x) < 0x1p-27) {
        return x;
    }
    pair r;
    int quadrant = reduce(x, &r);
    pair result = quadrant & 1 ? cosine(r) : sine(r);
    double value = result.high + result.low;
    return quadrant & 2 ? -value : value;
}

double cos(double x) {
    if (!isfinite(x)) {
        return NAN;
    }
    pair r;
    int quadrant = reduce(x, &r);
    pair result = quadrant & 1 ? sine(r) : cosine(r);
    double value = result.high + result.low;
    return quadrant == 1 || quadrant == 2 ? -value : value;
}

double tan(double x) {
    if (!isfinite(x)) {
        return NAN;
    }
    if (fabs(x) < 0x1p-27) {
        return x;
    }
    pair r;
    int quadrant = reduce(x, &r);
    pair s = sine(r), c = cosine(r);
    pair result = quadrant & 1 ? pair_quotient(c, s) : pair_quotient(s, c);
    double value = result.high + result.low;
    return quadrant & 1 ? -value : value;
}
