// Numbers from text, rounded correctly: the double (or float) that is nearest to the decimal number, half to even.

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"

// What differs between the two formats.
typedef struct {
    int mantissa_bits;     // with the leading one
    int largest_exponent;  // of numbers in [1, 2): 1023 for double
} format;

// The number as mantissa times two to the power of `*exponent`, at most `bits` bits; rounds half to even.
static uint64_t to_binary(decimal *number, format form, int *exponent) {
    int shift = 0;  // the value is number times two to the power of `shift`
    // Bring it to [1/2, 1), where the first digit after the binary point is one.
    while (number->point > 0) {
        int bits = number->point * 3 < 56 ? number->point * 3 : 56;
        __decimal_scale(number, -bits);
        shift += bits;
    }
    while (number->point < 0 || number->digits[0] < 5) {
        int bits = number->point < 0 ? (-number->point * 3 < 56 ? -number->point * 3 : 56) : 1;
        __decimal_scale(number, bits);
        shift -= bits;
    }
    // Now the value is in [1/2, 1) times 2^shift. Below the smallest normal number there are fewer bits.
    int bits = form.mantissa_bits;
    int smallest = 2 - form.largest_exponent;  // the shift of the smallest normal number
    if (shift < smallest) {
        bits -= smallest - shift;
    }
    if (bits < 0) {
        *exponent = 0;
        return 0;
    }
    __decimal_scale(number, bits);
    // The integral part, and what comes after it.
    uint64_t mantissa = 0;
    for (int i = 0; i < number->point; i++) {
        mantissa = mantissa * 10 + (i < number->count ? number->digits[i] : 0);
    }
    int place = number->point > 0 ? number->point : 0;
    if (number->point >= 0 && place < number->count) {
        int first = number->digits[place];
        int more = number->inexact || place + 1 < number->count;
        if (first > 5 || (first == 5 && (more || mantissa & 1))) {
            mantissa++;
        }
    }
    *exponent = shift - bits;
    return mantissa;
}

static double power_of_ten(int exponent) {
    double power = 1;
    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

static int equals_ignoring_case(const char *text, const char *word) {
    size_t i = 0;
    for (; word[i] != 0; i++) {
        if (tolower((unsigned char)text[i]) != word[i]) {
            return 0;
        }
    }
    return (int)i;
}

static double parse_hexadecimal(const char *next, format form, const char **end) {
    uint64_t mantissa = 0;
    int exponent = 0, seen_point = 0, seen_digit = 0;
    for (;; next++) {
        if (*next == '.' && !seen_point) {
            seen_point = 1;
            continue;
        }
        if (!isxdigit((unsigned char)*next)) {
            break;
        }
        int digit = isdigit((unsigned char)*next) ? *next - '0' : (*next | 32) - 'a' + 10;
        seen_digit = 1;
        if (mantissa >> 60 == 0) {
            mantissa = mantissa << 4 | (unsigned)digit;
            exponent -= seen_point ? 4 : 0;
        } else {
            mantissa |= digit != 0;  // lost, but it must break a tie
            exponent += seen_point ? 0 : 4;
        }
    }
    if (!seen_digit) {
        *end = NULL;
        return 0;
    }
    if ((*next | 32) == 'p') {
        const char *digits = next + 1 + (next[1] == '-' || next[1] == '+');
        if (isdigit((unsigned char)*digits)) {
            int value = 0;
            const char *last = digits;
            for (; isdigit((unsigned char)*last); last++) {
                value = value < 100000 ? value * 10 + (*last - '0') : value;
            }
            exponent += next[1] == '-' ? -value : value;
            next = last;
        }
    }
    *end = next;
    if (mantissa == 0) {
        return 0;
    }
    // Cut to the bits of the format by hand: converting a 64-bit integer would round once, scaling it a second time.
    int width = 64 - __builtin_clzll(mantissa);
    int keep = form.mantissa_bits;
    if (exponent + width < 2 - form.largest_exponent) {
        keep -= 2 - form.largest_exponent - (exponent + width);
    }
    int drop = width - keep;
    if (drop > 0) {
        uint64_t rest, half;
        if (drop > 64) {
            return 0;
        }
        if (drop == 64) {
            half = 1ull << 63;
            rest = mantissa;
            mantissa = 0;
        } else {
            half = 1ull << (drop - 1);
            rest = mantissa & ((1ull << drop) - 1);
            mantissa >>= drop;
        }
        if (rest > half || (rest == half && mantissa & 1)) {
            mantissa++;
        }
        exponent += drop;
    }
    return scalbn((double)mantissa, exponent);
}

// Reads digits with a point and an exponent into `number` (left untouched before the first digit).
static const char *parse_digits(const char *text, decimal *number, uint64_t *small, int *small_exponent) {
    const char *next = text;
    int seen_point = 0, seen_digit = 0, exponent = 0, significant = 0;
    *small = 0;
    number->count = number->point = number->inexact = 0;
    for (;; next++) {
        if (*next == '.' && !seen_point) {
            seen_point = 1;
            continue;
        }
        if (!isdigit((unsigned char)*next)) {
            break;
        }
        seen_digit = 1;
        if (*next == '0' && significant == 0) {
            number->point -= seen_point;
            continue;
        }
        significant++;
        number->point += !seen_point;
        if (significant <= 19) {
            *small = *small * 10 + (unsigned)(*next - '0');
        }
        if (number->count < decimal_capacity) {
            number->digits[number->count++] = (unsigned char)(*next - '0');
        } else {
            number->inexact |= *next != '0';
        }
    }
    if (!seen_digit) {
        return NULL;
    }
    if ((*next | 32) == 'e') {
        const char *digits = next + 1 + (next[1] == '-' || next[1] == '+');
        if (isdigit((unsigned char)*digits)) {
            const char *last = digits;
            for (; isdigit((unsigned char)*last); last++) {
                exponent = exponent < 1000000 ? exponent * 10 + (*last - '0') : exponent;
            }
            exponent = next[1] == '-' ? -exponent : exponent;
            next = last;
        }
    }
    number->point += exponent;
    *small_exponent = significant <= 19 ? number->point - significant : 1000;
    while (number->count > 0 && number->digits[number->count - 1] == 0) {
        number->count--;
    }
    return next;
}

static double parse(const char *text, char **end, format form) {
    const char *next = text, *last;
    while (isspace((unsigned char)*next)) {
        next++;
    }
    int negative = *next == '-';
    if (*next == '-' || *next == '+') {
        next++;
    }
    double value = 0;
    int length;
    if ((length = equals_ignoring_case(next, "infinity")) != 0 || (length = equals_ignoring_case(next, "inf")) != 0) {
        value = INFINITY;
        last = next + length;
    } else if ((length = equals_ignoring_case(next, "nan")) != 0) {
        value = NAN;
        last = next + length;
    } else if (next[0] == '0' && (next[1] | 32) == 'x') {
        value = parse_hexadecimal(next + 2, form, &last);
        if (last == NULL) {
            last = next + 1;  // the zero alone
        }
        if (value == INFINITY) {
            errno = ERANGE;
        }
    } else {
        decimal number;
        uint64_t small;
        int exponent;
        last = parse_digits(next, &number, &small, &exponent);
        if (last == NULL) {
            last = text;
            negative = 0;  // a sign alone is no number
        } else if (number.count == 0) {
            value = 0;
        } else if (form.mantissa_bits == 53 && small < 1ull << 53 && exponent >= -22 && exponent <= 22) {
            // Both numbers are exact, so one operation rounds correctly.
            value = exponent < 0 ? (double)small / power_of_ten(-exponent) : (double)small * power_of_ten(exponent);
        } else if (number.point > 400) {
            value = INFINITY;
            errno = ERANGE;
        } else if (number.point < -400) {
            errno = ERANGE;
        } else {
            uint64_t mantissa = to_binary(&number, form, &exponent);
            value = scalbn((double)mantissa, exponent);
            if (exponent + 63 - __builtin_clzll(mantissa | 1) > form.largest_exponent) {
                value = INFINITY;
            }
            if (value == 0 || value == INFINITY) {
                errno = ERANGE;
            }
        }
    }
    if (end != NULL) {
        *end = (char *)last;
    }
    return negative ? -value : value;
}

double strtod(const char *restrict text, char **restrict end) {
    return parse(text, end, (format){53, 1023});
}

float strtof(const char *restrict text, char **restrict end) {
    return (float)parse(text, end, (format){24, 127});
}

// Called by Swift's `Double("…")` and `Float("…")`: the end of the number, or null when there is none. White space in
// front, which `strtod` skips, is not a number for Swift.
const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
    char *end;
    *result = strtod(text, &end);
    return end == text || isspace((unsigned char)*text) ? NULL : end;
}

const char *_swift_stdlib_strtof_clocale(const char *text, float *result) {
    char *end;
    *result = strtof(text, &end);
    return end == text || isspace((unsigned char)*text) ? NULL : end;
}
