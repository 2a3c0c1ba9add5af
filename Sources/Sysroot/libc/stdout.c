// Standard output: bytes are gathered and handed to the host when a line ends, when the buffer is full, before input
// is read, and when the host gets control back. Swift's `print` and C's stdio share this one buffer, so what they
// write stays in order.

#include "stdout.h"

#include <stdio.h>
#include <string.h>

#include "wasi.h"

static unsigned char buffer[1024];
static size_t used;

// Only the start file of reactors has this. Nobody tells a reactor that a call is over, so there each `print` is
// written at once.
extern const char __is_reactor __attribute__((weak));

static void hand_over(const unsigned char *bytes, size_t count) {
    while (count != 0) {
        wasi_ciovec vector = {bytes, count};
        size_t written = 0;
        if (wasi_fd_write(1, &vector, 1, &written) != 0) {
            return;  // nobody listens any more; dropping the text beats repeating the error for ever
        }
        bytes += written;
        count -= written;
    }
}

void __stdout_flush(void) {
    size_t count = used;
    used = 0;
    hand_over(buffer, count);
}

void __stdout_write(const unsigned char *bytes, size_t count) {
    if (count == 0) {
        return;
    }
    if (count > sizeof buffer - used) {
        __stdout_flush();
        if (count > sizeof buffer) {
            hand_over(bytes, count);
            return;
        }
    }
    memcpy(buffer + used, bytes, count);
    used += count;
    if (bytes[count - 1] == '\n' || &__is_reactor != NULL) {
        __stdout_flush();
    }
}

int putchar(int character) {
    unsigned char byte = (unsigned char)character;
    __stdout_write(&byte, 1);
    return byte;
}

// Called by the wrapper that the linker puts around every exported function of a command. Weak: reactors have an empty one, so that this file is
// not fetched for its sake.
__attribute__((weak)) void __wasm_call_dtors(void) {
    __stdout_flush();
}
