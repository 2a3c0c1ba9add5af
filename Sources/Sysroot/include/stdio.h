#ifndef _STDIO_H
#define _STDIO_H

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#define restrict __restrict
#endif

#define EOF (-1)
#define BUFSIZ 1024

// The three standard streams and nothing else: files are opened from Swift.
typedef struct _FILE FILE;
extern FILE *const stdin;
extern FILE *const stdout;
extern FILE *const stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

int printf(const char *restrict format, ...) __attribute__((format(printf, 1, 2)));
int fprintf(FILE *restrict stream, const char *restrict format, ...) __attribute__((format(printf, 2, 3)));
int sprintf(char *restrict buffer, const char *restrict format, ...) __attribute__((format(printf, 2, 3)));
int snprintf(char *restrict buffer, size_t size, const char *restrict format, ...)
    __attribute__((format(printf, 3, 4)));
int vprintf(const char *restrict format, va_list arguments);
int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments);
int vsprintf(char *restrict buffer, const char *restrict format, va_list arguments);
int vsnprintf(char *restrict buffer, size_t size, const char *restrict format, va_list arguments);

int putchar(int character);
int puts(const char *text);
int fputc(int character, FILE *stream);
int putc(int character, FILE *stream);
int fputs(const char *restrict text, FILE *restrict stream);
size_t fwrite(const void *restrict bytes, size_t size, size_t count, FILE *restrict stream);
int fflush(FILE *stream);
void perror(const char *prefix);

int getchar(void);
int fgetc(FILE *stream);
int getc(FILE *stream);
char *fgets(char *restrict line, int size, FILE *restrict stream);
size_t fread(void *restrict bytes, size_t size, size_t count, FILE *restrict stream);
int feof(FILE *stream);
int ferror(FILE *stream);

#ifdef __cplusplus
#undef restrict
}
#endif

#endif
