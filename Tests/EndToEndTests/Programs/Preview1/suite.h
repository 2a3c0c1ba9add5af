// Programs that call the preview's functions with chosen values, and trap when an answer is not the expected one.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

// The folder that a case is given: the first preopen.
#define DIR_FD 3

static inline void check(int holds, const char *file, int line, const char *what, int answer) {
    if (holds) return;
    fprintf(stderr, "%s:%d: %s (answer %d)\n", file, line, what, answer);
    __builtin_trap();
}

#define CHECK(condition) check((condition), __FILE__, __LINE__, #condition, 0)
// The call answers with this error.
#define FAILS(error, call)                                                   \
    do {                                                                     \
        int answer_ = (call);                                                \
        check(answer_ == __WASI_ERRNO_##error, __FILE__, __LINE__, #call, answer_); \
    } while (0)
#define OK(call) FAILS(SUCCESS, call)
// The call answers with one of two errors: hosts differ, and programs must bear both.
#define FAILS_EITHER(first, second, call)                                                                         \
    do {                                                                                                           \
        int answer_ = (call);                                                                                      \
        check(answer_ == __WASI_ERRNO_##first || answer_ == __WASI_ERRNO_##second, __FILE__, __LINE__, #call, answer_); \
    } while (0)

#define FILE_RIGHTS                                                                                             \
    (__WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_SEEK | __WASI_RIGHTS_FD_TELL |            \
     __WASI_RIGHTS_FD_FILESTAT_GET | __WASI_RIGHTS_FD_FILESTAT_SET_SIZE | __WASI_RIGHTS_FD_FILESTAT_SET_TIMES | \
     __WASI_RIGHTS_FD_ALLOCATE | __WASI_RIGHTS_FD_FDSTAT_SET_FLAGS | __WASI_RIGHTS_FD_ADVISE | __WASI_RIGHTS_FD_SYNC)

static inline __wasi_errno_t open_with(
    const char *path, __wasi_lookupflags_t lookup, __wasi_oflags_t flags, __wasi_rights_t rights,
    __wasi_fdflags_t fdflags, __wasi_fd_t *fd) {
    return __wasi_path_open(DIR_FD, lookup, path, flags, rights, rights, fdflags, fd);
}

static inline __wasi_fd_t create_file(const char *path) {
    __wasi_fd_t fd = 0;
    OK(open_with(path, 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &fd));
    CHECK(fd > DIR_FD);
    return fd;
}

static inline void touch(const char *path) { OK(__wasi_fd_close(create_file(path))); }
static inline void make_folder(const char *path) { OK(__wasi_path_create_directory(DIR_FD, path)); }
static inline void remove_folder(const char *path) { OK(__wasi_path_remove_directory(DIR_FD, path)); }
static inline void unlink_file(const char *path) { OK(__wasi_path_unlink_file(DIR_FD, path)); }

static inline size_t write_bytes(__wasi_fd_t fd, const char *text) {
    __wasi_ciovec_t vector = {(const uint8_t *)text, strlen(text)};
    __wasi_size_t written = 0;
    OK(__wasi_fd_write(fd, &vector, 1, &written));
    return written;
}

static inline size_t read_bytes(__wasi_fd_t fd, char *buffer, size_t length) {
    __wasi_iovec_t vector = {(uint8_t *)buffer, length};
    __wasi_size_t count = 0;
    OK(__wasi_fd_read(fd, &vector, 1, &count));
    return count;
}

static inline uint64_t seek(__wasi_fd_t fd, int64_t offset, int whence) {
    __wasi_filesize_t position = 0;
    OK(__wasi_fd_seek(fd, offset, whence, &position));
    return position;
}

static inline uint64_t tell(__wasi_fd_t fd) {
    __wasi_filesize_t position = 0;
    OK(__wasi_fd_tell(fd, &position));
    return position;
}

static inline __wasi_filestat_t status_of(__wasi_fd_t fd) {
    __wasi_filestat_t status;
    OK(__wasi_fd_filestat_get(fd, &status));
    return status;
}

static inline __wasi_fdstat_t state_of(__wasi_fd_t fd) {
    __wasi_fdstat_t state;
    OK(__wasi_fd_fdstat_get(fd, &state));
    return state;
}
