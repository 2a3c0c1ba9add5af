// Standard output: bytes are gathered and written when a line ends, when the buffer is full, and when the host gets control back.
// Swift's `print` and C's stdio share this one buffer, so what they write stays in order.

#include "stdout.h"

#include <stdio.h>

#include "wasi.h"

static unsigned char buffer[1024];
static size_t used;

// Only the start file of reactors has this. Nobody tells a reactor that a call is over, so there each `print` is written at once.
extern const char __is_reactor __attribute__((weak));

void __stdout_flush(void) {
    const unsigned char *next = buffer;
    while (used != 0) {
        wasi_ciovec vector = {next, used};
        size_t written = 0;
        if (wasi_fd_write(1, &vector, 1, &written) != 0) {
            used = 0;  // nobody listens any more; dropping the text beats repeating the error for ever
            return;
        }
        next += written;
        used -= written;
    }
}

int putchar(int character) {
    buffer[used++] = (unsigned char)character;
    if (character == '\n' || used == sizeof buffer) {
        __stdout_flush();
    }
    return (unsigned char)character;
}

void __stdout_write(const unsigned char *bytes, size_t count) {
    while (count--) {
        putchar(*bytes++);
    }
    if (&__is_reactor != NULL) {
        __stdout_flush();
    }
}

// Called by the wrapper that the linker puts around every exported function of a command.
void __wasm_call_dtors(void) {
    __stdout_flush();
}
