#include "suite.h"

void case_close_preopen(int argc, char **argv) {
    __wasi_fd_t other = 0;
    OK(open_with(".", 0, __WASI_OFLAGS_DIRECTORY, state_of(DIR_FD).fs_rights_base, 0, &other));
    CHECK(other > DIR_FD);
    // Onto a preopen and away from one.
    OK(__wasi_fd_renumber(DIR_FD, other));
    FAILS(BADF, __wasi_fd_fdstat_get(DIR_FD, &(__wasi_fdstat_t){0}));
    CHECK(state_of(other).fs_filetype == __WASI_FILETYPE_DIRECTORY);
    OK(__wasi_fd_close(other));
    FAILS(BADF, __wasi_fd_close(other));
    FAILS(BADF, __wasi_fd_prestat_get(DIR_FD, &(__wasi_prestat_t){0}));
}

void case_directory_seek(int argc, char **argv) {
    make_folder("dir");
    __wasi_fd_t fd = 0;
    OK(open_with("dir", 0, __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READDIR, 0, &fd));
    __wasi_filesize_t position;
    FAILS(BADF, __wasi_fd_seek(fd, 0, __WASI_WHENCE_CUR, &position));
    CHECK((state_of(fd).fs_rights_base & __WASI_RIGHTS_FD_SEEK) == 0);
    OK(__wasi_fd_close(fd));
    remove_folder("dir");
}

void case_fd_fdstat_set_rights(int argc, char **argv) {
    __wasi_fd_t fd = create_file("file");
    __wasi_fdstat_t state = state_of(fd);
    // Hosts of today answer for rights in two ways: they keep them, or say that they keep none.
    int answer = __wasi_fd_fdstat_set_rights(fd, __WASI_RIGHTS_FD_READ, 0);
    CHECK(answer == __WASI_ERRNO_SUCCESS || answer == __WASI_ERRNO_NOTSUP);
    if (answer == __WASI_ERRNO_SUCCESS) {
        CHECK(state_of(fd).fs_rights_base == __WASI_RIGHTS_FD_READ);
        FAILS(NOTCAPABLE, __wasi_fd_fdstat_set_rights(fd, state.fs_rights_base, 0));
        __wasi_ciovec_t vector = {(const uint8_t *)"x", 1};
        FAILS(BADF, __wasi_fd_write(fd, &vector, 1, &(__wasi_size_t){0}));
    }
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_fd_filestat_set(int argc, char **argv) {
    __wasi_fd_t fd = create_file("file");
    CHECK(status_of(fd).size == 0);
    OK(__wasi_fd_filestat_set_size(fd, 100));
    __wasi_filestat_t status = status_of(fd);
    CHECK(status.size == 100);
    __wasi_timestamp_t time = status.mtim - 100;
    OK(__wasi_fd_filestat_set_times(fd, time, time, __WASI_FSTFLAGS_MTIM));
    CHECK(status_of(fd).mtim == time);
    CHECK(status_of(fd).atim == status.atim);
    FAILS(INVAL, __wasi_fd_filestat_set_times(fd, 0, 0, __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_MTIM_NOW));
    OK(__wasi_fd_filestat_set_times(fd, time, 0, __WASI_FSTFLAGS_ATIM | __WASI_FSTFLAGS_MTIM_NOW));
    CHECK(status_of(fd).atim == time && status_of(fd).mtim > time);
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_fd_flags_set(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    char buffer[16];
    OK(open_with("file", 0, __WASI_OFLAGS_CREAT, FILE_RIGHTS, __WASI_FDFLAGS_APPEND, &fd));
    CHECK(state_of(fd).fs_flags == __WASI_FDFLAGS_APPEND);
    CHECK(write_bytes(fd, "abc") == 3);
    seek(fd, 0, __WASI_WHENCE_SET);
    CHECK(write_bytes(fd, "def") == 3);
    CHECK(status_of(fd).size == 6);
    OK(__wasi_fd_fdstat_set_flags(fd, 0));
    seek(fd, 0, __WASI_WHENCE_SET);
    CHECK(write_bytes(fd, "g") == 1);
    seek(fd, 0, __WASI_WHENCE_SET);
    CHECK(read_bytes(fd, buffer, 16) == 6 && memcmp(buffer, "gbcdef", 6) == 0);
    FAILS_EITHER(NOTSUP, INVAL, __wasi_fd_fdstat_set_flags(fd, __WASI_FDFLAGS_SYNC));
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

static size_t list(__wasi_fd_t fd, __wasi_dircookie_t cookie, uint8_t *buffer, size_t size) {
    __wasi_size_t used = 0;
    OK(__wasi_fd_readdir(fd, buffer, size, cookie, &used));
    return used;
}

void case_fd_readdir(int argc, char **argv) {
    make_folder("dir");
    __wasi_fd_t folder = 0;
    OK(open_with("dir", 0, __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READDIR, 0, &folder));
    static uint8_t buffer[65536];
    // Only itself and its parent.
    size_t used = list(folder, 0, buffer, sizeof buffer);
    size_t position = 0;
    int entries = 0;
    while (position + sizeof(__wasi_dirent_t) <= used) {
        __wasi_dirent_t entry;
        memcpy(&entry, buffer + position, sizeof entry);
        CHECK(entry.d_type == __WASI_FILETYPE_DIRECTORY);
        CHECK(entry.d_namlen == 1 || entry.d_namlen == 2);
        CHECK(buffer[position + sizeof entry] == '.');
        position += sizeof entry + entry.d_namlen;
        entries++;
    }
    CHECK(entries == 2 && position == used);

    char path[32];
    for (int i = 0; i < 300; i++) {
        snprintf(path, sizeof path, "dir/file.%d", i);
        touch(path);
    }
    // With a small buffer, going on behind the last whole entry.
    static char seen[300];
    __wasi_dircookie_t cookie = 0;
    int files = 0;
    for (;;) {
        used = list(folder, cookie, buffer, 200);
        position = 0;
        int whole = 0;
        while (position + sizeof(__wasi_dirent_t) <= used) {
            __wasi_dirent_t entry;
            memcpy(&entry, buffer + position, sizeof entry);
            if (position + sizeof entry + entry.d_namlen > used) break;
            char name[32] = {0};
            memcpy(name, buffer + position + sizeof entry, entry.d_namlen);
            if (strncmp(name, "file.", 5) == 0) {
                CHECK(entry.d_type == __WASI_FILETYPE_REGULAR_FILE);
                CHECK(!seen[atoi(name + 5)]);
                seen[atoi(name + 5)] = 1;
                files++;
            }
            cookie = entry.d_next;
            position += sizeof entry + entry.d_namlen;
            whole++;
        }
        if (used < 200) break;
        CHECK(whole > 0);
    }
    CHECK(files == 300);
    // A buffer that holds no whole entry is filled all the same.
    CHECK(list(folder, 0, buffer, 10) == 10);
    for (int i = 0; i < 300; i++) {
        snprintf(path, sizeof path, "dir/file.%d", i);
        unlink_file(path);
    }
    OK(__wasi_fd_close(folder));
    remove_folder("dir");
}

void case_file_allocate(int argc, char **argv) {
    __wasi_fd_t fd = create_file("file");
    CHECK(status_of(fd).size == 0);
    int answer = __wasi_fd_allocate(fd, 0, 100);
    // Some hosts have given it up.
    CHECK(answer == __WASI_ERRNO_SUCCESS || answer == __WASI_ERRNO_NOTSUP);
    if (answer == __WASI_ERRNO_SUCCESS) {
        CHECK(status_of(fd).size == 100);
        OK(__wasi_fd_allocate(fd, 10, 10));
        CHECK(status_of(fd).size == 100);
        OK(__wasi_fd_allocate(fd, 90, 20));
        CHECK(status_of(fd).size == 110);
    }
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

void case_file_seek_tell(int argc, char **argv) {
    __wasi_fd_t fd = create_file("file");
    CHECK(tell(fd) == 0);
    char data[101];
    memset(data, 'x', 100);
    data[100] = 0;
    CHECK(write_bytes(fd, data) == 100);
    CHECK(tell(fd) == 100);
    CHECK(seek(fd, -50, __WASI_WHENCE_CUR) == 50);
    CHECK(seek(fd, 10, __WASI_WHENCE_END) == 110);
    CHECK(seek(fd, 0, __WASI_WHENCE_SET) == 0);
    FAILS(INVAL, __wasi_fd_seek(fd, -2000, __WASI_WHENCE_CUR, &(__wasi_filesize_t){0}));
    CHECK(tell(fd) == 0);
    CHECK(read_bytes(fd, data, 7) == 7 && tell(fd) == 7);
    OK(__wasi_fd_close(fd));
    unlink_file("file");
}

// The cases that read and write the given files.

void case_lseek_file(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    OK(open_with("lseek.txt", 0, 0, FILE_RIGHTS, 0, &fd));
    uint64_t size = status_of(fd).size;
    CHECK(size > 0);
    CHECK(seek(fd, 0, __WASI_WHENCE_CUR) == 0);
    CHECK(seek(fd, 1, __WASI_WHENCE_SET) == 1);
    CHECK(seek(fd, 0, __WASI_WHENCE_END) == size);
    CHECK(seek(fd, -1, __WASI_WHENCE_END) == size - 1);
    char byte;
    CHECK(read_bytes(fd, &byte, 1) == 1 && read_bytes(fd, &byte, 1) == 0);
    OK(__wasi_fd_close(fd));
}

void case_pread_with_access(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    OK(open_with("pread.txt", 0, 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_SEEK | __WASI_RIGHTS_FD_TELL, 0, &fd));
    char whole[64], part[64];
    size_t size = read_bytes(fd, whole, sizeof whole);
    CHECK(size > 4);
    __wasi_iovec_t vector = {(uint8_t *)part, 3};
    __wasi_size_t count = 0;
    OK(__wasi_fd_pread(fd, &vector, 1, 1, &count));
    CHECK(count == 3 && memcmp(part, whole + 1, 3) == 0);
    // The position is another matter.
    CHECK(tell(fd) == size);
    OK(__wasi_fd_pread(fd, &vector, 1, 1000, &count));
    CHECK(count == 0);
    OK(__wasi_fd_close(fd));
}

static void pwrite_at(__wasi_fd_t fd, const char *text, uint64_t offset) {
    __wasi_ciovec_t vector = {(const uint8_t *)text, strlen(text)};
    __wasi_size_t count = 0;
    OK(__wasi_fd_pwrite(fd, &vector, 1, offset, &count));
    CHECK(count == strlen(text));
}

void case_pwrite_with_access(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    char buffer[16];
    OK(open_with("writeable/pwrite.txt", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_TRUNC, FILE_RIGHTS, 0, &fd));
    pwrite_at(fd, "hello", 0);
    pwrite_at(fd, "LO!", 3);
    CHECK(tell(fd) == 0);
    CHECK(read_bytes(fd, buffer, sizeof buffer) == 6 && memcmp(buffer, "helLO!", 6) == 0);
    OK(__wasi_fd_close(fd));
    unlink_file("writeable/pwrite.txt");
}

void case_pwrite_with_append(int argc, char **argv) {
    __wasi_fd_t fd = 0;
    char buffer[16];
    OK(open_with(
        "writeable/append.txt", 0, __WASI_OFLAGS_CREAT | __WASI_OFLAGS_TRUNC, FILE_RIGHTS, __WASI_FDFLAGS_APPEND, &fd));
    CHECK(write_bytes(fd, "abc") == 3);
    pwrite_at(fd, "x", 0);
    OK(__wasi_fd_close(fd));
    OK(open_with("writeable/append.txt", 0, 0, FILE_RIGHTS, 0, &fd));
    size_t size = read_bytes(fd, buffer, sizeof buffer);
    // POSIX writes at the offset, Linux at the end.
    CHECK((size == 3 && memcmp(buffer, "xbc", 3) == 0) || (size == 4 && memcmp(buffer, "abcx", 4) == 0));
    OK(__wasi_fd_close(fd));
    unlink_file("writeable/append.txt");
}

void case_truncation_rights(int argc, char **argv) {
    touch("file");
    __wasi_fd_t fd = 0;
    __wasi_fdstat_t folder = state_of(DIR_FD);
    if (!(folder.fs_rights_base & __WASI_RIGHTS_PATH_FILESTAT_SET_SIZE)) return;
    // Truncating as one opens needs no right to write.
    OK(open_with("file", 0, __WASI_OFLAGS_TRUNC, 0, 0, &fd));
    OK(__wasi_fd_close(fd));
    if (__wasi_fd_fdstat_set_rights(
            DIR_FD, folder.fs_rights_base & ~__WASI_RIGHTS_PATH_FILESTAT_SET_SIZE, folder.fs_rights_inheriting) == 0) {
        CHECK(!(state_of(DIR_FD).fs_rights_base & __WASI_RIGHTS_PATH_FILESTAT_SET_SIZE));
        FAILS_EITHER(PERM, NOTCAPABLE, open_with("file", 0, __WASI_OFLAGS_TRUNC, 0, 0, &fd));
    }
    unlink_file("file");
}
