// The standard streams of <stdio.h>. Standard output and input share the buffers of stdout.c and stdin.c with Swift;
// standard error has none.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "file.h"
#include "stdin.h"
#include "stdout.h"

#undef stdin
#undef stdout
#undef stderr

struct _FILE {
    int descriptor;
    int at_end;
    int failed;
};

static struct _FILE input = {0, 0, 0}, output = {1, 0, 0}, errors = {2, 0, 0};
FILE *const stdin = &input;
FILE *const stdout = &output;
FILE *const stderr = &errors;

size_t fwrite(const void *restrict bytes, size_t size, size_t count, FILE *restrict stream) {
    if (stream == &output) {
        __stdout_write(bytes, size * count);
    } else if (__file_write(stream->descriptor, bytes, size * count) != 0) {
        stream->failed = 1;
        return 0;
    }
    return count;
}

int fputc(int character, FILE *stream) {
    unsigned char byte = (unsigned char)character;
    return fwrite(&byte, 1, 1, stream) == 1 ? byte : EOF;
}

int putc(int character, FILE *stream) {
    return fputc(character, stream);
}

int fputs(const char *restrict text, FILE *restrict stream) {
    size_t count = strlen(text);
    return fwrite(text, 1, count, stream) == count ? 0 : EOF;
}

int puts(const char *text) {
    fputs(text, &output);
    putchar('\n');
    return 0;
}

int fflush(FILE *stream) {
    if (stream == NULL || stream == &output) {
        __stdout_flush();
    }
    return 0;
}

void perror(const char *prefix) {
    fprintf(&errors, "%s: %s\n", prefix, strerror(errno));
}

int fgetc(FILE *stream) {
    int character = __stdin_get();
    stream->at_end |= character < 0;
    return character;
}

int getc(FILE *stream) {
    return fgetc(stream);
}

char *fgets(char *restrict line, int size, FILE *restrict stream) {
    int count = 0;
    while (count < size - 1) {
        int character = fgetc(stream);
        if (character < 0) {
            break;
        }
        line[count++] = (char)character;
        if (character == '\n') {
            break;
        }
    }
    if (count == 0) {
        return NULL;
    }
    line[count] = 0;
    return line;
}

size_t fread(void *restrict bytes, size_t size, size_t count, FILE *restrict stream) {
    size_t wanted = size * count, got = 0;
    while (got < wanted) {
        int read = __stdin_read((char *)bytes + got, wanted - got);
        if (read <= 0) {
            stream->at_end |= read == 0;
            stream->failed |= read < 0;
            break;
        }
        got += (size_t)read;
    }
    return size == 0 ? 0 : got / size;
}

int feof(FILE *stream) {
    return stream->at_end;
}

int ferror(FILE *stream) {
    return stream->failed;
}
