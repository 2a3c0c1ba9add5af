// The functions of WASI preview 1 (module "wasi_snapshot_preview1") that this library calls.
#ifndef SWIFTLET_WASI_H
#define SWIFTLET_WASI_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const void *bytes;
    size_t count;
} wasi_ciovec;

typedef struct {
    void *bytes;
    size_t count;
} wasi_iovec;

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))

WASI(fd_write) uint32_t wasi_fd_write(uint32_t descriptor, const wasi_ciovec *vectors, size_t count, size_t *written);
WASI(fd_read) uint32_t wasi_fd_read(uint32_t descriptor, const wasi_iovec *vectors, size_t count, size_t *read);
WASI(random_get) uint32_t wasi_random_get(void *bytes, size_t count);
WASI(proc_exit) _Noreturn void wasi_proc_exit(uint32_t code);

#endif
