/* Files that the program writes: complete or not there at all, for their owner's eyes only. */
#include "homeward/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum rc cannot_write(const char *path, struct err *err) {
    struct bi why = err_why(errno);

    return err_set(err, RC_IO, "unwritable", "写不了 %s：%s%.0s，请检查文件夹、权限和磁盘空间",
                   "cannot write %s: %.0s%s; check the folder, its permissions and the disk space",
                   path, why.zh, why.en);
}

enum rc file_out_open(const char *path, bool force, struct file_out *out, struct err *err) {
    struct stat st;

    if (lstat(path, &st) == 0 && (!force || !S_ISREG(st.st_mode)))
        return err_set(err, RC_CONFLICT, "file-exists", "文件 %s 已存在，如要覆盖请加 --force",
                       "the file %s exists; add --force to overwrite it", path);
    if ((size_t)snprintf(out->path, sizeof out->path, "%s", path) >= sizeof out->path ||
        (size_t)snprintf(out->temp, sizeof out->temp, "%s.%ld.part", path, (long)getpid()) >=
            sizeof out->temp)
        return err_set(err, RC_IO, "path-too-long", "路径过长", "the path is too long");
    int fd = open(out->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return cannot_write(path, err);
    out->f = fdopen(fd, "wb");
    out->force = force;
    return RC_OK;
}

enum rc file_out_stage(struct file_out *out, struct file_staged *staged, struct err *err) {
    bool written = fflush(out->f) == 0 && !ferror(out->f);

    written = fclose(out->f) == 0 && written;
    out->f = NULL;
    if (!written) {
        enum rc rc = cannot_write(out->path, err);
        unlink(out->temp);
        return rc;
    }
    *staged = (struct file_staged){mem_strdup(out->path), mem_strdup(out->temp), out->force};
    return RC_OK;
}

/* link refuses to replace what has appeared meanwhile; rename is for --force only */
enum rc file_staged_place(struct file_staged *s, struct err *err) {
    bool placed = s->force ? rename(s->temp, s->path) == 0 : link(s->temp, s->path) == 0;
    enum rc rc = placed ? RC_OK : cannot_write(s->path, err);

    if (placed && s->force) { /* the name has gone to the file */
        mem_free(s->temp);
        s->temp = NULL;
    }
    file_staged_drop(s);
    return rc;
}

void file_staged_drop(struct file_staged *s) {
    if (s->temp)
        unlink(s->temp);
    mem_free(s->temp);
    mem_free(s->path);
    *s = (struct file_staged){0};
}

enum rc file_out_commit(struct file_out *out, struct err *err) {
    struct file_staged staged;
    bool synced = fflush(out->f) == 0 && fsync(fileno(out->f)) == 0;
    enum rc rc = synced ? RC_OK : cannot_write(out->path, err);

    if (rc != RC_OK)
        file_out_abandon(out);
    rc = rc == RC_OK ? file_out_stage(out, &staged, err) : rc;
    return rc == RC_OK ? file_staged_place(&staged, err) : rc;
}

void file_out_abandon(struct file_out *out) {
    if (!out->f)
        return;
    fclose(out->f);
    out->f = NULL;
    unlink(out->temp);
}

enum rc dir_make(const char *path, struct err *err) {
    char part[4096];
    struct stat st;

    if ((size_t)snprintf(part, sizeof part, "%s", path) >= sizeof part)
        return err_set(err, RC_IO, "path-too-long", "路径过长", "the path is too long");
    for (char *slash = part + 1; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
        *slash = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return cannot_write(part, err);
    }
    if (mkdir(part, 0700) != 0 && errno != EEXIST)
        return cannot_write(path, err);
    if (stat(part, &st) != 0 || !S_ISDIR(st.st_mode)) {
        errno = ENOTDIR;
        return cannot_write(path, err);
    }
    return RC_OK;
}
