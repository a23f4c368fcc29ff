/*
 * Runs every file of a corpus through one fuzz target, without a fuzzer: replay DIR. What was once
 * found stays mended. Each file has a process of its own, so one that crashes is counted, not
 * fatal. Prints "N passed, N failed".
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_MAX = 1 << 20, SECONDS = 20 };

static int run_file(const char *path) {
    static uint8_t data[FILE_MAX];
    FILE *f = fopen(path, "rb");

    if (!f)
        return 1;
    size_t size = fread(data, 1, sizeof data, f);
    fclose(f);
    alarm(SECONDS);
    return LLVMFuzzerTestOneInput(data, size);
}

/* True if the target took the file without a crash, a report of a sanitizer or a hang. */
static int passes(const char *path) {
    int status;

    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        exit(run_file(path));
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int main(int argc, char **argv) {
    DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
    int passed = 0, failed = 0;
    char path[4096];

    if (!dir) {
        fprintf(stderr, "usage: %s CORPUS\n", argv[0]);
        return 2;
    }
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        if (passes(path)) {
            passed++;
        } else {
            failed++;
            printf("FAILED: %s\n", path);
        }
    }
    closedir(dir);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
