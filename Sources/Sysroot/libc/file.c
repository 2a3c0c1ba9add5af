// Files by descriptor, and the search for the folder that the host opened for us ("preopen") and that a path lies in.

#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stdout.h"
#include "wasi.h"

// Skips what does not change where a path leads from the root: `/`, and `./` or `.` alone.
static void strip(const char **path, size_t *length) {
    while (*length > 0) {
        size_t count = 0;
        if (**path == '/') {
            count = 1;
        } else if (**path == '.' && (*length == 1 || (*path)[1] == '/')) {
            count = *length == 1 ? 1 : 2;
        } else {
            return;
        }
        *path += count;
        *length -= count;
    }
}

// The preopened folder with the longest name that the path starts with, and the rest of the path. The working folder
// is the root of everything, as in wasi-libc, so "a", "./a" and "/a" are the same file.
static int find_folder(const char **path, size_t *length) {
    strip(path, length);
    int best = -ENOTCAPABLE;
    size_t best_length = 0;
    wasi_prestat prestat;
    for (uint32_t descriptor = 3; wasi_fd_prestat_get(descriptor, &prestat) == 0; descriptor++) {
        if (prestat.tag != 0) {
            continue;
        }
        char *buffer = malloc(prestat.name_length + 1);
        if (buffer == NULL) {
            return -ENOMEM;
        }
        if (wasi_fd_prestat_dir_name(descriptor, buffer, prestat.name_length) == 0) {
            const char *name = buffer;
            size_t name_length = prestat.name_length;
            while (name_length > 0 && name[name_length - 1] == 0) {
                name_length--;  // some hosts count a zero at the end
            }
            strip(&name, &name_length);
            while (name_length > 0 && name[name_length - 1] == '/') {
                name_length--;
            }
            int matches = name_length == 0
                || (name_length <= *length && memcmp(name, *path, name_length) == 0
                    && (name_length == *length || (*path)[name_length] == '/'));
            if (matches && (best < 0 || name_length >= best_length)) {
                best = (int)descriptor;
                best_length = name_length;
            }
        }
        free(buffer);
    }
    *path += best_length;
    *length -= best_length;
    strip(path, length);
    if (*length == 0) {
        *path = ".";
        *length = 1;
    }
    return best;
}

int __file_open(const char *path, size_t length, int mode) {
    int folder = find_folder(&path, &length);
    if (folder < 0) {
        return folder;
    }
    uint64_t rights = wasi_rights_fd_read | wasi_rights_fd_seek | wasi_rights_fd_tell | wasi_rights_fd_filestat_get;
    uint32_t open_flags = 0, descriptor_flags = 0;
    if (mode != file_read) {
        rights |= wasi_rights_fd_write;
        rights &= ~wasi_rights_fd_read;
        open_flags = wasi_oflags_creat | (mode == file_write ? wasi_oflags_trunc : 0);
        descriptor_flags = mode == file_append ? wasi_fdflags_append : 0;
    }
    uint32_t descriptor;
    uint32_t error = wasi_path_open(
        (uint32_t)folder, wasi_lookup_symlink_follow, path, length, open_flags, rights, rights, descriptor_flags,
        &descriptor);
    return error == 0 ? (int)descriptor : -(int)error;
}

int __file_read(int descriptor, void *bytes, size_t count) {
    wasi_iovec vector = {bytes, count};
    size_t read = 0;
    uint32_t error;
    do {
        error = wasi_fd_read((uint32_t)descriptor, &vector, 1, &read);
    } while (error == EINTR);
    return error == 0 ? (int)read : -(int)error;
}

// Writes everything, however many calls that takes.
int __file_write(int descriptor, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count != 0) {
        wasi_ciovec vector = {next, count};
        size_t written = 0;
        uint32_t error = wasi_fd_write((uint32_t)descriptor, &vector, 1, &written);
        if (error != 0 && error != EINTR && error != EAGAIN) {
            return -(int)error;
        }
        next += written;
        count -= written;
    }
    return 0;
}

int __file_close(int descriptor) {
    return -(int)wasi_fd_close((uint32_t)descriptor);
}
