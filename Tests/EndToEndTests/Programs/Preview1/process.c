#include "suite.h"

void case_args_get(int argc, char **argv) {
    __wasi_size_t count = 0, size = 0;
    OK(__wasi_args_sizes_get(&count, &size));
    CHECK(count == 4);
    uint8_t *pointers[4];
    uint8_t *buffer = malloc(size);
    OK(__wasi_args_get(pointers, buffer));
    CHECK(strcmp((char *)pointers[1], "first") == 0);
    CHECK(strcmp((char *)pointers[2], "the \"second\" arg") == 0);
    CHECK(strcmp((char *)pointers[3], "3") == 0);
    CHECK(size == strlen((char *)pointers[0]) + 1 + 6 + 17 + 2);
}

void case_environ_get(int argc, char **argv) {
    __wasi_size_t count = 0, size = 0;
    OK(__wasi_environ_sizes_get(&count, &size));
    CHECK(count == 3);
    uint8_t *pointers[3];
    uint8_t *buffer = malloc(size);
    OK(__wasi_environ_get(pointers, buffer));
    CHECK(strcmp(getenv("a"), "text") == 0);
    CHECK(strcmp(getenv("b"), "escap \" ing") == 0);
    CHECK(strcmp(getenv("c"), "new\nline") == 0);
    for (int i = 0; i < 3; i++) CHECK(pointers[i][1] == '=');
}

void case_environ_sizes_get(int argc, char **argv) {
    __wasi_size_t count = 0, size = 0;
    OK(__wasi_environ_sizes_get(&count, &size));
    CHECK(count == 3);
    CHECK(size == 12);
}

void case_fd_write_to_stdout(int argc, char **argv) {
    // Hosts may write as little as one vector at a time.
    const char *rest = "hello";
    while (*rest) {
        __wasi_ciovec_t vectors[] = {{(const uint8_t *)rest, 1}, {(const uint8_t *)rest + 1, strlen(rest + 1)}};
        __wasi_size_t written = 0;
        OK(__wasi_fd_write(1, vectors, 2, &written));
        CHECK(written > 0);
        rest += written;
    }
}

void case_isatty_file(int argc, char **argv) {
    __wasi_fd_t fd = create_file("file");
    __wasi_fdstat_t state = state_of(fd);
    CHECK(state.fs_filetype == __WASI_FILETYPE_REGULAR_FILE);
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_stdio(int argc, char **argv) {
    // Each stream can be asked about, and moved to a number that is in use.
    for (__wasi_fd_t fd = 0; fd < 3; fd++) state_of(fd);
    for (__wasi_fd_t fd = 0; fd < 2; fd++) {
        __wasi_fd_t spare = 0;
        OK(open_with("file", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &spare));
        OK(__wasi_fd_renumber(fd, spare));
        FAILS(BADF, __wasi_fd_fdstat_get(fd, &(__wasi_fdstat_t){0}));
        state_of(spare);
    }
    unlink_file("file");
}
