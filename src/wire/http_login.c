/*
 * Who logs in where: a file that its owner alone may read, so that no password stands on a command
 * line, in the environment or in the database.
 */
#include "homeward/http.h"
#include "homeward/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_MAX_BYTES 1024

static enum rc check_owner(int fd, const char *path, struct err *err) {
    struct stat st;

    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
        (st.st_mode & 077) == 0)
        return RC_OK;
    return err_set(
        err, RC_DENIED, "credentials-open",
        "登录文件 %s 别人也能读，或不是本人的普通文件；请执行 chmod 600 后重做",
        "the credentials file %s can be read by others or is no plain file of yours; run "
        "chmod 600 on it and do it again",
        path);
}

static enum rc malformed(const char *path, int64_t line, struct err *err) {
    enum rc rc = err_set(err, RC_INVALID, "malformed-credentials",
                         "登录文件每行要写成：站点代码 空格 用户名:密码",
                         "a line of the credentials file is: the station's code, a blank, "
                         "user:password");

    err_at(err, path, line);
    return rc;
}

/* "CODE user:password"; the password may hold anything but a line's end. */
static bool read_login(char *line, struct arena *arena, struct http_login *out) {
    char *blank = strpbrk(line, " \t");

    if (!blank || blank == line)
        return false;
    *blank++ = '\0';
    blank += strspn(blank, " \t");
    char *colon = strchr(blank, ':');
    if (!colon || colon == blank)
        return false;
    *colon = '\0';
    *out = (struct http_login){arena_strdup(arena, line), arena_strdup(arena, blank),
                               arena_strdup(arena, colon + 1)};
    return true;
}

static enum rc read_lines(FILE *f, const char *path, struct arena *arena, struct http_login **out,
                          int *out_n, struct err *err) {
    struct http_login *logins = NULL, login;
    char line[LINE_MAX_BYTES];
    size_t n = 0, cap = 0;
    enum rc rc = RC_OK;

    for (int64_t number = 1; rc == RC_OK && fgets(line, sizeof line, f); number++) {
        size_t len = strcspn(line, "\r\n");
        bool whole = line[len] != '\0' || feof(f);
        line[len] = '\0';
        if (line[0] == '\0' || line[0] == '#')
            continue;
        if (whole && read_login(line, arena, &login))
            VEC_PUSH(logins, n, cap, login);
        else
            rc = malformed(path, number, err);
    }
    *out = arena_array(arena, n, sizeof **out);
    if (n)
        memcpy(*out, logins, n * sizeof *logins);
    *out_n = (int)n;
    mem_free(logins);
    return rc;
}

enum rc http_logins_read(const char *path, struct arena *arena, struct http_login **out, int *out_n,
                         struct err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd < 0)
        return err_set(err, errno == ENOENT ? RC_NOT_FOUND : RC_IO, "credentials",
                       "读不了登录文件 %s：%s", "cannot read the credentials file %s: %s", path,
                       strerror(errno));
    enum rc rc = check_owner(fd, path, err);
    FILE *f = rc == RC_OK ? fdopen(fd, "r") : NULL;
    if (f) {
        rc = read_lines(f, path, arena, out, out_n, err);
        fclose(f);
    } else {
        close(fd);
    }
    return rc;
}
