// Allocates, grows, frees and sorts, with checksums on the way.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(void) {
    enum { slots = 200, rounds = 20000 };
    uint8_t *blocks[slots] = {0};
    size_t sizes[slots] = {0};
    uint64_t sum = 0;
    for (int round = 0; round < rounds; round++) {
        int i = next() % slots;
        for (size_t k = 0; k < sizes[i]; k += 97) sum = sum * 31 + blocks[i][k];
        sizes[i] = next() % 4096;
        blocks[i] = realloc(blocks[i], sizes[i] + 1);
        memset(blocks[i], round, sizes[i] + 1);
    }
    for (int i = 0; i < slots; i++) free(blocks[i]);
    printf("%016llx\n", (unsigned long long)sum);

    size_t large = 64 << 20;
    uint8_t *big = calloc(1, large);
    if (!big) return 1;
    big[0] = 1;
    big[large - 1] = 2;
    memmove(big + 1, big, 1 << 20);
    printf("%d %d %d\n", big[1], big[2], big[large - 1]);
    free(big);
    printf("%s\n", malloc((size_t)-100000) ? "impossible" : "no memory, as it should be");

    enum { count = 20000 };
    uint32_t *numbers = malloc(count * sizeof *numbers);
    for (int i = 0; i < count; i++) numbers[i] = next();
    qsort(numbers, count, sizeof *numbers, ascending);
    for (int i = 1; i < count; i++)
        if (numbers[i - 1] > numbers[i]) return 2;
    printf("%u %u %u\n", numbers[0], numbers[count / 2], numbers[count - 1]);
    uint32_t key = numbers[1234];
    printf("%d\n", (int)((uint32_t *)bsearch(&key, numbers, count, sizeof key, ascending) - numbers));
    free(numbers);

    char *words[] = {"pear", "apple", "fig", "banana", "cherry"};
    qsort(words, 5, sizeof *words, by_text);
    for (int i = 0; i < 5; i++) printf("%s ", words[i]);
    puts("");
    return 0;
}
