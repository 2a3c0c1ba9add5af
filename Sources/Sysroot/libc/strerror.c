#include <errno.h>
#include <string.h>

char *strerror(int code) {
    switch (code) {
    case 0: return "Success";
    case EACCES: return "Permission denied";
    case EBADF: return "Bad file descriptor";
    case EDOM: return "Numerical argument out of domain";
    case EEXIST: return "File exists";
    case EFBIG: return "File too large";
    case EILSEQ: return "Illegal byte sequence";
    case EINVAL: return "Invalid argument";
    case EIO: return "Input/output error";
    case EISDIR: return "Is a directory";
    case ELOOP: return "Too many levels of symbolic links";
    case EMFILE: return "Too many open files";
    case ENAMETOOLONG: return "File name too long";
    case ENOENT: return "No such file or directory";
    case ENOMEM: return "Cannot allocate memory";
    case ENOSPC: return "No space left on device";
    case ENOTCAPABLE: return "The host gave no access to this path";
    case ENOTDIR: return "Not a directory";
    case ENOTEMPTY: return "Directory not empty";
    case EPERM: return "Operation not permitted";
    case EPIPE: return "Broken pipe";
    case ERANGE: return "Numerical result out of range";
    case EROFS: return "Read-only file system";
    default: return "Unknown error";
    }
}
