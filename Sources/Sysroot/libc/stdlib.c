// Numbers from text, sorting, and the other small things of <stdlib.h>.

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int digit_value(char character) {
    if (isdigit((unsigned char)character)) {
        return character - '0';
    }
    return isalpha((unsigned char)character) ? (character | 32) - 'a' + 10 : INT_MAX;
}

// The magnitude of the number, at most `limit` (ULLONG_MAX for unsigned types), with its sign apart.
static unsigned long long parse(
    const char *text, char **end, int base, unsigned long long positive_limit, unsigned long long negative_limit,
    int *negative
) {
    const char *next = text;
    while (isspace((unsigned char)*next)) {
        next++;
    }
    *negative = *next == '-';
    if (*next == '-' || *next == '+') {
        next++;
    }
    if ((base == 0 || base == 16) && next[0] == '0' && (next[1] | 32) == 'x' && isxdigit((unsigned char)next[2])) {
        next += 2;
        base = 16;
    } else if (base == 0) {
        base = *next == '0' ? 8 : 10;
    }
    unsigned long long limit = *negative ? negative_limit : positive_limit, value = 0;
    const char *digits = next;
    int overflow = 0;
    for (; digit_value(*next) < base; next++) {
        overflow |= __builtin_mul_overflow(value, (unsigned long long)base, &value);
        overflow |= __builtin_add_overflow(value, (unsigned long long)digit_value(*next), &value);
    }
    if (end != NULL) {
        *end = (char *)(next == digits ? text : next);
    }
    if (overflow || value > limit) {
        errno = ERANGE;
        return limit;
    }
    return value;
}

long long strtoll(const char *restrict text, char **restrict end, int base) {
    int negative;
    unsigned long long value = parse(text, end, base, LLONG_MAX, 1ull + LLONG_MAX, &negative);
    return (long long)(negative ? -value : value);
}

long strtol(const char *restrict text, char **restrict end, int base) {
    int negative;
    unsigned long long value = parse(text, end, base, LONG_MAX, 1ull + LONG_MAX, &negative);
    return (long)(negative ? -value : value);
}

unsigned long long strtoull(const char *restrict text, char **restrict end, int base) {
    int negative;
    unsigned long long value = parse(text, end, base, ULLONG_MAX, ULLONG_MAX, &negative);
    return negative ? -value : value;
}

unsigned long strtoul(const char *restrict text, char **restrict end, int base) {
    int negative;
    unsigned long value = (unsigned long)parse(text, end, base, ULONG_MAX, ULONG_MAX, &negative);
    return negative ? -value : value;
}

int atoi(const char *text) { return (int)strtol(text, NULL, 10); }
long atol(const char *text) { return strtol(text, NULL, 10); }
long long atoll(const char *text) { return strtoll(text, NULL, 10); }
double atof(const char *text) { return strtod(text, NULL); }

int abs(int value) { return value < 0 ? -value : value; }
long labs(long value) { return value < 0 ? -value : value; }
long long llabs(long long value) { return value < 0 ? -value : value; }
div_t div(int dividend, int divisor) { return (div_t){dividend / divisor, dividend % divisor}; }
ldiv_t ldiv(long dividend, long divisor) { return (ldiv_t){dividend / divisor, dividend % divisor}; }
lldiv_t lldiv(long long dividend, long long divisor) { return (lldiv_t){dividend / divisor, dividend % divisor}; }

static void swap(char *left, char *right, size_t size) {
    while (size--) {
        char byte = *left;
        *left++ = *right;
        *right++ = byte;
    }
}

// Heapsort: no recursion, no extra memory, and no input that makes it slow.
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
    char *elements = base;
    size_t start = count / 2, end = count;
    while (end > 1) {
        if (start > 0) {
            start--;  // still making the heap
        } else {
            end--;
            swap(elements, elements + end * size, size);
        }
        size_t root = start;
        for (;;) {
            size_t child = root * 2 + 1;
            if (child >= end) {
                break;
            }
            if (child + 1 < end && compare(elements + child * size, elements + (child + 1) * size) < 0) {
                child++;
            }
            if (compare(elements + root * size, elements + child * size) >= 0) {
                break;
            }
            swap(elements + root * size, elements + child * size, size);
            root = child;
        }
    }
}

void *bsearch(
    const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *)
) {
    const char *elements = base;
    while (count > 0) {
        const char *middle = elements + count / 2 * size;
        int order = compare(key, middle);
        if (order == 0) {
            return (void *)middle;
        }
        if (order > 0) {
            elements = middle + size;
            count--;
        }
        count /= 2;
    }
    return NULL;
}

static unsigned long long random_state = 1;

void srand(unsigned seed) {
    random_state = seed;
}

// A linear congruential generator (Knuth's MMIX multiplier); its high bits are the good ones.
int rand(void) {
    random_state = random_state * 6364136223846793005ull + 1442695040888963407ull;
    return (int)(random_state >> 33);
}
