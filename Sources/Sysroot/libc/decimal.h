// Numbers in exact decimal digits, between binary floating point and text.
#ifndef SWIFTLET_DECIMAL_H
#define SWIFTLET_DECIMAL_H

// 0.d1 d2 d3 … times ten to the power of `point`. A double needs at most 767 digits; what does not fit any more only
// sets `inexact`.
enum { decimal_capacity = 800 };

typedef struct {
    unsigned char digits[decimal_capacity];  // 0 to 9 each, the first one not zero
    int count;
    int point;
    int inexact;
} decimal;

// Multiplies by two to the power of `exponent`, exactly.
void __decimal_scale(decimal *number, int exponent);

// The digits of mantissa times two to the power of `exponent`.
void __decimal_set(decimal *number, unsigned long long mantissa, int exponent);

// Rounds to that many digits, half to even.
void __decimal_round(decimal *number, int count);

#endif
