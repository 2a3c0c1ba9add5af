#ifndef _ERRNO_H
#define _ERRNO_H

#ifdef __cplusplus
extern "C" {
#endif

// The reason of the last failure. Modules have one thread, so this is an ordinary variable.
extern int errno;

// The numbers are those of WASI preview 1.
#define E2BIG 1
#define EACCES 2
#define EAGAIN 6
#define EWOULDBLOCK EAGAIN
#define EBADF 8
#define EBUSY 10
#define EDOM 18
#define EEXIST 20
#define EFAULT 21
#define EFBIG 22
#define EILSEQ 25
#define EINTR 27
#define EINVAL 28
#define EIO 29
#define EISDIR 31
#define ELOOP 32
#define EMFILE 33
#define ENAMETOOLONG 37
#define ENFILE 41
#define ENOENT 44
#define ENOMEM 48
#define ENOSPC 51
#define ENOSYS 52
#define ENOTDIR 54
#define ENOTEMPTY 55
#define ENOTSUP 58
#define EOPNOTSUPP ENOTSUP
#define ENXIO 60
#define EOVERFLOW 61
#define EPERM 63
#define EPIPE 64
#define ERANGE 68
#define EROFS 69
#define ESPIPE 70
#define ETIMEDOUT 73
#define EXDEV 75
#define ENOTCAPABLE 76

#ifdef __cplusplus
}
#endif

#endif
