#ifndef SWIFTLET_WEBFILES_H
#define SWIFTLET_WEBFILES_H

#include <stddef.h>

/// A file of `Web/`, carried inside the tool: nothing has to be found at run time.
struct web_file {
    /// The path below `Web/`.
    const char *path;
    const unsigned char *bytes;
    size_t size;
};

/// The file at a path below `Web/`, or NULL if there is none.
const struct web_file *web_file_find(const char *path);

#endif
