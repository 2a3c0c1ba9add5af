// All cases in one module: the name of its file, as the program gets it, says which one runs.
#include "suite.h"

#define CASES(each)                                                                                                \
    each("args_get-multiple-arguments", args_get) each("environ_get-multiple-variables", environ_get)              \
    each("environ_sizes_get-multiple-variables", environ_sizes_get) each("fd_write-to-stdout", fd_write_to_stdout) \
    each("lseek", lseek_file) each("pread-with-access", pread_with_access)                                         \
    each("pwrite-with-access", pwrite_with_access) each("pwrite-with-append", pwrite_with_append)                  \
    each("close_preopen", close_preopen) each("dangling_symlink", dangling_symlink)                                \
    each("directory_seek", directory_seek) each("fd_fdstat_set_rights", fd_fdstat_set_rights)                      \
    each("fd_filestat_set", fd_filestat_set) each("fd_flags_set", fd_flags_set) each("fd_readdir", fd_readdir)     \
    each("file_allocate", file_allocate) each("file_seek_tell", file_seek_tell)                                    \
    each("interesting_paths", interesting_paths) each("isatty", isatty_file)                                       \
    each("nofollow_errors", nofollow_errors) each("path_filestat", path_filestat)                                  \
    each("path_open_create_existing", path_open_create_existing) each("path_open_missing", path_open_missing)      \
    each("path_open_nonblock", path_open_nonblock) each("path_open_preopen", path_open_preopen)                    \
    each("path_open_read_write", path_open_read_write)                                                             \
    each("path_symlink_trailing_slashes", path_symlink_trailing_slashes) each("readlink", readlink_link)           \
    each("remove_directory_trailing_slashes", remove_directory_trailing_slashes) each("stdio", stdio)              \
    each("symlink_create", symlink_create) each("symlink_filestat", symlink_filestat)                              \
    each("symlink_loop", symlink_loop) each("truncation_rights", truncation_rights)

#define DECLARE(name, function) void case_##function(int, char **);
CASES(DECLARE)

int main(int argc, char **argv) {
    const char *slash = strrchr(argv[0], '/');
    const char *name = slash ? slash + 1 : argv[0];
#define RUN(text, function)                                                              \
    if (strncmp(name, text, strlen(text)) == 0 && strcmp(name + strlen(text), ".wasm") == 0) { \
        case_##function(argc, argv);                                                     \
        return 0;                                                                        \
    }
    CASES(RUN)
    fprintf(stderr, "no case %s\n", name);
    return 2;
}
