// The printf family: every conversion of C17 but %n, %ls and %lc (%a gives at most the 13 digits there are). Floating
// point is printed from exact digits, so every precision is right to its last place.

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "decimal.h"
#include "stdout.h"

// Where the text goes: a stream, or a buffer of limited size. `count` counts what there was to write.
typedef struct {
    FILE *stream;
    char *buffer;
    size_t room;
    size_t count;
} sink;

static void put(sink *out, const char *bytes, size_t count) {
    if (out->stream != NULL) {
        fwrite(bytes, 1, count, out->stream);
    } else if (out->count < out->room) {
        size_t left = out->room - out->count;
        memcpy(out->buffer + out->count, bytes, count < left ? count : left);
    }
    out->count += count;
}

static void pad(sink *out, char character, int count) {
    for (; count > 0; count--) {
        put(out, &character, 1);
    }
}

typedef struct {
    int left, plus, space, alternate, zero;
    int width, precision;  // -1 for no precision
} specification;

// A number: sign or "0x", zeros, text. Zeros stand in for the width when the flag asks for it.
static void put_number(
    sink *out, const specification *spec, const char *prefix, int zeros, const char *text, int length
) {
    int prefix_length = (int)strlen(prefix);
    int space = spec->width - prefix_length - zeros - length;
    if (spec->zero && !spec->left && space > 0) {
        zeros += space;
        space = 0;
    }
    if (!spec->left) {
        pad(out, ' ', space);
    }
    put(out, prefix, (size_t)prefix_length);
    pad(out, '0', zeros);
    put(out, text, (size_t)length);
    if (spec->left) {
        pad(out, ' ', space);
    }
}

static const char *sign(const specification *spec, int negative) {
    return negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
}

static void put_integer(sink *out, specification spec, char conversion, unsigned long long value, int negative) {
    char text[24];
    int length = 0;
    unsigned base = conversion == 'o' ? 8 : (conversion | 32) == 'x' || conversion == 'p' ? 16 : 10;
    const char *digits = conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    const char *prefix = conversion == 'd' ? sign(&spec, negative) : "";
    if (base == 16 && (spec.alternate || conversion == 'p') && (value != 0 || conversion == 'p')) {
        prefix = conversion == 'X' ? "0X" : "0x";
    }
    for (unsigned long long rest = value; rest != 0; rest /= base) {
        text[sizeof text - (size_t)++length] = digits[rest % base];
    }
    int least = spec.precision < 0 ? 1 : spec.precision;
    int zeros = length < least ? least - length : 0;
    if (conversion == 'o' && spec.alternate && zeros == 0) {
        zeros = 1;
    }
    spec.zero = spec.zero && spec.precision < 0;
    put_number(out, &spec, prefix, zeros, text + sizeof text - length, length);
}

// The exponent form needs "e+05"; the digits are in `number`, rounded already.
static int exponent_text(char *text, char letter, int exponent) {
    int length = 0;
    unsigned magnitude = (unsigned)(exponent < 0 ? -exponent : exponent);
    text[length++] = letter;
    text[length++] = exponent < 0 ? '-' : '+';
    if (magnitude >= 100) {
        text[length++] = (char)('0' + magnitude / 100);
    }
    text[length++] = (char)('0' + magnitude / 10 % 10);
    text[length++] = (char)('0' + magnitude % 10);
    return length;
}

static char digit_at(const decimal *number, int index) {
    return (char)('0' + (index >= 0 && index < number->count ? number->digits[index] : 0));
}

// The significant digits or zeros from `first` on, with a point after the first `integral` of them.
static void put_digits(sink *out, const decimal *number, int first, int integral, int fraction, int alternate) {
    for (int i = 0; i < integral + fraction; i++) {
        if (i == integral) {
            put(out, ".", 1);
        }
        char character = digit_at(number, first + i);
        put(out, &character, 1);
    }
    if (fraction == 0 && alternate) {
        put(out, ".", 1);
    }
}

static void put_double(sink *out, specification spec, char conversion, double value) {
    int upper = conversion < 'a';
    const char *prefix = sign(&spec, signbit(value) != 0);
    if (!isfinite(value)) {
        spec.zero = 0;
        put_number(out, &spec, prefix, 0, isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"), 3);
        return;
    }
    char form = (char)(conversion | 32);
    int precision = spec.precision < 0 ? 6 : spec.precision;
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t mantissa = (bits & 0xfffffffffffff) | (exponent == 0 ? 0 : 1ull << 52);
    decimal number;
    __decimal_set(&number, mantissa, (exponent == 0 ? 1 : exponent) - 1075);

    int trims = 0;
    if (form == 'g') {
        precision = precision == 0 ? 1 : precision;
        __decimal_round(&number, precision);
        int power = number.count == 0 ? 0 : number.point - 1;
        trims = !spec.alternate;
        if (power < -4 || power >= precision) {
            form = 'e';
            precision -= 1;
            precision = trims && number.count - 1 < precision ? number.count - 1 : precision;
        } else {
            form = 'f';
            precision -= 1 + power;
            int needed = number.count - number.point;
            precision = trims && needed < precision ? needed : precision;
        }
        precision = precision < 0 ? 0 : precision;
    } else {
        __decimal_round(&number, form == 'e' ? precision + 1 : number.point + precision);
    }

    char tail[8];
    int tail_length = 0;
    int first = 0, integral = 1;
    if (form == 'e') {
        tail_length = exponent_text(tail, upper ? 'E' : 'e', number.count == 0 ? 0 : number.point - 1);
    } else {
        // Digits before the point; a number below one starts with the zero that stands before its first digit.
        integral = number.count > 0 && number.point > 0 ? number.point : 1;
        first = number.count > 0 && number.point > 0 ? 0 : number.point - 1;
    }
    int length = integral + precision + (precision > 0 || spec.alternate) + tail_length;
    int space = spec.width - length - (int)strlen(prefix);
    int zeros = spec.zero && !spec.left ? space : 0;
    if (!spec.left && !spec.zero) {
        pad(out, ' ', space);
    }
    put(out, prefix, strlen(prefix));
    pad(out, '0', zeros);
    put_digits(out, &number, first, integral, precision, spec.alternate);
    put(out, tail, (size_t)tail_length);
    if (spec.left) {
        pad(out, ' ', space);
    }
}

// "0x1.8p+3": the digits of the binary number as it is stored.
static void put_hexadecimal_double(sink *out, specification spec, int upper, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t mantissa = bits & 0xfffffffffffff;
    mantissa |= exponent == 0 ? 0 : 1ull << 52;
    exponent = mantissa == 0 ? 0 : (exponent == 0 ? 1 : exponent) - 1023;
    int digits = 13;
    if (spec.precision >= 0 && spec.precision < 13) {
        int dropped = (13 - spec.precision) * 4;
        uint64_t rest = mantissa & ((1ull << dropped) - 1), half = 1ull << (dropped - 1);
        digits = spec.precision;
        mantissa >>= dropped;
        mantissa += rest > half || (rest == half && mantissa & 1);
        mantissa <<= dropped;
    }
    while (spec.precision < 0 && digits > 0 && (mantissa >> (13 - digits) * 4 & 15) == 0) {
        digits--;
    }
    char text[32];
    int length = 0;
    text[length++] = (char)('0' + (mantissa >> 52));
    if (digits > 0 || spec.alternate || spec.precision > 0) {
        text[length++] = '.';
    }
    for (int i = 0; i < digits; i++) {
        text[length++] = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[mantissa >> (12 - i) * 4 & 15];
    }
    char tail[8];
    unsigned magnitude = (unsigned)(exponent < 0 ? -exponent : exponent);
    int tail_length = 0, width = magnitude >= 1000 ? 4 : magnitude >= 100 ? 3 : magnitude >= 10 ? 2 : 1;
    tail[tail_length++] = upper ? 'P' : 'p';
    tail[tail_length++] = exponent < 0 ? '-' : '+';
    for (int i = width - 1; i >= 0; i--) {
        tail[tail_length + i] = (char)('0' + magnitude % 10);
        magnitude /= 10;
    }
    tail_length += width;
    memcpy(text + length, tail, (size_t)tail_length);
    char prefix[4] = "";
    strcpy(prefix, sign(&spec, signbit(value) != 0));
    strcat(prefix, upper ? "0X" : "0x");
    put_number(out, &spec, prefix, 0, text, length + tail_length);
}

static void put_text(sink *out, const specification *spec, const char *text, size_t length) {
    int space = spec->width - (int)length;
    if (!spec->left) {
        pad(out, ' ', space);
    }
    put(out, text, length);
    if (spec->left) {
        pad(out, ' ', space);
    }
}

static int number_or_star(const char **next, va_list *arguments) {
    if (**next == '*') {
        ++*next;
        return va_arg(*arguments, int);
    }
    int value = 0;
    for (; **next >= '0' && **next <= '9'; ++*next) {
        value = value < INT_MAX / 16 ? value * 10 + (**next - '0') : value;
    }
    return value;
}

static int print(sink *out, const char *format, va_list list) {
    va_list arguments;
    va_copy(arguments, list);
    for (;;) {
        size_t plain = strcspn(format, "%");
        put(out, format, plain);
        format += plain;
        if (*format++ == 0) {
            break;
        }
        specification spec = {.precision = -1};
        for (;; format++) {
            if (*format == '-') spec.left = 1;
            else if (*format == '+') spec.plus = 1;
            else if (*format == ' ') spec.space = 1;
            else if (*format == '#') spec.alternate = 1;
            else if (*format == '0') spec.zero = 1;
            else break;
        }
        spec.width = number_or_star(&format, &arguments);
        if (spec.width < 0) {
            spec.left = 1;
            spec.width = -spec.width;
        }
        if (*format == '.') {
            format++;
            spec.precision = number_or_star(&format, &arguments);
        }
        // On this target only long long and intmax_t are wider than int.
        int shorts = 0, is_wide = 0, is_long_double = 0;
        for (;; format++) {
            if (*format == 'h') shorts++;
            else if (*format == 'l') is_wide |= format[1] == 'l';
            else if (*format == 'j') is_wide = 1;
            else if (*format == 'L') is_long_double = 1;
            else if (*format != 'z' && *format != 't') break;
        }
        char conversion = *format;
        if (conversion == 0) {
            break;
        }
        format++;
        switch (conversion) {
        case 'd':
        case 'i': {
            long long value = is_wide ? va_arg(arguments, long long) : va_arg(arguments, int);
            value = shorts == 1 ? (short)value : shorts >= 2 ? (signed char)value : value;
            unsigned long long magnitude = value < 0 ? -(unsigned long long)value : (unsigned long long)value;
            put_integer(out, spec, 'd', magnitude, value < 0);
            break;
        }
        case 'u':
        case 'o':
        case 'x':
        case 'X': {
            unsigned long long value = is_wide ? va_arg(arguments, unsigned long long) : va_arg(arguments, unsigned);
            value = shorts == 1 ? (unsigned short)value : shorts >= 2 ? (unsigned char)value : value;
            put_integer(out, spec, conversion, value, 0);
            break;
        }
        case 'p': put_integer(out, spec, 'p', (uintptr_t)va_arg(arguments, void *), 0); break;
        case 'c': {
            char character = (char)va_arg(arguments, int);
            put_text(out, &spec, &character, 1);
            break;
        }
        case 's': {
            const char *text = va_arg(arguments, const char *);
            text = text == NULL ? "(null)" : text;
            put_text(out, &spec, text, spec.precision < 0 ? strlen(text) : strnlen(text, (size_t)spec.precision));
            break;
        }
        case 'f':
        case 'F':
        case 'e':
        case 'E':
        case 'g':
        case 'G': {
            double value = is_long_double ? (double)va_arg(arguments, long double) : va_arg(arguments, double);
            put_double(out, spec, conversion, value);
            break;
        }
        case 'a':
        case 'A': {
            double value = is_long_double ? (double)va_arg(arguments, long double) : va_arg(arguments, double);
            if (isfinite(value)) {
                put_hexadecimal_double(out, spec, conversion == 'A', value);
            } else {
                put_double(out, spec, conversion, value);
            }
            break;
        }
        case '%': put(out, "%", 1); break;
        default: put(out, &conversion, 1); break;
        }
    }
    va_end(arguments);
    return out->count > INT_MAX ? -1 : (int)out->count;
}

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments) {
    sink out = {.stream = stream};
    return print(&out, format, arguments);
}

int vprintf(const char *restrict format, va_list arguments) {
    return vfprintf(stdout, format, arguments);
}

int vsnprintf(char *restrict buffer, size_t size, const char *restrict format, va_list arguments) {
    sink out = {.buffer = buffer, .room = size == 0 ? 0 : size - 1};
    int count = print(&out, format, arguments);
    if (size != 0) {
        buffer[out.count < size ? out.count : size - 1] = 0;
    }
    return count;
}

int vsprintf(char *restrict buffer, const char *restrict format, va_list arguments) {
    return vsnprintf(buffer, INT_MAX, format, arguments);
}

int printf(const char *restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int count = vprintf(format, arguments);
    va_end(arguments);
    return count;
}

int fprintf(FILE *restrict stream, const char *restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int count = vfprintf(stream, format, arguments);
    va_end(arguments);
    return count;
}

int snprintf(char *restrict buffer, size_t size, const char *restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    return count;
}

int sprintf(char *restrict buffer, const char *restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int count = vsprintf(buffer, format, arguments);
    va_end(arguments);
    return count;
}
