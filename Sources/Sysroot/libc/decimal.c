// Numbers in exact decimal digits: multiplying and dividing by powers of two digit by digit. Slow for very large and
// very small numbers, and always right.

#include "decimal.h"

#include <string.h>

enum { largest_step = 56 };  // ten times a carry of so many bits still fits into 64

static void trim(decimal *number) {
    while (number->count > 0 && number->digits[number->count - 1] == 0) {
        number->count--;
    }
    if (number->count == 0) {
        number->point = 0;
    }
}

static void multiply(decimal *number, int bits) {
    // From the last digit to the first; the carry that is left gives the new digits in front.
    unsigned char front[24];
    int front_count = 0;
    unsigned long long carry = 0;
    for (int i = number->count - 1; i >= 0; i--) {
        carry += (unsigned long long)number->digits[i] << bits;
        number->digits[i] = carry % 10;
        carry /= 10;
    }
    for (; carry != 0; carry /= 10) {
        front[front_count++] = carry % 10;
    }
    int kept = number->count;
    if (kept > decimal_capacity - front_count) {
        kept = decimal_capacity - front_count;
        for (int i = kept; i < number->count; i++) {
            number->inexact |= number->digits[i] != 0;
        }
    }
    memmove(number->digits + front_count, number->digits, (size_t)kept);
    for (int i = 0; i < front_count; i++) {
        number->digits[i] = front[front_count - 1 - i];
    }
    number->count = kept + front_count;
    number->point += front_count;
    trim(number);
}

static void divide(decimal *number, int bits) {
    unsigned long long rest = 0, mask = (1ull << bits) - 1;
    int read = 0, written = 0;
    // The digits that it takes until the quotient's first digit.
    while (rest >> bits == 0) {
        if (read < number->count) {
            rest = rest * 10 + number->digits[read];
        } else if (rest == 0) {
            number->count = 0;
            number->point = 0;
            return;
        } else {
            rest *= 10;
        }
        read++;
    }
    number->point -= read - 1;
    for (;;) {
        unsigned char digit = (unsigned char)(rest >> bits);
        if (written < decimal_capacity) {
            number->digits[written++] = digit;
        } else {
            number->inexact |= digit != 0;
        }
        rest &= mask;
        if (read < number->count) {
            rest = rest * 10 + number->digits[read++];
        } else if (rest != 0) {
            rest *= 10;
        } else {
            break;
        }
    }
    number->count = written;
    trim(number);
}

void __decimal_scale(decimal *number, int exponent) {
    while (exponent > 0 && number->count > 0) {
        int bits = exponent < largest_step ? exponent : largest_step;
        multiply(number, bits);
        exponent -= bits;
    }
    while (exponent < 0 && number->count > 0) {
        int bits = -exponent < largest_step ? -exponent : largest_step;
        divide(number, bits);
        exponent += bits;
    }
}

void __decimal_set(decimal *number, unsigned long long mantissa, int exponent) {
    unsigned char reversed[20];
    int count = 0;
    for (; mantissa != 0; mantissa /= 10) {
        reversed[count++] = mantissa % 10;
    }
    for (int i = 0; i < count; i++) {
        number->digits[i] = reversed[count - 1 - i];
    }
    number->count = count;
    number->point = count;
    number->inexact = 0;
    trim(number);
    __decimal_scale(number, exponent);
}

void __decimal_round(decimal *number, int count) {
    if (count >= number->count) {
        return;
    }
    if (count < 0) {
        number->count = 0;
        number->point = 0;
        return;
    }
    int up = number->digits[count] >= 5;
    if (number->digits[count] == 5 && count + 1 == number->count && !number->inexact) {
        up = count > 0 && number->digits[count - 1] & 1;  // exactly half: to the even digit
    }
    number->count = count;
    if (up) {
        int i = count - 1;
        while (i >= 0 && number->digits[i] == 9) {
            i--;
        }
        if (i < 0) {
            number->digits[0] = 1;
            number->count = 1;
            number->point++;
            return;
        }
        number->digits[i]++;
        number->count = i + 1;
    }
    trim(number);
}
