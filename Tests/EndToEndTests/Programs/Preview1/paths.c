#include "suite.h"

void case_interesting_paths(int argc, char **argv) {
    make_folder("dir");
    make_folder("dir/nested");
    touch("dir/nested/file");
    __wasi_fd_t fd = 0;
    OK(open_with("dir/.//nested/../../dir/nested/../nested///./file", 0, 0, FILE_RIGHTS, 0, &fd));
    OK(__wasi_fd_close(fd));
    FAILS(PERM, open_with("/dir/nested/file", 0, 0, FILE_RIGHTS, 0, &fd));
    // A zero byte inside: the libc takes C strings, so the raw import has to be called.
    FAILS_EITHER(
        INVAL, ILSEQ,
        ({
            extern int32_t raw_path_open(int32_t, int32_t, const char *, int32_t, int32_t, int64_t, int64_t, int32_t, void *)
                __attribute__((import_module("wasi_snapshot_preview1"), import_name("path_open")));
            raw_path_open(DIR_FD, 0, "dir/nested/file\0", 16, 0, 0, 0, 0, &fd);
        }));
    FAILS_EITHER(NOTDIR, NOENT, open_with("dir/nested/file/", 0, 0, FILE_RIGHTS, 0, &fd));
    FAILS_EITHER(NOTDIR, NOENT, open_with("dir/nested/file///", 0, 0, FILE_RIGHTS, 0, &fd));
    OK(open_with("dir/nested/", 0, 0, 0, 0, &fd));
    OK(__wasi_fd_close(fd));
    OK(open_with("dir/nested///", 0, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd));
    OK(__wasi_fd_close(fd));
    char path[512];
    snprintf(path, sizeof path, "dir/nested/../../../%s/dir/nested/file", argv[1]);
    FAILS(PERM, open_with(path, 0, 0, FILE_RIGHTS, 0, &fd));
    unlink_file("dir/nested/file");
    remove_folder("dir/nested");
    remove_folder("dir");
}

void case_path_filestat(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    OK(open_with("file", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, __WASI_FDFLAGS_APPEND, &fd));
    CHECK(state_of(fd).fs_flags & __WASI_FDFLAGS_APPEND);
    __wasi_filestat_t status;
    OK(__wasi_path_filestat_get(DIR_FD, 0, "file", &status));
    CHECK(status.size == 0 && status.nlink == 1 && status.filetype == __WASI_FILETYPE_REGULAR_FILE);
    __wasi_timestamp_t time = status.mtim - 100;
    OK(__wasi_path_filestat_set_times(DIR_FD, 0, "file", 0, time, __WASI_FSTFLAGS_MTIM));
    OK(__wasi_path_filestat_get(DIR_FD, 0, "file", &status));
    CHECK(status.mtim == time);
    FAILS(INVAL, __wasi_path_filestat_set_times(
                     DIR_FD, 0, "file", time, time, __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_MTIM_NOW));
    FAILS(NOENT, __wasi_path_filestat_get(DIR_FD, 0, "missing", &status));
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_path_open_create_existing(int argc, char **argv) {
    touch("file");
    __wasi_fd_t fd = 0;
    FAILS(EXIST, open_with("file", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL, FILE_RIGHTS, 0, &fd));
    OK(open_with("file", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &fd));
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_path_open_missing(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    FAILS(NOENT, open_with("file", 0, 0, FILE_RIGHTS, 0, &fd));
    FAILS(NOENT, open_with("", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, 0, &fd));
}

void case_path_open_nonblock(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    int answer = open_with("file", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, __WASI_FDFLAGS_NONBLOCK, &fd);
    CHECK(answer == __WASI_ERRNO_SUCCESS || answer == __WASI_ERRNO_NOTSUP);
    if (answer == __WASI_ERRNO_SUCCESS) OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_path_open_preopen(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    __wasi_fdstat_t state = state_of(DIR_FD);
    CHECK(state.fs_filetype == __WASI_FILETYPE_DIRECTORY);
    OK(open_with(".", 0, 0, 0, 0, &fd));
    OK(__wasi_fd_close(fd));
    OK(open_with(".", 0, __WASI_OFLAGS_DIRECTORY, state.fs_rights_base, 0, &fd));
    OK(__wasi_fd_close(fd));
    // A folder cannot be opened for writing.
    FAILS(ISDIR, open_with(".", 0, 0, __WASI_RIGHTS_FD_WRITE, 0, &fd));
    __wasi_prestat_t prestat;
    OK(__wasi_fd_prestat_get(DIR_FD, &prestat));
    CHECK(prestat.tag == __WASI_PREOPENTYPE_DIR && prestat.u.dir.pr_name_len == strlen(argv[1]));
    char name[64] = {0};
    OK(__wasi_fd_prestat_dir_name(DIR_FD, (uint8_t *)name, prestat.u.dir.pr_name_len));
    CHECK(strcmp(name, argv[1]) == 0);
}

void case_path_open_read_write(int argc, char **argv) {
    touch("file");
    __wasi_fd_t fd = 0;
    char buffer[8];
    __wasi_size_t count;
    __wasi_iovec_t into = {(uint8_t *)buffer, sizeof buffer};
    __wasi_ciovec_t from = {(const uint8_t *)"hello", 5};
    OK(open_with("file", 0, 0, __WASI_RIGHTS_FD_READ, 0, &fd));
    FAILS_EITHER(BADF, NOTCAPABLE, __wasi_fd_write(fd, &from, 1, &count));
    OK(__wasi_fd_close(fd));
    OK(open_with("file", 0, 0, __WASI_RIGHTS_FD_WRITE, 0, &fd));
    FAILS_EITHER(BADF, NOTCAPABLE, __wasi_fd_read(fd, &into, 1, &count));
    OK(__wasi_fd_write(fd, &from, 1, &count));
    OK(__wasi_fd_close(fd));
    OK(open_with("file", 0, 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE, 0, &fd));
    CHECK(read_bytes(fd, buffer, sizeof buffer) == 5);
    CHECK(write_bytes(fd, "more") == 4);
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_remove_directory_trailing_slashes(int argc, char **argv) {
    make_folder("dir");
    remove_folder("dir/");
    make_folder("dir");
    remove_folder("dir///");
    touch("file");
    FAILS(NOTDIR, __wasi_path_remove_directory(DIR_FD, "file"));
    FAILS(NOTDIR, __wasi_path_remove_directory(DIR_FD, "file/"));
    unlink_file("file");
    make_folder("dir");
    touch("dir/file");
    FAILS(NOTEMPTY, __wasi_path_remove_directory(DIR_FD, "dir/"));
    unlink_file("dir/file");
    remove_folder("dir");
}
