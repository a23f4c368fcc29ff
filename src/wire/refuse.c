#include "wire/refuse.h"

enum rc refuse(struct err *err, const char *file, int64_t line, enum rc rc, const char *code,
               struct bi why) {
    /* both formats take both texts and print one */
    rc_ignore(err_set(err, rc, code, "%s%.0s", "%.0s%s", why.zh, why.en));
    err_at(err, file, line);
    return rc;
}

enum rc refuse_unreadable(struct err *err, const char *file) {
    return refuse(err, file, 0, RC_IO, "unreadable",
                  BI("读文件时出错，请检查磁盘或重新复制文件",
                     "reading the file failed; check the disk or copy the file again"));
}
