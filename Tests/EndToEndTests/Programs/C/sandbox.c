// What a program sees of the world: `sandbox WORDS...`, each of which does one thing and says a line.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>

static void put(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    if (!file) {
        printf("%s: %s\n", path, strerror(errno));
        return;
    }
    fputs(text, file);
    fclose(file);
}

static void show(const char *path) {
    char text[100] = "";
    FILE *file = fopen(path, "r");
    if (!file) {
        printf("%s: %s\n", path, strerror(errno));
        return;
    }
    fgets(text, sizeof text, file);
    fclose(file);
    printf("%s: %s\n", path, text);
}

// Takes one connection on a socket, and sends back in capitals what comes.
static void serve(__wasi_fd_t listener) {
    __wasi_fd_t connection;
    if (__wasi_sock_accept(listener, 0, &connection)) exit(3);
    for (;;) {
        char text[100];
        __wasi_iovec_t into = {(uint8_t *)text, sizeof text};
        __wasi_size_t count = 0;
        __wasi_roflags_t flags;
        if (__wasi_sock_recv(connection, &into, 1, 0, &count, &flags)) exit(4);
        if (count == 0) break;
        for (__wasi_size_t i = 0; i < count; i++)
            if (text[i] >= 'a' && text[i] <= 'z') text[i] -= 32;
        __wasi_ciovec_t from = {(uint8_t *)text, count};
        if (__wasi_sock_send(connection, &from, 1, 0, &count)) exit(5);
    }
    if (__wasi_sock_shutdown(connection, __WASI_SDFLAGS_WR)) exit(6);
    printf("served\n");
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "random") == 0) {
            uint64_t number;
            if (__wasi_random_get((uint8_t *)&number, 8)) return 1;
            printf("%016llx\n", number);
        } else if (strcmp(argv[i], "time") == 0) {
            struct timespec time;
            clock_gettime(CLOCK_REALTIME, &time);
            printf("%lld.%09ld\n", (long long)time.tv_sec, time.tv_nsec);
        } else if (strcmp(argv[i], "sleep") == 0) {
            sleep(3600);
        } else if (strcmp(argv[i], "line") == 0) {
            char line[100] = "";
            printf("line: %s", fgets(line, sizeof line, stdin) ? line : "none\n");
        } else if (strcmp(argv[i], "serve") == 0) {
            serve(atoi(argv[++i]));
        } else if (strncmp(argv[i], "put:", 4) == 0) {
            put(argv[i] + 4, "written");
        } else {
            show(argv[i]);
        }
        fflush(stdout);
    }
    return 0;
}
