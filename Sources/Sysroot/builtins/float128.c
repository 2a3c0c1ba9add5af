// `long double` has 128 bits on this target, without instructions for it. Converting from and to double is what C code
// meets (in a printf's "%Lf", for example); arithmetic with it is not supported.

#include <stdint.h>
#include <string.h>

typedef struct {
    uint64_t low, high;
} parts;

double __trunctfdf2(long double value) {
    parts bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t sign = bits.high & 1ull << 63;
    int exponent = (int)(bits.high >> 48 & 0x7fff);
    uint64_t high = bits.high & 0xffffffffffff;
    uint64_t result;
    if (exponent == 0x7fff) {
        result = 0x7ffull << 52 | (uint64_t)(high != 0 || bits.low != 0) << 51;
    } else {
        // 53 bits, then one bit for the half and one for all that follow it.
        uint64_t mantissa = 1ull << 54 | high << 6 | bits.low >> 58;
        uint64_t sticky = bits.low << 6 != 0;
        int target = exponent - 16383 + 1023;
        if (target < 1) {
            int shift = 1 - target;
            sticky |= shift > 60 ? 1 : (mantissa & ((1ull << shift) - 1)) != 0;
            mantissa = shift > 60 ? 0 : mantissa >> shift;
            target = 0;
        }
        mantissa |= sticky;
        uint64_t rest = mantissa & 3;
        mantissa >>= 2;
        mantissa += rest == 3 || (rest == 2 && mantissa & 1);
        // The leading one adds one to the exponent; so does a carry out of the rounding.
        result = target == 0 ? mantissa : mantissa + ((uint64_t)(target - 1) << 52);
        if (target >= 0x7ff || exponent == 0) {
            result = exponent == 0 ? 0 : 0x7ffull << 52;
        }
    }
    result |= sign;
    double converted;
    memcpy(&converted, &result, sizeof converted);
    return converted;
}

long double __extenddftf2(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t sign = bits & 1ull << 63, mantissa = bits & 0xfffffffffffff;
    int exponent = (int)(bits >> 52 & 0x7ff);
    if (exponent == 0x7ff) {
        exponent = 0x7fff;
    } else if (exponent != 0) {
        exponent += 16383 - 1023;
    } else if (mantissa != 0) {
        int shift = __builtin_clzll(mantissa) - 11;
        mantissa = mantissa << shift & 0xfffffffffffff;
        exponent = 1 - shift + 16383 - 1023;
    }
    parts result = {mantissa << 60, sign | (uint64_t)exponent << 48 | mantissa >> 4};
    long double converted;
    memcpy(&converted, &result, sizeof converted);
    return converted;
}
