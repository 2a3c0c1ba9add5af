#include "suite.h"

static void link_to(const char *target, const char *path) { OK(__wasi_path_symlink(target, DIR_FD, path)); }

void case_dangling_symlink(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    link_to("target", "link");
    FAILS_EITHER(NOTDIR, LOOP, open_with("link", 0, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd));
    FAILS(LOOP, open_with("link", 0, 0, 0, 0, &fd));
    FAILS(NOENT, open_with("link", __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, 0, 0, 0, &fd));
    unlink_file("link");
}

void case_nofollow_errors(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    make_folder("target");
    link_to("target", "link");
    FAILS(LOOP, open_with("link", 0, 0, 0, 0, &fd));
    FAILS_EITHER(LOOP, NOTDIR, open_with("link", 0, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd));
    OK(open_with("link", __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, 0, 0, 0, &fd));
    OK(__wasi_fd_close(fd));
    unlink_file("link");
    touch("file");
    link_to("file", "link");
    FAILS_EITHER(LOOP, NOTDIR, open_with("link", 0, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd));
    FAILS(LOOP, open_with("link", 0, 0, 0, 0, &fd));
    OK(open_with("link", __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, 0, 0, 0, &fd));
    OK(__wasi_fd_close(fd));
    FAILS(NOTDIR, open_with("link", __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd));
    FAILS(NOTDIR, __wasi_path_remove_directory(DIR_FD, "link"));
    unlink_file("link");
    unlink_file("file");
    remove_folder("target");
}

void case_path_symlink_trailing_slashes(int argc, char **argv) {
    // Nothing there: a slash asks for a folder, which a link is not.
    FAILS_EITHER(NOENT, NOTDIR, __wasi_path_symlink("source", DIR_FD, "target/"));
    link_to("source", "target");
    unlink_file("target");
    make_folder("target");
    FAILS(EXIST, __wasi_path_symlink("source", DIR_FD, "target/"));
    FAILS(EXIST, __wasi_path_symlink("source", DIR_FD, "target"));
    remove_folder("target");
    touch("target");
    FAILS_EITHER(NOTDIR, EXIST, __wasi_path_symlink("source", DIR_FD, "target/"));
    FAILS(EXIST, __wasi_path_symlink("source", DIR_FD, "target"));
    unlink_file("target");
}

void case_readlink_link(int argc, char **argv) {
    char buffer[16] = {0};
    __wasi_size_t used = 0;
    link_to("target", "link");
    OK(__wasi_path_readlink(DIR_FD, "link", (uint8_t *)buffer, sizeof buffer, &used));
    CHECK(used == 6 && strcmp(buffer, "target") == 0);
    // A buffer that is too small gets the first part.
    memset(buffer, 0, sizeof buffer);
    OK(__wasi_path_readlink(DIR_FD, "link", (uint8_t *)buffer, 4, &used));
    CHECK(used == 4 && strcmp(buffer, "targ") == 0);
    touch("file");
    FAILS(INVAL, __wasi_path_readlink(DIR_FD, "file", (uint8_t *)buffer, sizeof buffer, &used));
    unlink_file("file");
    unlink_file("link");
}

void case_symlink_create(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    touch("target");
    link_to("target", "link");
    OK(open_with("link", __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, 0, FILE_RIGHTS, 0, &fd));
    OK(__wasi_fd_close(fd));
    unlink_file("link");
    unlink_file("target");
    make_folder("folder");
    link_to("folder", "link");
    OK(open_with("link", __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, __WASI_OFLAGS_DIRECTORY, 0, 0, &fd));
    OK(__wasi_fd_close(fd));
    unlink_file("link");
    remove_folder("folder");
    // Absolute targets lead out.
    FAILS_EITHER(PERM, NOTCAPABLE, __wasi_path_symlink("/target", DIR_FD, "link"));
    FAILS(NOENT, __wasi_path_symlink("", DIR_FD, "link"));
}

void case_symlink_filestat(int argc, char **argv) {
    __wasi_filestat_t status;
    __wasi_fd_t fd = create_file("file");
    CHECK(write_bytes(fd, "hello world") == 11);
    OK(__wasi_fd_close(fd));
    link_to("file", "link");
    OK(__wasi_path_filestat_get(DIR_FD, 0, "link", &status));
    CHECK(status.filetype == __WASI_FILETYPE_SYMBOLIC_LINK && status.size == 4);
    OK(__wasi_path_filestat_get(DIR_FD, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, "link", &status));
    CHECK(status.filetype == __WASI_FILETYPE_REGULAR_FILE && status.size == 11);
    OK(__wasi_path_filestat_set_times(DIR_FD, 0, "link", 0, 5000, __WASI_FSTFLAGS_MTIM));
    OK(__wasi_path_filestat_get(DIR_FD, 0, "link", &status));
    CHECK(status.mtim == 5000);
    OK(__wasi_path_filestat_get(DIR_FD, 0, "file", &status));
    CHECK(status.mtim != 5000);
    unlink_file("link");
    unlink_file("file");
}

void case_symlink_loop(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    link_to("link", "link");
    FAILS(LOOP, open_with("link", 0, 0, 0, 0, &fd));
    FAILS(LOOP, open_with("link", __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, 0, 0, 0, &fd));
    unlink_file("link");
}
