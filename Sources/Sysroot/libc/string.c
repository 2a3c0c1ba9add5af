// Strings that end in a zero byte.

#include <stdlib.h>
#include <string.h>

size_t strlen(const char *text) {
    const char *end = text;
    while (*end != 0) {
        end++;
    }
    return (size_t)(end - text);
}

size_t strnlen(const char *text, size_t limit) {
    size_t count = 0;
    while (count < limit && text[count] != 0) {
        count++;
    }
    return count;
}

int strcmp(const char *left, const char *right) {
    while (*left != 0 && *left == *right) {
        left++;
        right++;
    }
    return (unsigned char)*left - (unsigned char)*right;
}

int strncmp(const char *left, const char *right, size_t limit) {
    for (; limit != 0; left++, right++, limit--) {
        if (*left != *right || *left == 0) {
            return (unsigned char)*left - (unsigned char)*right;
        }
    }
    return 0;
}

int strcoll(const char *left, const char *right) {
    return strcmp(left, right);
}

char *stpcpy(char *restrict destination, const char *restrict source) {
    while ((*destination = *source) != 0) {
        destination++;
        source++;
    }
    return destination;
}

char *strcpy(char *restrict destination, const char *restrict source) {
    stpcpy(destination, source);
    return destination;
}

char *strncpy(char *restrict destination, const char *restrict source, size_t limit) {
    size_t count = strnlen(source, limit);
    memcpy(destination, source, count);
    memset(destination + count, 0, limit - count);
    return destination;
}

char *strcat(char *restrict destination, const char *restrict source) {
    stpcpy(destination + strlen(destination), source);
    return destination;
}

char *strncat(char *restrict destination, const char *restrict source, size_t limit) {
    char *end = destination + strlen(destination);
    size_t count = strnlen(source, limit);
    memcpy(end, source, count);
    end[count] = 0;
    return destination;
}

size_t strlcpy(char *restrict destination, const char *restrict source, size_t size) {
    size_t length = strlen(source);
    if (size != 0) {
        size_t count = length < size ? length : size - 1;
        memcpy(destination, source, count);
        destination[count] = 0;
    }
    return length;
}

size_t strlcat(char *restrict destination, const char *restrict source, size_t size) {
    size_t used = strnlen(destination, size);
    return used + strlcpy(destination + used, source, size - used);
}

char *strchr(const char *text, int character) {
    for (;; text++) {
        if (*text == (char)character) {
            return (char *)text;
        }
        if (*text == 0) {
            return NULL;
        }
    }
}

char *strrchr(const char *text, int character) {
    const char *found = NULL;
    for (;; text++) {
        if (*text == (char)character) {
            found = text;
        }
        if (*text == 0) {
            return (char *)found;
        }
    }
}

char *strstr(const char *text, const char *part) {
    size_t count = strlen(part);
    for (;; text++) {
        if (strncmp(text, part, count) == 0) {
            return (char *)text;
        }
        if (*text == 0) {
            return NULL;
        }
    }
}

size_t strspn(const char *text, const char *set) {
    size_t count = 0;
    while (text[count] != 0 && strchr(set, text[count]) != NULL) {
        count++;
    }
    return count;
}

size_t strcspn(const char *text, const char *set) {
    size_t count = 0;
    while (strchr(set, text[count]) == NULL) {  // finds the zero at the end, too
        count++;
    }
    return count;
}

char *strpbrk(const char *text, const char *set) {
    text += strcspn(text, set);
    return *text == 0 ? NULL : (char *)text;
}

char *strtok_r(char *restrict text, const char *restrict separators, char **restrict state) {
    if (text == NULL) {
        text = *state;
    }
    text += strspn(text, separators);
    if (*text == 0) {
        *state = text;
        return NULL;
    }
    char *end = text + strcspn(text, separators);
    *state = *end == 0 ? end : end + 1;
    *end = 0;
    return text;
}

char *strtok(char *restrict text, const char *restrict separators) {
    static char *state;
    return strtok_r(text, separators, &state);
}

char *strndup(const char *text, size_t limit) {
    size_t count = strnlen(text, limit);
    char *copy = malloc(count + 1);
    if (copy != NULL) {
        memcpy(copy, text, count);
        copy[count] = 0;
    }
    return copy;
}

char *strdup(const char *text) {
    return strndup(text, (size_t)-2);
}
