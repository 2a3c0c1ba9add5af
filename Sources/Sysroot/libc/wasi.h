// The functions of WASI preview 1 (module "wasi_snapshot_preview1") that this library calls, with the names and the
// numbers of its specification.
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

typedef struct {
    uint8_t tag;  // 0 is a folder
    size_t name_length;
} wasi_prestat;

enum {
    wasi_oflags_creat = 1,
    wasi_oflags_directory = 2,
    wasi_oflags_excl = 4,
    wasi_oflags_trunc = 8,
    wasi_fdflags_append = 1,
    wasi_lookup_symlink_follow = 1,
    wasi_clock_realtime = 0,
    wasi_clock_monotonic = 1,
};

#define wasi_rights_fd_read (1ull << 1)
#define wasi_rights_fd_seek (1ull << 2)
#define wasi_rights_fd_tell (1ull << 5)
#define wasi_rights_fd_write (1ull << 6)
#define wasi_rights_fd_readdir (1ull << 14)
#define wasi_rights_fd_filestat_get (1ull << 21)

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))

WASI(fd_write) uint32_t wasi_fd_write(uint32_t descriptor, const wasi_ciovec *vectors, size_t count, size_t *written);
WASI(fd_read) uint32_t wasi_fd_read(uint32_t descriptor, const wasi_iovec *vectors, size_t count, size_t *read);
WASI(fd_close) uint32_t wasi_fd_close(uint32_t descriptor);
WASI(fd_prestat_get) uint32_t wasi_fd_prestat_get(uint32_t descriptor, wasi_prestat *prestat);
WASI(fd_prestat_dir_name) uint32_t wasi_fd_prestat_dir_name(uint32_t descriptor, char *name, size_t length);
WASI(path_open)
uint32_t wasi_path_open(
    uint32_t folder, uint32_t lookup, const char *path, size_t length, uint32_t open_flags, uint64_t rights,
    uint64_t inherited_rights, uint32_t descriptor_flags, uint32_t *descriptor);
WASI(args_sizes_get) uint32_t wasi_args_sizes_get(size_t *count, size_t *bytes);
WASI(args_get) uint32_t wasi_args_get(char **pointers, char *bytes);
WASI(environ_sizes_get) uint32_t wasi_environ_sizes_get(size_t *count, size_t *bytes);
WASI(environ_get) uint32_t wasi_environ_get(char **pointers, char *bytes);
WASI(clock_time_get) uint32_t wasi_clock_time_get(uint32_t clock, uint64_t precision, uint64_t *nanoseconds);
WASI(random_get) uint32_t wasi_random_get(void *bytes, size_t count);
WASI(proc_exit) _Noreturn void wasi_proc_exit(uint32_t code);

#endif
