// Arithmetic on 128-bit integers that the compiler calls by these names (compiler-rt's interface).

#include <stdint.h>

typedef __int128 i128;
typedef unsigned __int128 u128;

typedef union {
    u128 whole;
    struct {
        uint64_t low, high;
    };
} halves;

// The full product of two 64-bit numbers, by the four products of their 32-bit halves.
static u128 full_product(uint64_t a, uint64_t b) {
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t low = a0 * b0;
    uint64_t middle = a1 * b0 + (low >> 32);
    uint64_t other = a0 * b1 + (uint32_t)middle;
    halves result;
    result.low = other << 32 | (uint32_t)low;
    result.high = a1 * b1 + (middle >> 32) + (other >> 32);
    return result.whole;
}

i128 __multi3(i128 left, i128 right) {
    halves a = {.whole = (u128)left}, b = {.whole = (u128)right};
    halves product = {.whole = full_product(a.low, b.low)};
    product.high += a.low * b.high + a.high * b.low;
    return (i128)product.whole;
}

i128 __ashlti3(i128 value, int count) {
    halves v = {.whole = (u128)value}, result;
    if (count & 64) {
        result.low = 0;
        result.high = v.low << (count & 63);
    } else if (count == 0) {
        return value;
    } else {
        result.low = v.low << count;
        result.high = v.high << count | v.low >> (64 - count);
    }
    return (i128)result.whole;
}

u128 __lshrti3(u128 value, int count) {
    halves v = {.whole = value}, result;
    if (count & 64) {
        result.low = v.high >> (count & 63);
        result.high = 0;
    } else if (count == 0) {
        return value;
    } else {
        result.low = v.low >> count | v.high << (64 - count);
        result.high = v.high >> count;
    }
    return result.whole;
}

i128 __ashrti3(i128 value, int count) {
    halves v = {.whole = (u128)value}, result;
    if (count & 64) {
        result.low = (uint64_t)((int64_t)v.high >> (count & 63));
        result.high = (uint64_t)((int64_t)v.high >> 63);
    } else if (count == 0) {
        return value;
    } else {
        result.low = v.low >> count | v.high << (64 - count);
        result.high = (uint64_t)((int64_t)v.high >> count);
    }
    return (i128)result.whole;
}

static int leading_zeros(halves value) {
    return value.high != 0 ? __builtin_clzll(value.high) : 64 + (value.low != 0 ? __builtin_clzll(value.low) : 64);
}

u128 __udivmodti4(u128 dividend, u128 divisor, u128 *remainder) {
    halves n = {.whole = dividend}, d = {.whole = divisor};
    if (n.high == 0 && d.high == 0) {
        if (remainder) {
            *remainder = n.low % d.low;
        }
        return n.low / d.low;
    }
    // Long division, bit by bit, starting where the divisor's first digit meets the dividend's.
    halves quotient = {.whole = 0};
    int shift = leading_zeros(d) - leading_zeros(n);
    if (d.whole == 0) {
        __builtin_trap();
    }
    if (shift >= 0) {
        d.whole <<= shift;
        for (; shift >= 0; shift--) {
            quotient.whole <<= 1;
            if (n.whole >= d.whole) {
                n.whole -= d.whole;
                quotient.low |= 1;
            }
            d.whole >>= 1;
        }
    }
    if (remainder) {
        *remainder = n.whole;
    }
    return quotient.whole;
}

u128 __udivti3(u128 dividend, u128 divisor) {
    return __udivmodti4(dividend, divisor, 0);
}

u128 __umodti3(u128 dividend, u128 divisor) {
    u128 remainder;
    __udivmodti4(dividend, divisor, &remainder);
    return remainder;
}

static u128 magnitude(i128 value) {
    return value < 0 ? -(u128)value : (u128)value;
}

i128 __divti3(i128 dividend, i128 divisor) {
    u128 quotient = __udivmodti4(magnitude(dividend), magnitude(divisor), 0);
    return (dividend < 0) != (divisor < 0) ? (i128)-quotient : (i128)quotient;
}

i128 __modti3(i128 dividend, i128 divisor) {
    u128 remainder;
    __udivmodti4(magnitude(dividend), magnitude(divisor), &remainder);
    return dividend < 0 ? (i128)-remainder : (i128)remainder;
}

i128 __muloti4(i128 left, i128 right, int *overflow) {
    u128 a = magnitude(left), b = magnitude(right);
    int negative = (left < 0) != (right < 0);
    u128 limit = ((u128)1 << 127) - !negative;
    *overflow = a != 0 && b > __udivmodti4(limit, a, 0);
    u128 product = a * b;
    return (i128)(negative ? -product : product);
}
