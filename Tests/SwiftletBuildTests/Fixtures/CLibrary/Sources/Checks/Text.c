#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "Checks.h"

static int by_value(const void *left, const void *right) {
    return *(const int *)left - *(const int *)right;
}

void checkText(void) {
    printf("from C\n");
    char buffer[64];
    strcpy(buffer, "one two");
    strcat(buffer, " three");
    printf("%zu %s %s %s\n", strlen(buffer), strchr(buffer, 't'), strrchr(buffer, 't'), strstr(buffer, "wo"));
    printf("%d %d %d\n", strcmp("a", "b") < 0, strncmp("abc", "abd", 2), memcmp("x", "y", 1) < 0);
    printf("%zu %zu %s\n", strspn("aabc", "ab"), strcspn("hello", "l"), strpbrk("hello", "ol"));
    char *state;
    for (char *word = strtok_r(buffer, " ", &state); word != NULL; word = strtok_r(NULL, " ", &state)) {
        printf("[%s]", word);
    }
    char filled[8];
    memset(filled, 'x', sizeof filled);
    strncpy(filled, "ab", 4);
    printf(" %d %d %c\n", filled[2], filled[3], filled[4]);
    memmove(filled + 1, filled, 3);
    printf("%c%c%c %d\n", filled[0], filled[1], filled[2], memchr(filled, 'z', 8) == NULL);
    for (int c = 0; c < 128; c++) {
        int kinds = !!isalpha(c) | !!isdigit(c) << 1 | !!isspace(c) << 2 | !!ispunct(c) << 3 | !!iscntrl(c) << 4 | !!isxdigit(c) << 5
            | !!isprint(c) << 6;
        printf("%x%c", kinds, c % 32 == 31 ? '\n' : ' ');
        assert(toupper(tolower(c)) == toupper(c));
    }
    int numbers[100];
    unsigned state2 = 7;
    for (int i = 0; i < 100; i++) {
        state2 = state2 * 1103515245 + 12345;
        numbers[i] = (int)(state2 >> 16 & 0xff);
    }
    qsort(numbers, 100, sizeof numbers[0], by_value);
    for (int i = 1; i < 100; i++) {
        assert(numbers[i - 1] <= numbers[i]);
    }
    int key = numbers[40];
    int *found = bsearch(&key, numbers, 100, sizeof numbers[0], by_value);
    printf("%d %d\n", numbers[0], *found == key);
}

void checkMemory(void) {
    // Many blocks of many sizes, freed in another order; each keeps its bytes.
    enum { count = 2000 };
    static unsigned char *blocks[count];
    static size_t sizes[count];
    unsigned state = 1;
    int wrong = 0;
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < count; i++) {
            state = state * 1664525 + 1013904223;
            int at = (int)(state >> 8) % count;
            if (blocks[at] != NULL) {
                for (size_t b = 0; b < sizes[at]; b++) {
                    wrong += blocks[at][b] != (unsigned char)at;
                }
                free(blocks[at]);
                blocks[at] = NULL;
            } else {
                sizes[at] = state >> 20;
                if (state & 1) {
                    blocks[at] = malloc(sizes[at]);
                } else {
                    void *block = NULL;
                    size_t alignment = 16u << (state >> 4 & 7);
                    wrong += posix_memalign(&block, alignment, sizes[at]) != 0 || (size_t)block % alignment != 0;
                    blocks[at] = block;
                }
                wrong += blocks[at] == NULL || (size_t)blocks[at] % 16 != 0;
                memset(blocks[at], at, sizes[at]);
            }
        }
    }
    unsigned char *grown = NULL;
    for (size_t size = 1; size < 100000; size = size * 3 / 2 + 1) {
        grown = realloc(grown, size);
        grown[size - 1] = (unsigned char)size;
        wrong += size > 1 && grown[0] != 1;
    }
    free(grown);
    int *zeros = calloc(1000, sizeof(int));
    for (int i = 0; i < 1000; i++) {
        wrong += zeros[i] != 0;
    }
    printf("memory: %d wrong\n", wrong);
}
