// Works on files below the folder that is its argument.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path_buffer[2][512];
static const char *root;

static const char *at(int slot, const char *name) {
    snprintf(path_buffer[slot], sizeof path_buffer[slot], "%s/%s", root, name);
    return path_buffer[slot];
}

static void report(const char *what, int result) {
    printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
}

static int by_name(const void *a, const void *b) { return strcmp(a, b); }

static void list(const char *name) {
    DIR *folder = opendir(at(0, name));
    if (!folder) {
        report("opendir", -1);
        return;
    }
    static char names[64][64];
    int count = 0;
    for (struct dirent *entry; count < 64 && (entry = readdir(folder));)
        // Some hosts list these, some do not.
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            snprintf(names[count++], sizeof names[0], "%s%s", entry->d_name, entry->d_type == DT_DIR ? "/" : "");
    closedir(folder);
    qsort(names, count, sizeof names[0], by_name);
    for (int i = 0; i < count; i++) printf("  %s\n", names[i]);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    char buffer[256];
    FILE *file = fopen(at(0, "input.txt"), "r");
    if (!file) return perror("input.txt"), 1;
    while (fgets(buffer, sizeof buffer, file)) printf("read: %s", buffer);
    fclose(file);

    file = fopen(at(0, "numbers.bin"), "w+b");
    for (int i = 0; i < 1000; i++) fwrite(&i, sizeof i, 1, file);
    int number = 0;
    fseek(file, 4 * 321, SEEK_SET);
    fread(&number, sizeof number, 1, file);
    printf("%d at %ld\n", number, ftell(file));
    fseek(file, -4, SEEK_END);
    fread(&number, sizeof number, 1, file);
    printf("%d, then %zu more\n", number, fread(&number, sizeof number, 1, file));
    fclose(file);

    struct stat status;
    report("stat", stat(at(0, "numbers.bin"), &status));
    printf("%lld bytes, %s\n", (long long)status.st_size, S_ISREG(status.st_mode) ? "a file" : "no file");
    report("stat of a missing file", stat(at(0, "missing"), &status));
    report("mkdir", mkdir(at(0, "sub"), 0777));
    report("mkdir again", mkdir(at(0, "sub"), 0777));
    report("rename", rename(at(0, "numbers.bin"), at(1, "sub/numbers")));
    report("symlink", symlink("numbers", at(0, "sub/alias")));
    ssize_t length = readlink(at(0, "sub/alias"), buffer, sizeof buffer);
    printf("alias -> %.*s\n", (int)length, buffer);
    report("rmdir of a full folder", rmdir(at(0, "sub")));
    // Hosts refuse these with different errors.
    printf("outside: %d, /: %d\n", open(at(0, "../outside.txt"), O_RDONLY), open("/etc/passwd", O_RDONLY));

    int descriptor = open(at(0, "sub/numbers"), O_RDWR);
    report("ftruncate", ftruncate(descriptor, 8));
    printf("%zd bytes by pread\n", pread(descriptor, buffer, sizeof buffer, 0));
    report("pwrite", (int)pwrite(descriptor, "tail", 4, 20));
    report("write", (int)write(descriptor, "head", 4));
    printf("%lld\n", (long long)lseek(descriptor, 0, SEEK_CUR));
    close(descriptor);
    report("read a closed descriptor", (int)read(descriptor, buffer, 1));
    list(".");
    list("sub");
    report("unlink", unlink(at(0, "sub/alias")));
    report("unlink a folder", unlink(at(0, "sub")));
    file = fopen(at(0, "append.txt"), "a");
    fputs("one\n", file);
    fclose(file);
    file = fopen(at(0, "append.txt"), "a+");
    fputs("two\n", file);
    rewind(file);
    while (fgets(buffer, sizeof buffer, file)) printf("read: %s", buffer);
    fclose(file);
    return 0;
}
