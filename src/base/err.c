/* Errors in two languages, and what they mean for the exit code. */
#include "homeward/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *bi_text(struct bi text, enum lang lang) {
    return lang == LANG_EN ? text.en : text.zh;
}

enum rc err_set(struct err *err, enum rc rc, const char *code, const char *zh, const char *en,
                ...) {
    va_list args;

    if (!err || err->rc != RC_OK)
        return rc;
    err->rc = rc;
    snprintf(err->code, sizeof err->code, "%s", code);
    va_start(args, en);
    vsnprintf(err->zh, sizeof err->zh, zh, args);
    va_end(args);
    va_start(args, en);
    vsnprintf(err->en, sizeof err->en, en, args);
    va_end(args);
    return rc;
}

struct bi err_why(int number) {
    static const struct {
        int number;
        const char *zh;
    } known[] = {{ENOENT, "没有这个文件或文件夹"},
                 {EACCES, "没有权限"},
                 {EPERM, "不允许这样做"},
                 {EEXIST, "已经存在"},
                 {ENOTDIR, "路径中有一段不是文件夹"},
                 {EISDIR, "这是一个文件夹"},
                 {ENOSPC, "磁盘已满"},
                 {EDQUOT, "磁盘配额已用完"},
                 {EROFS, "磁盘是只读的"},
                 {EIO, "磁盘读写出错"},
                 {ENAMETOOLONG, "文件名太长"},
                 {ELOOP, "这是一个符号链接"},
                 {EMFILE, "打开的文件太多"},
                 {EXDEV, "不在同一个磁盘上"}};
    const char *en = strerror(number);

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].number == number)
            return BI(known[i].zh, en);
    return BI(en, en);
}

void err_at(struct err *err, const char *file, int64_t line) {
    if (!err || err->rc == RC_OK)
        return;
    if (!err->file[0] && file)
        snprintf(err->file, sizeof err->file, "%s", file);
    if (!err->line)
        err->line = line;
}

const char *err_text(const struct err *err, enum lang lang) {
    return lang == LANG_EN ? err->en : err->zh;
}

int rc_exit(enum rc rc) {
    static const unsigned char exits[] = {
        [RC_OK] = 0,     [RC_NOT_FOUND] = 3, [RC_CONFLICT] = 3, [RC_INVALID] = 3,
        [RC_DENIED] = 3, [RC_LIMIT] = 3,     [RC_USAGE] = 2,    [RC_IO] = 4,
        [RC_DB] = 4,     [RC_NET] = 4,       [RC_TIMEOUT] = 4,  [RC_INTERNAL] = 4,
    };

    return exits[rc];
}
