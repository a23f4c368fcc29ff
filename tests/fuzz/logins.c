/* Any bytes as a file of logins: every login that is read is whole; a refusal tells none of it. */
#include "homeward/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "logins-XXXXXX";

static void forget(void) {
    unlink(path);
}

static int file(void) {
    static int fd = -1;

    if (fd < 0) {
        fd = mkstemp(path);
        atexit(forget);
    }
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct http_login *logins = NULL;
    struct err err = {0};
    int n = 0, fd = file();

    if (ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
        abort();
    enum rc rc = http_logins_read(path, &arena, &logins, &n, &err);
    if ((rc == RC_OK) != (err.code[0] == '\0') || (rc != RC_OK && err.line < 1))
        abort();
    for (int i = 0; rc == RC_OK && i < n; i++)
        if (!logins[i].key[0] || !logins[i].user[0] || strpbrk(logins[i].key, " \t\r\n"))
            abort();
    arena_clear(&arena);
    return 0;
}
