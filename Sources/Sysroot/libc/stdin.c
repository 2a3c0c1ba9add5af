// Standard input through one buffer, for `readLine`, for reading bytes, and for C's stdio. Before it waits, what was
// printed goes out: a question must be seen before its answer is typed.

#include "stdin.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "stdout.h"

static unsigned char buffer[4096];
static size_t next, end;

// The next byte; -1 at the end of the input or when it cannot be read.
int __stdin_get(void) {
    if (next == end) {
        __stdout_flush();
        int count = __file_read(0, buffer, sizeof buffer);
        if (count <= 0) {
            return -1;
        }
        next = 0;
        end = (size_t)count;
    }
    return buffer[next++];
}

int getchar(void) {
    return __stdin_get();
}

// Up to `count` bytes: what the buffer holds, or else what one read brings. 0 at the end, negative for an error.
int __stdin_read(void *bytes, size_t count) {
    if (next == end) {
        __stdout_flush();
        return __file_read(0, bytes, count);
    }
    size_t held = end - next;
    if (count > held) {
        count = held;
    }
    memcpy(bytes, buffer + next, count);
    next += count;
    return (int)count;
}

// Called by Swift's `readLine`: a line with its newline in memory that the caller frees. Its length, or -1 at the end.
ptrdiff_t swift_stdlib_readLine_stdin(unsigned char **result) {
    unsigned char *line = NULL;
    size_t length = 0, capacity = 0;
    for (;;) {
        int character = __stdin_get();
        if (character < 0) {
            break;
        }
        if (length == capacity) {
            capacity = capacity == 0 ? 120 : capacity * 2;
            unsigned char *larger = realloc(line, capacity);
            if (larger == NULL) {
                abort();
            }
            line = larger;
        }
        line[length++] = (unsigned char)character;
        if (character == '\n') {
            break;
        }
    }
    *result = line;
    return line == NULL ? -1 : (ptrdiff_t)length;
}
